import type { CarePlan, CodeableConcept, ServiceRequest, Task } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import { CODE_SYSTEM, volven } from '../../fhir/systems.ts';
import type { Catalogue } from '../../pathway/catalogue.ts';
import { codingOf, conceptOf, type CodeTexts } from '../coding.ts';
import { findingExtension, findingTags } from '../findingExtension.ts';
import { derivedIdentifier, fullUrlOf } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { TASK_OUTPUT_SYSTEM } from '../record/ownCodes.ts';
import { MESSAGE_MAPPING_FINDINGS } from './findings.ts';
import type { PartyReference, PatientReference } from './parties.ts';
import { pathwayCodesOf, type PathwayCode } from './pathwayCodes.ts';

export interface ReferredPathways {
  readonly entries: readonly MappedEntry[];
  readonly findings: readonly Finding[];
}

export interface PathwayPlansContext {
  readonly catalogue: Catalogue;
  readonly texts: CodeTexts;
  /** Identity of the referral's document. */
  readonly document: BusinessIdentifier;
  /** fullUrl of the referral in the transaction. */
  readonly referral: string;
  readonly patient: PatientReference;
  /** Who sent the referral. */
  readonly sender: PartyReference | undefined;
}

/** An outcome of list 9326 ends the pathway. */
const END = 'X';

/**
 * The pathways that a referral tells of: a CarePlan for each pathway type that its codes name (a 9321 code, or the
 * first three characters of a 9327 code), one for the codes of each other list, and a Task for each code that is an
 * event or of another list. The message gives an event no date but in its remark, so the Tasks have none.
 */
export function mapPathwayCodes(request: ServiceRequest, context: PathwayPlansContext): ReferredPathways {
  const { codes, emptyPlaces } = pathwayCodesOf(request, context.catalogue);
  const byPathway = new Map<string, PathwayCode[]>();
  for (const code of codes) {
    const key = code.meaning.kind === 'other-list' ? code.meaning.list : code.meaning.pathwayType;
    byPathway.set(key, [...(byPathway.get(key) ?? []), code]);
  }
  const findings = [
    ...codes.flatMap((code) => findingOf(code) ?? []),
    ...emptyPlaces.map((place) => createFinding(MESSAGE_MAPPING_FINDINGS.emptyPathwayCode, place)),
  ];
  const entries = [...byPathway].flatMap(([key, ofPathway]) => mapPathway(key, ofPathway, context));
  return { entries, findings };
}

function mapPathway(
  key: string,
  codes: readonly PathwayCode[],
  context: PathwayPlansContext,
): readonly MappedEntry[] {
  const identity = derivedIdentifier('referred-pathway', context.document, key);
  const carePlanUrl = fullUrlOf('CarePlan', identity);
  const occurrences = new Map<string, number>();
  const tasks = codes.flatMap((code): MappedEntry[] => {
    if (!isEvent(code)) {
      return [];
    }
    const name = code.coding.code ?? '';
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    const taskIdentity = derivedIdentifier(
      'referred-measurement-point',
      context.document,
      key,
      name,
      String(occurrence),
    );
    return [owned(taskIdentity, measurementPoint(code, taskIdentity, carePlanUrl, context))];
  });
  const findings = codes.flatMap((code) => findingOf(code) ?? []);
  const notes = codes.flatMap((code) =>
    isEvent(code) || code.note === undefined ? [] : [{ text: code.note }],
  );
  const ended = codes.some(
    ({ meaning }) => meaning.kind === 'measurement-point' && meaning.combined.event === END,
  );
  const carePlan: CarePlan = {
    resourceType: 'CarePlan',
    ...(findings.length === 0
      ? {}
      : { meta: { tag: findingTags(findings) }, extension: findings.map(findingExtension) }),
    identifier: [{ ...identity }],
    status: ended ? 'completed' : 'active',
    intent: 'plan',
    category: categoriesOf(codes, context.texts),
    subject: context.patient,
    ...(context.sender === undefined ? {} : { author: context.sender }),
    supportingInfo: [{ reference: context.referral }],
    ...(tasks.length === 0
      ? {}
      : { activity: tasks.map(({ fullUrl }) => ({ reference: { reference: fullUrl } })) }),
    ...(notes.length === 0 ? {} : { note: notes }),
  };
  return [owned(identity, carePlan), ...tasks];
}

/**
 * The pathway type, from its own list whatever list the code was sent in (the referral keeps the code as sent). Codes
 * of another list, and those whose first characters are no type either, stand for themselves.
 */
function categoriesOf(codes: readonly PathwayCode[], texts: CodeTexts): CodeableConcept[] {
  const [first] = codes;
  return first === undefined || !namesType(first)
    ? codes.map(({ coding }) => ({ coding: [coding] }))
    : [conceptOf(texts, CODE_SYSTEM.pathwayType, first.meaning.pathwayType)];
}

type NamedType = PathwayCode & { readonly meaning: { readonly pathwayType: string } };

function namesType(code: PathwayCode): code is NamedType {
  const { meaning } = code;
  return meaning.kind === 'unknown' ? meaning.isTypeKnown : meaning.kind !== 'other-list';
}

function measurementPoint(
  { coding, meaning, note }: PathwayCode,
  identity: BusinessIdentifier,
  carePlan: string,
  { texts, patient, referral, sender }: PathwayPlansContext,
): Task {
  const event = meaning.kind === 'measurement-point' ? meaning.combined.event : undefined;
  const outcome =
    meaning.kind === 'measurement-point' &&
    meaning.outcomeList !== undefined &&
    meaning.combined.outcome !== undefined
      ? conceptOf(texts, volven(meaning.outcomeList), meaning.combined.outcome)
      : undefined;
  return {
    resourceType: 'Task',
    identifier: [{ ...identity }],
    basedOn: [{ reference: carePlan }, { reference: referral }],
    status: 'completed',
    intent: 'plan',
    code: { coding: [...(event === undefined ? [] : [codingOf(texts, CODE_SYSTEM.event, event)]), coding] },
    focus: { reference: carePlan },
    for: patient,
    ...(sender === undefined ? {} : { owner: sender }),
    ...(note === undefined ? {} : { note: [{ text: note }] }),
    ...(outcome === undefined
      ? {}
      : {
          output: [{ type: conceptOf(texts, TASK_OUTPUT_SYSTEM, 'outcome'), valueCodeableConcept: outcome }],
        }),
  };
}

function isEvent({ meaning }: PathwayCode): boolean {
  return meaning.kind === 'unknown' ? meaning.isEvent : meaning.kind !== 'pathway-type';
}

function findingOf({ coding: { code = '', system = '' }, meaning, place }: PathwayCode): Finding | undefined {
  const values = { code, list: system.replace('urn:oid:', '') };
  switch (meaning.kind) {
    case 'other-list':
      return createFinding(MESSAGE_MAPPING_FINDINGS.outsideFamily, place, values);
    case 'unknown':
      return createFinding(MESSAGE_MAPPING_FINDINGS.unknownPathwayCode, place, values);
    case 'pathway-type':
    case 'measurement-point':
      return undefined;
  }
}

function owned(identity: BusinessIdentifier, resource: CarePlan | Task): MappedEntry {
  return {
    fullUrl: fullUrlOf(resource.resourceType, identity),
    resource,
    matchBy: [identity],
    ownership: 'owned',
  };
}

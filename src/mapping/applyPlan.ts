import type { CarePlan, CodeableConcept, PlanDefinition, Reference, Task } from '@medplum/fhirtypes';
import { primitiveExtension } from '../fhir/primitiveExtension.ts';
import { CODE_SYSTEM, FORLOPSBRO, extensionUrl, volven } from '../fhir/systems.ts';
import type { Catalogue, Edition } from '../pathway/catalogue.ts';
import { chooseEdition } from '../pathway/edition.ts';
import { EVENT } from '../pathway/event.ts';
import { expectedMilestones, type ExpectedMilestoneDue } from '../pathway/expected.ts';
import type { PathwayHistory } from '../pathway/history.ts';
import type { LocalDate } from '../pathway/record.ts';
import { codingOf, conceptOf, type CodeTexts } from './coding.ts';
import { codeOf } from './history/codeOf.ts';

const DATA_ABSENT_REASON = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** For whom a pathway is planned. */
export interface PlanApplication {
  readonly subject: Reference;
  readonly practitioner?: Reference;
  readonly organization?: Reference;
  readonly encounter?: Reference;
  /** When the pathway starts; without it nothing has a deadline. */
  readonly startDate?: LocalDate;
  /** Care level (Volven 8406), where the pathway times differ by it. */
  readonly setting?: CodeableConcept;
}

export interface PlanKnowledge {
  readonly catalogue: Catalogue;
  readonly texts: CodeTexts;
}

/**
 * The pathway that a PlanDefinition of ours describes, for one patient: a draft CarePlan with the measurement points
 * that are due after its start, as contained Tasks. They are those that a started pathway gets when it is stored, with
 * the deadlines that the edition has.
 *
 * @returns undefined for a PlanDefinition that is no pathway type in an edition of the catalogue
 */
export function applyPlan(
  plan: PlanDefinition,
  application: PlanApplication,
  { catalogue, texts }: PlanKnowledge,
): CarePlan | undefined {
  const pathwayType = codeOf(plan.topic ?? [], CODE_SYSTEM.pathwayType);
  const edition = catalogue.editions.find(({ id }) => id === plan.version);
  if (pathwayType === undefined || edition === undefined || !isOfCatalogue(plan, pathwayType)) {
    return undefined;
  }
  const { subject, practitioner, organization, encounter, startDate } = application;
  const history = startedPathway(pathwayType, edition, application);
  const tasks = expectedMilestones(history, catalogue).map((due) => taskOf(due, application, texts));
  const title = texts.displayOf(CODE_SYSTEM.pathwayType, pathwayType);
  const author = practitioner ?? organization;
  return {
    resourceType: 'CarePlan',
    ...(tasks.length > 0 && { contained: tasks }),
    ...(chooseEdition(history, catalogue).unconfirmed && {
      extension: [{ url: extensionUrl('unconfirmed'), valueBoolean: true }],
    }),
    instantiatesCanonical: [`${plan.url ?? ''}|${edition.id}`],
    status: 'draft',
    intent: 'plan',
    category: [conceptOf(texts, CODE_SYSTEM.pathwayType, pathwayType)],
    ...(title !== undefined && { title }),
    subject: subject as CarePlan['subject'],
    ...(encounter !== undefined && { encounter: encounter as CarePlan['encounter'] }),
    ...(startDate !== undefined && { period: { start: startDate } }),
    ...(author !== undefined && { author: author as CarePlan['author'] }),
    ...(organization !== undefined &&
      practitioner !== undefined && { contributor: [organization] as CarePlan['contributor'] }),
    ...(tasks.length > 0 && {
      activity: tasks.map(({ id }) => ({ reference: { reference: `#${id ?? ''}` } })),
    }),
  };
}

function isOfCatalogue({ url }: PlanDefinition, pathwayType: string): boolean {
  return url === `${FORLOPSBRO}/PlanDefinition/pathway-${pathwayType}`;
}

/**
 * A pathway of which the start (A) alone has been registered. Where the edition starts it on the day the referral is
 * received, that day is known too, and the times that count from it.
 */
function startedPathway(
  pathwayType: string,
  edition: Edition,
  { startDate, setting }: PlanApplication,
): PathwayHistory {
  const careLevel = codeOf(setting, volven(8406));
  return {
    pathway: '',
    place: '',
    pathwayType,
    edition: edition.id,
    ...(startDate !== undefined &&
      edition.startDateRule === 'referral-received' && { referral: { received: startDate } }),
    contacts: [],
    registrations: [
      {
        place: '',
        type: pathwayType,
        event: EVENT.start,
        ...(startDate !== undefined && { date: startDate }),
        ...(careLevel !== undefined && { careLevel }),
      },
    ],
  };
}

function taskOf(
  due: ExpectedMilestoneDue,
  { subject, practitioner, organization }: PlanApplication,
  texts: CodeTexts,
): Task {
  const owner = practitioner ?? organization;
  return {
    resourceType: 'Task',
    id: `measurement-point-${due.event}-${due.ordinal}`,
    ...(due.unconfirmed && { extension: [{ url: extensionUrl('unconfirmed'), valueBoolean: true }] }),
    instantiatesCanonical: `${FORLOPSBRO}/ActivityDefinition/measurement-point-${due.event}`,
    status: 'requested',
    intent: 'plan',
    code: {
      coding: [
        codingOf(texts, CODE_SYSTEM.event, due.event),
        ...(due.code === undefined ? [] : [codingOf(texts, CODE_SYSTEM.combinedCode, due.code)]),
      ],
    },
    for: subject,
    ...(owner !== undefined && { owner: owner as Task['owner'] }),
    restriction: {
      period:
        due.deadline === undefined
          ? primitiveExtension('end', { url: DATA_ABSENT_REASON, valueCode: 'unknown' })
          : { end: due.deadline },
    },
  };
}

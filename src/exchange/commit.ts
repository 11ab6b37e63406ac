import { isDeepStrictEqual } from 'node:util';
import type { Bundle, BundleEntry, Coding, Patient, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { identifiersOf } from '../fhir/identifier.ts';
import { mergeShared } from '../mapping/mergeShared.ts';
import { mergeStatements } from '../mapping/mergeStatements.ts';
import { retract } from '../mapping/retract.ts';
import type { MappedEntry, MappedTransaction } from '../mapping/mappedTransaction.ts';
import type { UnitOfWork, WriteEffect } from '../store/store.ts';
import { patientsWithoutMovedNumbers } from './movedIdentifiers.ts';
import { patientOf, type Recognition } from './recognise.ts';
import { findLogicalTargets, rewriteReferences } from './references.ts';

export interface CommitOptions {
  /** When what the transaction says was true, epoch milliseconds: newer stored statements are left as they are. */
  readonly assertedAt: number;
  /** Key of the record or message that the owned resources belong to. */
  readonly owner: string;
  /** References of what an earlier record of the same pathway made; those not stated again are retracted. */
  readonly formerlyOwned?: readonly string[];
  /** What becomes of an owned entry where others of the same document have come; absent: it is stored as stated. */
  readonly verdictOf?: (entry: MappedEntry) => Verdict | undefined;
  /** Stores one resource: `unit.put`, or for a message `unit.putReceived` with what becomes of its findings. */
  readonly put: (
    resource: WithId<Resource>,
  ) => Promise<{ readonly resource: WithId<Resource>; readonly effect: WriteEffect }>;
}

/** Of an entry of a message: a newer one of the same document states it too; or what it is to be stored as. */
export type Verdict =
  | { readonly kind: 'newer-stored' }
  | { readonly kind: 'stated'; readonly as: (resource: Resource) => Resource };

export interface CommittedResource {
  readonly reference: string;
  readonly effect: WriteEffect | 'retracted' | 'newer-stored' | 'number-moved';
}

export interface CommitResult {
  /** Type `transaction-response`, an entry for each of the transaction, then one for each other changed resource. */
  readonly response: Bundle;
  readonly resources: readonly CommittedResource[];
  /** References of all `owned` resources. */
  readonly owned: readonly string[];
  /** Reference of what was stored of the entry with a fullUrl. */
  readonly references: ReadonlyMap<string, string>;
  /** A value with references of the transaction as those of the store. */
  readonly stored: <T>(value: T) => T;
}

interface Stored {
  readonly resource: WithId<Resource>;
  readonly effect: CommittedResource['effect'];
}

/**
 * Stores a mapped transaction within a unit of work: turns `urn:uuid:` references into those of what was recognised,
 * merges shared parties, and retracts what is no longer stated. Of a shared party the newer statement counts and the
 * older one fills what it leaves open, in whichever order they come.
 */
export async function commitTransaction(
  unit: UnitOfWork,
  mapped: MappedTransaction,
  recognition: Recognition,
  options: CommitOptions,
): Promise<CommitResult> {
  const references = new Map(
    mapped.entries.map((entry, index) => [
      entry.fullUrl,
      `${entry.resource.resourceType}/${recognition.entries[index]?.id ?? ''}`,
    ]),
  );
  const logical = await findLogicalTargets(
    mapped.entries.map(({ resource }) => resource),
    unit,
  );
  const outcomes = new Map<MappedEntry, Stored>();
  const others: Stored[] = [];
  const labels = new Map<string, readonly Coding[]>();
  // Shared parties first: what is the patient's carries the patient's security labels, from whomever they are known.
  for (const ownership of ['shared', 'owned'] as const) {
    for (const [index, entry] of mapped.entries.entries()) {
      const recognised = recognition.entries[index];
      if (entry.ownership !== ownership || recognised === undefined) {
        continue;
      }
      const stated = labelled(
        withId(rewriteReferences(entry.resource, references, logical), recognised.id),
        labels,
      );
      const outcome = await storeEntry(unit, entry, stated, recognised.known, options);
      outcomes.set(entry, outcome);
      if (outcome.resource.resourceType === 'Patient' && ownership === 'shared') {
        labels.set(`Patient/${outcome.resource.id}`, protectionOf(outcome.resource));
        others.push(...(await moveNumbers(unit, outcome, identifiersOf(stated), options)));
      }
    }
  }
  const stored = mapped.entries.flatMap((entry) => outcomes.get(entry) ?? []);
  const owned = mapped.entries
    .filter(({ ownership }) => ownership === 'owned')
    .flatMap((entry) => outcomes.get(entry) ?? [])
    .map(({ resource }) => referenceTo(resource));
  const kept = new Set(owned);
  for (const reference of options.formerlyOwned ?? []) {
    if (!kept.has(reference)) {
      const retracted = await retractStored(unit, reference, options);
      others.push(
        ...(retracted === undefined ? [] : [{ resource: retracted, effect: 'retracted' as const }]),
      );
    }
  }
  const all = [...stored, ...others];
  return {
    response: {
      resourceType: 'Bundle',
      type: 'transaction-response',
      entry: all.map(({ resource, effect }) => responseEntry(resource, effect)),
    },
    resources: all.map(({ resource, effect }) => ({ reference: referenceTo(resource), effect })),
    owned,
    references,
    stored: (value) => rewriteReferences(value, references, logical),
  };
}

async function storeEntry(
  unit: UnitOfWork,
  entry: MappedEntry,
  stated: WithId<Resource>,
  known: boolean,
  { assertedAt, owner, put, verdictOf }: CommitOptions,
): Promise<Stored> {
  if (entry.matchBy.length === 0) {
    return put(stated);
  }
  const verdict = verdictOf?.(entry);
  if (verdict !== undefined) {
    return storeJudged(unit, stated, known, verdict, { assertedAt, owner, put });
  }
  const reference = referenceTo(stated);
  const stored = known
    ? ((await unit.read(stated.resourceType, stated.id)) as WithId<Resource> | undefined)
    : undefined;
  const former = known ? await unit.readAssertion(reference) : undefined;
  const owners = ownersWith(former?.owners ?? [], entry.ownership === 'owned' ? owner : undefined);
  if (stored !== undefined && former !== undefined && former.assertedAt > assertedAt) {
    if (owners.length > former.owners.length) {
      await unit.saveAssertion(reference, { ...former, owners });
    }
    if (entry.ownership === 'shared') {
      const { resource, times } = mergeStatements(stored, former, stated, assertedAt);
      const filled = await put(withId(resource, stated.id));
      if (filled.effect !== 'unchanged') {
        await unit.saveAssertion(reference, { ...times, owners });
        return filled;
      }
    }
    const saysTheSame = isDeepStrictEqual(mergeShared(stored, stated), stored);
    return { resource: stored, effect: saysTheSame ? 'unchanged' : 'newer-stored' };
  }
  const { resource, times } =
    stored !== undefined && entry.ownership === 'shared'
      ? mergeStatements(stored, former ?? { assertedAt }, stated, assertedAt)
      : { resource: stated, times: { assertedAt } };
  const outcome = await put(withId(resource, stated.id));
  await unit.saveAssertion(reference, { ...times, owners });
  return outcome;
}

/** What a message states of its own document, in whichever order the messages of the document come. */
async function storeJudged(
  unit: UnitOfWork,
  stated: WithId<Resource>,
  known: boolean,
  verdict: Verdict,
  { assertedAt, owner, put }: CommitOptions,
): Promise<Stored> {
  const reference = referenceTo(stated);
  const former = known ? await unit.readAssertion(reference) : undefined;
  const owners = ownersWith(former?.owners ?? [], owner);
  await unit.saveAssertion(reference, {
    assertedAt: Math.max(assertedAt, former?.assertedAt ?? 0),
    owners,
  });
  const stored = known
    ? ((await unit.read(stated.resourceType, stated.id)) as WithId<Resource> | undefined)
    : undefined;
  const ofSender = owner.slice(0, owner.lastIndexOf('|') + 1);
  const isNewerOfOthers =
    (former?.assertedAt ?? 0) > assertedAt && owners.some((other) => !other.startsWith(ofSender));
  return stored !== undefined && (verdict.kind === 'newer-stored' || isNewerOfOthers)
    ? { resource: stored, effect: 'newer-stored' }
    : put(withId(verdict.kind === 'stated' ? verdict.as(stated) : stated, stated.id));
}

function ownersWith(owners: readonly string[], owner: string | undefined): readonly string[] {
  return owner === undefined || owners.includes(owner) ? owners : [...owners, owner];
}

/** A local number that is newly stated of one patient is taken off any other. */
async function moveNumbers(
  unit: UnitOfWork,
  { resource, effect }: Stored,
  stated: ReturnType<typeof identifiersOf>,
  { put }: CommitOptions,
): Promise<readonly Stored[]> {
  if (effect === 'newer-stored' || effect === 'unchanged') {
    return [];
  }
  const moved: Stored[] = [];
  for (const other of await patientsWithoutMovedNumbers(unit, resource as WithId<Patient>, stated)) {
    moved.push({ resource: (await put(other)).resource, effect: 'number-moved' });
  }
  return moved;
}

const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const NORMAL = 'N';

/** The labels of a patient that restrict. */
function protectionOf(patient: Resource): readonly Coding[] {
  return (patient.meta?.security ?? []).filter(
    ({ system, code }) => system === CONFIDENTIALITY && code !== NORMAL,
  );
}

/** With the labels of the patient that it is about, which another sender may have told. */
function labelled(
  resource: WithId<Resource>,
  labels: ReadonlyMap<string, readonly Coding[]>,
): WithId<Resource> {
  const ofPatient = labels.get(patientOf(resource) ?? '') ?? [];
  const own = resource.meta?.security ?? [];
  const missing = ofPatient.filter(
    ({ system, code }) => !own.some((label) => label.system === system && label.code === code),
  );
  return missing.length === 0
    ? resource
    : Object.assign({}, resource, { meta: { ...resource.meta, security: [...own, ...missing] } });
}

/** Nothing is retracted that another record still has, such as a referral with two pathways. */
async function retractStored(
  unit: UnitOfWork,
  reference: string,
  { assertedAt, owner }: CommitOptions,
): Promise<WithId<Resource> | undefined> {
  const [resourceType = '', id = ''] = reference.split('/');
  const stored = await unit.read(resourceType, id);
  const former = await unit.readAssertion(reference);
  const owners = (former?.owners ?? []).filter((other) => other !== owner);
  await unit.saveAssertion(reference, { assertedAt: Math.max(assertedAt, former?.assertedAt ?? 0), owners });
  if (stored === undefined || owners.length > 0) {
    return undefined;
  }
  const { resource, effect } = await unit.put(withId(retract(stored), id));
  return effect === 'unchanged' ? undefined : resource;
}

function referenceTo({ resourceType, id }: WithId<Resource>): string {
  return `${resourceType}/${id}`;
}

/** Object.assign: spreading a union of all resource types makes the compiler multiply them. */
function withId(resource: Resource, id: string): WithId<Resource> {
  return Object.assign({}, resource, { id });
}

export function responseEntry(resource: WithId<Resource>, effect: CommittedResource['effect']): BundleEntry {
  const versionId = resource.meta?.versionId ?? '1';
  return {
    response: {
      status: effect === 'created' ? '201 Created' : '200 OK',
      location: `${resource.resourceType}/${resource.id}/_history/${versionId}`,
      etag: `W/"${versionId}"`,
      ...(resource.meta?.lastUpdated === undefined ? {} : { lastModified: resource.meta.lastUpdated }),
    },
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { Bundle, BundleEntry, Identifier, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { canBeSame } from '../mapping/identity.ts';
import { mergeShared } from '../mapping/mergeShared.ts';
import { retract } from '../mapping/retract.ts';
import type { MappedEntry, MappedTransaction } from '../mapping/mappedTransaction.ts';
import type { UnitOfWork, WriteEffect } from '../store/store.ts';
import { findLogicalTargets, rewriteReferences } from './references.ts';

export interface CommitOptions {
  /** When what the transaction says was true, epoch milliseconds: newer stored statements are left as they are. */
  readonly assertedAt: number;
  /** Key of the record or message that the owned resources belong to. */
  readonly owner: string;
  /** References of what an earlier record of the same pathway made; those not stated again are retracted. */
  readonly formerlyOwned?: readonly string[];
  readonly newId: () => string;
  /** Stores one resource: `unit.put`, or for a message `unit.putReceived` with what becomes of its findings. */
  readonly put: (
    resource: WithId<Resource>,
  ) => Promise<{ readonly resource: WithId<Resource>; readonly effect: WriteEffect }>;
}

export interface CommittedResource {
  readonly reference: string;
  readonly effect: WriteEffect | 'retracted' | 'newer-stored';
}

export interface CommitResult {
  /** Type `transaction-response`, an entry for each of the transaction, then one for each retracted resource. */
  readonly response: Bundle;
  readonly resources: readonly CommittedResource[];
  /** References of all `owned` resources. */
  readonly owned: readonly string[];
}

/**
 * Stores a mapped transaction within a unit of work: recognises what is stored already, gives the rest ids, turns
 * `urn:uuid:` references into theirs, merges shared parties, and retracts what is no longer stated. Of a shared party
 * the newer statement counts and the older one fills what it leaves open, in whichever order they come.
 */
export async function commitTransaction(
  unit: UnitOfWork,
  mapped: MappedTransaction,
  options: CommitOptions,
): Promise<CommitResult> {
  const ids = await assignIds(unit, mapped.entries, options.newId);
  const references = new Map(
    mapped.entries.map((entry, index) => [
      entry.fullUrl,
      `${entry.resource.resourceType}/${ids[index]?.id ?? ''}`,
    ]),
  );
  const logical = await findLogicalTargets(
    mapped.entries.map(({ resource }) => resource),
    unit,
  );
  const responseEntries: BundleEntry[] = [];
  const resources: CommittedResource[] = [];
  const owned: string[] = [];

  for (const [index, entry] of mapped.entries.entries()) {
    const assigned = ids[index];
    if (assigned === undefined) {
      continue;
    }
    const stated = withId(rewriteReferences(entry.resource, references, logical), assigned.id);
    const reference = `${stated.resourceType}/${stated.id}`;
    if (entry.ownership === 'owned') {
      owned.push(reference);
    }
    const outcome = await storeEntry(unit, entry, stated, assigned.known, options);
    resources.push({ reference, effect: outcome.effect });
    responseEntries.push(responseEntry(outcome.resource, outcome.effect));
  }

  const stated = new Set(owned);
  for (const reference of options.formerlyOwned ?? []) {
    if (!stated.has(reference)) {
      const retracted = await retractStored(unit, reference, options);
      if (retracted !== undefined) {
        resources.push({ reference, effect: 'retracted' });
        responseEntries.push(responseEntry(retracted, 'updated'));
      }
    }
  }
  return {
    response: { resourceType: 'Bundle', type: 'transaction-response', entry: responseEntries },
    resources,
    owned,
  };
}

interface AssignedId {
  readonly id: string;
  readonly known: boolean;
}

async function assignIds(
  unit: UnitOfWork,
  entries: readonly MappedEntry[],
  newId: () => string,
): Promise<readonly AssignedId[]> {
  const taken = new Set<string>();
  const ids: AssignedId[] = [];
  for (const entry of entries) {
    const id = await findStored(unit, entry, taken);
    if (id !== undefined && entry.ownership === 'owned') {
      taken.add(`${entry.resource.resourceType}/${id}`);
    }
    ids.push(id === undefined ? { id: entry.resource.id ?? newId(), known: false } : { id, known: true });
  }
  return ids;
}

/** The id of the stored resource that carries the first identifier that any carries, unless an entry has it already. */
async function findStored(
  unit: UnitOfWork,
  entry: MappedEntry,
  taken: ReadonlySet<string>,
): Promise<string | undefined> {
  const { resourceType } = entry.resource;
  for (const identifier of entry.matchBy) {
    const found = await unit.findByIdentifier(resourceType, identifier);
    const free = found.find(
      (candidate) =>
        !taken.has(`${resourceType}/${candidate.id}`) &&
        canBeSame(identifiersOf(candidate), identifiersOf(entry.resource)),
    );
    if (free !== undefined) {
      return free.id;
    }
  }
  return undefined;
}

async function storeEntry(
  unit: UnitOfWork,
  entry: MappedEntry,
  stated: WithId<Resource>,
  known: boolean,
  { assertedAt, owner, put }: CommitOptions,
): Promise<{ resource: WithId<Resource>; effect: CommittedResource['effect'] }> {
  if (entry.matchBy.length === 0) {
    return put(stated);
  }
  const reference = `${stated.resourceType}/${stated.id}`;
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
      const filled = await put(withId(mergeShared(stated, stored), stated.id));
      if (filled.effect !== 'unchanged') {
        return filled;
      }
    }
    const saysTheSame = isDeepStrictEqual(mergeShared(stored, stated), stored);
    return { resource: stored, effect: saysTheSame ? 'unchanged' : 'newer-stored' };
  }
  const resource =
    stored !== undefined && entry.ownership === 'shared' ? mergeShared(stored, stated) : stated;
  const outcome = await put(withId(resource, stated.id));
  await unit.saveAssertion(reference, { assertedAt, owners });
  return outcome;
}

function ownersWith(owners: readonly string[], owner: string | undefined): readonly string[] {
  return owner === undefined || owners.includes(owner) ? owners : [...owners, owner];
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

/** Object.assign: spreading a union of all resource types makes the compiler multiply them. */
function withId(resource: Resource, id: string): WithId<Resource> {
  return Object.assign({}, resource, { id });
}

function identifiersOf(resource: Resource): readonly Identifier[] {
  const stated: unknown = Reflect.get(resource, 'identifier');
  return Array.isArray(stated) ? (stated as readonly Identifier[]) : [];
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

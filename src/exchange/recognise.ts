import type { Identifier, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { identifiersOf } from '../fhir/identifier.ts';
import { canBeSame } from '../mapping/identity.ts';
import type { MappedEntry } from '../mapping/mappedTransaction.ts';
import type { UnitOfWork } from '../store/store.ts';

export interface RecognitionOptions {
  /** Key of the record or message that the owned resources belong to. */
  readonly owner: string;
  /**
   * Whether what others own, by their keys, may be taken for what is stated; absent: it may, as far as the patient is
   * the same.
   */
  readonly mayBelongTo?: (owners: readonly string[]) => boolean;
  readonly newId: () => string;
  /** fullUrl of an entry → id of the stored resource that it is known to be. */
  readonly settled?: ReadonlyMap<string, string>;
}

/** An identifier that is stated of one thing and stored of another. */
export interface Collision {
  readonly resourceType: string;
  readonly identifier: Pick<Identifier, 'system' | 'value'>;
  readonly reason: 'other-patient' | 'other-pathway' | 'other-sender';
}

export interface RecognisedEntry {
  readonly id: string;
  /** Whether it is stored already. */
  readonly known: boolean;
}

export interface Recognition {
  /** One for each entry, in their order. */
  readonly entries: readonly RecognisedEntry[];
  /** What carries a stated identifier and yet is something else; the entry is then a new resource. */
  readonly collisions: readonly Collision[];
}

/**
 * Finds, by their identifiers, which entries are stored already, and gives the others ids. What belongs to a pathway
 * or message is only recognised in a resource of the same patient, and a registration only in its own pathway: an
 * identifier used twice must not move what is stored from one patient to another. A record may correct its own.
 */
export async function recognise(
  unit: UnitOfWork,
  entries: readonly MappedEntry[],
  options: RecognitionOptions,
): Promise<Recognition> {
  const found = new Map<MappedEntry, RecognisedEntry>();
  const references = new Map<string, string>();
  const collisions: Collision[] = [];
  const taken = new Set<string>();
  const settle = (entry: MappedEntry, id: string | undefined): void => {
    const settled = { id: id ?? entry.resource.id ?? options.newId(), known: id !== undefined };
    found.set(entry, settled);
    references.set(entry.fullUrl, `${entry.resource.resourceType}/${settled.id}`);
  };
  for (const entry of entries.filter(({ ownership }) => ownership === 'shared')) {
    settle(entry, (await candidatesOf(unit, entry, taken))[0]?.resource.id);
  }
  for (const entry of carePlansFirst(entries.filter(({ ownership }) => ownership === 'owned'))) {
    const known = options.settled?.get(entry.fullUrl);
    if (known !== undefined) {
      taken.add(`${entry.resource.resourceType}/${known}`);
      settle(entry, known);
      continue;
    }
    const candidates = await candidatesOf(unit, entry, taken);
    let match: string | undefined;
    for (const { resource, identifier } of candidates) {
      const reason = await whyAnother(unit, entry, resource, references, options);
      if (reason === undefined) {
        match = resource.id;
        break;
      }
      collisions.push({ resourceType: resource.resourceType, identifier, reason });
    }
    if (match !== undefined) {
      taken.add(`${entry.resource.resourceType}/${match}`);
    }
    settle(entry, match);
  }
  return { entries: entries.flatMap((entry) => found.get(entry) ?? []), collisions };
}

/** Tasks are compared by the CarePlan that they are based on. */
function carePlansFirst(entries: readonly MappedEntry[]): readonly MappedEntry[] {
  const isCarePlan = ({ resource }: MappedEntry): boolean => resource.resourceType === 'CarePlan';
  return [...entries.filter(isCarePlan), ...entries.filter((entry) => !isCarePlan(entry))];
}

interface Candidate {
  readonly resource: WithId<Resource>;
  readonly identifier: Pick<Identifier, 'system' | 'value'>;
}

/** Stored resources that carry an identifier of the entry, those of its first identifier first. */
async function candidatesOf(
  unit: UnitOfWork,
  entry: MappedEntry,
  taken: ReadonlySet<string>,
): Promise<readonly Candidate[]> {
  const { resourceType } = entry.resource;
  const candidates: Candidate[] = [];
  for (const identifier of entry.matchBy) {
    for (const resource of await unit.findByIdentifier(resourceType, identifier)) {
      if (
        !taken.has(`${resourceType}/${resource.id}`) &&
        canBeSame(identifiersOf(resource), identifiersOf(entry.resource))
      ) {
        candidates.push({ resource, identifier });
      }
    }
    if (entry.ownership === 'shared' && candidates.length > 0) {
      break;
    }
  }
  return candidates;
}

async function whyAnother(
  unit: UnitOfWork,
  entry: MappedEntry,
  candidate: WithId<Resource>,
  references: ReadonlyMap<string, string>,
  { owner, mayBelongTo }: RecognitionOptions,
): Promise<Collision['reason'] | undefined> {
  const assertion = await unit.readAssertion(`${candidate.resourceType}/${candidate.id}`);
  // Its only owner may say anew what it is, and what no record has any more is free.
  if (assertion?.owners.every((other) => other === owner) === true) {
    return undefined;
  }
  if (mayBelongTo !== undefined && assertion !== undefined && !mayBelongTo(assertion.owners)) {
    return 'other-sender';
  }
  const differs = (stored: string | undefined, stated: string | undefined): boolean =>
    stored !== undefined && stated !== undefined && stored !== (references.get(stated) ?? stated);
  if (differs(patientOf(candidate), patientOf(entry.resource))) {
    return 'other-patient';
  }
  return differs(carePlanOf(candidate), carePlanOf(entry.resource)) ? 'other-pathway' : undefined;
}

/** The reference to the patient that a resource is about. */
export function patientOf(resource: Resource): string | undefined {
  for (const element of ['subject', 'patient', 'for']) {
    const reference: unknown = Reflect.get(resource, element);
    if (typeof reference === 'object' && reference !== null && 'reference' in reference) {
      return typeof reference.reference === 'string' ? reference.reference : undefined;
    }
  }
  return undefined;
}

/** The CarePlan that a measurement point belongs to. */
function carePlanOf(resource: Resource): string | undefined {
  return resource.resourceType === 'Task' && resource.focus?.reference === resource.basedOn?.[0]?.reference
    ? resource.focus?.reference
    : undefined;
}

import type { FhirRepository } from '@medplum/fhir-router';
import type { Resource } from '@medplum/fhirtypes';
import type { Conformance } from '../../conformance/conformance.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Actor } from '../../store/actor.ts';
import type { Store, UnitOfWork } from '../../store/store.ts';
import type { SearchParameters } from '../../definitions/searchParameters.ts';
import type { KnowledgeSource } from '../../terminology/knowledge.ts';
import type { StoredDefinitions } from './operations/storedDefinitions.ts';
import type { ShippedDefinitions } from './shippedDefinitions.ts';

/** What every interaction of the FHIR API works with. */
export interface FhirService {
  readonly store: Store;
  readonly searchParameters: SearchParameters;
  /** The types that are served, in alphabetical order. */
  readonly resourceTypes: ReadonlySet<string>;
  /** Address of the FHIR API, without a slash at the end. */
  readonly baseUrl: string;
  readonly knowledge: KnowledgeSource;
  /** What users have stored of what the terminology works by. */
  readonly stored: StoredDefinitions;
  readonly conformance: Conformance;
  /** Holds a resource that is not to be stored, or not yet, against its definitions, as a write is. */
  readonly validate: (resource: Resource) => readonly Finding[];
  readonly shipped: ShippedDefinitions;
  readonly now: () => Date;
}

/** Where an interaction writes: in a unit of work of its own, or in that of a transaction. */
export interface WriteScope {
  /** Runs `work` in the unit of work of the transaction, or in one of its own. */
  unit<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Whether the pathway rules judge each write by itself; those of a transaction are judged together. */
  readonly judgesEach: boolean;
}

/** Where an interaction reads too: the store as it is, or one unit of work of a transaction. */
export interface Scope extends WriteScope {
  readonly repository: FhirRepository;
}

export function writeScope(store: Store, actor: Actor): WriteScope {
  return { unit: (work) => store.write(actor, work), judgesEach: true };
}

export function storeScope(store: Store, actor: Actor): Scope {
  return { ...writeScope(store, actor), repository: store.repository(actor) };
}

export function transactionScope(unit: UnitOfWork): Scope {
  return { repository: unit.repository, unit: (work) => work(unit), judgesEach: false };
}

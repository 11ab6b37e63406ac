import {
  applyPatch,
  badRequest,
  fhirpathPatchTypedValue,
  normalizeOperationOutcome,
  notFound,
  OperationOutcomeError,
  parseFhirPathPatchParameters,
  toTypedValue,
  type Operation,
  type SearchRequest,
  type WithId,
} from '@medplum/core';
import {
  FhirRepository,
  type CreateResourceOptions,
  type DeleteResourceOptions,
  type ReadHistoryOptions,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, Parameters, Reference, Resource } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import { findReferring } from './findReferring.ts';
import { readHistory, readVersion } from './history.ts';
import { readReference } from './index/reference.ts';
import type { ShortNumbers } from './index/shortNumbers.ts';
import { requireResource } from './preconditions.ts';
import { readContents, readRow, resourceOf } from './resourceRows.ts';
import type { Schema } from './schema.ts';
import type { Search } from './search/search.ts';
import type { ReferringReader } from './store.ts';
import type { Unit } from './unit.ts';

/** What a reference that leads nowhere gives: one for all, as an error of its own costs more than to look it up. */
const LEADS_NOWHERE = new OperationOutcomeError(notFound);

/** How a repository reaches the database: the whole store, or one unit of work. */
export interface RepositoryAccess {
  readonly baseUrl: string;
  readonly search: Search;
  readonly numbers: ShortNumbers;
  readonly newId: () => string;
  /** For reads that look at the search index too. */
  database(): Promise<Kysely<Schema>>;
  /** For reads of resources by their ids. */
  rows(): Promise<Kysely<Schema>>;
  write<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
}

/** The interface of @medplum/fhir-router over this store. All faults are OperationOutcomeErrors. */
export class StoreRepository extends FhirRepository implements ReferringReader {
  readonly #access: RepositoryAccess;

  constructor(access: RepositoryAccess) {
    super();
    this.#access = access;
  }

  /** Nothing to choose: reads and writes go where they belong by themselves. */
  setMode(): void {
    return;
  }

  generateId(): string {
    return this.#access.newId();
  }

  /** The id in the resource counts only when it was given by the server (FHIR R4 3.1.0.8). */
  async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const assignedId = options?.assignedId === true ? resource.id : undefined;
    const written = await this.#access.write((unit) => unit.create(resource, assignedId));
    return written.resource as WithId<T>;
  }

  async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return requireResource(await readRow(await this.#access.rows(), resourceType, id)) as WithId<T>;
  }

  async readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const local = readReference(reference.reference ?? '', this.#access.baseUrl);
    if (local === undefined || local.type === '') {
      throw new OperationOutcomeError(
        badRequest(`Not a reference within this server: ${reference.reference ?? ''}`),
      );
    }
    return this.readResource(local.type, local.id);
  }

  /** In the order of the references; an Error for each that leads nowhere. */
  async readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    const local = references.map(({ reference }) => readReference(reference ?? '', this.#access.baseUrl));
    const idsByType = new Map<string, Set<string>>();
    for (const reference of local) {
      if (reference !== undefined && reference.type !== '') {
        const ids = idsByType.get(reference.type) ?? new Set();
        idsByType.set(reference.type, ids.add(reference.id));
      }
    }
    const database = await this.#access.rows();
    const contents = new Map<string, string | null>();
    for (const [type, ids] of idsByType) {
      for (const { id, content } of await readContents(database, type, [...ids])) {
        contents.set(`${type}/${id}`, content);
      }
    }
    return local.map((reference) => {
      const content =
        reference === undefined ? null : (contents.get(`${reference.type}/${reference.id}`) ?? null);
      return (resourceOf({ content }) as T | undefined) ?? LEADS_NOWHERE;
    });
  }

  async readHistory<T extends Resource>(
    resourceType: string,
    id: string,
    options: ReadHistoryOptions = {},
  ): Promise<Bundle<WithId<T>>> {
    const bundle = await readHistory(
      await this.#access.rows(),
      this.#access.baseUrl,
      resourceType,
      id,
      options,
    );
    return bundle as Bundle<WithId<T>>;
  }

  async readVersion<T extends Resource>(
    resourceType: string,
    id: string,
    version: string,
  ): Promise<WithId<T>> {
    return (await readVersion(await this.#access.rows(), resourceType, id, version)) as WithId<T>;
  }

  async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const { id } = resource;
    if (id === undefined) {
      throw new OperationOutcomeError(
        badRequest('An update needs the id of the resource', `${resource.resourceType}.id`),
      );
    }
    const written = await this.#access.write((unit) => unit.update({ ...resource, id }, options?.ifMatch));
    return written.resource as WithId<T>;
  }

  async deleteResource(resourceType: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    await this.#access.write((unit) => unit.delete(resourceType, id, options?.ifMatch));
  }

  async patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    return this.withTransaction(async (repository) => {
      const resource = await repository.readResource<T>(resourceType, id);
      applyPatchTo(resource, patch);
      if (resource.resourceType !== resourceType || resource.id !== id) {
        throw new OperationOutcomeError(badRequest('A patch cannot change the type or the id of a resource'));
      }
      return repository.updateResource<T>(resource, options);
    });
  }

  async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const bundle = await this.#access.search(await this.#access.database(), request);
    return bundle as Bundle<WithId<T>>;
  }

  async findReferring(
    resourceType: string,
    parameter: string,
    targets: readonly string[],
    most: number,
  ): Promise<WithId<Resource>[]> {
    const database = await this.#access.database();
    return findReferring(database, this.#access.numbers, resourceType, parameter, targets, most);
  }

  async searchByReference<T extends Resource>(
    request: SearchRequest<T>,
    referenceField: string,
    references: string[],
  ): Promise<Record<string, WithId<T>[]>> {
    const found: Record<string, WithId<T>[]> = {};
    for (const reference of references) {
      const filters = [
        ...(request.filters ?? []),
        { code: referenceField, operator: 'eq' as const, value: reference },
      ];
      found[reference] = await this.searchResources<T>({ ...request, filters });
    }
    return found;
  }

  /** A unit of work; within one, a part of it that fails alone. */
  withTransaction<TResult>(callback: (repository: this) => Promise<TResult>): Promise<TResult> {
    return this.#access.write((unit) =>
      unit.withinSavepoint(() => callback(unit.repository as unknown as this)),
    );
  }
}

function applyPatchTo(resource: WithId<Resource>, patch: Operation[] | Parameters): void {
  try {
    if (!Array.isArray(patch)) {
      fhirpathPatchTypedValue(toTypedValue(resource), parseFhirPathPatchParameters(patch));
      return;
    }
    const faults = applyPatch(resource, patch).filter((fault) => fault !== null);
    if (faults.length > 0) {
      throw new OperationOutcomeError(badRequest(faults.map((fault) => fault.message).join('\n')));
    }
  } catch (error) {
    throw new OperationOutcomeError(normalizeOperationOutcome(error), { cause: error });
  }
}

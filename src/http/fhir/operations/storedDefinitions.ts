import type { Resource } from '@medplum/fhirtypes';
import type { FhirRepository } from '@medplum/fhir-router';
import { Operator, type SearchRequest } from '@medplum/core';
import type { Actor } from '../../../store/actor.ts';
import type { Store } from '../../../store/store.ts';
import type { ResourceFinder, Sought, TerminologyResource } from '../../../terminology/furtherSources.ts';
import type { KnowledgeSource } from '../../../terminology/knowledge.ts';

/** So many resources are read to find one by its URL, or all of a type. */
const MOST_RESOURCES = 500;

/** So many resources are kept as they were read: what is made of them, such as an index of codes, hangs on them. */
const MOST_KEPT = 200;

export interface StoredDefinitionsOptions {
  readonly store: Store;
  readonly knowledge: KnowledgeSource;
}

/** The code systems, value sets and concept maps that users have stored, as the actor may read them. */
export class StoredDefinitions {
  readonly #options: StoredDefinitionsOptions;
  /** By type, id and version: what is stored never changes under these. */
  readonly #kept = new Map<string, TerminologyResource>();

  constructor(options: StoredDefinitionsOptions) {
    this.#options = options;
  }

  finderFor(actor: Actor): ResourceFinder {
    return this.finderIn(this.#options.store.repository(actor));
  }

  /** As a repository shows them, such as that of a transaction. */
  finderIn(repository: FhirRepository): ResourceFinder {
    return { find: (sought) => this.#find(repository, sought) };
  }

  async #find(
    repository: FhirRepository,
    { resourceType, by, value }: Sought,
  ): Promise<readonly TerminologyResource[]> {
    const request: SearchRequest = {
      resourceType,
      count: MOST_RESOURCES,
      ...(by !== 'type' && {
        filters: [{ code: by === 'id' ? '_id' : 'url', operator: Operator.EQUALS, value }],
      }),
    };
    const { entry } = await repository.search(request);
    const { definitions } = this.#options.knowledge.current;
    return this.#sameObjects(
      (entry ?? [])
        .flatMap(({ resource }) => resource ?? [])
        // Those that ship are asked before.
        .filter(({ id }) => !definitions.has(resourceType, id)),
    );
  }

  #sameObjects(resources: readonly Resource[]): readonly TerminologyResource[] {
    return resources.filter(isTerminologyResource).map((resource) => {
      const key = `${resource.resourceType}/${resource.id ?? ''}/${resource.meta?.versionId ?? ''}`;
      const known = this.#kept.get(key);
      if (known === undefined) {
        if (this.#kept.size >= MOST_KEPT) {
          this.#kept.clear();
        }
        this.#kept.set(key, resource);
      }
      return known ?? resource;
    });
  }
}

function isTerminologyResource(resource: Resource): resource is TerminologyResource {
  return ['CodeSystem', 'ValueSet', 'ConceptMap'].includes(resource.resourceType);
}

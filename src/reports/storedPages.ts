import type { Filter, SearchRequest, WithId } from '@medplum/core';
import type { FhirRepository } from '@medplum/fhir-router';
import type { Bundle, Reference, Resource } from '@medplum/fhirtypes';

/** The resources that the references lead to, by reference; those that lead nowhere are left out. */
export async function readAll(
  repository: FhirRepository,
  references: readonly (Reference | undefined)[],
): Promise<ReadonlyMap<string, Resource>> {
  const unique = [...new Set(references.flatMap((reference) => reference?.reference ?? []))];
  const resources = await repository.readReferences(unique.map((reference) => ({ reference })));
  return new Map(
    unique.flatMap((reference, index) => {
      const resource = resources[index];
      return resource === undefined || resource instanceof Error ? [] : [[reference, resource] as const];
    }),
  );
}

/** All that a search finds, a page in memory at a time. */
export async function* pagesOf<T extends Resource>(
  repository: FhirRepository,
  resourceType: T['resourceType'],
  filters: Filter[],
  count: number,
): AsyncGenerator<WithId<T>[]> {
  let cursor: string | undefined;
  do {
    const request: SearchRequest<T> = {
      resourceType,
      filters,
      count,
      total: 'none',
      ...(cursor !== undefined && { cursor }),
    };
    const bundle: Bundle<WithId<T>> = await repository.search<T>(request);
    yield (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
    cursor = cursorOf(bundle);
  } while (cursor !== undefined);
}

function cursorOf({ link = [] }: Bundle): string | undefined {
  const next = link.find(({ relation }) => relation === 'next')?.url;
  const query = next?.slice(next.indexOf('?') + 1);
  return new URLSearchParams(query).get('_cursor') ?? undefined;
}

export function equal(code: string, value: string): Filter {
  return { code, operator: 'eq', value };
}

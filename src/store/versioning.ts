import { isDeepStrictEqual } from 'node:util';
import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';

/** What the text of a resource begins with. */
const FIRST = { resourceType: '', id: '', meta: {} };

/** The resource as this version of it, made now, under the id. */
export function withVersion(resource: Resource, id: string, version: number, now: Date): WithId<Resource> {
  return {
    ...FIRST,
    ...resource,
    id,
    meta: { ...resource.meta, versionId: String(version), lastUpdated: now.toISOString() },
  };
}

/** Whether nothing differs but versionId and lastUpdated; the order of elements does not matter. */
export function equalApartFromVersion(one: WithId<Resource>, other: WithId<Resource>): boolean {
  return isDeepStrictEqual(withoutVersion(one), withoutVersion(other));
}

function withoutVersion(resource: WithId<Resource>): object {
  const { meta, ...rest } = resource;
  const kept = Object.entries(meta ?? {}).filter(([name]) => name !== 'versionId' && name !== 'lastUpdated');
  return kept.length === 0 ? rest : { ...rest, meta: Object.fromEntries(kept) };
}

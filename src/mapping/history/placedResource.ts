import type { Bundle, Resource } from '@medplum/fhirtypes';

/** A resource with where it stands and how others refer to it. */
export interface PlacedResource<T extends Resource = Resource> {
  readonly resource: T;
  /** FHIRPath, for findings. */
  readonly place: string;
  /** What a reference to it may say, the best name first: its fullUrl, `Type/id`. */
  readonly names: readonly string[];
}

/** The resources of a Bundle, those of Bundles in it included. */
export function resourcesOfBundle(bundle: Bundle, place = 'Bundle'): readonly PlacedResource[] {
  return (bundle.entry ?? []).flatMap(({ resource, fullUrl }, index): readonly PlacedResource[] => {
    if (resource === undefined) {
      return [];
    }
    return placed(resource, `${place}.entry[${index}].resource`, fullUrl);
  });
}

/** A resource that was sent by itself, or those of the Bundle that it is. */
export function resourcesOfParameter(resource: Resource, place: string): readonly PlacedResource[] {
  return placed(resource, place, undefined);
}

function placed(resource: Resource, place: string, fullUrl: string | undefined): readonly PlacedResource[] {
  return resource.resourceType === 'Bundle'
    ? resourcesOfBundle(resource, place)
    : [{ resource, place, names: namesOf(resource, fullUrl) }];
}

/** A stored resource; its place selects it by its id. */
export function storedResource<T extends Resource>(resource: T): PlacedResource<T> {
  const { resourceType, id = '' } = resource;
  return {
    resource,
    place: `${resourceType}.where(id = '${id}')`,
    names: namesOf(resource, undefined),
  };
}

function namesOf({ resourceType, id }: Resource, fullUrl: string | undefined): readonly string[] {
  const local = id === undefined ? relativeOf(fullUrl ?? '') : `${resourceType}/${id}`;
  return [...(local === undefined ? [] : [local]), ...(fullUrl === undefined ? [] : [fullUrl])];
}

/** Finds resources by references: relative, absolute, to a version, or to a fullUrl. */
export type Resolve = (reference: string | undefined) => PlacedResource | undefined;

export function resolverOf(resources: readonly PlacedResource[]): Resolve {
  const byName = new Map<string, PlacedResource>();
  for (const placed of resources) {
    for (const name of placed.names) {
      if (!byName.has(name)) {
        byName.set(name, placed);
      }
    }
  }
  return (reference) => {
    if (reference === undefined) {
      return undefined;
    }
    const current = reference.replace(/\/_history\/[^/]+$/, '');
    return byName.get(current) ?? byName.get(relativeOf(current) ?? '');
  };
}

/** `Type/id` at the end of an address; undefined for any other. */
export function relativeOf(url: string): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/.exec(url)?.[1];
}

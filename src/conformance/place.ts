import type { Resource } from '@medplum/fhirtypes';

/**
 * The value at a path as @medplum/core's validator writes it (`Bundle.entry[1].resource.value[x].unit`);
 * undefined when there is none.
 */
export function valueAt(resource: Resource, path: string): unknown {
  let value: unknown = resource;
  for (const step of path.replaceAll('[x]', '?').split('.').slice(1)) {
    const match = /^(\w+)(\?)?(?:\[(\d+)\])?$/.exec(step);
    if (match === null || typeof value !== 'object' || value === null) {
      return undefined;
    }
    const [, name = '', choice, index] = match;
    value = choice === undefined ? propertyOf(value, name) : chosenOf(value, name);
    if (index !== undefined) {
      value = Array.isArray(value) ? (value as unknown[])[Number(index)] : undefined;
    }
  }
  return value;
}

function propertyOf(value: object, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name];
}

function chosenOf(value: object, name: string): unknown {
  const key = Object.keys(value).find(
    (candidate) => candidate.startsWith(name) && /^[A-Z]/.test(candidate.slice(name.length)),
  );
  return key === undefined ? undefined : propertyOf(value, key);
}

/** The FHIRPath of the first object that has all these properties; undefined when there is none. */
export function findObjectWith(resource: Resource, names: readonly string[]): string | undefined {
  function search(value: unknown, place: string): string | undefined {
    if (typeof value !== 'object' || value === null) {
      return undefined;
    }
    if (!Array.isArray(value) && names.every((name) => Object.hasOwn(value, name))) {
      return place;
    }
    for (const [key, child] of Object.entries(value)) {
      const found = search(child, Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
  return search(resource, resource.resourceType);
}

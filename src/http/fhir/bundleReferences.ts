import type { Resource } from '@medplum/fhirtypes';
import { isObject } from './entries.ts';

/** A RESTful address: what is before the type, the type and the id (FHIR R4 bundle.html#references). */
const RESTFUL_URL = /^(https?:\/\/.+\/)?[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** The elements of type uri or url through which one resource points to another in a Bundle. */
const POINTERS: ReadonlySet<string> = new Set([
  'reference',
  'url',
  'uri',
  'valueUri',
  'valueUrl',
  'valueUuid',
  'valueOid',
]);

/**
 * A copy of a resource in which whatever points to the fullUrl of an entry points to where that entry's resource is
 * stored (FHIR R4 http.html#trules): references and addresses, relative ones resolved against the fullUrl of the
 * resource, and links and images of narratives. Everything else, an identifier too, stays as it is.
 *
 * @param addresses Where things are stored (`Patient/17`), by fullUrl.
 */
export function withStoredReferences<T extends Resource>(
  resource: T,
  fullUrl: string | undefined,
  addresses: ReadonlyMap<string, string>,
): T {
  if (addresses.size === 0) {
    return resource;
  }
  const base = RESTFUL_URL.exec(fullUrl ?? '')?.[1];
  const addressOf = (url: string): string => {
    const absolute = base !== undefined && RESTFUL_URL.test(url) ? `${base}${url}` : url;
    return addresses.get(url) ?? addresses.get(absolute) ?? url;
  };
  return rewritten(resource, addressOf) as T;
}

function rewritten(value: unknown, addressOf: (url: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => rewritten(item, addressOf));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      typeof child !== 'string'
        ? rewritten(child, addressOf)
        : POINTERS.has(key)
          ? addressOf(child)
          : key === 'div'
            ? child.replace(LINK, (_whole, start: string, url: string) => `${start}${addressOf(url)}"`)
            : child,
    ]),
  );
}

const LINK = /\b((?:href|src)\s*=\s*")([^"]+)"/g;

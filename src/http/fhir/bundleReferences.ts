import { randomUUID } from 'node:crypto';
import type { Bundle } from '@medplum/fhirtypes';
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
 * A copy of a transaction in which every entry that is written goes by a fresh urn:uuid, and so does every reference
 * to it. @medplum/fhir-router replaces such a URN by the new address wherever it stands, also in an identifier, and
 * replaces no other form of fullUrl; with a URN that occurs in references only, both come out right.
 */
export function withFreshUrns(bundle: Bundle, newUrn = (): string => `urn:uuid:${randomUUID()}`): Bundle {
  const urnByUrl = new Map<string, string>();
  const entries = (bundle.entry ?? []).map((entry) => {
    const isWritten = entry.request?.method === 'POST' || entry.request?.method === 'PUT';
    if (!isWritten || entry.fullUrl === undefined) {
      return { ...entry, fullUrl: newUrn() };
    }
    const urn = newUrn();
    urnByUrl.set(entry.fullUrl, urn);
    return { ...entry, fullUrl: urn };
  });
  return {
    ...bundle,
    entry: entries.map((entry, index) => {
      const base = RESTFUL_URL.exec(bundle.entry?.[index]?.fullUrl ?? '')?.[1];
      return entry.resource === undefined
        ? entry
        : { ...entry, resource: rewritten(entry.resource, urnByUrl, base) as typeof entry.resource };
    }),
  };
}

function rewritten(value: unknown, urnByUrl: ReadonlyMap<string, string>, base: string | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => rewritten(item, urnByUrl, base));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      typeof child !== 'string'
        ? rewritten(child, urnByUrl, base)
        : POINTERS.has(key)
          ? resolved(child, urnByUrl, base)
          : key === 'div'
            ? inNarrative(child, urnByUrl)
            : child,
    ]),
  );
}

/** A relative reference is resolved against the fullUrl of the resource that holds it. */
function resolved(
  reference: string,
  urnByUrl: ReadonlyMap<string, string>,
  base: string | undefined,
): string {
  const absolute = base !== undefined && RESTFUL_URL.test(reference) ? `${base}${reference}` : reference;
  return urnByUrl.get(reference) ?? urnByUrl.get(absolute) ?? reference;
}

/** Links and images of a narrative (FHIR R4 http.html#trules). */
function inNarrative(div: string, urnByUrl: ReadonlyMap<string, string>): string {
  return div.replace(/\b((?:href|src)\s*=\s*")([^"]+)"/g, (whole, start: string, url: string) => {
    const urn = urnByUrl.get(url);
    return urn === undefined ? whole : `${start}${urn}"`;
  });
}

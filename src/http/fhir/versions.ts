import type { Resource } from '@medplum/fhirtypes';
import { refuse } from '../errors.ts';
import { HTTP_FAULTS } from '../faults.ts';
import { FHIR_FAULTS } from './faults.ts';

/** FHIR R4 3.1.0.5: the ETag is the version id, as a weak tag. */
export function entityTag(versionId: string): string {
  return `W/"${versionId}"`;
}

const ENTITY_TAGS = /^\s*(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*\s*$/;

/** The version ids of a list of entity tags; undefined when it is none. */
function versionIdsIn(header: string): readonly string[] | undefined {
  return ENTITY_TAGS.test(header)
    ? [...header.matchAll(/"([^"]*)"/g)].map(([, versionId = '']) => versionId)
    : undefined;
}

/**
 * Holds If-Match (RFC 9110, 13.1.1; `*` is any version) against what is stored.
 *
 * @throws Refusal 412 when it names another version or nothing is stored, 400 when it cannot be read.
 */
export function requireVersion(ifMatch: string | undefined, stored: Resource | undefined): void {
  if (ifMatch === undefined) {
    return;
  }
  const versionIds = ifMatch.trim() === '*' ? '*' : versionIdsIn(ifMatch);
  if (versionIds === undefined) {
    throw refuse(400, FHIR_FAULTS.preconditionSyntax);
  }
  if (stored === undefined || (versionIds !== '*' && !versionIds.includes(stored.meta?.versionId ?? ''))) {
    throw refuse(412, HTTP_FAULTS.preconditionFailed);
  }
}

/** The conditions of a read (RFC 9110, 13.1.2 and 13.1.3). */
export interface ReadConditions {
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
}

/** Whether the caller has this version already; If-None-Match counts before If-Modified-Since. */
export function isNotModified(conditions: ReadConditions, versionId: string, lastUpdated: Date): boolean {
  const { ifNoneMatch, ifModifiedSince } = conditions;
  if (ifNoneMatch !== undefined) {
    return ifNoneMatch.trim() === '*' || (versionIdsIn(ifNoneMatch)?.includes(versionId) ?? false);
  }
  const since = ifModifiedSince === undefined ? Number.NaN : Date.parse(ifModifiedSince);
  // HTTP dates have no milliseconds.
  return Math.floor(lastUpdated.getTime() / 1000) <= since / 1000;
}

import type { Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { outcomeOf } from '../../fhir/outcome.ts';
import type { Finding, Language } from '../../findings/finding.ts';
import type { Prefer } from './prefer.ts';
import { entityTag } from './versions.ts';

/** What an interaction answers; a string is JSON as stored. */
export interface FhirAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Resource | string;
}

/** ETag and Last-Modified of a resource. */
export function versionHeaders(meta: Resource['meta']): Record<string, string> {
  const { versionId, lastUpdated } = meta ?? {};
  return {
    ...(versionId === undefined ? {} : { etag: entityTag(versionId) }),
    ...(lastUpdated === undefined ? {} : { 'last-modified': httpDateOf(lastUpdated) }),
  };
}

/** The length of an instant down to its seconds, as far as an HTTP date tells it. */
const TO_THE_SECOND = 19;

let second = 'none yet';
let httpDate = '';

/** The HTTP date (RFC 9110, 5.6.7) of an instant in UTC, made once for all that are of one second. */
function httpDateOf(instant: string): string {
  if (!instant.startsWith(second)) {
    httpDate = new Date(instant).toUTCString();
    second = instant.slice(0, TO_THE_SECOND);
  }
  return httpDate;
}

/** The address of the version of a resource, relative to the base. */
export function versionPath({ resourceType, id, meta }: WithId<Resource>): string {
  return `${resourceType}/${id}/_history/${meta?.versionId ?? ''}`;
}

/** The body of an answer to a write, by Prefer: return=… */
export function writtenBody(
  resource: WithId<Resource>,
  prefer: Prefer,
  language: Language,
  findings: readonly Finding[] = [],
): Resource | undefined {
  switch (prefer.return) {
    case 'minimal':
      return undefined;
    case 'OperationOutcome':
      return outcomeOf(findings, language);
    case 'representation':
      return resource;
  }
}

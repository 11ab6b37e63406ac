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
    ...(lastUpdated === undefined ? {} : { 'last-modified': new Date(lastUpdated).toUTCString() }),
  };
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

import { isResource, type WithId } from '@medplum/core';
import type { BundleEntry, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { versionPath } from './answer.ts';
import type { StatusOfOutcome } from './entryRouter.ts';
import type { Prefer } from './prefer.ts';
import { entityTag } from './versions.ts';

const REASONS: Readonly<Record<string, string>> = {
  '200': '200 OK',
  '201': '201 Created',
  '204': '204 No Content',
  '304': '304 Not Modified',
};

interface ResponseOptions {
  readonly prefer: Prefer;
  readonly statuses: StatusOfOutcome;
  readonly baseUrl: string;
}

/**
 * The entry of a response as FHIR wants it (R4 bundle.html#transaction-response), made from what
 * @medplum/fhir-router says: status, address, ETag and time of what was written, the resource unless Prefer is
 * return=minimal, and the outcome of what failed or of what was found and is no error.
 */
export function responseEntry(method: string, result: BundleEntry, options: ResponseOptions): BundleEntry {
  const { response, resource } = result;
  const outcome = response?.outcome;
  const isFault =
    outcome?.issue.some(({ severity }) => severity === 'error' || severity === 'fatal') === true;
  if (isFault) {
    const status = options.statuses.get(outcome) ?? response?.status ?? 400;
    return {
      response: {
        status: String(status),
        outcome: { resourceType: 'OperationOutcome', issue: outcome.issue },
      },
    };
  }
  const status = method === 'DELETE' ? '204' : (response?.status ?? '200');
  return {
    ...(resource?.id === undefined
      ? {}
      : { fullUrl: `${options.baseUrl}/${resource.resourceType}/${resource.id}` }),
    ...(resource === undefined || (method !== 'GET' && options.prefer.return === 'minimal')
      ? {}
      : { resource }),
    response: {
      status: REASONS[status] ?? status,
      ...(hasVersion(resource) ? versionOf(resource, method) : {}),
      ...(outcome !== undefined && outcome.issue.some(isFinding)
        ? { outcome: { resourceType: 'OperationOutcome', issue: outcome.issue } }
        : {}),
    },
  };
}

/** What was found has a code; that all went well has none. */
function isFinding({ details }: OperationOutcomeIssue): boolean {
  return details?.coding !== undefined;
}

function hasVersion(resource: Resource | undefined): resource is WithId<Resource> {
  return isResource(resource) && resource.id !== undefined && resource.meta?.versionId !== undefined;
}

function versionOf(
  resource: WithId<Resource>,
  method: string,
): Partial<NonNullable<BundleEntry['response']>> {
  const { versionId, lastUpdated } = resource.meta ?? {};
  return {
    ...(method === 'GET' ? {} : { location: versionPath(resource) }),
    ...(versionId === undefined ? {} : { etag: entityTag(versionId) }),
    ...(lastUpdated === undefined ? {} : { lastModified: lastUpdated }),
  };
}

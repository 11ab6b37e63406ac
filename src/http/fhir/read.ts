import type { WithId } from '@medplum/core';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { requireId, requireType } from './checks.ts';
import { historyPage } from './parameters.ts';
import type { FhirService, Scope } from './scope.ts';

/** @throws Refusal or OperationOutcomeError: 404 not there, 410 deleted, 400 no id. */
export async function read(
  service: FhirService,
  scope: Scope,
  type: string,
  id: string,
): Promise<WithId<Resource>> {
  return scope.repository.readResource(requireType(service, type), requireId(id));
}

export async function readVersion(
  service: FhirService,
  scope: Scope,
  type: string,
  id: string,
  versionId: string,
): Promise<WithId<Resource>> {
  return scope.repository.readVersion(requireType(service, type), requireId(id), requireId(versionId));
}

/** The versions of one resource, newest first, paged by `_count` and `_offset`. */
export async function readHistory(
  service: FhirService,
  scope: Scope,
  type: string,
  id: string,
  parameters: URLSearchParams,
): Promise<Bundle> {
  return scope.repository.readHistory(requireType(service, type), requireId(id), historyPage(parameters));
}

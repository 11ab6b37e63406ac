import type { WithId } from '@medplum/core';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { Actor } from '../../store/actor.ts';
import type { StoredText } from '../../store/store.ts';
import { refuse } from '../errors.ts';
import { HTTP_FAULTS } from '../faults.ts';
import { requireId, requireType } from './checks.ts';
import { historyPage } from './parameters.ts';
import type { FhirService, Scope } from './scope.ts';

/** A resource as JSON text, with what the headers of an answer need. */
export interface StoredResource extends StoredText {
  readonly text: string;
}

/**
 * The resource as it is stored, so that it need not be parsed and written again.
 *
 * @throws Refusal 404 not there, 410 deleted, 400 no id.
 */
export async function readStored(
  service: FhirService,
  actor: Actor,
  type: string,
  id: string,
): Promise<StoredResource> {
  const stored = await service.store.readText(actor, requireType(service, type), requireId(id));
  if (stored?.text === undefined) {
    throw stored === undefined
      ? refuse(404, HTTP_FAULTS.resourceNotFound)
      : refuse(410, HTTP_FAULTS.resourceDeleted);
  }
  return { ...stored, text: stored.text };
}

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

import {
  badRequest,
  gone,
  notFound,
  OperationOutcomeError,
  preconditionFailed,
  type WithId,
} from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { resourceOf } from './resourceRows.ts';
import type { ResourceRow } from './schema.ts';

/** FHIR R4 2.24.0.1, type id. */
const VALID_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** The resource of the row; throws the outcome *gone* (410) or *not found* (404). */
export function requireResource(row: ResourceRow | undefined): WithId<Resource> {
  const resource = row === undefined ? undefined : resourceOf(row);
  if (resource === undefined) {
    throw new OperationOutcomeError(row === undefined ? notFound : gone);
  }
  return resource;
}

/** Throws status 400. */
export function requireValidId({ resourceType }: Resource, id: string | undefined): void {
  if (id === undefined || !VALID_ID.test(id)) {
    throw new OperationOutcomeError(
      badRequest(
        'The id of a resource is 1 to 64 letters (A-Z, a-z), digits, hyphens and full stops',
        `${resourceType}.id`,
      ),
    );
  }
}

/** Throws status 412 when the row is not at the version of If-Match. */
export function requireMatch(row: ResourceRow | undefined, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && (row === undefined || row.deleted === 1 || String(row.version) !== ifMatch)) {
    throw new OperationOutcomeError(preconditionFailed);
  }
}

import type { Resource, ResourceType } from '@medplum/fhirtypes';
import { refuse } from '../errors.ts';
import { HTTP_FAULTS } from '../faults.ts';
import { FHIR_FAULTS } from './faults.ts';
import type { FhirService } from './scope.ts';

const ID_SYNTAX = /^[A-Za-z0-9\-.]{1,64}$/;

/** @throws Refusal 404 for a type that is not served. */
export function requireType(service: FhirService, resourceType: string): ResourceType {
  requireNoOperation(resourceType);
  if (!service.resourceTypes.has(resourceType)) {
    throw refuse(404, FHIR_FAULTS.unknownType, '', { type: resourceType.slice(0, 64) });
  }
  return resourceType as ResourceType;
}

/** @throws Refusal 400 for what cannot be an id. */
export function requireId(id: string): string {
  requireNoOperation(id);
  if (!ID_SYNTAX.test(id)) {
    throw refuse(400, FHIR_FAULTS.idSyntax);
  }
  return id;
}

/** @throws Refusal 404 for the name of an operation, of which none is offered. */
export function requireNoOperation(step: string): void {
  if (step.startsWith('$')) {
    throw refuse(404, FHIR_FAULTS.notOffered, '', { what: step.slice(0, 64) });
  }
}

/** @throws Refusal 400 when the body is missing, is no resource, or is one of another type. */
export function requireResource(body: unknown, resourceType: ResourceType): Resource {
  if (body === undefined || body === null) {
    throw refuse(400, HTTP_FAULTS.emptyBody);
  }
  if (
    typeof body !== 'object' ||
    Array.isArray(body) ||
    !('resourceType' in body) ||
    typeof body.resourceType !== 'string'
  ) {
    throw refuse(400, FHIR_FAULTS.notAResource);
  }
  if (body.resourceType !== resourceType) {
    throw refuse(400, FHIR_FAULTS.typeMismatch, '', {
      found: body.resourceType.slice(0, 64),
      expected: resourceType,
    });
  }
  return body as Resource;
}

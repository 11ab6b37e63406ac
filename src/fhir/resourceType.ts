import type { Resource } from '@medplum/fhirtypes';

/** Whether a JSON value says that it is a FHIR resource (it may still be a wrong one). */
export function hasResourceType(value: unknown): value is Resource {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'resourceType') === 'string'
  );
}

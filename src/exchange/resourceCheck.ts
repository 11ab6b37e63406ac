import type { Resource } from '@medplum/fhirtypes';
import { createBaseValidator } from '../conformance/baseValidator.ts';
import type { Finding } from '../findings/finding.ts';

/** Holds FHIR resources against the base definitions, which are read when the first resource comes. */
export function createResourceCheck(): (resource: Resource) => readonly Finding[] {
  let validate: ((resource: Resource) => Finding[]) | undefined;
  return (resource) => {
    validate ??= createBaseValidator();
    return validate(resource);
  };
}

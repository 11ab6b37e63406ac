import type { CarePlan } from '@medplum/fhirtypes';
import { CODE_SYSTEM } from '../../fhir/systems.ts';
import { codeOf, codesOf } from './codeOf.ts';

/** The pathway type (9321) that a plan names; a plan that names none is of no pathway. */
export function pathwayTypeOf({ category }: CarePlan): string | undefined {
  return category === undefined ? undefined : codeOf(category, CODE_SYSTEM.pathwayType);
}

/** The further types of a plan that names more than one, which no pathway has. */
export function otherPathwayTypesOf({ category = [] }: CarePlan): readonly string[] {
  return codesOf(category, CODE_SYSTEM.pathwayType).slice(1);
}

import type { TypeSearchParameter } from '../definitions/searchParameters.ts';

/**
 * Practitioners are here referred to through their roles (PractitionerRole), where R4's definition of a parameter asks
 * for `resolve() is Practitioner`: EpisodeOfCare `care-manager`, Encounter `practitioner` and their like. Such a
 * parameter therefore takes a role for a practitioner: it finds what refers to the role asked for, and, asked for a
 * practitioner, also what refers to one of the practitioner's roles. A deviation from FHIR R4, which finds neither.
 */
const ASKS_FOR_PRACTITIONER = 'resolve() is Practitioner)';

export function takesRoles({ type, expression }: TypeSearchParameter): boolean {
  return type === 'reference' && expression.includes(ASKS_FOR_PRACTITIONER);
}

/** The expression by which the parameter is indexed. */
export function expressionWithRoles(parameter: TypeSearchParameter): string {
  const { expression } = parameter;
  return takesRoles(parameter)
    ? `${expression} | ${expression.replaceAll(ASKS_FOR_PRACTITIONER, 'resolve() is PractitionerRole)')}`
    : expression;
}

import type { Extension } from '@medplum/fhirtypes';

/**
 * Extensions of a primitive element, to be spread beside it: `{ ...primitiveExtension('district', extension) }` gives
 * `_district` (FHIR R4 2.6.2.2, JSON representation of primitive elements).
 */
export function primitiveExtension(
  element: string,
  ...extension: Extension[]
): Record<string, { extension: Extension[] }> {
  return { [`_${element}`]: { extension } };
}

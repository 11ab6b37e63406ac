/** A FHIR resource or element as the mappings build and read it: plain JSON. */
export interface FhirNode {
  [property: string]: unknown;
}

export function isNode(value: unknown): value is FhirNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function nodesOf(value: unknown): FhirNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A FHIR value with what stands beside a primitive in `_name`. */
export interface Slot {
  readonly value?: unknown;
  readonly sibling?: FhirNode | undefined;
  /**
   * The Coding as sent, of a code that FHIR's own list has no code for: it stands in an extension beside the absent
   * element, as an element with a required list that has extensions and no code is not valid.
   */
  readonly untranslated?: unknown;
}

/** The extension with the URL, on an element or on what stands beside a primitive. */
export function findExtension(node: unknown, url: string): FhirNode | undefined {
  return isNode(node) ? nodesOf(node.extension).find((extension) => extension.url === url) : undefined;
}

/** For what FHIR requires and a message does not say. */
export const ABSENT: FhirNode = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

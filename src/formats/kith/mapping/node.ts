/** A FHIR resource or element as the mappings build and read it: plain JSON. */
export interface FhirNode {
  [property: string]: unknown;
}

export function isNode(value: unknown): value is FhirNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The nodes of a list; nothing else of it. */
export function nodesOf(value: unknown): FhirNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function firstNode(value: unknown): FhirNode | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  for (const item of value as readonly unknown[]) {
    if (isNode(item)) {
      return item;
    }
  }
  return undefined;
}

/** A copy of what is plain JSON, with all that is in it. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyOf);
  }
  if (!isNode(value)) {
    return value;
  }
  const copy: FhirNode = {};
  for (const property in value) {
    copy[property] = copyOf(value[property]);
  }
  return copy;
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
  const extensions = isNode(node) ? node.extension : undefined;
  if (!Array.isArray(extensions)) {
    return undefined;
  }
  for (const extension of extensions as readonly unknown[]) {
    if (isNode(extension) && extension.url === url) {
      return extension;
    }
  }
  return undefined;
}

const BESIDE = new Map<string, string>();

/** The property beside a primitive: `_name`. */
export function besideOf(property: string): string {
  let beside = BESIDE.get(property);
  if (beside === undefined) {
    beside = `_${property}`;
    BESIDE.set(property, beside);
  }
  return beside;
}

/** Sets what the node lacks; a value that is not known, told beside the property, counts as there. */
export function setMissing(node: FhirNode, values: FhirNode): void {
  for (const property in values) {
    if (node[property] === undefined && node[besideOf(property)] === undefined) {
      // A copy, as the same value stands in every message.
      node[property] = copyOf(values[property]);
    }
  }
}

/** For what FHIR requires and a message does not say. */
export const ABSENT: FhirNode = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

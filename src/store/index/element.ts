/** A FHIR element as JSON. */
export type Element = Readonly<Record<string, unknown>>;

export function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'boolean' || typeof value === 'number'
      ? String(value)
      : '';
}

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

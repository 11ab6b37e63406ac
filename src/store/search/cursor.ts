/** Where a page begins: after the resource with this key, whose values in the order of the results are these. */
export interface Cursor {
  readonly sortValues: readonly (string | number | null)[];
  readonly key: number;
}

/** Opaque to clients, and safe in a URL. */
export function writeCursor({ sortValues, key }: Cursor): string {
  return Buffer.from(JSON.stringify([key, ...sortValues])).toString('base64url');
}

/** Undefined when it is none, or belongs to a search with another number of sort keys. */
export function readCursor(text: string, sortKeys: number): Cursor | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== sortKeys + 1) {
    return undefined;
  }
  const [key, ...sortValues] = parts as readonly unknown[];
  return typeof key === 'number' && Number.isSafeInteger(key) && sortValues.every(isSortValue)
    ? { key, sortValues }
    : undefined;
}

function isSortValue(value: unknown): value is string | number | null {
  return typeof value === 'string' || typeof value === 'number' || value === null;
}

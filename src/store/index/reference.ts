/** A reference as the index has it. */
export interface IndexedReference {
  /** Resource type of a reference within this server; empty for any other, whose URL is then `id`. */
  readonly type: string;
  readonly id: string;
}

const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/**
 * Reads a literal reference: relative, or absolute within `baseUrl`, to type and id; anything else stands for
 * itself. Undefined for a reference to a contained resource.
 */
export function readReference(reference: string, baseUrl: string): IndexedReference | undefined {
  if (reference === '' || reference.startsWith('#')) {
    return undefined;
  }
  const local =
    baseUrl !== '' && reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length + 1) : reference;
  const [, type, id] = RELATIVE.exec(local) ?? [];
  return type === undefined || id === undefined ? { type: '', id: reference } : { type, id };
}

/** Type/id at the end of a RESTful URL, or alone. */
const TYPE_AND_ID =
  /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?(?:#.*)?$/;

const SLASH = 0x2f;
const MAX_ID_LENGTH = 64;

const LETTER = 1;
const IN_ID = 2;

/** Of the characters below 128: what they can be in Type/id. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z]/.test(character) ? LETTER : /[0-9\-.]/.test(character) ? IN_ID : 0;
});

function kindOf(code: number): number {
  return code < 128 ? (KINDS[code] ?? 0) : 0;
}

/** The type in a reference that ends as a RESTful URL does, `Type/id`, with a version and a fragment or without. */
export function typeAtEnd(reference: string): string | undefined {
  return unversionedTypeAtEnd(reference) ?? TYPE_AND_ID.exec(reference)?.[1];
}

/** The type of a relative reference that is nothing but `Type/id`. */
export function plainTypeOf(reference: string): string | undefined {
  const type = unversionedTypeAtEnd(reference);
  return type !== undefined && reference.lastIndexOf('/') === type.length && reference.startsWith(type)
    ? type
    : undefined;
}

/** The same without a version and a fragment, read from the end, as most references are written. */
export function unversionedTypeAtEnd(reference: string): string | undefined {
  let slash = reference.length - 1;
  while (slash > 0 && kindOf(reference.charCodeAt(slash)) !== 0) {
    slash -= 1;
  }
  const idLength = reference.length - 1 - slash;
  if (reference.charCodeAt(slash) !== SLASH || idLength === 0 || idLength > MAX_ID_LENGTH) {
    return undefined;
  }
  let start = slash;
  while (start > 0 && kindOf(reference.charCodeAt(start - 1)) === LETTER) {
    start -= 1;
  }
  const isWhole = start === 0 || reference.charCodeAt(start - 1) === SLASH;
  const startsWithCapital = reference.charCodeAt(start) < 0x5b;
  return isWhole && startsWithCapital && slash - start > 1 ? reference.slice(start, slash) : undefined;
}

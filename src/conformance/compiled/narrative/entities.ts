/** What XML knows without a DTD; other named entities, such as &nbsp;, are not well-formed in JSON either. */
const ENTITY = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|amp|lt|gt|quot|apos);/y;
const LAST_CHARACTER = 0x10ffff;

/** The first entity between the places given that XML does not know, in words; undefined where there is none. */
export function entityFaultIn(text: string, start: number, end: number): string | undefined {
  const piece = text.slice(start, end);
  for (let at = piece.indexOf('&'); at >= 0; at = piece.indexOf('&', at + 1)) {
    ENTITY.lastIndex = at;
    if (!isEntity(ENTITY.exec(piece))) {
      return `the entity ${piece.slice(at, at + 12)}`;
    }
  }
  return undefined;
}

/** A named entity of XML, or the number of a character. */
function isEntity(match: RegExpExecArray | null): boolean {
  const [, decimal, hexadecimal] = match ?? [];
  const number = decimal === undefined ? Number.parseInt(hexadecimal ?? '1', 16) : Number(decimal);
  return match !== null && number > 0 && number <= LAST_CHARACTER;
}

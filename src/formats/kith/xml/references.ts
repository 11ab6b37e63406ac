/** References to characters and to the five entities that XML itself has (XML 1.0, 4.1 and 4.6). */

/** The text with its references resolved; one that is not known stays as it is. */
export function unescapeText(text: string): string {
  return text.includes('&') ? text.replace(REFERENCE, resolveReference) : text;
}

const REFERENCE = /&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveReference(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) {
    return NAMED[name] ?? whole;
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const KNOWN = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|amp|lt|gt|quot|apos);/g;

/** Whether each ampersand begins a reference, and each of them is to a character that XML allows (2.2, Char). */
export function hasOnlyKnownReferences(text: string): boolean {
  let found = 0;
  for (const [, decimal, hexadecimal] of text.matchAll(KNOWN)) {
    found += 1;
    const code = hexadecimal === undefined ? Number(decimal ?? SPACE) : Number.parseInt(hexadecimal, 16);
    if (!isCharacter(code)) {
      return false;
    }
  }
  return text.split('&').length === found + 1;
}

const TAB = 0x09;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

function isCharacter(code: number): boolean {
  return (
    (code >= SPACE && code < 0xd800) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff) ||
    code === TAB ||
    code === NEW_LINE ||
    code === RETURN
  );
}

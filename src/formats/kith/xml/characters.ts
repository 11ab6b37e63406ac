import { isPlainBase64 } from './base64.ts';

/** What characters XML text is made of, as far as reading it depends on that. */

/** Kinds of characters: what stands in a run of them, joined by `|`. Spaces are of no kind. */
export const CHARACTERS = {
  /** Tab, line feed, carriage return. */
  BREAK: 1,
  /** Anything but white space. */
  INK: 2,
  REFERENCE: 4,
  BRACKET: 8,
  MARKUP: 16,
  /** Characters that XML does not allow (XML 1.0, 2.2, Char). */
  ILLEGAL: 32,
} as const;

export const LESS_THAN = 0x3c;
const SPACE = 0x20;
const BREAKS = [0x09, 0x0a, 0x0d];
const ASCII = 0x80;
/** The last character that XML allows in one unit of UTF-16; surrogates are paired, as the text was UTF-8. */
const LAST = 0xfffd;

const KINDS = Uint8Array.from({ length: ASCII }, (_, unit) => {
  if (BREAKS.includes(unit)) {
    return CHARACTERS.BREAK;
  }
  if (unit <= SPACE) {
    return unit === SPACE ? 0 : CHARACTERS.ILLEGAL | CHARACTERS.INK;
  }
  switch (String.fromCharCode(unit)) {
    case '&':
      return CHARACTERS.REFERENCE | CHARACTERS.INK;
    case ']':
      return CHARACTERS.BRACKET | CHARACTERS.INK;
    case '<':
      return CHARACTERS.MARKUP | CHARACTERS.INK;
    default:
      return CHARACTERS.INK;
  }
});

/** As many characters are looked at one by one; a longer run is searched. */
const SHORT = 2_000;

/** Where the run ended whose kinds were asked for last: at the end mark, or after the last character. */
let endOfRun = 0;

/** The kinds of the characters from a place on, up to the end mark. Ask `endOfKinds` where that is. */
export function kindsUntil(units: Uint16Array, source: string, from: number, end: number): number {
  const { length } = units;
  const stop = Math.min(length, from + SHORT);
  let kinds = 0;
  for (let at = from; at < stop; at += 1) {
    const unit = units[at] ?? 0;
    if (unit === end) {
      endOfRun = at;
      return kinds;
    }
    kinds |= unit < ASCII ? (KINDS[unit] ?? 0) : unit <= LAST ? CHARACTERS.INK : ILLEGAL_INK;
  }
  if (stop < length) {
    return kinds | kindsOfRest(source, stop, end);
  }
  endOfRun = length;
  return kinds;
}

const ILLEGAL_INK = CHARACTERS.ILLEGAL | CHARACTERS.INK;

function kindsOfRest(source: string, from: number, end: number): number {
  const found = source.indexOf(String.fromCharCode(end), from);
  endOfRun = found < 0 ? source.length : found;
  const rest = source.slice(from, endOfRun);
  if (isPlainBase64(rest)) {
    return rest === '' ? 0 : CHARACTERS.INK;
  }
  return (
    (/[\t\n\r]/.test(rest) ? CHARACTERS.BREAK : 0) |
    (/[^\t\n\r ]/.test(rest) ? CHARACTERS.INK : 0) |
    (rest.includes('&') ? CHARACTERS.REFERENCE : 0) |
    (rest.includes(']') ? CHARACTERS.BRACKET : 0) |
    (rest.includes('<') ? CHARACTERS.MARKUP : 0) |
    (isAllowed(rest) ? 0 : CHARACTERS.ILLEGAL)
  );
}

export function endOfKinds(): number {
  return endOfRun;
}

/** Whether XML allows all characters of the text, whose surrogates are paired. */
export function isAllowed(text: string): boolean {
  return !ILLEGAL.test(text);
}

const ILLEGAL = /[^\t\n\r\u0020-\ufffd]/;

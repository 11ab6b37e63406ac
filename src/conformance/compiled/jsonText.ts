/** What the text of a resource shows and its parsed value no longer does. */
export interface JsonTextReading {
  /** Properties that stand twice in one object: where, and which. */
  readonly duplicates: readonly { readonly place: string; readonly key: string }[];
  /** Numbers with a fraction or an exponent whose value is whole, such as 1.0: by place, as written. */
  readonly writtenNumbers: ReadonlyMap<string, string>;
}

interface Level {
  /** Of an object: the names seen; undefined for an array. */
  readonly keys: Set<string> | undefined;
  key: string;
  index: number;
}

const QUOTE = 0x22;
const SPACE = 0x20;
const UNDERSCORE = 0x5f;

/**
 * Whether some property may stand twice: whether the text has more of them than its parsed value. One fast pass over
 * the colons, for the text that has none twice; where that cannot tell, they may.
 */
export function mayHaveDuplicates(text: string, parsed: unknown): boolean {
  let properties = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) {
      if (!endsName(text.charCodeAt(at - 2))) {
        // Perhaps the beginning of a string, or a quotation mark in one.
        return true;
      }
      properties += 1;
    } else if (before <= SPACE && isAfterQuote(text, at - 1)) {
      return true;
    }
  }
  return properties !== countProperties(parsed, 0);
}

/** Whether a character can be the last of an element's name; a quotation mark after one can only end a string. */
function endsName(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === UNDERSCORE
  );
}

function isAfterQuote(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= SPACE) {
    at -= 1;
  }
  return text.charCodeAt(at) === QUOTE;
}

/** What a number with a fraction or an exponent looks like, in a string too, but not in the time of a day. */
const FRACTION = /(?:(?<!\d):|[,[\s])-?\d+[.eE]/;

/** Whether the text may have numbers that are written with a fraction or an exponent. */
export function mayHaveFractions(text: string): boolean {
  return FRACTION.test(text);
}

/** Where counting stops: what is nested deeper is refused anyway. */
const MAX_COUNTED_DEPTH = 1000;

function countProperties(value: unknown, depth: number): number {
  let count = 0;
  if (depth > MAX_COUNTED_DEPTH) {
    return count;
  }
  if (Array.isArray(value)) {
    for (const each of value) {
      count += typeof each === 'object' ? countProperties(each, depth + 1) : 0;
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      const child = (value as Readonly<Record<string, unknown>>)[key];
      count += typeof child === 'object' ? 1 + countProperties(child, depth + 1) : 1;
    }
  }
  return count;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/gs;

/** Reads well-formed JSON once; the places are FHIRPath as far as the property names are element names. */
export function readJsonText(text: string): JsonTextReading {
  const levels: Level[] = [];
  const duplicates: { place: string; key: string }[] = [];
  const writtenNumbers = new Map<string, string>();
  let pending: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    switch (token[0]) {
      case '{':
      case '[':
        levels.push({ keys: token === '{' ? new Set() : undefined, key: '', index: 0 });
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (level !== undefined) {
          level.index += 1;
        }
        break;
      case ':':
        if (level?.keys !== undefined && pending !== undefined) {
          const key = pending.includes('\\') ? (JSON.parse(pending) as string) : pending.slice(1, -1);
          level.key = key;
          if (level.keys.has(key)) {
            duplicates.push({ place: placeOf(levels.slice(0, -1)), key });
          }
          level.keys.add(key);
        }
        break;
      case '"':
        pending = token;
        break;
      default:
        if (/[.eE]/.test(token) && Number.isInteger(Number(token))) {
          writtenNumbers.set(placeOf(levels), token);
        }
    }
  }
  return { duplicates, writtenNumbers };
}

function placeOf(levels: readonly Level[]): string {
  return levels.map(({ keys, key, index }) => (keys === undefined ? `[${index}]` : `.${key}`)).join('');
}

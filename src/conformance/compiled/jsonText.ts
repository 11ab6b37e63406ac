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
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/**
 * Whether the text may hold anything for readJsonText: more properties than the parsed value has, or a number with a
 * fraction or an exponent. One fast pass, for the text that has nothing.
 */
export function isWorthReading(text: string, parsed: unknown): boolean {
  let properties = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) {
      index = endOfString(text, index);
    } else if (character === COLON) {
      properties += 1;
    } else if (character === 0x2e || character === 0x45 || (character === 0x65 && isExponent(text, index))) {
      return true;
    }
  }
  return properties !== countProperties(parsed, 0);
}

/** An e in a number, not in true or false. */
function isExponent(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  return before >= 0x30 && before <= 0x39;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) {
      backslashes += 1;
    }
    if (backslashes % 2 === 0) {
      return end;
    }
  }
  return text.length;
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

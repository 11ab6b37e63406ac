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

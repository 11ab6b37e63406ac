/** What can be seen of an XML document in its bytes, before any parser is let loose on it. */

export interface XmlLimits {
  readonly maxBytes: number;
  /** Upper limit for elements and attributes together (counted roughly, from the bytes). */
  readonly maxMarkup: number;
  readonly maxDepth: number;
  /** Upper limit for the children of one element: naming the place of a fault takes time by their number. */
  readonly maxChildren: number;
}

export const DEFAULT_XML_LIMITS: XmlLimits = {
  maxBytes: 50 * 1024 * 1024,
  maxMarkup: 100_000,
  maxDepth: 100,
  maxChildren: 3_000,
};

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

/** The encoding by byte order mark, by the first bytes, or as declared (XML 1.0, appendix F); UTF-8 otherwise. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) {
    return 'utf-16le';
  }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) {
    return 'utf-16be';
  }
  const declaration = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    declaration,
  )?.[1];
  return declared !== undefined && /^(iso-?8859-1|latin-?1)$/i.test(declared) ? 'latin1' : 'utf-8';
}

/** The text without byte order mark; bytes that are no characters become U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return encoding === 'latin1'
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    : TEXT_DECODERS[encoding].decode(bytes);
}

const TEXT_DECODERS = {
  'utf-8': new TextDecoder('utf-8'),
  'utf-16le': new TextDecoder('utf-16le'),
  'utf-16be': new TextDecoder('utf-16be'),
} as const;

const LESS_THAN = 0x3c;
const EQUALS = 0x3d;

/** True when more tags and attributes than the limit may be in there: a parser would fill the memory with them. */
export function hasTooMuchMarkup(bytes: Uint8Array, limit: number): boolean {
  if (bytes.length <= 2 * limit) {
    return false;
  }
  let count = 0;
  for (const character of [LESS_THAN, EQUALS]) {
    for (let at = bytes.indexOf(character); at >= 0; at = bytes.indexOf(character, at + 1)) {
      count += 1;
      if (count > 2 * limit) {
        return true;
      }
    }
  }
  return false;
}

/** True when a document type declaration stands before the root element. */
export function hasDocumentType(text: string): boolean {
  const start = text.length > PROLOG_LENGTH ? text.slice(0, PROLOG_LENGTH) : text;
  let rest = 0;
  for (;;) {
    rest = start.indexOf('<', rest);
    if (rest < 0) {
      // No root element within reach: nothing of ours begins so.
      return text.length > PROLOG_LENGTH;
    }
    if (start.startsWith('<?', rest)) {
      rest = afterOrEnd(start, '?>', rest);
    } else if (start.startsWith('<!--', rest)) {
      rest = afterOrEnd(start, '-->', rest);
    } else {
      return start.startsWith('<!', rest);
    }
  }
}

const PROLOG_LENGTH = 64 * 1024;

function afterOrEnd(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from + 2);
  return found < 0 ? text.length : found + end.length;
}

import { TextDecoder } from 'node:util';

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

/**
 * The encoding by byte order mark, by the first bytes, or as declared (XML 1.0, appendix F), as a label of the
 * Encoding Standard or `latin1`; UTF-8 where nothing is declared.
 */
export function encodingOf(bytes: Uint8Array): string {
  const [first = 0, second = 0, third = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) {
    return 'utf-16le';
  }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) {
    return 'utf-16be';
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return UTF_8;
  }
  const declaration = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1]?.toLowerCase();
  return declared === undefined || ASCII.test(declared)
    ? UTF_8
    : LATIN_1.test(declared)
      ? 'latin1'
      : declared;
}

const UTF_8 = 'utf-8';
/** The Encoding Standard takes these names for windows-1252, which has other characters at 80–9F. */
const LATIN_1 = /^(?:iso[-_]?8859-1|latin-?1|l1)$/;
const ASCII = /^(?:us-)?ascii$/;

/** The text without byte order mark; bytes that are no characters become U+FFFD. Undefined: no known encoding. */
export function decodeText(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding === 'latin1') {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
  const decoder = DECODERS.get(encoding) ?? decoderOf(encoding);
  return decoder?.decode(bytes);
}

const DECODERS = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder | undefined {
  try {
    const decoder = new TextDecoder(encoding);
    DECODERS.set(encoding, decoder);
    return decoder;
  } catch {
    return undefined;
  }
}

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

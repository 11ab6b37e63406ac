/** The attributes that a narrative can have (R4 2.3.1, http://hl7.org/fhir/R4/narrative.html). */

import { isBase64 } from '../primitives.ts';
import { isInAttributeName, startsAttributeName } from './nameCharacters.ts';
import { hashWith, NameTable } from './nameTable.ts';

// prettier-ignore
const EVERYWHERE = [
  'title', 'style', 'class', 'id', 'idref', 'lang', 'xml:lang', 'xml:space', 'dir', 'accesskey', 'tabindex', 'span', 'width',
  'align', 'valign', 'char', 'charoff', 'abbr', 'axis', 'headers', 'scope', 'rowspan', 'colspan',
] as const;

// prettier-ignore
const ON_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'name', 'charset', 'type', 'hreflang', 'rel', 'rev', 'shape', 'coords'],
  img: ['src', 'border', 'alt', 'longdesc', 'height', 'width', 'usemap', 'ismap'],
  blockquote: ['cite'],
  q: ['cite'],
  map: ['name'],
  area: ['shape', 'coords', 'href', 'nohref', 'alt'],
  table: ['summary', 'width', 'border', 'frame', 'rules', 'cellspacing', 'cellpadding'],
  pre: ['space'],
  td: ['nowrap'],
};

/** An attribute: where it can stand. */
export interface NarrativeAttribute {
  readonly name: string;
  /** Undefined: on every element. */
  readonly elements: ReadonlySet<string> | undefined;
}

const onElements = Object.entries(ON_ELEMENTS);

/** The attributes that are known, and `xmlns`. */
const ATTRIBUTES: NameTable<NarrativeAttribute> = new NameTable([
  ...['xmlns', ...EVERYWHERE].map((name) => ({ name, elements: undefined })),
  ...[...new Set(Object.values(ON_ELEMENTS).flat())]
    .filter((name) => !(EVERYWHERE as readonly string[]).includes(name))
    .map((name) => ({
      name,
      elements: new Set(onElements.flatMap(([element, names]) => (names.includes(name) ? [element] : []))),
    })),
]);

const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const LESS = 0x3c;
const EQUALS = 0x3d;

const NOT_SPACE = /\S|$/g;

function isPrinted(character: number): boolean {
  return character > SPACE && character < 0x80;
}

/** Reads the attributes in a text, one after the other. */
export class AttributeReader {
  readonly #text: string;
  key = '';
  known: NarrativeAttribute | undefined = undefined;
  valueStart = 0;
  /** Of the quotation mark after it. */
  valueEnd = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get value(): string {
    return this.#text.slice(this.valueStart, this.valueEnd);
  }

  /** Whether an attribute with a value in quotation marks stands there, after white space. */
  read(position: number): boolean {
    const start = this.#afterSpace(position);
    if (start === position || !startsAttributeName(this.#text.charCodeAt(start))) {
      return false;
    }
    const equals = this.#afterSpace(this.#readKey(start));
    if (this.#text.charCodeAt(equals) !== EQUALS) {
      return false;
    }
    return this.#readValue(this.#afterSpace(equals + 1));
  }

  #afterSpace(position: number): number {
    const character = this.#text.charCodeAt(position);
    if (isPrinted(character)) {
      return position;
    }
    if (character === SPACE && isPrinted(this.#text.charCodeAt(position + 1))) {
      return position + 1;
    }
    NOT_SPACE.lastIndex = position;
    return NOT_SPACE.exec(this.#text)?.index ?? position;
  }

  /** Gives where the name ends. */
  #readKey(start: number): number {
    const text = this.#text;
    let end = start;
    let hash = 0;
    for (
      let character = text.charCodeAt(end);
      isInAttributeName(character);
      character = text.charCodeAt(end)
    ) {
      hash = hashWith(hash, character);
      end += 1;
    }
    this.known = ATTRIBUTES.find(text, start, end, hash);
    this.key = this.known?.name ?? text.slice(start, end);
    return end;
  }

  #readValue(start: number): boolean {
    const text = this.#text;
    const mark = text.charCodeAt(start);
    if (mark !== QUOTE && mark !== APOSTROPHE) {
      return false;
    }
    for (let end = start + 1; end < text.length; end += 1) {
      const character = text.charCodeAt(end);
      if (character === mark) {
        this.valueStart = start + 1;
        this.valueEnd = end;
        return true;
      }
      if (character === LESS) {
        return false;
      }
    }
    return false;
  }
}

/** A link that can do harm, or that is none. */
export function isBadLink(element: string, value: string): boolean {
  const trimmed = value.trim();
  const data = value.startsWith('data:') ? /^data:[^,]*;base64,(.*)$/s.exec(value)?.[1] : undefined;
  return (
    value === '' ||
    (data !== undefined && !isBase64(data)) ||
    /\s/.test(trimmed) ||
    /^(?:javascript|vbscript):/i.test(trimmed) ||
    (element === 'a' && /^(?:urn|cid):/.test(value))
  );
}

import { isBase64 } from '../primitives.ts';
import { BLOCKS, canHaveText, canStandIn, ELEMENTS, isAttribute } from './elements.ts';

/**
 * The narrative of a resource (R4 2.3, http://hl7.org/fhir/R4/narrative.html): well-formed XHTML in one div, with
 * the elements and attributes that are allowed. One pass over the text, without a tree.
 */
export interface NarrativeFault {
  readonly kind: 'notXhtml' | 'unsafe' | 'empty';
  /** What was found, such as `<script>`. */
  readonly found: string;
}

export interface NarrativeReading {
  readonly faults: readonly NarrativeFault[];
  /** The ids and anchor names in the text. */
  readonly ids: ReadonlySet<string>;
  /** Links within the resource, `#id`, of text and of images. */
  readonly links: readonly string[];
}

/** What may bring in content from outside (XML external entities). */
const DOCTYPE = 'a DOCTYPE';

const XHTML = 'http://www.w3.org/1999/xhtml';

/** What XML knows without a DTD; other named entities, such as &nbsp;, are not well-formed in JSON either. */
const ENTITY = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|amp|lt|gt|quot|apos);/y;
const LAST_CHARACTER = 0x10ffff;

const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

/** Comments, instructions and sections of characters: how each begins and ends. */
const DECLARATIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9:_-]*)/y;
const ATTRIBUTE = /\s+([A-Za-z_:][A-Za-z0-9:._-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const TAG_END = /\s*(\/?)>/y;
/** Anything but white space and control characters. */
const HAS_CONTENT = /[^\0-\x20]/;

export function readNarrative(text: string): NarrativeReading {
  return new NarrativeReader(text).read();
}

/** A named entity of XML, or the number of a character. */
function isEntity(match: RegExpExecArray | null): boolean {
  const [, decimal, hexadecimal] = match ?? [];
  const number = decimal === undefined ? Number.parseInt(hexadecimal ?? '1', 16) : Number(decimal);
  return match !== null && number > 0 && number <= LAST_CHARACTER;
}

class NarrativeReader {
  readonly #text: string;
  readonly #faults: NarrativeFault[] = [];
  readonly #ids = new Set<string>();
  readonly #links: string[] = [];
  /** The elements in which we stand, as they are written. */
  readonly #open: string[] = [];
  /** Prefixes of the namespace of XHTML. */
  readonly #prefixes = new Set<string>();
  #paragraphs = 0;
  #anchors = 0;
  #hasContent = false;
  #seenRoot = false;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): NarrativeReading {
    this.#readAll();
    if (!this.#isBroken && !this.#hasContent) {
      this.#fault('empty', '');
    }
    return { faults: this.#faults, ids: this.#ids, links: this.#links };
  }

  get #isBroken(): boolean {
    return this.#faults.some(({ kind, found }) => kind === 'notXhtml' || found === DOCTYPE);
  }

  #fault(kind: NarrativeFault['kind'], found: string): void {
    this.#faults.push({ kind, found });
  }

  /** Stops at the first place where the text is not well-formed. */
  #readAll(): void {
    const text = this.#text;
    let isClosed = false;
    while (this.#position < text.length) {
      const next = text.indexOf('<', this.#position);
      const end = next < 0 ? text.length : next;
      if (end > this.#position && !this.#readText(end, isClosed)) {
        return;
      }
      if (next < 0) {
        break;
      }
      if (isClosed && !text.startsWith('<!--', next) && !text.startsWith('<?', next)) {
        this.#fault('notXhtml', 'content after the div');
        return;
      }
      if (!this.#readMarkup(next)) {
        return;
      }
      isClosed = this.#open.length === 0 && this.#seenRoot;
    }
    if (!this.#seenRoot) {
      this.#fault('notXhtml', 'no div');
    } else if (this.#open.length > 0) {
      this.#fault('notXhtml', `<${this.#open.at(-1) ?? ''}> is not closed`);
    }
  }

  #readText(end: number, isClosed: boolean): boolean {
    const piece = this.#text.slice(this.#position, end);
    this.#position = end;
    if (this.#open.length === 0) {
      if (piece.trim() !== '') {
        this.#fault('notXhtml', isClosed ? 'content after the div' : 'content before the div');
        return false;
      }
      return true;
    }
    if (HAS_CONTENT.test(piece)) {
      this.#hasContent = true;
      const parent = this.#localName(this.#open.at(-1) ?? '');
      if (!canHaveText(parent)) {
        this.#fault('unsafe', `text in <${parent}>`);
      }
    }
    return this.#checkEntities(piece);
  }

  #checkEntities(piece: string): boolean {
    for (let at = piece.indexOf('&'); at >= 0; at = piece.indexOf('&', at + 1)) {
      ENTITY.lastIndex = at;
      if (!isEntity(ENTITY.exec(piece))) {
        this.#fault('notXhtml', `the entity ${piece.slice(at, at + 12)}`);
        return false;
      }
    }
    return true;
  }

  #readMarkup(start: number): boolean {
    const text = this.#text;
    const mark = text.charCodeAt(start + 1);
    if (mark === EXCLAMATION || mark === QUESTION) {
      return this.#readDeclaration(start);
    }
    TAG.lastIndex = start;
    const tag = TAG.exec(text);
    if (tag === null) {
      this.#fault('notXhtml', text.slice(start, start + 12));
      return false;
    }
    this.#position = TAG.lastIndex;
    const name = tag[2] ?? '';
    return tag[1] === '/' ? this.#readEndTag(name) : this.#readStartTag(name);
  }

  /** A comment, or what may not be here. */
  #readDeclaration(start: number): boolean {
    const text = this.#text;
    if (text.startsWith('<!DOCTYPE', start)) {
      this.#fault('unsafe', DOCTYPE);
      return false;
    }
    const [open = '', close = ''] = DECLARATIONS.find(([each]) => text.startsWith(each, start)) ?? [];
    const end = open === '' ? -1 : text.indexOf(close, start + open.length);
    this.#position = end + close.length;
    if (end < 0) {
      this.#fault('notXhtml', text.slice(start, start + 12));
    }
    return end >= 0;
  }

  #readEndTag(name: string): boolean {
    TAG_END.lastIndex = this.#position;
    const end = TAG_END.exec(this.#text);
    this.#position = TAG_END.lastIndex;
    if (end === null || end[1] === '/' || this.#open.pop() !== name) {
      this.#fault('notXhtml', `</${name}> closes nothing`);
      return false;
    }
    this.#count(this.#localName(name), -1);
    return true;
  }

  #readStartTag(name: string): boolean {
    const isRoot = !this.#seenRoot;
    let hasNamespace = false;
    let seen: Set<string> | undefined;
    for (;;) {
      ATTRIBUTE.lastIndex = this.#position;
      const attribute = ATTRIBUTE.exec(this.#text);
      if (attribute === null) {
        break;
      }
      this.#position = ATTRIBUTE.lastIndex;
      const key = attribute[1] ?? '';
      const value = (attribute[2] ?? '').slice(1, -1);
      if (seen?.has(key) === true) {
        this.#fault('notXhtml', `the attribute ${key} twice on <${name}>`);
        return false;
      }
      seen = (seen ?? new Set()).add(key);
      hasNamespace ||= key === 'xmlns' && value === XHTML;
      if (!this.#checkAttribute(name, key, value)) {
        return false;
      }
    }
    TAG_END.lastIndex = this.#position;
    const end = TAG_END.exec(this.#text);
    if (end === null) {
      this.#fault('notXhtml', `<${name}${this.#text.slice(this.#position, this.#position + 20)}`);
      return false;
    }
    this.#position = TAG_END.lastIndex;
    this.#checkElement(name, isRoot, hasNamespace);
    this.#seenRoot = true;
    if (end[1] !== '/') {
      this.#open.push(name);
      this.#count(this.#localName(name), 1);
    }
    return true;
  }

  #count(name: string, step: 1 | -1): void {
    if (name === 'p') {
      this.#paragraphs += step;
    } else if (name === 'a') {
      this.#anchors += step;
    }
  }

  /** The name without a prefix that stands for the namespace of XHTML. */
  #localName(name: string): string {
    const colon = name.indexOf(':');
    return colon > 0 && this.#prefixes.has(name.slice(0, colon)) ? name.slice(colon + 1) : name;
  }

  #checkElement(written: string, isRoot: boolean, inNamespace: boolean): void {
    const name = this.#localName(written);
    const parent = this.#localName(this.#open.at(-1) ?? '');
    const hasNamespace = inNamespace || name !== written;
    if (isRoot && (name !== 'div' || !hasNamespace)) {
      this.#fault(
        'notXhtml',
        name === 'div' ? 'the div is not in the namespace of XHTML' : `<${name}> in place of div`,
      );
    } else if (!ELEMENTS.has(name)) {
      this.#fault('unsafe', `<${name}>`);
    } else if (this.#paragraphs > 0 && BLOCKS.has(name)) {
      this.#fault('unsafe', `<${name}> in a paragraph`);
    } else if (!canStandIn(name, parent)) {
      this.#fault('unsafe', `<${name}> in <${parent}>`);
    } else if (name === 'a' && this.#anchors > 0) {
      this.#fault('unsafe', '<a> in <a>');
    }
    this.#hasContent ||= name === 'img';
  }

  #checkAttribute(name: string, key: string, value: string): boolean {
    if (key === 'id' || (key === 'name' && name === 'a')) {
      this.#ids.add(value);
    } else if (key.startsWith('xmlns')) {
      if (key === 'xmlns' && value !== XHTML) {
        this.#fault('notXhtml', `the namespace ${value}`);
      } else if (value === XHTML) {
        this.#prefixes.add(key.slice('xmlns:'.length));
      }
    } else if (!isAttribute(this.#localName(name), key)) {
      this.#fault('unsafe', `the attribute ${key} on <${name}>`);
    } else if (key === 'href' || key === 'src') {
      this.#checkLink(name, key, value);
    }
    return this.#checkEntities(value);
  }

  #checkLink(name: string, key: string, value: string): void {
    const data = /^data:[^,]*;base64,(.*)$/s.exec(value)?.[1];
    if (
      value === '' ||
      (data !== undefined && !isBase64(data)) ||
      /\s/.test(value.trim()) ||
      /^(?:javascript|vbscript):/i.test(value.trim())
    ) {
      this.#fault('unsafe', `${key}="${value.slice(0, 40)}"`);
    } else if (value.startsWith('#') && value.length > 1 && (name === 'a' || name === 'img')) {
      this.#links.push(value.slice(1));
    } else if (name === 'a' && /^(?:urn|cid):/.test(value)) {
      this.#fault('unsafe', `${key}="${value.slice(0, 40)}"`);
    }
  }
}

import { AttributeReader, isBadLink } from './attributes.ts';
import { entityFaultIn } from './entities.ts';
import { canStandIn, OUTSIDE, SHORT_TAGS, TAGS, tagOf, type NarrativeTag } from './elements.ts';
import { isInTagName, isLetter } from './nameCharacters.ts';
import { hashWith, standsAt } from './nameTable.ts';

/**
 * The narrative of a resource (R4 2.3, http://hl7.org/fhir/R4/narrative.html): well-formed XHTML in one div, with
 * the elements and attributes that are allowed. One pass over the text, character by character and without a tree: a
 * narrative is most of many resources.
 */
export interface NarrativeFault {
  readonly kind: 'notXhtml' | 'unsafe' | 'empty';
  /** What was found, such as `<script>`. */
  readonly found: string;
}

export interface NarrativeReading {
  readonly faults: readonly NarrativeFault[];
  /** The ids and anchor names in the text; undefined: none. */
  readonly ids: ReadonlySet<string> | undefined;
  /** Links within the resource, `#id`, of text and of images. */
  readonly links: readonly string[];
}

/** What may bring in content from outside (XML external entities). */
const DOCTYPE = 'a DOCTYPE';

const XHTML = 'http://www.w3.org/1999/xhtml';

/** Comments, instructions and sections of characters: how each begins and ends. */
const DECLARATIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

const SPACE = 0x20;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const TAG_END = /\s*(\/?)>/y;

const NONE: readonly never[] = [];

export function readNarrative(text: string): NarrativeReading {
  return new NarrativeReader(text).read();
}

class NarrativeReader {
  readonly #text: string;
  readonly #attributes: AttributeReader;
  #faults: NarrativeFault[] | undefined = undefined;
  #ids: Set<string> | undefined = undefined;
  #links: string[] | undefined = undefined;
  /** The elements in which we stand, as they are written; the last is `#parent`. */
  readonly #open: NarrativeTag[] = [OUTSIDE];
  #parent = OUTSIDE;
  /** Prefixes of the namespace of XHTML. */
  #prefixes: Set<string> | undefined = undefined;
  #paragraphs = 0;
  #anchors = 0;
  #hasContent = false;
  #seenRoot = false;
  #position = 0;
  /** Where the next ampersand stands that has not been looked at; past the end where there is none. */
  #ampersand = 0;

  constructor(text: string) {
    this.#text = text;
    this.#attributes = new AttributeReader(text);
  }

  read(): NarrativeReading {
    this.#passAmpersands(0);
    this.#readAll();
    if (!this.#hasContent && !this.#isBroken) {
      this.#fault('empty', '');
    }
    return { faults: this.#faults ?? NONE, ids: this.#ids, links: this.#links ?? NONE };
  }

  get #isBroken(): boolean {
    return this.#faults?.some(({ kind, found }) => kind === 'notXhtml' || found === DOCTYPE) === true;
  }

  #fault(kind: NarrativeFault['kind'], found: string): void {
    this.#faults ??= [];
    this.#faults.push({ kind, found });
  }

  #passAmpersands(end: number): void {
    const next = this.#text.indexOf('&', end);
    this.#ampersand = next < 0 ? this.#text.length : next;
  }

  /** Stops at the first place where the text is not well-formed. */
  #readAll(): void {
    const text = this.#text;
    while (this.#position < text.length) {
      if (text.charCodeAt(this.#position) !== LESS) {
        if (!this.#readText()) {
          return;
        }
      } else if (!this.#readMarkup(this.#position)) {
        return;
      }
    }
    if (!this.#seenRoot) {
      this.#fault('notXhtml', 'no div');
    } else if (this.#parent !== OUTSIDE) {
      this.#fault('notXhtml', `<${this.#parent.name}> is not closed`);
    }
  }

  /** Up to the next tag. */
  #readText(): boolean {
    const start = this.#position;
    const next = this.#text.indexOf('<', start);
    const end = next < 0 ? this.#text.length : next;
    this.#position = end;
    if (this.#parent === OUTSIDE) {
      return this.#readOutside(start, end);
    }
    const { canHaveText, name } = this.#parent.element;
    if ((!this.#hasContent || !canHaveText) && this.#hasContentIn(start, end)) {
      this.#hasContent = true;
      if (!canHaveText) {
        this.#fault('unsafe', `text in <${name}>`);
      }
    }
    return this.#ampersand >= end || this.#checkEntities(end);
  }

  /** Whether there is anything but white space and control characters. */
  #hasContentIn(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) {
      if (this.#text.charCodeAt(at) > SPACE) {
        return true;
      }
    }
    return false;
  }

  #readOutside(start: number, end: number): boolean {
    if (this.#text.slice(start, end).trim() === '') {
      return true;
    }
    this.#fault('notXhtml', this.#seenRoot ? 'content after the div' : 'content before the div');
    return false;
  }

  /** Those from the next ampersand up to the end given. */
  #checkEntities(end: number): boolean {
    const fault = entityFaultIn(this.#text, this.#ampersand, end);
    if (fault !== undefined) {
      this.#fault('notXhtml', fault);
      return false;
    }
    this.#passAmpersands(end);
    return true;
  }

  #readMarkup(start: number): boolean {
    const text = this.#text;
    const first = text.charCodeAt(start + 1);
    if (first === SLASH) {
      const { name } = this.#parent;
      // The usual: the end of the element in which we stand, without white space.
      if (
        text.charCodeAt(start + 2 + name.length) === GREATER &&
        standsAt(name, text, start + 2) &&
        name !== ''
      ) {
        this.#position = start + 3 + name.length;
        this.#leave();
        return true;
      }
    } else if (first === EXCLAMATION || first === QUESTION) {
      return this.#readDeclaration(start);
    }
    if (this.#parent === OUTSIDE && this.#seenRoot) {
      this.#fault('notXhtml', 'content after the div');
      return false;
    }
    const tag = this.#readTagName(first === SLASH ? start + 2 : start + 1);
    if (tag === undefined) {
      this.#fault('notXhtml', text.slice(start, start + 12));
      return false;
    }
    return first === SLASH ? this.#readEndTag(tag) : this.#readStartTag(tag);
  }

  #enter(tag: NarrativeTag): void {
    this.#open.push(tag);
    this.#parent = tag;
    this.#count(tag, 1);
  }

  #leave(): void {
    const open = this.#open;
    this.#count(this.#parent, -1);
    open.pop();
    this.#parent = open[open.length - 1] ?? OUTSIDE;
  }

  #count({ element: { counts } }: NarrativeTag, step: 1 | -1): void {
    if (counts === 'paragraphs') {
      this.#paragraphs += step;
    } else if (counts === 'anchors') {
      this.#anchors += step;
    }
  }

  #readTagName(start: number): NarrativeTag | undefined {
    const text = this.#text;
    let character = text.charCodeAt(start);
    if (!isLetter(character)) {
      return undefined;
    }
    const short = text.charCodeAt(start + 1) === GREATER ? SHORT_TAGS[character] : undefined;
    if (short !== undefined) {
      this.#position = start + 1;
      return short;
    }
    let end = start;
    let hash = 0;
    do {
      hash = hashWith(hash, character);
      end += 1;
      character = text.charCodeAt(end);
    } while (isInTagName(character));
    this.#position = end;
    return TAGS.find(text, start, end, hash) ?? this.#unusualTag(text.slice(start, end));
  }

  /** The tag of an element that is not known, or is written with a prefix that stands for the namespace of XHTML. */
  #unusualTag(name: string): NarrativeTag {
    const colon = name.indexOf(':');
    const hasPrefix = colon > 0 && this.#prefixes?.has(name.slice(0, colon)) === true;
    return tagOf(name, hasPrefix ? name.slice(colon + 1) : name);
  }

  /** A comment, or what may not be here. */
  #readDeclaration(start: number): boolean {
    const text = this.#text;
    const isOutside = this.#parent === OUTSIDE && this.#seenRoot;
    if (isOutside && !text.startsWith('<!--', start) && !text.startsWith('<?', start)) {
      this.#fault('notXhtml', 'content after the div');
      return false;
    }
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

  #readEndTag({ name }: NarrativeTag): boolean {
    if (this.#readTagEnd() !== 'open' || this.#parent.name !== name) {
      this.#fault('notXhtml', `</${name}> closes nothing`);
      return false;
    }
    this.#leave();
    return true;
  }

  /** Passes `>` or `/>`; undefined where there is neither. */
  #readTagEnd(): 'open' | 'closed' | undefined {
    if (this.#text.charCodeAt(this.#position) === GREATER) {
      this.#position += 1;
      return 'open';
    }
    TAG_END.lastIndex = this.#position;
    const end = TAG_END.exec(this.#text);
    if (end === null) {
      return undefined;
    }
    this.#position = TAG_END.lastIndex;
    return end[1] === '/' ? 'closed' : 'open';
  }

  #readStartTag(written: NarrativeTag): boolean {
    const isRoot = !this.#seenRoot;
    let tag = written;
    let hasNamespace = false;
    if (this.#text.charCodeAt(this.#position) !== GREATER) {
      const inNamespace = this.#readAttributes(tag);
      if (inNamespace === undefined) {
        return false;
      }
      hasNamespace = inNamespace;
      // A prefix may be declared on the very element that has it.
      tag = tag.element.isKnown ? tag : this.#unusualTag(tag.name);
    }
    const end = this.#readTagEnd();
    if (end === undefined) {
      this.#fault('notXhtml', `<${tag.name}${this.#text.slice(this.#position, this.#position + 20)}`);
      return false;
    }
    this.#checkElement(tag, isRoot, hasNamespace);
    this.#seenRoot = true;
    if (end === 'open') {
      this.#enter(tag);
    }
    return true;
  }

  #checkElement(tag: NarrativeTag, isRoot: boolean, inNamespace: boolean): void {
    const { element } = tag;
    const { name } = element;
    const parent = this.#parent.element;
    if (isRoot && (name !== 'div' || !(inNamespace || name !== tag.name))) {
      this.#fault(
        'notXhtml',
        name === 'div' ? 'the div is not in the namespace of XHTML' : `<${name}> in place of div`,
      );
    } else if (!element.isKnown) {
      this.#fault('unsafe', `<${name}>`);
    } else if (element.isBlock && this.#paragraphs > 0) {
      this.#fault('unsafe', `<${name}> in a paragraph`);
    } else if (!canStandIn(element, parent)) {
      this.#fault('unsafe', `<${name}> in <${parent.name}>`);
    } else if (element.counts === 'anchors' && this.#anchors > 0) {
      this.#fault('unsafe', '<a> in <a>');
    }
    if (element.isContent) {
      this.#hasContent = true;
    }
  }

  /** Whether one of them puts the element in the namespace of XHTML; undefined where they are not well-formed. */
  #readAttributes(tag: NarrativeTag): boolean | undefined {
    const attributes = this.#attributes;
    let hasNamespace = false;
    let first: string | undefined;
    let seen: Set<string> | undefined;
    while (attributes.read(this.#position)) {
      const { key, valueEnd } = attributes;
      this.#position = valueEnd + 1;
      if (first === undefined) {
        first = key;
      } else {
        seen ??= new Set([first]);
        if (seen.has(key)) {
          this.#fault('notXhtml', `the attribute ${key} twice on <${tag.name}>`);
          return undefined;
        }
        seen.add(key);
      }
      hasNamespace ||= key === 'xmlns' && attributes.value === XHTML;
      this.#checkAttribute(tag);
      if (this.#ampersand < valueEnd && !this.#checkEntities(valueEnd)) {
        return undefined;
      }
    }
    return hasNamespace;
  }

  /** Of the attribute that was read last. */
  #checkAttribute(tag: NarrativeTag): void {
    const { key, known } = this.#attributes;
    if (key === 'id' || (key === 'name' && tag.name === 'a')) {
      this.#ids ??= new Set();
      this.#ids.add(this.#attributes.value);
    } else if (key.startsWith('xmlns')) {
      this.#checkNamespace(key, this.#attributes.value);
    } else if (known === undefined || known.elements?.has(this.#localName(tag)) === false) {
      this.#fault('unsafe', `the attribute ${key} on <${tag.name}>`);
    } else if (key === 'href' || key === 'src') {
      this.#checkLink(tag.name, key, this.#attributes.value);
    }
  }

  #localName(tag: NarrativeTag): string {
    return (tag.element.isKnown ? tag : this.#unusualTag(tag.name)).element.name;
  }

  #checkNamespace(key: string, value: string): void {
    if (key === 'xmlns' && value !== XHTML) {
      this.#fault('notXhtml', `the namespace ${value}`);
    } else if (value === XHTML && key !== 'xmlns') {
      this.#prefixes ??= new Set();
      this.#prefixes.add(key.slice('xmlns:'.length));
    }
  }

  #checkLink(name: string, key: string, value: string): void {
    if (isBadLink(name, value)) {
      this.#fault('unsafe', `${key}="${value.slice(0, 40)}"`);
    } else if (value.startsWith('#') && value.length > 1 && (name === 'a' || name === 'img')) {
      this.#links ??= [];
      this.#links.push(value.slice(1));
    }
  }
}

import { AttributeReader } from './attributes.ts';
import { DIV, OUTSIDE, SHORT_TAGS, TAGS, type NarrativeTag } from './elements.ts';
import { entityFaultIn } from './entities.ts';
import { isInTagName, isLetter } from './nameCharacters.ts';
import { hashWith, standsAt } from './nameTable.ts';
import { DOCTYPE, NarrativeReading, XHTML } from './narrativeReading.ts';
import { OpenElements } from './openElements.ts';

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

/** As nearly every narrative begins. */
const USUAL_START = `<div xmlns="${XHTML}">`;

/**
 * The narrative of a resource (R4 2.3, http://hl7.org/fhir/R4/narrative.html): well-formed XHTML in one div, with
 * the elements and attributes that are allowed. One pass over the text, character by character and without a tree: a
 * narrative is most of many resources.
 */
export function readNarrative(text: string): NarrativeReading {
  return new NarrativeReader(text).read();
}

class NarrativeReader {
  readonly #text: string;
  readonly #attributes: AttributeReader;
  readonly #reading = new NarrativeReading();
  readonly #open = new OpenElements();
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
    if (this.#text.startsWith(USUAL_START)) {
      this.#position = USUAL_START.length;
      this.#seenRoot = true;
      this.#open.enter(DIV);
    }
    this.#readAll();
    if (!this.#hasContent && !this.#reading.isBroken) {
      this.#reading.fault('empty', '');
    }
    return this.#reading;
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
      this.#reading.fault('notXhtml', 'no div');
    } else if (this.#open.parent !== OUTSIDE) {
      this.#reading.fault('notXhtml', `<${this.#open.parent.name}> is not closed`);
    }
  }

  /** Up to the next tag. */
  #readText(): boolean {
    const start = this.#position;
    const next = this.#text.indexOf('<', start);
    const end = next < 0 ? this.#text.length : next;
    this.#position = end;
    if (this.#open.parent === OUTSIDE) {
      return this.#readOutside(start, end);
    }
    const { canHaveText, name } = this.#open.parent.element;
    if ((!this.#hasContent || !canHaveText) && this.#hasContentIn(start, end)) {
      this.#hasContent = true;
      if (!canHaveText) {
        this.#reading.fault('unsafe', `text in <${name}>`);
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
    this.#reading.fault('notXhtml', this.#seenRoot ? 'content after the div' : 'content before the div');
    return false;
  }

  /** Those from the next ampersand up to the end given. */
  #checkEntities(end: number): boolean {
    const fault = entityFaultIn(this.#text, this.#ampersand, end);
    if (fault !== undefined) {
      this.#reading.fault('notXhtml', fault);
      return false;
    }
    this.#passAmpersands(end);
    return true;
  }

  #readMarkup(start: number): boolean {
    const text = this.#text;
    const first = text.charCodeAt(start + 1);
    if (first === SLASH) {
      const { name } = this.#open.parent;
      // The usual: the end of the element in which we stand, without white space.
      if (
        text.charCodeAt(start + 2 + name.length) === GREATER &&
        standsAt(name, text, start + 2) &&
        name !== ''
      ) {
        this.#position = start + 3 + name.length;
        this.#open.leave();
        return true;
      }
    } else if (first === EXCLAMATION || first === QUESTION) {
      return this.#readDeclaration(start);
    }
    if (this.#open.parent === OUTSIDE && this.#seenRoot) {
      this.#reading.fault('notXhtml', 'content after the div');
      return false;
    }
    const tag = this.#readTagName(first === SLASH ? start + 2 : start + 1);
    if (tag === undefined) {
      this.#reading.fault('notXhtml', text.slice(start, start + 12));
      return false;
    }
    return first === SLASH ? this.#readEndTag(tag) : this.#readStartTag(tag);
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
    return TAGS.find(text, start, end, hash) ?? this.#reading.unusualTag(text.slice(start, end));
  }

  /** A comment, or what may not be here. */
  #readDeclaration(start: number): boolean {
    const text = this.#text;
    const isOutside = this.#open.parent === OUTSIDE && this.#seenRoot;
    if (isOutside && !text.startsWith('<!--', start) && !text.startsWith('<?', start)) {
      this.#reading.fault('notXhtml', 'content after the div');
      return false;
    }
    if (text.startsWith('<!DOCTYPE', start)) {
      this.#reading.fault('unsafe', DOCTYPE);
      return false;
    }
    const [open = '', close = ''] = DECLARATIONS.find(([each]) => text.startsWith(each, start)) ?? [];
    const end = open === '' ? -1 : text.indexOf(close, start + open.length);
    this.#position = end + close.length;
    if (end < 0) {
      this.#reading.fault('notXhtml', text.slice(start, start + 12));
    }
    return end >= 0;
  }

  #readEndTag({ name }: NarrativeTag): boolean {
    if (this.#readTagEnd() !== 'open' || this.#open.parent.name !== name) {
      this.#reading.fault('notXhtml', `</${name}> closes nothing`);
      return false;
    }
    this.#open.leave();
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
      tag = tag.element.isKnown ? tag : this.#reading.unusualTag(tag.name);
    }
    const end = this.#readTagEnd();
    if (end === undefined) {
      this.#reading.fault('notXhtml', `<${tag.name}${this.#text.slice(this.#position, this.#position + 20)}`);
      return false;
    }
    this.#checkElement(tag, isRoot, hasNamespace);
    this.#seenRoot = true;
    if (end === 'open') {
      this.#open.enter(tag);
    }
    return true;
  }

  #checkElement(tag: NarrativeTag, isRoot: boolean, inNamespace: boolean): void {
    const { element } = tag;
    if (isRoot && (element !== DIV.element || !(inNamespace || element.name !== tag.name))) {
      this.#reading.fault(
        'notXhtml',
        element === DIV.element
          ? 'the div is not in the namespace of XHTML'
          : `<${element.name}> in place of div`,
      );
    } else {
      const fault = this.#open.faultOf(tag);
      if (fault !== undefined) {
        this.#reading.fault('unsafe', fault);
      }
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
      const { key, known, value, valueEnd } = attributes;
      this.#position = valueEnd + 1;
      if (first === undefined) {
        first = key;
      } else {
        seen ??= new Set([first]);
        if (seen.has(key)) {
          this.#reading.fault('notXhtml', `the attribute ${key} twice on <${tag.name}>`);
          return undefined;
        }
        seen.add(key);
      }
      hasNamespace ||= key === 'xmlns' && value === XHTML;
      this.#reading.addAttribute(tag, key, value, known);
      if (this.#ampersand < valueEnd && !this.#checkEntities(valueEnd)) {
        return undefined;
      }
    }
    return hasNamespace;
  }
}

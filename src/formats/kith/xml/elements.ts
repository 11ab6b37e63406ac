import {
  isTypeName,
  prefixIn,
  XHTML_NAMESPACE,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlElement,
} from './element.ts';
import { NameReader, type XmlName } from './name.ts';
import type { XmlLimits } from './prolog.ts';

/**
 * The elements of a document that the XML library has found well-formed, as plain values, in one pass over its text.
 * (Asking the library for each node costs several times what its parsing does.) There is no document type, so the only
 * entities are the five of XML 1.0, 4.6, and character references.
 *
 * @param text without byte order mark
 * @returns the root, or the limit that is exceeded
 * @throws Error when the text is not the document that the library has judged
 */
export function readElements(text: string, limits: XmlLimits): XmlElement | 'too-deep' | 'too-much-markup' {
  const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return new ElementReader(source, limits).read();
}

type MutableElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] };

/** What an element declares, prefix → namespace (the default namespace under the empty prefix), and what stands around it. */
interface NamespaceScope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: NamespaceScope | undefined;
}

/** An element while it is open. */
interface OpenElement {
  readonly element: MutableElement;
  readonly scope: NamespaceScope;
  /** Where its content begins in `#content`. */
  readonly from: number;
  /** How many elements there are in it so far. */
  children: number;
  /** Whether there is anything but white space in its own text. */
  hasInk: boolean;
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const NO_CHILDREN: readonly XmlElement[] = [];
const PREDECLARED: NamespaceScope = { declared: new Map([['xml', XML_NAMESPACE]]), outer: undefined };

const TAB = 0x09;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5b;

class ElementReader {
  readonly #source: string;
  /** The characters of the source, which are looked at faster than in the text itself. */
  readonly #units: Uint16Array;
  readonly #names: NameReader;
  readonly #limits: XmlLimits;
  readonly #open: OpenElement[] = [];
  /** Texts and elements in those that are open; white space by its two places, as it seldom counts. */
  readonly #content: (string | XmlElement | number)[] = [];
  readonly #hasReferences: boolean;
  #position = 0;
  #root: XmlElement | undefined;

  constructor(source: string, limits: XmlLimits) {
    this.#source = source;
    this.#units = unitsOf(source);
    this.#names = new NameReader(this.#units);
    this.#limits = limits;
    this.#hasReferences = source.includes('&');
  }

  read(): XmlElement | 'too-deep' | 'too-much-markup' {
    const source = this.#source;
    const units = this.#units;
    const open = this.#open;
    let at = 0;
    for (;;) {
      const tag = nextTag(source, units, at);
      if (tag < 0) {
        break;
      }
      const current = open.length === 0 ? undefined : open[open.length - 1];
      if (tag > at && current !== undefined) {
        this.#addCharacters(current, at, tag);
      }
      const next = units[tag + 1];
      if (next === SLASH) {
        this.#close();
        at = afterEndTag(units, tag);
      } else if (next === QUESTION) {
        at = after(source, '?>', tag);
      } else if (next === EXCLAMATION) {
        if (units[tag + 2] === BRACKET) {
          at = after(source, ']]>', tag);
          if (current !== undefined) {
            this.#addText(current, source.slice(tag + CDATA.length, at - 3));
          }
        } else {
          at = after(source, '-->', tag + 2);
        }
      } else {
        at = this.#start(tag + 1, current);
        if (open.length > this.#limits.maxDepth) {
          return 'too-deep';
        }
        if (current !== undefined && current.children > this.#limits.maxChildren) {
          return 'too-much-markup';
        }
        if (units[at - 2] === SLASH) {
          this.#close();
        }
      }
      if (at <= tag) {
        break;
      }
    }
    if (this.#root === undefined) {
      throw new Error('A well-formed document has a root');
    }
    return this.#root;
  }

  /** A start tag from its name on; what it returns is the place after it. */
  #start(from: number, parent: OpenElement | undefined): number {
    const units = this.#units;
    const names = this.#names;
    const name = names.read(from);
    let at = names.end;
    const outerScope = parent === undefined ? PREDECLARED : parent.scope;
    let declared: Map<string, string> | undefined;
    let attributes: XmlAttribute[] | undefined;
    let prefixes: Prefixed[] | undefined;
    for (;;) {
      at = afterSpace(units, at);
      const character = units[at];
      if (character === GREATER || character === undefined) {
        at += 1;
        break;
      }
      if (character === SLASH) {
        at += 2;
        break;
      }
      const attribute = names.read(at);
      const equals = afterSpace(units, names.end);
      const opening = afterSpace(units, equals + 1);
      const closing = closingQuote(units, opening);
      if (units[equals] !== EQUALS || closing < 0) {
        throw new Error('A well-formed attribute has a value');
      }
      const value = this.#attributeValue(opening + 1, closing);
      at = closing + 1;
      if (attribute.declares !== undefined) {
        declared = (declared ?? new Map<string, string>()).set(attribute.declares, value);
        continue;
      }
      attributes ??= [];
      if (attribute.prefix !== '') {
        prefixes ??= [];
        prefixes.push({ place: attributes.length, name: attribute });
      }
      attributes.push({ name: attribute.local, namespace: '', value });
    }
    const scope = declared === undefined ? outerScope : { declared, outer: outerScope };
    for (const { place, name: prefixed } of prefixes ?? NO_PREFIXES) {
      const namespace = namespaceOf(prefixed.prefix, scope);
      const value = attributes?.[place]?.value ?? '';
      attributes?.splice(
        place,
        1,
        namespace === undefined
          ? { name: prefixed.written, namespace: '', value }
          : withValueNamespace({ name: prefixed.local, namespace, value }, scope),
      );
    }
    const namespace = namespaceOf(name.prefix, scope);
    const element: MutableElement = {
      // A prefix that is declared nowhere is a part of the name.
      name: namespace === undefined ? name.written : name.local,
      namespace: namespace ?? '',
      attributes: attributes ?? NO_ATTRIBUTES,
      children: NO_CHILDREN,
      text: '',
      nodes: undefined,
      parent: parent?.element,
      position: this.#position,
    };
    this.#position += 1;
    if (parent === undefined) {
      this.#root ??= element;
    } else {
      parent.children += 1;
      this.#content.push(element);
    }
    this.#open.push({ element, scope, from: this.#content.length, children: 0, hasInk: false });
    return at;
  }

  #close(): void {
    const open = this.#open.pop();
    if (open === undefined) {
      return;
    }
    const { element, from, children, hasInk } = open;
    const content = this.#content;
    if (content.length === from) {
      return;
    }
    if (children > 0) {
      element.children = elementsFrom(content, from, children);
    }
    const isMixed = children > 0 && hasInk;
    if (children === 0 || hasInk) {
      element.text = this.#textFrom(from);
    }
    if (isMixed || element.namespace === XHTML_NAMESPACE) {
      element.nodes = this.#nodesFrom(from);
    }
    content.length = from;
  }

  #addCharacters(open: OpenElement, from: number, to: number): void {
    if (isBlank(this.#units, from, to)) {
      this.#content.push(from, to);
      return;
    }
    const text = this.#source.slice(from, to);
    this.#addText(open, this.#hasReferences ? unescapeText(text) : text);
  }

  #addText(open: OpenElement, text: string): void {
    open.hasInk ||= hasInk(text);
    this.#content.push(text);
  }

  /** The text of what stands in an element that is open. */
  #textFrom(from: number): string {
    const content = this.#content;
    let text = '';
    for (let index = from; index < content.length; index += 1) {
      const item = content[index];
      if (typeof item === 'string') {
        text = text === '' ? item : text + item;
      } else if (typeof item === 'number') {
        index += 1;
        text += this.#source.slice(item, Number(content[index]));
      }
    }
    return text;
  }

  #nodesFrom(from: number): (string | XmlElement)[] {
    const content = this.#content;
    const nodes: (string | XmlElement)[] = [];
    for (let index = from; index < content.length; index += 1) {
      const item = content[index];
      if (typeof item === 'number') {
        index += 1;
        nodes.push(this.#source.slice(item, Number(content[index])));
      } else if (item !== undefined) {
        nodes.push(item);
      }
    }
    return nodes;
  }

  /** White space in an attribute is a space, unless it is written as a reference (XML 1.0, 3.3.3). */
  #attributeValue(from: number, to: number): string {
    const units = this.#units;
    let isPlain = true;
    for (let at = from; at < to && isPlain; at += 1) {
      const character = units[at] ?? 0;
      isPlain = character >= SPACE && character !== AMPERSAND;
    }
    const value = this.#source.slice(from, to);
    return isPlain ? value : unescapeText(value.replace(/[\t\n\r]/g, ' '));
  }
}

const CDATA = '<![CDATA[';

/** An attribute with a prefix, whose namespace may be declared after it. */
interface Prefixed {
  readonly place: number;
  readonly name: XmlName;
}

const NO_PREFIXES: readonly Prefixed[] = [];

function elementsFrom(
  content: readonly (string | XmlElement | number)[],
  from: number,
  count: number,
): XmlElement[] {
  const elements: XmlElement[] = [];
  for (let index = from; elements.length < count; index += 1) {
    const item = content[index];
    if (typeof item === 'object') {
      elements.push(item);
    }
  }
  return elements;
}

/** Whether there is nothing but white space. */
function isBlank(units: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const character = units[at];
    if (character !== SPACE && character !== NEW_LINE && character !== TAB && character !== RETURN) {
      return false;
    }
  }
  return true;
}

/** Whether there is anything but white space. */
function hasInk(text: string): boolean {
  return text.trim() !== '';
}

function withValueNamespace(attribute: XmlAttribute, scope: NamespaceScope): XmlAttribute {
  const valueNamespace = isTypeName(attribute) ? namespaceOf(prefixIn(attribute.value), scope) : undefined;
  return valueNamespace === undefined ? attribute : { ...attribute, valueNamespace };
}

function namespaceOf(prefix: string, scope: NamespaceScope): string | undefined {
  for (let around: NamespaceScope | undefined = scope; around !== undefined; around = around.outer) {
    const namespace = around.declared.get(prefix);
    if (namespace !== undefined) {
      return namespace;
    }
  }
  return undefined;
}

/** The place after the end mark; the end of the text when there is none. */
function after(source: string, end: string, from: number): number {
  const found = source.indexOf(end, from + 2);
  return found < 0 ? source.length : found + end.length;
}

/** As many characters of a text are looked at one by one; a longer text is searched. */
const SHORT = 64;

function nextTag(source: string, units: Uint16Array, from: number): number {
  const end = Math.min(from + SHORT, units.length);
  for (let at = from; at < end; at += 1) {
    if (units[at] === LESS) {
      return at;
    }
  }
  return source.indexOf('<', end);
}

/** The place after an end tag; 0 when it has no end. */
function afterEndTag(units: Uint16Array, tag: number): number {
  for (let at = tag; at < units.length; at += 1) {
    if (units[at] === GREATER) {
      return at + 1;
    }
  }
  return 0;
}

/** The quotation mark that closes the one at the place; -1 when there is none. */
function closingQuote(units: Uint16Array, opening: number): number {
  const quote = units[opening];
  for (let at = opening + 1; at < units.length; at += 1) {
    if (units[at] === quote) {
      return at;
    }
  }
  return -1;
}

function afterSpace(units: Uint16Array, from: number): number {
  let at = from;
  for (;;) {
    const character = units[at];
    if (character !== SPACE && character !== NEW_LINE && character !== TAB && character !== RETURN) {
      return at;
    }
    at += 1;
  }
}

/** Used for one text after the other, none of which is kept. */
const SHARED_UNITS = new Uint16Array(256 * 1024);
const SHARED_BYTES = Buffer.from(SHARED_UNITS.buffer);

/** The characters as numbers; they are to be used before others are asked for. */
function unitsOf(text: string): Uint16Array {
  if (text.length <= SHARED_UNITS.length) {
    SHARED_BYTES.write(text, 'utf16le');
    return SHARED_UNITS.subarray(0, text.length);
  }
  const units = new Uint16Array(text.length);
  Buffer.from(units.buffer).write(text, 'utf16le');
  return units;
}

/** The text with its references resolved; one that is not known stays as it is. */
export function unescapeText(text: string): string {
  return text.includes('&') ? text.replace(REFERENCE, resolveReference) : text;
}

const REFERENCE = /&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveReference(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) {
    return NAMED[name] ?? whole;
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

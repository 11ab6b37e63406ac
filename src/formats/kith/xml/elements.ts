import { CHARACTERS, endOfKinds, isAllowed, kindsUntil, LESS_THAN } from './characters.ts';
import {
  isTypeName,
  prefixIn,
  XHTML_NAMESPACE,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlElement,
} from './element.ts';
import { internalized, NameReader, type XmlName } from './name.ts';
import type { XmlLimits } from './prolog.ts';
import { hasOnlyKnownReferences, unescapeText } from './references.ts';
import { isComment, isDeclaration, isNamespace, isSamePair } from './wellFormed.ts';

export interface ElementReading {
  /** The root, or the limit that is exceeded; undefined: the text is no well-formed document. */
  readonly root: XmlElement | 'too-deep' | 'too-much-markup' | undefined;
  /**
   * Whether the text is surely a well-formed document with namespaces. Otherwise it is one, with these elements, if
   * the XML library says so.
   */
  readonly isSure: boolean;
}

/**
 * The elements of a document as plain values, in one pass over its text. (Asking the library for each node costs several
 * times what its parsing does.) There is no document type, so the only entities are the five of XML 1.0, 4.6, and
 * character references.
 *
 * What messages are made of is judged here: plain names, declared prefixes, end tags that close what was opened,
 * attributes that differ, characters that are allowed. Whatever is beyond that is left to the library.
 *
 * @param text without byte order mark
 */
export function readElements(text: string, limits: XmlLimits): ElementReading {
  const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return new ElementReader(source, limits).read();
}

type MutableElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] };

/** What an element declares, prefix → namespace, and what stands around it. */
interface NamespaceScope {
  readonly declared: ReadonlyMap<string, string>;
  /** The default namespace; empty for none. */
  readonly byDefault: string;
  readonly outer: NamespaceScope | undefined;
}

/** An element while it is open. */
interface OpenElement {
  readonly element: MutableElement;
  /** As it is written. */
  readonly name: XmlName;
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
const PREDECLARED: NamespaceScope = {
  declared: new Map([['xml', XML_NAMESPACE]]),
  byDefault: '',
  outer: undefined,
};

const TAB = 0x09;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5b;

/** More attributes of one element are not compared with each other here. */
const FEW_ATTRIBUTES = 30;

class ElementReader {
  readonly #source: string;
  /** The characters of the source, which are looked at faster than in the text itself. */
  readonly #units: Uint16Array;
  readonly #names: NameReader;
  readonly #limits: XmlLimits;
  readonly #open: OpenElement[] = [];
  /** Texts and elements in those that are open; white space by its two places, as it seldom counts. */
  readonly #content: (string | XmlElement | number)[] = [];
  #position = 0;
  #root: XmlElement | undefined;
  #isSure = true;

  constructor(source: string, limits: XmlLimits) {
    this.#source = source;
    this.#units = unitsOf(source);
    this.#names = new NameReader(this.#units);
    this.#limits = limits;
  }

  read(): ElementReading {
    const units = this.#units;
    const open = this.#open;
    const { maxDepth, maxChildren } = this.#limits;
    let at = 0;
    for (;;) {
      const current = open.length === 0 ? undefined : open[open.length - 1];
      const tag = this.#characters(current, at);
      if (tag >= units.length) {
        break;
      }
      const next = units[tag + 1];
      if (next === SLASH) {
        at = this.#endTag(current, tag);
      } else if (next === QUESTION) {
        at = this.#instruction(tag);
      } else if (next === EXCLAMATION) {
        at = this.#commentOrData(current, tag);
      } else {
        at = this.#start(tag + 1, current);
        if (at < 0) {
          return { root: undefined, isSure: false };
        }
        if (open.length > maxDepth) {
          return { root: 'too-deep', isSure: false };
        }
        if (current !== undefined && current.children > maxChildren) {
          return { root: 'too-much-markup', isSure: false };
        }
        if (units[at - 2] === SLASH) {
          this.#close();
        }
      }
      if (at <= tag) {
        this.#isSure = false;
        break;
      }
    }
    return { root: this.#root, isSure: this.#isSure && open.length === 0 && this.#root !== undefined };
  }

  /** Characters up to the next tag; what it returns is the place of the tag, or the end. */
  #characters(open: OpenElement | undefined, from: number): number {
    const units = this.#units;
    const kinds = kindsUntil(units, this.#source, from, LESS_THAN);
    const to = endOfKinds();
    if (to === from) {
      return to;
    }
    if ((kinds & CHARACTERS.INK) === 0) {
      if (open !== undefined) {
        this.#content.push(from, to);
      }
      return to;
    }
    this.#isSure &&= open !== undefined && (kinds & CHARACTERS.ILLEGAL) === 0;
    if (open === undefined) {
      return to;
    }
    const text = this.#source.slice(from, to);
    if ((kinds & CHARACTERS.BRACKET) !== 0 && text.includes(']]>')) {
      this.#isSure = false;
    }
    this.#addText(open, (kinds & CHARACTERS.REFERENCE) === 0 ? text : this.#unescape(text));
    return to;
  }

  #unescape(text: string): string {
    this.#isSure &&= hasOnlyKnownReferences(text);
    return unescapeText(text);
  }

  /** An end tag; what it returns is the place after it, 0 when it has no end. */
  #endTag(current: OpenElement | undefined, tag: number): number {
    const units = this.#units;
    const from = tag + 2;
    let at = from;
    if (current !== undefined && this.#names.isAt(current.name, from)) {
      at = afterSpace(units, from + current.name.units.length);
    }
    this.#close();
    if (at > from && units[at] === GREATER) {
      return at + 1;
    }
    this.#isSure = false;
    return units.indexOf(GREATER, tag) + 1;
  }

  #instruction(tag: number): number {
    this.#isSure &&= tag === 0 && isDeclaration(this.#source);
    return after(this.#source, '?>', tag);
  }

  #commentOrData(current: OpenElement | undefined, tag: number): number {
    const source = this.#source;
    if (this.#units[tag + 2] !== BRACKET) {
      const end = after(source, '-->', tag + 2);
      this.#isSure &&= isComment(source, tag, end);
      return end;
    }
    const end = after(source, ']]>', tag);
    const data = source.slice(tag + CDATA.length, end - 3);
    this.#isSure &&=
      current !== undefined && source.startsWith(CDATA, tag) && end < source.length && isAllowed(data);
    if (current !== undefined) {
      this.#addText(current, data);
    }
    return end;
  }

  /** A start tag from its name on; what it returns is the place after it, -1 when it is none. */
  #start(from: number, parent: OpenElement | undefined): number {
    const units = this.#units;
    const names = this.#names;
    const name = names.read(from);
    let isSure = name.isPlain && (parent !== undefined || this.#root === undefined);
    let at = names.end;
    const outerScope = parent === undefined ? PREDECLARED : parent.scope;
    let declared: Map<string, string> | undefined;
    let attributes: XmlAttribute[] | undefined;
    let prefixes: Prefixed[] | undefined;
    for (;;) {
      const before = at;
      at = afterSpace(units, at);
      const character = units[at];
      if (character === GREATER) {
        at += 1;
        break;
      }
      if (character === SLASH) {
        isSure &&= units[at + 1] === GREATER;
        at += 2;
        break;
      }
      if (character === undefined) {
        isSure = false;
        at += 1;
        break;
      }
      const attribute = names.read(at);
      isSure &&= at > before && attribute.isPlain;
      const equals = afterSpace(units, names.end);
      const opening = afterSpace(units, equals + 1);
      const quote = units[opening];
      if (units[equals] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) {
        return -1;
      }
      const kinds = kindsUntil(units, this.#source, opening + 1, quote);
      const closing = endOfKinds();
      if (closing >= units.length) {
        return -1;
      }
      const value = this.#attributeValue(opening + 1, closing, kinds);
      at = closing + 1;
      if (attribute.declares !== undefined) {
        isSure &&= declared?.has(attribute.declares) !== true && isNamespace(attribute.declares, value);
        declared = (declared ?? new Map<string, string>()).set(attribute.declares, namespaceNamed(value));
        continue;
      }
      attributes ??= [];
      if (attribute.prefix !== '') {
        prefixes ??= [];
        prefixes.push({ place: attributes.length, name: attribute });
      }
      attributes.push({ name: attribute.local, namespace: '', value });
    }
    const scope =
      declared === undefined
        ? outerScope
        : { declared, byDefault: declared.get('') ?? outerScope.byDefault, outer: outerScope };
    if (prefixes !== undefined && attributes !== undefined) {
      isSure = resolvePrefixes(attributes, prefixes, scope) && isSure;
    }
    if (attributes !== undefined && attributes.length > 1) {
      isSure &&= attributes.length <= FEW_ATTRIBUTES && !attributes.some(isSamePair);
    }
    const namespace = name.prefix === '' ? scope.byDefault : namespaceOf(name.prefix, scope);
    this.#isSure &&= isSure && namespace !== undefined && name.prefix !== 'xml';
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
    this.#open.push({ element, name, scope, from: this.#content.length, children: 0, hasInk: false });
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
  #attributeValue(from: number, to: number, kinds: number): string {
    const value = this.#source.slice(from, to);
    if ((kinds & (CHARACTERS.BREAK | CHARACTERS.REFERENCE | CHARACTERS.ILLEGAL | CHARACTERS.MARKUP)) === 0) {
      return value;
    }
    this.#isSure &&= (kinds & (CHARACTERS.ILLEGAL | CHARACTERS.MARKUP)) === 0;
    return this.#unescape(value.replace(/[\t\n\r]/g, ' '));
  }
}

const CDATA = '<![CDATA[';

/** An attribute with a prefix, whose namespace may be declared after it. */
interface Prefixed {
  readonly place: number;
  readonly name: XmlName;
}

/** Puts the attributes into the namespaces of their prefixes; what it returns is whether all are declared ones. */
function resolvePrefixes(
  attributes: XmlAttribute[],
  prefixes: readonly Prefixed[],
  scope: NamespaceScope,
): boolean {
  let isSure = true;
  for (const { place, name } of prefixes) {
    const namespace = namespaceOf(name.prefix, scope);
    const value = attributes[place]?.value ?? '';
    attributes[place] =
      namespace === undefined
        ? { name: name.written, namespace: '', value }
        : withValueNamespace({ name: name.local, namespace, value }, scope);
    // The library has rules for what xml:id and the like may be.
    isSure &&= namespace !== undefined && name.prefix !== 'xml';
  }
  return isSure;
}

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

/** Whether there is anything but white space. */
function hasInk(text: string): boolean {
  return text.trim() !== '';
}

function withValueNamespace(attribute: XmlAttribute, scope: NamespaceScope): XmlAttribute {
  const valueNamespace = isTypeName(attribute) ? namespaceOf(prefixIn(attribute.value), scope) : undefined;
  return valueNamespace === undefined ? attribute : { ...attribute, valueNamespace };
}

/** Namespaces met lately, as nearly all are met again. */
const NAMESPACES = new Map<string, string>();
const MOST_NAMESPACES = 1_000;
const LONGEST_KEPT = 200;

function namespaceNamed(uri: string): string {
  const known = NAMESPACES.get(uri);
  if (known !== undefined || uri.length > LONGEST_KEPT) {
    return known ?? uri;
  }
  if (NAMESPACES.size >= MOST_NAMESPACES) {
    NAMESPACES.clear();
  }
  const namespace = internalized(uri);
  NAMESPACES.set(namespace, namespace);
  return namespace;
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

import { XHTML_NAMESPACE, XML_NAMESPACE, type XmlAttribute, type XmlElement } from './element.ts';
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

/** What is known of an element while it is open. */
interface OpenElement {
  readonly element: MutableElement;
  readonly scope: NamespaceScope;
  readonly nodes: (string | XmlElement)[];
}

type MutableElement = {
  -readonly [Key in keyof XmlElement]: XmlElement[Key];
} & { readonly children: XmlElement[] };

/** What an element declares, prefix → namespace (the default namespace under the empty prefix), and what stands around it. */
interface NamespaceScope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: NamespaceScope | undefined;
}

interface Name {
  readonly prefix: string;
  readonly local: string;
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const PREDECLARED: NamespaceScope = { declared: new Map([['xml', XML_NAMESPACE]]), outer: undefined };

const TAB = 0x09;
const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5b;

class ElementReader {
  readonly #source: string;
  readonly #limits: XmlLimits;
  readonly #open: OpenElement[] = [];
  readonly #names = new Map<string, Name>();
  #position = 0;
  #root: XmlElement | undefined;

  constructor(source: string, limits: XmlLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  read(): XmlElement | 'too-deep' | 'too-much-markup' {
    const source = this.#source;
    let at = 0;
    for (;;) {
      const tag = source.indexOf('<', at);
      if (tag < 0) {
        break;
      }
      const current = this.#open.at(-1);
      if (tag > at && current !== undefined) {
        addText(current, unescapeText(source.slice(at, tag)));
      }
      const next = source.charCodeAt(tag + 1);
      if (next === SLASH) {
        this.#close();
        at = source.indexOf('>', tag) + 1;
      } else if (next === QUESTION) {
        at = after(source, '?>', tag);
      } else if (next === EXCLAMATION) {
        if (source.charCodeAt(tag + 2) === BRACKET) {
          at = after(source, ']]>', tag);
          if (current !== undefined) {
            addText(current, source.slice(tag + CDATA.length, at - 3));
          }
        } else {
          at = after(source, '-->', tag + 2);
        }
      } else {
        at = this.#start(tag + 1);
        if (this.#open.length > this.#limits.maxDepth) {
          return 'too-deep';
        }
        if ((this.#open.at(-1)?.element.parent?.children.length ?? 0) > this.#limits.maxChildren) {
          return 'too-much-markup';
        }
        if (source.charCodeAt(at - 2) === SLASH) {
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
  #start(from: number): number {
    const source = this.#source;
    const parent = this.#open.at(-1);
    let at = endOfName(source, from);
    const name = this.#name(source.slice(from, at));
    const outerScope = parent?.scope ?? PREDECLARED;
    let declared: Map<string, string> | undefined;
    let attributes: { readonly name: Name; readonly value: string }[] | undefined;
    for (;;) {
      at = afterSpace(source, at);
      const character = source.charCodeAt(at);
      if (character === GREATER || Number.isNaN(character)) {
        at += 1;
        break;
      }
      if (character === SLASH) {
        at += 2;
        break;
      }
      const end = endOfName(source, at);
      const attribute = this.#name(source.slice(at, end));
      const opening = afterSpace(source, source.indexOf('=', end) + 1);
      const closing = source.indexOf(source.charAt(opening), opening + 1);
      if (opening <= end || closing < 0) {
        throw new Error('A well-formed attribute has a value');
      }
      const value = unescapeAttribute(source.slice(opening + 1, closing));
      at = closing + 1;
      if (attribute.prefix === 'xmlns') {
        declared = (declared ?? new Map<string, string>()).set(attribute.local, value);
      } else if (attribute.prefix === '' && attribute.local === 'xmlns') {
        declared = (declared ?? new Map<string, string>()).set('', value);
      } else {
        attributes ??= [];
        attributes.push({ name: attribute, value });
      }
    }
    const scope = declared === undefined ? outerScope : { declared, outer: outerScope };
    const namespace = namespaceOf(name.prefix, scope);
    const element: MutableElement = {
      name: namespace === undefined ? qualified(name) : name.local,
      namespace: namespace ?? '',
      attributes: attributes?.map((attribute) => resolveAttribute(attribute, scope)) ?? NO_ATTRIBUTES,
      children: [],
      text: '',
      nodes: undefined,
      parent: parent?.element,
      position: this.#position,
    };
    this.#position += 1;
    if (parent === undefined) {
      this.#root ??= element;
    } else {
      parent.element.children.push(element);
      parent.nodes.push(element);
    }
    this.#open.push({ element, scope, nodes: [] });
    return at;
  }

  #close(): void {
    const { element, nodes } = this.#open.pop() ?? {};
    if (element === undefined || nodes === undefined) {
      return;
    }
    if (element.namespace === XHTML_NAMESPACE || (element.children.length > 0 && hasInk(element.text))) {
      element.nodes = nodes;
    }
  }

  #name(written: string): Name {
    const known = this.#names.get(written);
    if (known !== undefined) {
      return known;
    }
    const colon = written.indexOf(':');
    const name = {
      prefix: colon < 0 ? '' : written.slice(0, colon),
      local: colon < 0 ? written : written.slice(colon + 1),
    };
    this.#names.set(written, name);
    return name;
  }
}

const CDATA = '<![CDATA[';

function addText({ element, nodes }: OpenElement, text: string): void {
  element.text = element.text === '' ? text : element.text + text;
  nodes.push(text);
}

/** Whether there is anything but white space. */
function hasInk(text: string): boolean {
  return text.trim() !== '';
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

/** A prefix that is declared nowhere is a part of the name. */
function qualified({ prefix, local }: Name): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function resolveAttribute(
  { name, value }: { readonly name: Name; readonly value: string },
  scope: NamespaceScope,
): XmlAttribute {
  if (name.prefix === '') {
    return { name: name.local, namespace: '', value };
  }
  const namespace = namespaceOf(name.prefix, scope);
  return namespace === undefined
    ? { name: qualified(name), namespace: '', value }
    : { name: name.local, namespace, value };
}

/** The place after the end mark; the end of the text when there is none. */
function after(source: string, end: string, from: number): number {
  const found = source.indexOf(end, from + 2);
  return found < 0 ? source.length : found + end.length;
}

function endOfName(source: string, from: number): number {
  let at = from;
  for (;;) {
    const character = source.charCodeAt(at);
    if (
      character === SPACE ||
      character === GREATER ||
      character === EQUALS ||
      character === SLASH ||
      character === NEW_LINE ||
      character === TAB ||
      character === RETURN ||
      Number.isNaN(character)
    ) {
      return at;
    }
    at += 1;
  }
}

function afterSpace(source: string, from: number): number {
  let at = from;
  for (;;) {
    const character = source.charCodeAt(at);
    if (character !== SPACE && character !== NEW_LINE && character !== TAB && character !== RETURN) {
      return at;
    }
    at += 1;
  }
}

function unescapeText(text: string): string {
  return text.includes('&') ? text.replace(REFERENCE, resolveReference) : text;
}

/** White space in an attribute is a space, unless it is written as a reference (XML 1.0, 3.3.3). */
function unescapeAttribute(text: string): string {
  return unescapeText(/[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]/g, ' ') : text);
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

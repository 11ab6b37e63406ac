import { isPlainBase64 } from './base64.ts';
import { prefixIn, XML_NAMESPACE } from './element.ts';

export interface XmlAttributeDraft {
  readonly name: string;
  readonly value: string;
  /** Namespace URI; absent: none. */
  readonly namespace?: string;
  /** Namespace URI of the name that is the value: its prefix is declared, and where that cannot be it is left out. */
  readonly valueNamespace?: string;
}

/** What an encoder makes: an element to be written. */
export interface XmlDraft {
  readonly name: string;
  readonly namespace: string;
  readonly attributes?: readonly XmlAttributeDraft[] | undefined;
  readonly children?: readonly XmlDraft[] | undefined;
  readonly text?: string | undefined;
  /** Text and elements in their order, written as they are, in place of text and children. */
  readonly nodes?: readonly (string | XmlDraft)[] | undefined;
  /** An element that the schema requires and that nothing fills: it is taken out before writing. */
  readonly isMissing?: true | undefined;
}

/**
 * The document as UTF-8, indented; an element with text is written on one line, so that the text stays as it is.
 *
 * @param prefixes namespace URI → prefix, for namespaces that are written with one; others become the default
 * namespace where they begin
 */
export function writeXml(root: XmlDraft, prefixes: ReadonlyMap<string, string>): Uint8Array {
  let written = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const parts: Part[] = [];
  let further = 0;
  const declarations = [...prefixes].map(
    ([namespace, prefix]) => ` xmlns:${prefix}="${escapeAttribute(namespace)}"`,
  );
  writeElement(root, '', '', declarations.join(''), '\n');
  return joined([...parts, Buffer.from(written, 'utf8')]);

  function writeText(text: string): void {
    if (text.length > LONG && isPlainBase64(text)) {
      parts.push(Buffer.from(written, 'utf8'), text);
      written = '';
    } else {
      written += escapeText(text);
    }
  }

  /** The attribute's name with the prefix of its namespace, which is declared here when it is not known. */
  function qualified(local: string, namespace: string): string {
    const prefix = namespace === XML_NAMESPACE ? 'xml' : prefixes.get(namespace);
    if (prefix !== undefined) {
      return `${prefix}:${local}`;
    }
    further += 1;
    written += ` xmlns:a${further}="${escapeAttribute(namespace)}"`;
    return `a${further}:${local}`;
  }

  /** Sees to it that the prefix stands for the namespace here; false where it stands for another. */
  function declarePrefix(prefix: string, namespace: string, defaultNamespace: string): boolean {
    if (prefix === '') {
      return namespace === defaultNamespace;
    }
    const taken = [...prefixes].find(([, other]) => other === prefix);
    if (taken === undefined) {
      written += ` xmlns:${prefix}="${escapeAttribute(namespace)}"`;
    }
    return taken === undefined || taken[0] === namespace;
  }

  /** @param after what follows the element: nothing where every character counts */
  function writeElement(
    draft: XmlDraft,
    indent: string,
    defaultNamespace: string,
    declared: string,
    after: string,
  ): void {
    const prefix = prefixes.size === 0 ? undefined : prefixes.get(draft.namespace);
    const name = prefix === undefined ? draft.name : `${prefix}:${draft.name}`;
    const changes = prefix === undefined && draft.namespace !== defaultNamespace;
    const inner = changes ? draft.namespace : defaultNamespace;
    written += `${indent}<${name}${changes ? ` xmlns="${escapeAttribute(draft.namespace)}"` : ''}${declared}`;
    for (const { name: local, namespace, value, valueNamespace } of draft.attributes ?? NO_ATTRIBUTES) {
      if (valueNamespace !== undefined && !declarePrefix(prefixIn(value), valueNamespace, inner)) {
        continue;
      }
      const attributeName = namespace === undefined ? local : qualified(local, namespace);
      written += ` ${attributeName}="${escapeAttribute(value)}"`;
    }
    const { children = NO_CHILDREN, text = '', nodes } = draft;
    if (nodes !== undefined) {
      written += '>';
      for (const node of nodes) {
        if (typeof node === 'string') {
          writeText(node);
        } else {
          writeElement(node, '', inner, '', '');
        }
      }
      written += `</${name}>${after}`;
      return;
    }
    if (children.length === 0 && text === '') {
      written += `/>${after}`;
      return;
    }
    written += '>';
    writeText(text);
    if (text !== '') {
      for (const child of children) {
        writeElement(child, '', inner, '', '');
      }
    } else if (children.length > 0) {
      written += '\n';
      for (const child of children) {
        writeElement(child, `${indent}  `, inner, '', '\n');
      }
      written += indent;
    }
    written += `</${name}>${after}`;
  }
}

const NO_ATTRIBUTES: readonly XmlAttributeDraft[] = [];
const NO_CHILDREN: readonly XmlDraft[] = [];

/** A part of the document; a string is base64, each character of which is a byte. */
type Part = Buffer | string;

/** One copy of attachments, and no more. */
function joined(parts: readonly Part[]): Uint8Array {
  const document = Buffer.allocUnsafe(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    at += typeof part === 'string' ? document.write(part, at, 'latin1') : part.copy(document, at);
  }
  return document;
}

/** Characters that XML 1.0 cannot hold (2.2, Char) become U+FFFD. */
function legal(text: string): string {
  return text.toWellFormed().replace(ILLEGAL, '\ufffd');
}

const ILLEGAL = /[^\t\n\r\u0020-\ufffd]/g;

/** Longer texts are attachments, as a rule. */
const LONG = 10_000;

/** What can be written as it is: neither markup nor what XML cannot hold. */
const PLAIN_TEXT = /^[\t\n\u0020-\u0025\u0027-\u003b\u003d\u003f-\ud7ff\ue000-\ufffd]*$/;
const PLAIN_ATTRIBUTE = /^[\u0020\u0021\u0023-\u0025\u0027-\u003b\u003d\u003f-\ud7ff\ue000-\ufffd]*$/;

export function escapeText(text: string): string {
  return PLAIN_TEXT.test(text)
    ? text
    : legal(text).replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

export function escapeAttribute(text: string): string {
  return PLAIN_ATTRIBUTE.test(text)
    ? text
    : legal(text).replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

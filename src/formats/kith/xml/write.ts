export interface XmlAttributeDraft {
  readonly name: string;
  readonly value: string;
  /** Namespace URI, which then has a prefix; absent: none. */
  readonly namespace?: string;
}

/** What an encoder makes: an element to be written. */
export interface XmlDraft {
  readonly name: string;
  readonly namespace: string;
  readonly attributes?: readonly XmlAttributeDraft[];
  readonly children?: readonly XmlDraft[];
  readonly text?: string;
  /** Text and elements in their order, written as they are, in place of text and children. */
  readonly nodes?: readonly (string | XmlDraft)[];
  /** An element that the schema requires and that nothing fills: it is taken out before writing. */
  readonly isMissing?: true;
}

/**
 * The document as UTF-8, indented; an element with text is written on one line, so that the text stays as it is.
 *
 * @param prefixes namespace URI → prefix, for namespaces that are written with one; others become the default
 * namespace where they begin
 */
export function writeXml(root: XmlDraft, prefixes: ReadonlyMap<string, string>): Uint8Array {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  const declarations = [...prefixes].map(
    ([namespace, prefix]) => ` xmlns:${prefix}="${escapeAttribute(namespace)}"`,
  );
  writeElement(root, '', '', declarations.join(''));
  return new TextEncoder().encode(parts.join(''));

  function writeElement(draft: XmlDraft, indent: string, defaultNamespace: string, declared: string): void {
    const prefix = prefixes.get(draft.namespace);
    const name = prefix === undefined ? draft.name : `${prefix}:${draft.name}`;
    const changes = prefix === undefined && draft.namespace !== defaultNamespace;
    const inner = changes ? draft.namespace : defaultNamespace;
    parts.push(indent, '<', name, changes ? ` xmlns="${escapeAttribute(draft.namespace)}"` : '', declared);
    for (const attribute of draft.attributes ?? []) {
      const attributePrefix = prefixes.get(attribute.namespace ?? '');
      const attributeName =
        attributePrefix === undefined ? attribute.name : `${attributePrefix}:${attribute.name}`;
      parts.push(' ', attributeName, '="', escapeAttribute(attribute.value), '"');
    }
    const { children = [], text = '', nodes } = draft;
    if (nodes !== undefined) {
      parts.push('>');
      for (const node of nodes) {
        if (typeof node === 'string') {
          parts.push(escapeText(node));
        } else {
          writeElement(node, '', inner, '');
          parts.push(parts.pop()?.trimEnd() ?? '');
        }
      }
      parts.push('</', name, '>\n');
      return;
    }
    if (children.length === 0 && text === '') {
      parts.push('/>\n');
      return;
    }
    parts.push('>', escapeText(text));
    if (children.length > 0) {
      parts.push('\n');
      for (const child of children) {
        writeElement(child, `${indent}  `, inner, '');
      }
      parts.push(indent);
    }
    parts.push('</', name, '>\n');
  }
}

/** Characters that XML 1.0 cannot hold (2.2, Char) become U+FFFD. */
function legal(text: string): string {
  return text.toWellFormed().replace(ILLEGAL, '\ufffd');
}

const ILLEGAL = /[^\t\n\r\u0020-\ufffd]/g;

export function escapeText(text: string): string {
  return legal(text).replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

export function escapeAttribute(text: string): string {
  return legal(text).replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
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

import {
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlElement as LibraryElement,
  XmlLibError,
  XmlText,
  type XmlAttribute as LibraryAttribute,
} from 'libxml2-wasm';
import { XHTML_NAMESPACE, type XmlAttribute, type XmlElement } from './element.ts';
import { hasDocumentType, hasTooMuchMarkup, type XmlLimits } from './prolog.ts';

/** Why the bytes were not read as XML. `too-…` are limits of ours, the others faults of the document. */
export type XmlRefusal =
  | { readonly reason: 'too-large' | 'too-much-markup' | 'too-deep' | 'document-type' }
  | { readonly reason: 'not-well-formed'; readonly line: number; readonly message: string };

/** Whether a document validates: undefined when it does, else the first faults. */
export type XmlValidation = (document: XmlDocument) => readonly SchemaFault[] | undefined;

export interface SchemaFault {
  readonly message: string;
  readonly line: number;
  /** XPath, when known. */
  readonly place: string | undefined;
}

export type XmlReading =
  | {
      readonly ok: true;
      readonly root: XmlElement;
      readonly schemaFaults: readonly SchemaFault[] | undefined;
    }
  | { readonly ok: false; readonly refusal: XmlRefusal };

/**
 * Reads XML without network, entities or document type, within the limits, and validates it in the same go when a
 * validation is given for its root. HUGE lifts the library's own limit of 10 MB for one text, which attachments
 * exceed; ours stand in its place.
 */
export function readXml(
  bytes: Uint8Array,
  limits: XmlLimits,
  validate?: (root: XmlElement) => XmlValidation | undefined,
): XmlReading {
  if (bytes.length > limits.maxBytes) {
    return { ok: false, refusal: { reason: 'too-large' } };
  }
  if (hasTooMuchMarkup(bytes, limits.maxMarkup)) {
    return { ok: false, refusal: { reason: 'too-much-markup' } };
  }
  if (hasDocumentType(bytes)) {
    return { ok: false, refusal: { reason: 'document-type' } };
  }
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(bytes, { option: PARSE_OPTIONS });
  } catch (error) {
    return { ok: false, refusal: notWellFormed(error) };
  }
  try {
    if (document.dtd !== null) {
      return { ok: false, refusal: { reason: 'document-type' } };
    }
    const walk: Walk = { position: 0, limits, exceeded: undefined };
    const root = toElement(document.root, walk);
    if (walk.exceeded !== undefined) {
      return { ok: false, refusal: { reason: walk.exceeded } };
    }
    return { ok: true, root, schemaFaults: validate?.(root)?.(document) };
  } finally {
    document.dispose();
  }
}

const PARSE_OPTIONS: ParseOption =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOCDATA;

function notWellFormed(error: unknown): XmlRefusal {
  const detail = error instanceof XmlLibError ? error.details[0] : undefined;
  const message = detail?.message ?? (error instanceof Error ? error.message : String(error));
  return { reason: 'not-well-formed', line: detail?.line ?? 0, message: message.trim() };
}

interface Walk {
  position: number;
  readonly limits: XmlLimits;
  exceeded: 'too-deep' | 'too-much-markup' | undefined;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The element as plain values; the walk stops where a limit is exceeded. */
function toElement(node: LibraryElement, walk: Walk, parent?: XmlElement, depth = 1): XmlElement {
  const children: XmlElement[] = [];
  const nodes: (string | XmlElement)[] = [];
  const element: Mutable<XmlElement> = {
    name: node.name,
    namespace: node.namespaceUri,
    attributes: node.attrs.map(toAttribute),
    children,
    text: '',
    parent,
    position: walk.position,
  };
  walk.position += 1;
  if (depth > walk.limits.maxDepth) {
    walk.exceeded = 'too-deep';
  }
  for (let child = node.firstChild; child !== null && walk.exceeded === undefined; child = child.next) {
    if (child instanceof LibraryElement) {
      const inner = toElement(child, walk, element, depth + 1);
      children.push(inner);
      nodes.push(inner);
      if (children.length > walk.limits.maxChildren) {
        walk.exceeded = 'too-much-markup';
      }
    } else if (child instanceof XmlText || child instanceof XmlCData) {
      element.text += child.content;
      nodes.push(child.content);
    }
  }
  if (element.namespace === XHTML_NAMESPACE || (children.length > 0 && element.text.trim() !== '')) {
    element.nodes = nodes;
  }
  return element;
}

function toAttribute(attribute: LibraryAttribute): XmlAttribute {
  return { name: attribute.name, namespace: attribute.namespaceUri, value: attribute.value };
}

import { isUtf8 } from 'node:buffer';
import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm';
import type { XmlElement } from './element.ts';
import { readElements } from './elements.ts';
import { decodeText, encodingOf, hasDocumentType, hasTooMuchMarkup, type XmlLimits } from './prolog.ts';

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
 * exceed; ours stand in its place. The elements are read from the text; whether it is well-formed is judged by the
 * library, unless that is sure.
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
  const encoding = encodingOf(bytes);
  const text = decodeText(bytes, encoding);
  if (text === undefined) {
    const message = `unsupported encoding ${encoding}`;
    return { ok: false, refusal: { reason: 'not-well-formed', line: 1, message } };
  }
  if (hasDocumentType(text)) {
    return { ok: false, refusal: { reason: 'document-type' } };
  }
  const { root, isSure } = readElements(text, limits);
  if (isSure && validate === undefined && encoding === 'utf-8' && isUtf8(bytes) && isElement(root)) {
    return { ok: true, root, schemaFaults: undefined };
  }
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(bytes, {
      option: validate === undefined ? JUDGE_OPTIONS : PARSE_OPTIONS,
    });
  } catch (error) {
    return { ok: false, refusal: notWellFormed(error) };
  }
  try {
    if (document.dtd !== null) {
      return { ok: false, refusal: { reason: 'document-type' } };
    }
    if (root === undefined) {
      throw new Error('A well-formed document has a root');
    }
    if (!isElement(root)) {
      return { ok: false, refusal: { reason: root } };
    }
    return { ok: true, root, schemaFaults: validate?.(root)?.(document) };
  } finally {
    document.dispose();
  }
}

function isElement(root: XmlElement | string | undefined): root is XmlElement {
  return typeof root === 'object';
}

const PARSE_OPTIONS: ParseOption =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_COMPACT;

/** Where the document is judged only, white space between its elements need not be kept. */
const JUDGE_OPTIONS: ParseOption = PARSE_OPTIONS | ParseOption.XML_PARSE_NOBLANKS;

function notWellFormed(error: unknown): XmlRefusal {
  const detail = error instanceof XmlLibError ? error.details[0] : undefined;
  const message = detail?.message ?? (error instanceof Error ? error.message : String(error));
  return { reason: 'not-well-formed', line: detail?.line ?? 0, message: message.trim() };
}

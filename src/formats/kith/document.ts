import { KITH_FINDINGS } from './findings.ts';
import type { DocumentFormat } from './format.ts';
import { keepOwnContent, keepUnmapped } from './mapping/decodeRows.ts';
import type { DecodeScope } from './mapping/decodeScope.ts';
import type { EncodeScope } from './mapping/encodeScope.ts';
import { joinNamespaces } from './mapping/namespaces.ts';
import { isNode, nodesOf, stringOf, type FhirNode } from './mapping/node.ts';
import { custom, group, leaf, type Row } from './mapping/row.ts';
import { code, concept, simpleCode } from './values/codes.ts';
import { mediaType, text, timeStamp } from './values/simple.ts';
import { oid, uri } from './values/uri.ts';
import { pathOf, type XmlElement } from './xml/element.ts';
import { isPlainBase64 } from './xml/base64.ts';
import type { XmlDraft } from './xml/write.ts';

/**
 * Document (HIS 80601:2006; HIS 1036:2011) ↔ DocumentReference. Its content is an attachment (a Binary behind
 * `attachment.url`) or a message document (behind the same URL its main resource).
 */
export function documentRows(formats: readonly DocumentFormat[]): readonly Row[] {
  return [
    leaf('DocumentConnection', '0..1', simpleCode(4702), 'ext(document-connection).valueCoding'),
    leaf('ContentType', '0..1', concept(undefined), 'type'),
    leaf('ContentDescription', '0..1', text, 'description'),
    leaf('ContentCategory', '0..1', concept(undefined), 'category[]'),
    leaf('Consent', '0..1', code(3109), 'ext(document-consent).valueCoding'),
    leaf('Annotation', '0..1', text, 'ext(remark).valueString'),
    leaf('FromDate', '0..1', timeStamp, 'context.period.start'),
    leaf('ToDate', '0..1', timeStamp, 'context.period.end'),
    leaf('OidRef', '0..1', oid, 'ext(oid-reference).valueString'),
    leaf('EnquiryRefId', '0..1', text, 'ext(enquiry-reference).valueString'),
    group('RefDoc', '1', '', referredDocumentRows(formats)),
  ];
}

/** RefDoc, also of the messages that have no MsgHead. */
export function referredDocumentRows(formats: readonly DocumentFormat[]): readonly Row[] {
  return [
    leaf('IssueDate', '0..1', timeStamp, 'content[].attachment.creation'),
    leaf('MsgType', '1', simpleCode(8114), 'ext(document-reference-type).valueCoding'),
    leaf('Id', '0..1', text, 'identifier[].value'),
    leaf('MimeType', '0..1', mediaType, 'content[].attachment.contentType'),
    leaf('Description', '0..1', text, 'content[].attachment.title'),
    leaf('Compression', '0..1', simpleCode(1204), 'content[].attachment.ext(compression).valueCoding'),
    leaf('FileReference', '0..1', uri, 'content[].attachment.ext(file-reference).valueUri'),
    content(formats),
  ];
}

const BASE64_CONTAINER = 'Base64Container';

function content(formats: readonly DocumentFormat[]): Row {
  return custom(
    'Content',
    '0..1',
    'everything',
    (element, target, scope) => {
      keepOwnContent(element, [], false, scope);
      for (const [index, child] of element.children.entries()) {
        const format = index === 0 ? formats.find((candidate) => isRootOf(candidate, child)) : undefined;
        if (format !== undefined) {
          decodeDocument(child, format, attachmentOf(target), scope);
        } else if (
          index === 0 &&
          child.namespace === scope.namespaces.b64 &&
          child.name === BASE64_CONTAINER
        ) {
          decodeAttachment(child, attachmentOf(target), scope);
        } else {
          keepUnmapped(child, scope);
        }
      }
    },
    (target, scope, as) => {
      const [first] = nodesOf(target.content);
      const attachment = isNode(first?.attachment) ? first.attachment : {};
      const draft = encodeContent(attachment, formats, scope);
      return draft === undefined ? [] : [{ ...as, children: [draft] }];
    },
  );
}

export function isRootOf(format: DocumentFormat, element: XmlElement): boolean {
  return element.name === format.root && element.namespace === format.namespace;
}

function attachmentOf(documentReference: FhirNode): FhirNode {
  const [first = {}] = nodesOf(documentReference.content);
  documentReference.content ??= [first];
  const attachment = isNode(first.attachment) ? first.attachment : {};
  first.attachment = attachment;
  return attachment;
}

function decodeDocument(
  element: XmlElement,
  format: DocumentFormat,
  attachment: FhirNode,
  scope: DecodeScope,
): void {
  const outer = scope.namespaces;
  scope.namespaces = joinNamespaces(outer, format.namespaces);
  const resource = format.decode(element, scope);
  scope.namespaces = outer;
  scope.mainResource ??= resource;
  attachment.url = scope.referenceTo(resource).reference;
}

const LARGE = 10 * 1024 * 1024;

/**
 * The bytes go to a Binary; XML as an attachment stays within the attachment, since a Binary of XML is how an
 * original is kept.
 */
function decodeAttachment(element: XmlElement, attachment: FhirNode, scope: DecodeScope): void {
  const isPlain = isPlainBase64(element.text);
  const data = isPlain ? element.text : element.text.replace(/\s+/g, '');
  keepOwnContent(element, [], true, scope);
  element.children.forEach((child) => keepUnmapped(child, scope));
  const contentType = stringOf(attachment.contentType);
  if (data === '') {
    scope.find(KITH_FINDINGS.unusableAttachment, element, {
      name: nameOf(attachment),
      reason: 'empty / tomt',
    });
    return;
  }
  if (!isPlain && (data.length % 4 !== 0 || !BASE64.test(data))) {
    scope.find(KITH_FINDINGS.unreadableValue, element, {
      value: data.slice(0, 20),
      expected: 'xsd:base64Binary',
    });
    keepOwnContent(element, [], false, scope);
    return;
  }
  const size = Math.floor((data.length * 3) / 4);
  if (size > LARGE) {
    scope.find(KITH_FINDINGS.largeAttachment, element, { size: String(size) });
  }
  const unusable = whyUnusable(contentType, data);
  if (unusable !== undefined) {
    scope.find(KITH_FINDINGS.unusableAttachment, element, { name: nameOf(attachment), reason: unusable });
  }
  if (contentType !== undefined && isXmlType(contentType)) {
    attachment.data = data;
    return;
  }
  const binary = { resourceType: 'Binary', contentType: contentType ?? 'application/octet-stream', data };
  attachment.url = scope.add(binary, pathOf(element));
}

/** What receivers can show (HIS 1036:2011), each known by the bytes that it begins with, in base64. */
const ATTACHMENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'JVBERi'],
  ['image/jpeg', '/9j/'],
  ['image/png', 'iVBORw0KGg'],
]);

/** Undefined: it is of one of the types, and begins as that does. */
function whyUnusable(contentType: string | undefined, data: string): string | undefined {
  if (contentType === undefined) {
    const isKnown = [...ATTACHMENT_TYPES.values()].some((beginning) => data.startsWith(beginning));
    return isKnown ? undefined : 'pdf, jpg, png?';
  }
  const type = contentType.toLowerCase().replace(/;.*$/, '').trim().replace('image/jpg', 'image/jpeg');
  const beginning = ATTACHMENT_TYPES.get(type);
  if (beginning === undefined) {
    return contentType;
  }
  return data.startsWith(beginning) ? undefined : `≠ ${contentType}`;
}

/** By which the sender knows it: its title, else its type. */
function nameOf({ title, contentType }: FhirNode): string {
  return stringOf(title) ?? stringOf(contentType) ?? '–';
}

/** Of a text whose length is a multiple of four. */
const BASE64 = /^[A-Za-z\d+/]+={0,2}$/;

export function isXmlType(contentType: string): boolean {
  return /\bxml\b/i.test(contentType);
}

function encodeContent(
  attachment: FhirNode,
  formats: readonly DocumentFormat[],
  scope: EncodeScope,
): XmlDraft | undefined {
  const resource = typeof attachment.url === 'string' ? scope.resolve(attachment.url) : undefined;
  const isOriginal = resource?.resourceType === 'Binary' && isXmlType(String(resource.contentType));
  const data = stringOf(attachment.data) ?? (isOriginal ? undefined : stringOf(resource?.data));
  if (data !== undefined) {
    return { name: BASE64_CONTAINER, namespace: scope.namespaces.b64 ?? '', text: data };
  }
  const format = formats.find(({ resourceType }) => resourceType === resource?.resourceType);
  if (format === undefined || resource === undefined) {
    return undefined;
  }
  const outer = scope.namespaces;
  scope.namespaces = joinNamespaces(outer, format.namespaces);
  const draft = format.encode(resource, scope);
  scope.namespaces = outer;
  return draft;
}

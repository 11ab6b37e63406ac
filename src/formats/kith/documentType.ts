import { extensionUrl, volven } from '../../fhir/systems.ts';
import { classOf } from './mapping/classTag.ts';
import type { EncodeScope } from './mapping/encodeScope.ts';
import { findExtension, isNode, nodesOf, type FhirNode } from './mapping/node.ts';

/** List 8114, by what the document is: bytes, something elsewhere, or a message. */
const ATTACHMENT = { system: volven(8114), code: 'A', display: 'Vedlegg' };
const ELSEWHERE = { system: volven(8114), code: 'REF', display: 'Referanse' };
const MESSAGE = { system: volven(8114), code: 'XML', display: 'XML-instans' };
const TYPE = extensionUrl('document-reference-type');

/** For encoding: the document of another producer, with its type (list 8114). */
export function withDocumentType(document: FhirNode, scope: EncodeScope): FhirNode {
  if (classOf(document) !== undefined || findExtension(document, TYPE) !== undefined) {
    return document;
  }
  const [content] = nodesOf(document.content);
  const attachment = isNode(content?.attachment) ? content.attachment : {};
  const valueCoding = typeOf(attachment, scope);
  return valueCoding === undefined
    ? document
    : { ...document, extension: [...nodesOf(document.extension), { url: TYPE, valueCoding }] };
}

function typeOf(attachment: FhirNode, scope: EncodeScope): FhirNode | undefined {
  const resource = typeof attachment.url === 'string' ? scope.resolve(attachment.url) : undefined;
  if (attachment.data !== undefined || resource?.resourceType === 'Binary') {
    return ATTACHMENT;
  }
  if (resource !== undefined) {
    return MESSAGE;
  }
  return findExtension(attachment, extensionUrl('file-reference')) === undefined ? undefined : ELSEWHERE;
}

import type { Bundle } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { extensionUrl, volven } from '../../fhir/systems.ts';
import { encodeAppRecBundle } from './appRec.ts';
import { KITH_FINDINGS } from './findings.ts';
import { definitionOf, type DocumentFormat } from './format.ts';
import { DOCUMENT_FORMATS, FORMATS } from './formats.ts';
import { classOf } from './mapping/classTag.ts';
import { withoutMissing } from './mapping/encodeRows.ts';
import { EncodeScope } from './mapping/encodeScope.ts';
import { joinNamespaces } from './mapping/namespaces.ts';
import { isNode, nodesOf, stringOf, type FhirNode } from './mapping/node.ts';
import { createMsgHead, MSGHEAD_NAMESPACES, type MsgHead } from './msgHead.ts';
import { restoreUnmapped } from './restoreUnmapped.ts';
import { asCancelled } from './withdrawn.ts';
import { writeXml } from './xml/write.ts';

export interface KithEncoding {
  /** Absent when the Bundle is no message that we can write. */
  readonly xml?: Uint8Array;
  /** Severity error: the XML does not follow its schema. */
  readonly findings: readonly Finding[];
}

/** The message's own format first: several have the same type of main resource. */
const MSG_HEADS: ReadonlyMap<DocumentFormat, MsgHead> = new Map(
  DOCUMENT_FORMATS.map((format) => [
    format,
    createMsgHead([format, ...DOCUMENT_FORMATS.filter((other) => other !== format)]),
  ]),
);

/**
 * A message Bundle as KITH XML, of the type and version that the MessageHeader names (its `definition`, else its
 * event code). Written from the Bundle alone: the stored original of a message is never read.
 */
export function encodeKith(bundle: Bundle): KithEncoding {
  const message: unknown = bundle;
  const header =
    isNode(message) && message.type === 'message' ? nodesOf(message.entry)[0]?.resource : undefined;
  if (!isNode(header) || header.resourceType !== 'MessageHeader') {
    return notAMessage('Bundle.entry[0].resource', 'MessageHeader');
  }
  if (header.response !== undefined) {
    return encodeAppRecBundle(bundle);
  }
  const event = isNode(header.eventCoding) ? stringOf(header.eventCoding.code) : undefined;
  const format =
    FORMATS.find((candidate) => definitionOf(candidate) === header.definition) ??
    FORMATS.find(({ eventCodes }) => event !== undefined && eventCodes.includes(event));
  if (format === undefined) {
    return notAMessage('MessageHeader.definition / eventCoding', FORMATS.map(({ id }) => id).join(', '));
  }
  const scope = new EncodeScope(bundle, joinNamespaces(MSGHEAD_NAMESPACES, format.namespaces));
  const focus = nodesOf(header.focus).find(
    (reference) => scope.resolveIn(reference)?.resourceType === format.resourceType,
  );
  const stated = scope.resolveIn(focus);
  if (focus === undefined || stated === undefined) {
    return notAMessage('MessageHeader.focus', format.resourceType);
  }
  const main = asCancelled(stated);
  scope.substitute(String(focus.reference), main);
  scope.setRoot('bundle', bundle as unknown as FhirNode);
  scope.setRoot('header', header);
  scope.setRoot('patient', scope.resolveIn(main.subject) ?? {});
  const written =
    MSG_HEADS.get(format)?.encode(withDocument(header, main, scope), scope) ?? format.encode(main, scope);
  const draft = withoutMissing(written, scope);
  return { xml: writeXml(restoreUnmapped(draft, header), prefixesOf(format)), findings: scope.findings };
}

function notAMessage(place: string, expected: string): KithEncoding {
  return { findings: [createFinding(KITH_FINDINGS.notAMessage, place, { expected })] };
}

/** A producer's Bundle may lack the DocumentReference that says that the main resource is the XML document. */
function withDocument(header: FhirNode, main: FhirNode, scope: EncodeScope): FhirNode {
  const focus = nodesOf(header.focus);
  const isThere = focus.some((reference) => {
    const resource = scope.resolveIn(reference);
    const [content] = nodesOf(resource?.content);
    const url = isNode(content?.attachment) ? content.attachment.url : undefined;
    const isDocument =
      resource?.resourceType === 'DocumentReference' && (classOf(resource) ?? DOCUMENT) === DOCUMENT;
    return isDocument && typeof url === 'string' && scope.resolve(url) === main;
  });
  const mainReference = focus.find((reference) => scope.resolveIn(reference) === main)?.reference;
  if (isThere || typeof mainReference !== 'string') {
    return header;
  }
  scope.substitute(MAIN_DOCUMENT, {
    resourceType: 'DocumentReference',
    extension: [
      {
        url: extensionUrl('document-reference-type'),
        valueCoding: { system: volven(8114), code: 'XML', display: 'XML-instans' },
      },
    ],
    content: [{ attachment: { url: mainReference } }],
  });
  return { ...header, focus: [{ reference: MAIN_DOCUMENT }, ...focus] };
}

const MAIN_DOCUMENT = 'urn:kith:main-document';
const DOCUMENT = 'Document';

const PREFIXES = new Map<DocumentFormat, ReadonlyMap<string, string>>();

/** The namespaces that a format writes with a prefix: those of the parts that it shares with other messages. */
function prefixesOf(format: DocumentFormat): ReadonlyMap<string, string> {
  const known = PREFIXES.get(format);
  if (known !== undefined) {
    return known;
  }
  const prefixes = new Map(
    Object.entries(format.namespaces)
      .filter(([, namespace]) => namespace !== format.namespace)
      .map(([prefix, namespace]) => [namespace, prefix] as const),
  );
  PREFIXES.set(format, prefixes);
  return prefixes;
}

import { extensionUrl } from '../../fhir/systems.ts';
import { createFinding } from '../../findings/finding.ts';
import { documentRows } from './document.ts';
import { withDocumentType } from './documentType.ts';
import { KITH_FINDINGS } from './findings.ts';
import { definitionOf, type DocumentFormat } from './format.ts';
import { decodeRows } from './mapping/decodeRows.ts';
import type { DecodeScope } from './mapping/decodeScope.ts';
import { encodeRows } from './mapping/encodeRows.ts';
import type { EncodeScope } from './mapping/encodeScope.ts';
import { ABSENT, findExtension, nodesOf, type FhirNode } from './mapping/node.ts';
import { group, leaf, type Row } from './mapping/row.ts';
import { MESSAGE_RECEIVER, MESSAGE_SENDER, OTHER_RECEIVER } from './parts/messageParty.ts';
import { PERSON } from './parts/person.ts';
import { markUnknown } from './parts/unknownPerson.ts';
import { simpleCode } from './values/codes.ts';
import { markup } from './values/markup.ts';
import { fixedText, instant, text, uuidOrText } from './values/simple.ts';
import type { XmlElement } from './xml/element.ts';
import type { XmlDraft } from './xml/write.ts';

export const MSGHEAD_NAMESPACE = 'http://www.kith.no/xmlstds/msghead/2006-05-24';
export const MSGHEAD_NAMESPACES = {
  mh: MSGHEAD_NAMESPACE,
  fk1: 'http://www.kith.no/xmlstds/felleskomponent1',
  b64: 'http://www.kith.no/xmlstds/base64container',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

/** Hodemelding v1.2 (HIS 80601:2006) ↔ Bundle and MessageHeader. Paths without `$` start at the MessageHeader. */
function msgHeadRows(formats: readonly DocumentFormat[]): readonly Row[] {
  return [
    group('MsgInfo', '1', '', [
      leaf('Type', '1', simpleCode(8279), 'eventCoding'),
      leaf('MIGversion', '1', fixedText('v1.2 2006-05-24'), 'ext(implementation-version).valueString'),
      leaf('GenDate', '1', instant, '$bundle.timestamp'),
      leaf('MsgId', '1', uuidOrText, '$bundle.identifier.value'),
      leaf('ProcessingStatus', '0..1', simpleCode(8113), 'ext(processing-status).valueCoding'),
      leaf('RequestedPriority', '0..1', simpleCode(8115), 'ext(requested-priority).valueCoding'),
      leaf('Ack', '0..1', simpleCode(7304), 'ext(acknowledgement).valueCoding'),
      group('ConversationRef', '0..1', 'ext(conversation-reference)', [
        leaf('RefToParent', '1', text, 'sub(parent).valueString'),
        leaf('RefToConversation', '1', text, 'sub(conversation).valueString'),
      ]),
      MESSAGE_SENDER,
      MESSAGE_RECEIVER,
      OTHER_RECEIVER,
      group('Patient', '0..1', '$patient', PERSON),
    ]),
    group('Document', '1..*', 'focus*>DocumentReference', documentRows(formats), {
      prepare: withDocumentType,
      accepts: () => true,
      fixed: (scope) => ({
        status: 'current',
        subject: scope.referenceToRoot('patient'),
        content: [{ attachment: ABSENT }],
      }),
    }),
    leaf('ds:Signature', '0..1', markup, 'ext(signature).valueString'),
  ];
}

export interface MsgHead {
  /** Reads the envelope and its documents into the scope. */
  decode(root: XmlElement, scope: DecodeScope, format: DocumentFormat): void;
  encode(header: FhirNode, scope: EncodeScope): XmlDraft;
}

export function createMsgHead(formats: readonly DocumentFormat[]): MsgHead {
  const rows = msgHeadRows(formats);
  return {
    decode: (root, scope, format) => {
      const header: FhirNode = { resourceType: 'MessageHeader' };
      const patient: FhirNode = { resourceType: 'Patient' };
      scope.setRoot('bundle', { resourceType: 'Bundle', type: 'message' });
      scope.setRoot('header', header);
      scope.setRoot('patient', patient);
      scope.add(header, 'MessageHeader');
      scope.add(patient, 'Patient');
      header.definition = definitionOf(format);
      decodeRows(root, rows, header, scope, 'mh');
      completeHeader(scope, format);
      if (isSigned(header)) {
        scope.findings.push(createFinding(KITH_FINDINGS.signatureNotChecked, '/MsgHead/Signature'));
      }
    },
    encode: (header, scope) => {
      if (isSigned(header)) {
        scope.find(KITH_FINDINGS.signatureOutdated, '/MsgHead/Signature');
      }
      return {
        name: 'MsgHead',
        namespace: MSGHEAD_NAMESPACE,
        children: encodeRows(rows, header, scope, 'mh').children,
      };
    },
  };
}

function isSigned(header: FhirNode): boolean {
  return findExtension(header, extensionUrl('signature')) !== undefined;
}

function completeHeader(scope: DecodeScope, format: DocumentFormat): void {
  markUnknown(scope.resources);
  const header = scope.root('header');
  const main = scope.mainResource;
  if (header.eventCoding === undefined) {
    header.eventUri = definitionOf(format);
  }
  if (main === undefined) {
    return;
  }
  const task = format.taskOf?.(main, scope);
  if (task !== undefined) {
    scope.add(task, 'Task');
  }
  header.focus = [main, ...(task === undefined ? [] : [task])]
    .map((resource): FhirNode => scope.referenceTo(resource))
    .concat(nodesOf(header.focus));
}

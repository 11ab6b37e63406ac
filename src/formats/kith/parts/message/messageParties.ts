import { decodeRows } from '../../mapping/decodeRows.ts';
import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { encodeRows } from '../../mapping/encodeRows.ts';
import type { EncodeScope } from '../../mapping/encodeScope.ts';
import { isNode, nodesOf, type FhirNode } from '../../mapping/node.ts';
import { apart, custom, group, joinRows, leaf, type CustomRow, type Row } from '../../mapping/row.ts';
import { simpleCode } from '../../values/codes.ts';
import { childOf, type XmlElement } from '../../xml/element.ts';
import type { XmlDraft } from '../../xml/write.ts';
import { endpointOf } from '../messageParty.ts';
import type { HealthcareParties } from './healthcareParty.ts';

/**
 * Requester, ServProvider and CopyDest of the messages with the root element `Message` ↔ sender, source and
 * destinations of the MessageHeader (root `header` of the scope).
 */
export interface PartyRows {
  readonly parties: HealthcareParties;
  readonly prefix: string;
  /** Rows of a party, before HCP. */
  readonly rows: readonly Row[];
}

/** List 7301; fixed by the standards: REQ, SPR, COP. */
const ROLE = leaf('Role', '0..1', simpleCode(7301), 'ext(party-role).valueCoding');
const METHOD = leaf('ComMethod', '0..1', simpleCode(8235), 'ext(communication-method).valueCoding');

/** Role, and in all versions but Henvisning 1.0 the way of communicating. */
export const PARTY = [ROLE, METHOD] as const;
export const PARTY_WITHOUT_METHOD = [ROLE] as const;

/** @param messageTypes the list that names what a copy is of */
export function copyReceiver(messageTypes: number): readonly Row[] {
  return [
    ROLE,
    group('CopyDestRole', '0..*', 'ext(copy-role)*', [
      leaf('MsgType', '1', simpleCode(messageTypes), 'sub(messageType).valueCoding'),
      leaf('ReqComMethod', '0..1', simpleCode(8235), 'sub(requestedMethod).valueCoding'),
      leaf('ActComMethod', '0..1', simpleCode(8235), 'sub(actualMethod).valueCoding'),
    ]),
  ];
}

export function messageSender(name: string, party: PartyRows): CustomRow {
  return custom(
    name,
    '1',
    'everything',
    (element, _target, scope) => {
      const header = scope.root('header');
      const source: FhirNode = {};
      const sender = decodeParty(element, source, party, scope);
      if (sender !== undefined) {
        header.sender = scope.referenceTo(sender);
      }
      header.source = { ...source, ...endpointOf(sender, scope) };
    },
    (_target, scope, as) => {
      const { source, sender } = scope.root('header');
      return [encodeParty(isNode(source) ? source : {}, sender, party, scope, as)];
    },
  );
}

/** The first destination. */
export function messageReceiver(name: string, party: PartyRows): CustomRow {
  return custom(
    name,
    '1',
    'everything',
    (element, _target, scope) => {
      const header = scope.root('header');
      header.destination = [decodeDestination(element, party, scope), ...nodesOf(header.destination)];
    },
    (_target, scope, as) => {
      const [destination = {}] = nodesOf(scope.root('header').destination);
      return [encodeParty(destination, destination.receiver, party, scope, as)];
    },
  );
}

/** CopyDest: the further destinations. */
export function copyReceivers(party: PartyRows): CustomRow {
  return custom(
    'CopyDest',
    '0..*',
    'everything',
    (element, _target, scope) => {
      const header = scope.root('header');
      header.destination = [...nodesOf(header.destination), decodeDestination(element, party, scope)];
    },
    (_target, scope, as) =>
      nodesOf(scope.root('header').destination)
        .slice(1)
        .map((destination) => encodeParty(destination, destination.receiver, party, scope, as)),
  );
}

function decodeDestination(element: XmlElement, party: PartyRows, scope: DecodeScope): FhirNode {
  const destination: FhirNode = {};
  const receiver = decodeParty(element, destination, party, scope);
  if (receiver !== undefined) {
    destination.receiver = scope.referenceTo(receiver);
  }
  return { ...destination, ...endpointOf(receiver, scope) };
}

const PARTY_APART = apart('1', 'HCP');

function decodeParty(
  element: XmlElement,
  holder: FhirNode,
  { parties, prefix, rows }: PartyRows,
  scope: DecodeScope,
): FhirNode | undefined {
  decodeRows(element, joinRows(rows, PARTY_APART), holder, scope, prefix);
  const found = childOf(element, 'HCP');
  return found === undefined ? undefined : parties.decode(found, scope);
}

function encodeParty(
  holder: FhirNode,
  reference: unknown,
  { parties, prefix, rows }: PartyRows,
  scope: EncodeScope,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const party = parties.encode(scope.resolveIn(reference), scope, { ...as, name: 'HCP' });
  return { ...as, children: [...encodeRows(rows, holder, scope, prefix).children, party] };
}

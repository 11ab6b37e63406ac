import { extensionUrl, IDENTIFIER_SYSTEM } from '../../../fhir/systems.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { ABSENT, findExtension, isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import { custom, leaf, type CustomRow, type Row } from '../mapping/row.ts';
import { simpleCode } from '../values/codes.ts';
import { childOf, pathOf, type XmlElement } from '../xml/element.ts';
import type { XmlDraft } from '../xml/write.ts';
import { decodeParty, decodeProfessional, encodeParty, encodeProfessional } from './organisation.ts';
import { PERSON } from './person.ts';

const METHOD = leaf('ComMethod', '0..1', simpleCode(8235), 'ext(communication-method).valueCoding');
const ROLE = leaf('RoleReceiver', '1', simpleCode(8112), 'ext(receiver-role).valueCoding');

/** Who receives a copy and is neither an organisation nor a professional. */
const PERSON_RECEIVER = extensionUrl('receiver');

/** Parties inside; they are read and written apart from the rows. */
const PARTIES: readonly Row[] = ['Organisation', 'HealthcareProfessional', 'Patient', 'Person'].map((name) =>
  custom(
    name,
    '0..1',
    'everything',
    () => undefined,
    () => [],
  ),
);

/** Sender ↔ MessageHeader.sender and source. */
export const MESSAGE_SENDER: CustomRow = custom(
  'Sender',
  '1',
  'everything',
  (element, header, scope) => {
    const source: FhirNode = {};
    decodeRows(element, [METHOD, ...PARTIES], source, scope, 'mh');
    const party = partyIn(element, scope);
    if (party !== undefined) {
      header.sender = scope.referenceTo(party);
    }
    header.source = { ...source, ...endpointOf(party, scope) };
  },
  (header, scope, as) => {
    const source = isNode(header.source) ? header.source : {};
    return [writeParty(source, [METHOD], header.sender, scope, as)];
  },
);

/** Receiver ↔ the first of MessageHeader.destination. */
export const MESSAGE_RECEIVER: CustomRow = custom(
  'Receiver',
  '1',
  'everything',
  (element, header, scope) => {
    header.destination = [decodeDestination(element, [METHOD, ...PARTIES], scope)];
  },
  (header, scope, as) => {
    const [destination = {}] = nodesOf(header.destination);
    return [writeParty(destination, [METHOD], destination.receiver, scope, as)];
  },
);

/** OtherReceiver ↔ the further ones of MessageHeader.destination. */
export const OTHER_RECEIVER: CustomRow = custom(
  'OtherReceiver',
  '0..*',
  'everything',
  (element, header, scope) => {
    const destination = decodeDestination(element, [METHOD, ROLE, ...PARTIES], scope);
    const personElement = childOf(element, 'Patient') ?? childOf(element, 'Person');
    if (personElement !== undefined && destination.receiver === undefined) {
      destination.extension = [
        ...nodesOf(destination.extension),
        { url: PERSON_RECEIVER, valueReference: scope.referenceTo(decodePerson(personElement, scope)) },
      ];
    }
    header.destination = [...nodesOf(header.destination), destination];
  },
  (header, scope, as) =>
    nodesOf(header.destination)
      .slice(1)
      .map((destination) => writeParty(destination, [METHOD, ROLE], destination.receiver, scope, as)),
);

function decodeDestination(element: XmlElement, rows: readonly Row[], scope: DecodeScope): FhirNode {
  const destination: FhirNode = {};
  decodeRows(element, rows, destination, scope, 'mh');
  const party = partyIn(element, scope);
  if (party !== undefined) {
    destination.receiver = scope.referenceTo(party);
  }
  return { ...destination, ...endpointOf(party, scope) };
}

function partyIn(element: XmlElement, scope: DecodeScope): FhirNode | undefined {
  const organisation = childOf(element, 'Organisation');
  const professional = childOf(element, 'HealthcareProfessional');
  return organisation === undefined
    ? professional === undefined
      ? undefined
      : decodeProfessional(professional, scope, 'mh')
    : decodeParty(organisation, scope, 'mh');
}

function decodePerson(element: XmlElement, scope: DecodeScope): FhirNode {
  const person: FhirNode =
    element.name === 'Patient'
      ? { resourceType: 'Patient' }
      : { resourceType: 'RelatedPerson', patient: scope.referenceToRoot('patient') };
  decodeRows(element, PERSON, person, scope, 'mh');
  scope.add(person, pathOf(element));
  return person;
}

/** Rows first, then whoever the reference leads to. */
function writeParty(
  node: FhirNode,
  rows: readonly Row[],
  reference: unknown,
  scope: EncodeScope,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const children = [...encodeRows(rows, node, scope, 'mh').children];
  const party = scope.resolveIn(reference);
  const person = scope.resolveIn(findExtension(node, PERSON_RECEIVER)?.valueReference);
  const organisation = encodeParty(party, scope, 'mh', { name: 'Organisation', namespace: as.namespace });
  if (organisation !== undefined) {
    children.push(organisation);
  } else if (party?.resourceType === 'PractitionerRole') {
    children.push(encodeProfessional(party, scope, 'mh', as.namespace));
  } else if (person !== undefined) {
    children.push({
      name: person.resourceType === 'Patient' ? 'Patient' : 'Person',
      namespace: as.namespace,
      children: encodeRows(PERSON, person, scope, 'mh').children,
    });
  } else if (as.name !== 'OtherReceiver') {
    children.push({ name: 'Organisation', namespace: as.namespace });
  }
  return { ...as, children };
}

/**
 * The message address: the HER-id of the communication party, else of the enterprise, else an organisation number
 * (design, FHIR model). An OID has digits and full stops only, and no arc with a leading zero.
 */
export function endpointOf(party: FhirNode | undefined, scope: DecodeScope): FhirNode {
  const holders: FhirNode[] = [];
  const isRole = party?.resourceType === 'PractitionerRole';
  const practitioner = isRole ? resolveIn(party.practitioner, scope) : undefined;
  if (practitioner !== undefined) {
    holders.push(practitioner);
  }
  for (let level = isRole ? resolveIn(party.organization, scope) : party; level !== undefined;) {
    holders.push(level);
    level = resolveIn(level.partOf, scope);
  }
  for (const system of [IDENTIFIER_SYSTEM.HER, IDENTIFIER_SYSTEM.ENH]) {
    for (const holder of holders) {
      const value = nodesOf(holder.identifier).find((identifier) => identifier.system === system)?.value;
      if (typeof value === 'string' && OID_ARCS.test(value)) {
        return { endpoint: `${system}.${value}` };
      }
    }
  }
  return { _endpoint: ABSENT };
}

const OID_ARCS = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/;

function resolveIn(reference: unknown, scope: DecodeScope): FhirNode | undefined {
  return isNode(reference) && typeof reference.reference === 'string'
    ? scope.resolve(reference.reference)
    : undefined;
}

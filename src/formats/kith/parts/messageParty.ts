import { KITH_FINDINGS } from '../findings.ts';
import { extensionUrl, IDENTIFIER_SYSTEM } from '../../../fhir/systems.ts';
import { decodeRows, keepUnmapped } from '../mapping/decodeRows.ts';
import type { DecodeScope } from '../mapping/decodeScope.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { EncodeScope } from '../mapping/encodeScope.ts';
import { ABSENT, findExtension, isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import { apart, custom, leaf, type CustomRow, type Row } from '../mapping/row.ts';
import { simpleCode } from '../values/codes.ts';
import { pathOf, type XmlElement } from '../xml/element.ts';
import type { XmlDraft } from '../xml/write.ts';
import { decodeParty, decodeProfessional, encodeParty, encodeProfessional } from './organisation.ts';
import { PERSON } from './person.ts';

const METHOD = leaf('ComMethod', '0..1', simpleCode(8235), 'ext(communication-method).valueCoding');
const ROLE = leaf('RoleReceiver', '1', simpleCode(8112), 'ext(receiver-role).valueCoding');

/** Who receives a copy and is neither an organisation nor a professional. */
const PERSON_RECEIVER = extensionUrl('receiver');

/** Who a sender or receiver can be; read and written apart from the rows. */
const PARTY_NAMES = ['Organisation', 'HealthcareProfessional', 'Patient', 'Person'] as const;
const PARTIES = apart('0..1', ...PARTY_NAMES);
const SENDER_ROWS = [METHOD, ...PARTIES] as const;
const COPY_ROWS = [METHOD, ROLE, ...PARTIES] as const;

/** Sender ↔ MessageHeader.sender and source. */
export const MESSAGE_SENDER: CustomRow = custom(
  'Sender',
  '1',
  'everything',
  (element, header, scope) => {
    const source: FhirNode = {};
    decodeRows(element, SENDER_ROWS, source, scope, 'mh');
    const found = partyElement(element, scope);
    const party = decodeHealthcareParty(found, scope);
    if (party !== undefined) {
      header.sender = scope.referenceTo(party);
    } else if (found !== undefined) {
      keepUnmapped(found, scope);
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
    header.destination = [decodeDestination(element, SENDER_ROWS, scope)];
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
    const destination = decodeDestination(element, COPY_ROWS, scope);
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
  const found = partyElement(element, scope);
  const party = decodeHealthcareParty(found, scope);
  if (party !== undefined) {
    destination.receiver = scope.referenceTo(party);
  } else if (found?.name === 'Patient' || found?.name === 'Person') {
    const valueReference = scope.referenceTo(decodePerson(found, scope));
    destination.extension = [...nodesOf(destination.extension), { url: PERSON_RECEIVER, valueReference }];
  }
  return { ...destination, ...endpointOf(party, scope) };
}

/** The element that says who it is: the first; one beside it that says another is kept as unmapped. */
function partyElement(element: XmlElement, scope: DecodeScope): XmlElement | undefined {
  const [first, ...others] = element.children.filter(({ name }) =>
    PARTY_NAMES.some((party) => party === name),
  );
  others.filter(({ name }) => name !== first?.name).forEach((other) => keepUnmapped(other, scope));
  return first;
}

/** An organisation or a professional. */
function decodeHealthcareParty(element: XmlElement | undefined, scope: DecodeScope): FhirNode | undefined {
  switch (element?.name) {
    case 'Organisation':
      return decodeParty(element, scope, 'mh');
    case 'HealthcareProfessional':
      return decodeProfessional(element, scope, 'mh');
    default:
      return undefined;
  }
}

function decodePerson(element: XmlElement, scope: DecodeScope): FhirNode {
  const person: FhirNode =
    element.name === 'Patient'
      ? { resourceType: 'Patient' }
      : { resourceType: 'RelatedPerson', patient: scope.referenceToRoot('patient') };
  decodeRows(element, PERSON, person, scope, schemaOf(element.name));
  scope.add(person, pathOf(element));
  return person;
}

/** The element Person has its content from felleskomponent1, the element Patient its own. */
function schemaOf(name: string): 'fk1' | 'mh' {
  return name === 'Person' ? 'fk1' : 'mh';
}

/** Rows first, then whoever the reference leads to. */
function writeParty(
  node: FhirNode,
  rows: readonly Row[],
  reference: unknown,
  scope: EncodeScope,
  as: Pick<XmlDraft, 'name' | 'namespace'>,
): XmlDraft {
  const isCopy = rows.includes(ROLE);
  const children = [...encodeRows(rows, node, scope, 'mh').children];
  const party = scope.resolveIn(reference);
  const person = scope.resolveIn(findExtension(node, PERSON_RECEIVER)?.valueReference);
  const organisation = encodeParty(party, scope, 'mh', { name: 'Organisation', namespace: as.namespace });
  if (organisation !== undefined) {
    children.push(organisation);
  } else if (party?.resourceType === 'PractitionerRole') {
    if (!isCopy) {
      // The schema wants the organisation around the professional.
      scope.find(KITH_FINDINGS.nothingToWrite, `/MsgHead/MsgInfo/${as.name}`, { element: 'Organisation' });
    }
    children.push(encodeProfessional(party, scope, 'mh', as.namespace));
  } else if (person !== undefined) {
    const name = person.resourceType === 'Patient' ? 'Patient' : 'Person';
    children.push({
      name,
      namespace: as.namespace,
      children: encodeRows(PERSON, person, scope, schemaOf(name)).children,
    });
  } else {
    if (isCopy) {
      // A copy receiver may be told by its role alone.
      return { ...as, children };
    }
    scope.find(KITH_FINDINGS.nothingToWrite, `/MsgHead/MsgInfo/${as.name}`, { element: 'Organisation' });
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

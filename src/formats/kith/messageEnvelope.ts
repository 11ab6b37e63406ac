import {
  partyOf,
  readCode,
  type EnvelopeIdentifier,
  type EnvelopeLevel,
  type EnvelopeParty,
  type EnvelopePatient,
  type EnvelopeReceiver,
  type KithEnvelope,
} from './envelope.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml/element.ts';

/** The parts of a message with the root element `Message`: who sends it is the requester or the provider. */
const CONTENTS = [
  {
    name: 'ServReq',
    sender: 'Requester',
    receiver: 'ServProvider',
    roles: { sender: 'REQ', receiver: 'SPR' },
  },
  {
    name: 'ServRprt',
    sender: 'ServProvider',
    receiver: 'Requester',
    roles: { sender: 'SPR', receiver: 'REQ' },
  },
] as const;

/**
 * The envelope of a referral 1.x (HIS 80517:2014) or a discharge letter (HIS 80226:2014), which have no MsgHead; also
 * of one that breaks its schema or was read by scanning: names are compared without namespace. Undefined when there is
 * no sender with an identifier, or no message id: then nobody can be answered (HIS 80415:2012, 3.3.4).
 */
export function readMessageEnvelope(root: XmlElement): KithEnvelope | undefined {
  const content = CONTENTS.find(({ name }) => childOf(root, name) !== undefined);
  const element = content === undefined ? undefined : childOf(root, content.name);
  const msgId = textOf(childOf(root, 'MsgId'));
  const sender = content === undefined ? undefined : readParty(childOf(element, content.sender));
  if (content === undefined || msgId === undefined || sender === undefined) {
    return undefined;
  }
  const genDate = childOf(root, 'GenDate');
  const priority = readCode(childOf(element, 'ReqServ', 'Priority'))?.code;
  return {
    msgId,
    genDate: (genDate === undefined ? undefined : attributeOf(genDate, 'V')) ?? '',
    type: readCode(childOf(root, 'Type')) ?? { code: '' },
    sender,
    receivers: [
      ...receiverIn(childOf(element, content.receiver), 'PRIM'),
      ...childrenOf(element, 'CopyDest').flatMap((copy) => receiverIn(copy, 'COP')),
    ],
    patient: readPatient(childOf(element, 'Patient')),
    ...(priority === undefined ? {} : { priority }),
    contentRoles: content.roles,
    places: {
      messageId: '/Message/MsgId',
      patient: `/Message/${content.name}/Patient`,
      receiver: `/Message/${content.name}/${content.receiver}`,
    },
  };
}

function receiverIn(element: XmlElement | undefined, role: 'PRIM' | 'COP'): EnvelopeReceiver[] {
  const party = readParty(element);
  return party === undefined ? [] : [{ role, party }];
}

/** HCP: an institution with its departments and a person, or a professional alone. */
function readParty(element: XmlElement | undefined): EnvelopeParty | undefined {
  const party = childOf(element, 'HCP');
  const institution = childOf(party, 'Inst');
  const organisations =
    institution === undefined ? [] : [institution, ...childrenOf(institution, 'Dept')].map(readLevel);
  const person = childOf(party, 'HCProf') ?? childOf(institution, 'HCPerson');
  return partyOf(organisations, person === undefined ? undefined : readLevel(person));
}

function readLevel(element: XmlElement): EnvelopeLevel {
  const name = textOf(childOf(element, 'Name'));
  return {
    ...(name === undefined ? {} : { name }),
    identifiers: readIdentifiers(element, 'Id', 'TypeId'),
  };
}

/** The identifier of the element itself, and its further ones. */
function readIdentifiers(element: XmlElement | undefined, id: string, type: string): EnvelopeIdentifier[] {
  return [
    ...identifierIn(childOf(element, id), childOf(element, type)),
    ...childrenOf(element, 'AdditionalId').flatMap((further) =>
      identifierIn(childOf(further, 'Id'), childOf(further, 'Type')),
    ),
  ];
}

function identifierIn(id: XmlElement | undefined, type: XmlElement | undefined): EnvelopeIdentifier[] {
  const value = textOf(id);
  return value === undefined ? [] : [{ id: value, type: readCode(type) ?? { code: '' } }];
}

function readPatient(element: XmlElement | undefined): EnvelopePatient {
  const name = textOf(childOf(element, 'Name'));
  const born = childOf(element, 'DateOfBirth');
  const birthDate = born === undefined ? undefined : attributeOf(born, 'V');
  const sex = readCode(childOf(element, 'Sex'))?.code;
  return {
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    identifiers: readIdentifiers(element, 'OffId', 'TypeOffId'),
  };
}

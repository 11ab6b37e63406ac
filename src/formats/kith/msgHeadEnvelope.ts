import {
  partyOf,
  readCode,
  type EnvelopeIdentifier,
  type EnvelopeLevel,
  type EnvelopeParty,
  type EnvelopePatient,
  type EnvelopePlaces,
  type EnvelopeReceiver,
  type KithEnvelope,
} from './envelope.ts';
import { childOf, childrenOf, textOf, type XmlElement } from './xml/element.ts';

/**
 * The envelope of a MsgHead, also of one that breaks its schema or was read by scanning: names are compared
 * without namespace. Undefined when there is no sender with an identifier, or no message id: then nobody can be
 * answered (HIS 80415:2012, 3.3.4).
 */
export function readMsgHeadEnvelope(root: XmlElement): KithEnvelope | undefined {
  const info = childOf(root, 'MsgInfo');
  const sender = readParty(childOf(info, 'Sender'));
  const msgId = textOf(childOf(info, 'MsgId'));
  if (info === undefined || sender === undefined || msgId === undefined) {
    return undefined;
  }
  const conversation = childOf(info, 'ConversationRef');
  const parent = textOf(childOf(conversation, 'RefToParent'));
  const first = textOf(childOf(conversation, 'RefToConversation'));
  const priority = readCode(
    childOf(root, 'Document', 'RefDoc', 'Content', 'Henvisning', 'ReqServ', 'Priority'),
  );
  return {
    msgId,
    genDate: textOf(childOf(info, 'GenDate')) ?? '',
    type: readCode(childOf(info, 'Type')) ?? { code: '' },
    sender,
    receivers: [
      ...receiverIn(childOf(info, 'Receiver'), 'PRIM'),
      ...childrenOf(info, 'OtherReceiver').flatMap((element) =>
        receiverIn(element, readCode(childOf(element, 'RoleReceiver'))?.code ?? 'COP'),
      ),
    ],
    ...(parent === undefined && first === undefined
      ? {}
      : {
          conversation: {
            ...(parent === undefined ? {} : { parent }),
            ...(first === undefined ? {} : { conversation: first }),
          },
        }),
    patient: readPatient(childOf(info, 'Patient')),
    ...(priority === undefined ? {} : { priority: priority.code }),
    places: PLACES,
  };
}

const PLACES: EnvelopePlaces = {
  messageId: '/MsgHead/MsgInfo/MsgId',
  patient: '/MsgHead/MsgInfo/Patient',
  receiver: '/MsgHead/MsgInfo/Receiver',
};

function receiverIn(element: XmlElement | undefined, role: string): EnvelopeReceiver[] {
  const party = readParty(element);
  return party === undefined ? [] : [{ role, party }];
}

/** Undefined when no level has an identifier. */
function readParty(element: XmlElement | undefined): EnvelopeParty | undefined {
  const organisations: EnvelopeLevel[] = [];
  let professionalElement = childOf(element, 'HealthcareProfessional');
  for (
    let organisation = childOf(element, 'Organisation');
    organisation !== undefined;
    organisation = childOf(organisation, 'Organisation')
  ) {
    organisations.push(readLevel(organisation, textOf(childOf(organisation, 'OrganisationName'))));
    professionalElement = childOf(organisation, 'HealthcareProfessional') ?? professionalElement;
  }
  const professional =
    professionalElement === undefined
      ? undefined
      : readLevel(professionalElement, personName(professionalElement));
  return partyOf(organisations, professional);
}

function readLevel(element: XmlElement, name: string | undefined): EnvelopeLevel {
  return { ...(name === undefined ? {} : { name }), identifiers: readIdentifiers(element) };
}

function readIdentifiers(element: XmlElement | undefined): EnvelopeIdentifier[] {
  return childrenOf(element, 'Ident').flatMap((ident) => {
    const id = textOf(childOf(ident, 'Id'));
    return id === undefined ? [] : [{ id, type: readCode(childOf(ident, 'TypeId')) ?? { code: '' } }];
  });
}

function readPatient(element: XmlElement | undefined): EnvelopePatient {
  const name = element === undefined ? undefined : personName(element);
  const birthDate = textOf(childOf(element, 'DateOfBirth'));
  const sex = readCode(childOf(element, 'Sex'))?.code;
  return {
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    identifiers: readIdentifiers(element),
  };
}

/** The whole name as one text, given name first. */
function personName(element: XmlElement): string | undefined {
  const parts = ['GivenName', 'MiddleName', 'FamilyName'].flatMap(
    (part) => textOf(childOf(element, part)) ?? [],
  );
  return parts.length === 0 ? undefined : parts.join(' ');
}

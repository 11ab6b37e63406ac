import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml/element.ts';

/** A code as written: `V`, `S`, `DN`. */
export interface EnvelopeCode {
  readonly code: string;
  /** OID of the list, when named. */
  readonly system?: string;
  readonly display?: string;
}

export interface EnvelopeIdentifier {
  readonly id: string;
  readonly type: EnvelopeCode;
}

/** One level of a party: an organisation, or a person in it. */
export interface EnvelopeLevel {
  readonly name?: string;
  readonly identifiers: readonly EnvelopeIdentifier[];
}

/** A sender or receiver. */
export interface EnvelopeParty {
  /** From the enterprise inwards. */
  readonly organisations: readonly EnvelopeLevel[];
  readonly professional?: EnvelopeLevel;
  /** Of the communication party: the innermost level that has one. */
  readonly herId?: string;
  /** The HER-ids of all levels. */
  readonly herIds: readonly string[];
  /** A stable key of the party: its HER-id, else its innermost identifier, else its name. */
  readonly key: string;
}

export interface EnvelopeReceiver {
  /** Role in list 8112: PRIM for the receiver, COP for a copy, or as the message says. */
  readonly role: string;
  readonly party: EnvelopeParty;
}

/** What an acknowledgement and a receipt need to know of a message. */
export interface KithEnvelope {
  /** As written; empty when there is none. */
  readonly msgId: string;
  /** When the message was made, as written; empty when there is none. */
  readonly genDate: string;
  /** List 8279. */
  readonly type: EnvelopeCode;
  readonly sender: EnvelopeParty;
  /** The primary receiver first. */
  readonly receivers: readonly EnvelopeReceiver[];
  readonly conversation?: { readonly parent?: string; readonly conversation?: string };
  readonly patient: EnvelopePatient;
  /** Priority of a referral (list 8306), when the message is one. */
  readonly priority?: string;
}

/** What says who the patient is. */
export interface EnvelopePatient {
  readonly name?: string;
  readonly birthDate?: string;
  /** List 3101. */
  readonly sex?: string;
  readonly identifiers: readonly EnvelopeIdentifier[];
}

/**
 * The envelope of a MsgHead, also of one that breaks its schema or was read by scanning: names are compared
 * without namespace. Undefined when there is no sender with an identifier, or no message id: then nobody can be
 * answered (HIS 80415:2012, 3.3.4).
 */
export function readEnvelope(root: XmlElement): KithEnvelope | undefined {
  const info = root.name === 'MsgHead' ? childOf(root, 'MsgInfo') : undefined;
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
  };
}

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
  const levels = [...organisations, ...(professional === undefined ? [] : [professional])];
  const herIds = levels.flatMap(({ identifiers }) =>
    identifiers.filter(({ type }) => type.code === 'HER').map(({ id }) => id),
  );
  const herId = herIds.at(-1);
  const last = levels.flatMap(({ identifiers }) => identifiers).at(-1);
  if (last === undefined) {
    return undefined;
  }
  return {
    organisations,
    ...(professional === undefined ? {} : { professional }),
    ...(herId === undefined ? {} : { herId }),
    herIds,
    key: herId ?? `${last.type.code}:${last.id}`,
  };
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

function readCode(element: XmlElement | undefined): EnvelopeCode | undefined {
  if (element === undefined) {
    return undefined;
  }
  const system = attributeOf(element, 'S');
  const display = attributeOf(element, 'DN');
  const code = attributeOf(element, 'V') ?? '';
  return code === '' && display === undefined
    ? undefined
    : {
        code,
        ...(system === undefined ? {} : { system }),
        ...(display === undefined ? {} : { display }),
      };
}

import { attributeOf, type XmlElement } from './xml/element.ts';

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
  /** Priority of a referral (lists 8306, 8304), when the message is one. */
  readonly priority?: string;
  /** Roles of its sender and receiver in list 7301, when the message names them so: requester, provider. */
  readonly contentRoles?: { readonly sender: 'REQ' | 'SPR'; readonly receiver: 'REQ' | 'SPR' };
  /** Where its parts stand in the XML, for what is found about them. */
  readonly places: EnvelopePlaces;
}

/** XPaths. */
export interface EnvelopePlaces {
  readonly messageId: string;
  readonly patient: string;
  readonly receiver: string;
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
 * A party of the levels that were read, from the enterprise inwards, the professional last. Undefined when no level
 * has an identifier.
 */
export function partyOf(
  organisations: readonly EnvelopeLevel[],
  professional: EnvelopeLevel | undefined,
): EnvelopeParty | undefined {
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

export function readCode(element: XmlElement | undefined): EnvelopeCode | undefined {
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

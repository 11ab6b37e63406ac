/**
 * The pathway record: what a hospital system knows of one patient's pathway at one time. Plain values; the JSON
 * Schema that guards them stands in formats/record. All dates are Norwegian local dates.
 */

/** `YYYY-MM-DD`. */
export type LocalDate = string;
/** `YYYY-MM-DD`, or a date and time with offset (`2026-03-02T09:00:00+01:00`). */
export type DateOrTime = string;
/** A date and time with offset. */
export type Instant = string;

/** An identifier with the system that issued it (an absolute URI, such as `urn:oid:…`). */
export interface SenderIdentifier {
  readonly system: string;
  readonly value: string;
}

export interface Telecom {
  readonly phone?: string;
  readonly email?: string;
}

export interface PersonName {
  readonly family: string;
  readonly given?: string;
  readonly middle?: string;
}

export interface PostalAddress {
  readonly line?: string;
  readonly postalCode?: string;
  readonly city?: string;
}

export type AdministrativeGender = 'male' | 'female' | 'other' | 'unknown';

export interface RecordPatient {
  /** Fødselsnummer, D-number or felles hjelpenummer; the kind is read from the number. */
  readonly nationalId?: string;
  /** A number of the sender's own, for a newborn or an unidentified acute patient, with its issuer. */
  readonly localIdentifier?: SenderIdentifier & { readonly issuer: string };
  readonly name?: PersonName;
  readonly birthDate?: LocalDate;
  readonly sex?: AdministrativeGender;
  readonly address?: PostalAddress;
  /** Four digits (kommunenummer, Statistics Norway's list, Volven 3402). */
  readonly municipalityNumber?: string;
  /** Six digits, where the municipality has districts (bydel, Volven 3403). */
  readonly urbanDistrict?: string;
  readonly telecom?: Telecom;
  /**
   * Protected address in the population register: `confidential` (fortrolig) or `strictlyConfidential`; `none` lifts a
   * protection that was told before, absent leaves it as it is.
   */
  readonly protectedAddress?: 'none' | 'confidential' | 'strictlyConfidential';
  /** The patient objects to sharing (pasientens reservasjon). */
  readonly objectsToSharing?: boolean;
}

/** A trust, unit, municipality, practice …; at least one number unless only the name is known. */
export interface RecordOrganization {
  readonly name: string;
  /** Nine digits (Enhetsregisteret). */
  readonly organizationNumber?: string;
  readonly herId?: string;
  readonly reshId?: string;
  readonly telecom?: Telecom;
}

export interface RecordProfessional {
  readonly name: PersonName;
  readonly hprNumber?: string;
  readonly telecom?: Telecom;
  /** Where the person works, when that is not plain from the place in the record. */
  readonly organization?: RecordOrganization;
}

export interface RecordReferral {
  readonly identifier: SenderIdentifier;
  readonly receivedDate?: LocalDate;
  readonly assessedDate?: LocalDate;
  /** Latest date for necessary health care (frist for nødvendig helsehjelp). */
  readonly deadline?: LocalDate;
  /** Date that decides the place in the queue (ansiennitetsdato). */
  readonly seniorityDate?: LocalDate;
  readonly waitingEndedDate?: LocalDate;
  /** Date of the decision to enter the pathway after acute assessment. */
  readonly acuteDecisionDate?: LocalDate;
  readonly referrer?: {
    readonly professional?: RecordProfessional;
    readonly organization?: RecordOrganization;
  };
  /** Volven 8306. */
  readonly priority?: string;
  /** Right to health care, Volven 8444. */
  readonly right?: string;
  /** Outcome of the assessment, Volven 8485. */
  readonly outcome?: string;
  /** Why waiting ended, Volven 8445. */
  readonly waitingEndCode?: string;
  /** Referral type, Volven 8455. */
  readonly type?: string;
  /** What the patient has been told of the assessment, Volven 9148. */
  readonly status?: string;
  readonly reason?: string;
}

export interface RecordMunicipality {
  /** Four digits. */
  readonly municipalityNumber?: string;
  readonly organization?: RecordOrganization;
  /** Koordinerende enhet. */
  readonly coordinatingUnit?: RecordOrganization;
  readonly coordinator?: RecordProfessional;
}

export interface RecordNextOfKin {
  readonly name: PersonName;
  readonly nationalId?: string;
  /** Volven 9033. */
  readonly relationship?: string;
  readonly nearest?: boolean;
  readonly telecom?: Telecom;
}

/** A child of the patient, or a minor sibling, who is next of kin and may need information and follow-up. */
export interface RecordMinor {
  readonly relation: 'child' | 'sibling';
  readonly name?: PersonName;
  readonly nationalId?: string;
  readonly birthYear?: number;
  /** Whether the information and follow-up that the minor needs has been seen to. */
  readonly followUp?: 'not-assessed' | 'needed' | 'given' | 'not-needed';
}

export interface RecordContact {
  readonly identifier: SenderIdentifier;
  readonly period: { readonly start: DateOrTime; readonly end?: DateOrTime };
  /** Omsorgsnivå, Volven 8406. */
  readonly careLevel: string;
  /** Volven 8432. */
  readonly contactType?: string;
  /** Fagområde, Volven 8451. */
  readonly field?: string;
  /** Unit where the contact takes place, when not the record's unit. */
  readonly unit?: RecordOrganization;
  /** Identifier of the stay of which the contact is a part. */
  readonly partOf?: SenderIdentifier;
}

export interface RecordMeasurementPoint {
  readonly identifier: SenderIdentifier;
  /** Combined code, Volven 9327. Either this, or type + event + outcome, or both when they agree. */
  readonly code?: string;
  /** Pathway type, Volven 9321; the record's own when absent. */
  readonly type?: string;
  /** Volven 9322. */
  readonly event?: string;
  /** Volven 9323–9326 or 9328, by event. */
  readonly outcome?: string;
  readonly date?: DateOrTime;
  /** Identifier of the contact in which it was coded; its start gives the date when `date` is absent. */
  readonly contact?: SenderIdentifier;
}

export type TopicStatus = 'not-started' | 'in-progress' | 'completed' | 'not-needed';

/** What every pathway must ask about although no measurement code exists. */
export interface RecordTopics {
  readonly childrenAndSiblings?: TopicStatus;
  readonly somaticHealthAndLivingHabits?: TopicStatus;
  readonly userParticipation?: TopicStatus;
  readonly individualPlan?: TopicStatus;
  readonly crisisPlan?: TopicStatus;
}

export interface PathwayRecord {
  /** The sender's own identifier of the pathway: the identity of everything that the record makes. */
  readonly identifier: SenderIdentifier;
  /** When the record was made: an older one than the stored changes nothing. */
  readonly recordedAt: Instant;
  /** Volven 9321: D01, D06–D12. */
  readonly pathwayType: string;
  /** Id of a catalogue edition; chosen by the pathway's start date when absent. */
  readonly edition?: string;
  readonly patient: RecordPatient;
  readonly trust: RecordOrganization;
  readonly unit?: RecordOrganization;
  readonly referral?: RecordReferral;
  /** Forløpskoordinator. */
  readonly pathwayCoordinator?: RecordProfessional;
  readonly responsibleClinician?: RecordProfessional;
  readonly municipality?: RecordMunicipality;
  /** Fastlege. */
  readonly generalPractitioner?: RecordProfessional;
  readonly nextOfKin?: readonly RecordNextOfKin[];
  readonly minors?: readonly RecordMinor[];
  readonly contacts?: readonly RecordContact[];
  readonly measurementPoints?: readonly RecordMeasurementPoint[];
  /** When the pathway began at another trust: its start date there and that trust's name. */
  readonly firstTrust?: { readonly startDate: LocalDate; readonly name: string };
  /** The pathway that this one takes over from, when its identifier is known (transfer, change of pathway). */
  readonly formerPathway?: SenderIdentifier;
  readonly topics?: RecordTopics;
}

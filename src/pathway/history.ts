/** What the rules look at: one pathway of one patient at one organisation, as plain values. */

import type { DateOrTime, LocalDate } from './record.ts';

/** What names a measurement point: the combined code, its parts, or both. */
export interface RegistrationCodes {
  /** Combined code (9327). */
  readonly code?: string;
  /** Pathway type (9321). */
  readonly type?: string;
  /** Event (9322). */
  readonly event?: string;
  /** Outcome (9323–9326, 9328). */
  readonly outcome?: string;
}

/** One registered measurement point as it came: nothing in it has been checked yet. */
export interface Registration extends RegistrationCodes {
  /** Where it stands in what was sent, for findings: a path, or a line. */
  readonly place: string;
  /** The same read with each further code of a list of which it gives several; absent where it gives one of each. */
  readonly others?: readonly RegistrationCodes[];
  readonly date?: DateOrTime;
  /** Key of the contact in which it was coded (HistoryContact.key). */
  readonly contact?: string;
  /** Volven 8406, when given with the registration itself. */
  readonly careLevel?: string;
}

export interface HistoryContact {
  readonly key: string;
  readonly place: string;
  readonly start?: DateOrTime;
  readonly end?: DateOrTime;
  /** Volven 8406. */
  readonly careLevel?: string;
}

export interface PastDate {
  /** As the sender's format names it. */
  readonly what: string;
  readonly place: string;
  readonly date: DateOrTime;
}

export interface PathwayHistory {
  /** The sender's key of the pathway. */
  readonly pathway: string;
  /** The path under which the whole stands, prefixed to places of findings that concern no registration. */
  readonly place: string;
  /** 9321, when the sender names it apart from the codes. */
  readonly pathwayType?: string;
  /** Further types (9321), where the sender names more than one; absent where not. */
  readonly otherPathwayTypes?: readonly string[];
  /** When the pathway started, where that is told beside the registrations: a registered start (A) goes before it. */
  readonly started?: DateOrTime;
  /** Edition id, when the sender chooses. */
  readonly edition?: string;
  /** Absent: nothing is known of the patient, and no rule about the patient applies. */
  readonly patient?: {
    /** Same patient, same key. */
    readonly key: string;
    readonly birthDate?: LocalDate;
    /** The one in the national number, where it is another than the birth date that is stated beside it. */
    readonly otherBirthDate?: LocalDate;
    /** Whether there is a valid national identity (fødselsnummer, D-number, felles hjelpenummer). */
    readonly identified: boolean;
  };
  /** The day in Europe/Oslo on which the sender wrote all this down; absent where no single writing made it. */
  readonly recorded?: LocalDate;
  /** Key of the trust. */
  readonly organization?: string;
  readonly referral?: {
    readonly received?: LocalDate;
    readonly assessed?: LocalDate;
    readonly rightGranted?: boolean;
    readonly acuteDecision?: LocalDate;
    readonly deadline?: LocalDate;
    readonly seniority?: LocalDate;
    readonly waitingEnded?: LocalDate;
  };
  /** Absent: it began here, or that is not told (see tellsFirstTrust). */
  readonly firstTrust?: { readonly startDate?: LocalDate; readonly name?: string };
  /** False where what was sent has no place for the first trust, so that none can be missed; absent: it has. */
  readonly tellsFirstTrust?: boolean;
  /** Dates beside those of the registrations that tell what has happened, so that none can be in the future. */
  readonly past?: readonly PastDate[];
  readonly contacts: readonly HistoryContact[];
  readonly registrations: readonly Registration[];
}

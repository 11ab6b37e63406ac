/**
 * The catalogue of measurement points as a plain value. It is built by terminology/ from profiles/ and handed to
 * every rule; nothing here knows a code. A fact that nobody has confirmed says so (`confirmed: false`).
 */

import type { LocalDate } from './record.ts';

export type YesNoUnknown = boolean | 'unknown';

/** One combined code (Volven 9327), split into its parts. */
export interface CombinedCode {
  readonly code: string;
  /** Pathway type, list 9321. */
  readonly pathway: string;
  /** List 9322. */
  readonly event: string;
  /** In the event's outcome list; absent for an event without outcomes. */
  readonly outcome?: string;
  readonly display: string;
  readonly displayEn: string;
  readonly repeatable: YesNoUnknown;
  readonly mandatory: YesNoUnknown;
  /** First day; absent when unknown. */
  readonly validFrom?: LocalDate;
  /** Last day; absent when unknown, which is not the same as still valid. */
  readonly validTo?: LocalDate;
}

export interface PathwayType {
  readonly code: string;
  readonly display: string;
  readonly displayEn: string;
  readonly validFrom?: LocalDate;
}

export type CareSetting = 'outpatient' | 'inpatient';

/** An upper limit for an interval, in calendar days. Absent days: no time is known. */
export interface PathwayTime {
  /** Stable id within the edition, e.g. `D01-first-attendance-decision`. */
  readonly id: string;
  readonly pathway: string;
  readonly from: IntervalPoint;
  readonly to: IntervalPoint;
  readonly days: Readonly<Partial<Record<CareSetting, number>>>;
  /** Where the time hangs on something other than setting, e.g. `severe`, `less-severe`. */
  readonly condition?: string;
  readonly confirmed: boolean;
  readonly source: string;
}

/** One end of an interval: an event (list 9322), at its first or at each occurrence, or a date of the referral. */
export type IntervalPoint =
  | {
      readonly event: string;
      /** Only with one of these outcomes. */
      readonly outcomes?: readonly string[];
      /** Not with one of these outcomes. */
      readonly exceptOutcomes?: readonly string[];
      readonly occurrence: 'first' | 'second' | 'last' | 'each' | 'next';
    }
  | {
      /** `otherTreatmentStarts`: no code records it, so it has a due date only. */
      readonly date: 'referralReceived' | 'referralAssessed' | 'acuteAssessment' | 'otherTreatmentStarts';
    };

/** What is expected after what: after `after`, the event `event` is due. */
export interface ExpectedMilestone {
  readonly pathway: string;
  /** Event code that is expected (list 9322). */
  readonly event: string;
  /** Event code after which it is expected, with the outcomes for which that holds. */
  readonly after: string;
  readonly afterOutcomes?: readonly string[];
  readonly afterExceptOutcomes?: readonly string[];
  /** The pathway time (PathwayTime.id) that gives the deadline. */
  readonly timeId?: string;
}

/**
 * When the pathway counts as started: the date the referral was received (until the revision), or the date its
 * assessment was finished with a right granted.
 */
export type StartDateRule = 'referral-received' | 'referral-assessed-with-right';

export interface Edition {
  /** e.g. `2019`, `2023`, `2024-10`. */
  readonly id: string;
  readonly title: string;
  readonly validFrom: LocalDate;
  /** Last day; absent for the newest. */
  readonly validTo?: LocalDate;
  /** Whether the boundary `validFrom` is confirmed. */
  readonly validFromConfirmed: boolean;
  readonly startDateRule: StartDateRule;
  readonly startDateRuleConfirmed: boolean;
  /** False when nobody has confirmed which events, outcomes and codes this edition has. */
  readonly eventsConfirmed: boolean;
  /** Pathway types that the edition is known to list; others are unconfirmed in it. */
  readonly pathwayTypes: readonly string[];
  readonly times: readonly PathwayTime[];
  readonly milestones: readonly ExpectedMilestone[];
  readonly source: string;
}

export interface CodeText {
  readonly code: string;
  readonly display: string;
  readonly displayEn: string;
}

export interface Catalogue {
  /** Oldest first. */
  readonly editions: readonly Edition[];
  readonly pathwayTypes: ReadonlyMap<string, PathwayType>;
  /** List 9322, L included. */
  readonly events: ReadonlyMap<string, CodeText>;
  /** Outcome list number (9323 …) → its codes. */
  readonly outcomes: ReadonlyMap<number, ReadonlyMap<string, CodeText>>;
  /** Event → the number of its outcome list. */
  readonly outcomeListOfEvent: ReadonlyMap<string, number>;
  readonly combinedCodes: ReadonlyMap<string, CombinedCode>;
}

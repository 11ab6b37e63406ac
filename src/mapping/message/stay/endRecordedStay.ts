import type { Encounter } from '@medplum/fhirtypes';
import { endBeside, periodOf } from '../../period.ts';

/** A stay of which a discharge letter tells that it is over. */
export interface LetterOfStay {
  /** As told, a day or an instant; the start is empty where the letter does not tell it. */
  readonly start: string;
  readonly end: string;
  /** When the letter was made, epoch milliseconds. */
  readonly madeAt: number;
  /** References of the sending unit and of all that it is part of. */
  readonly enterprise: readonly string[];
}

/** A stay as a pathway record made it. */
export interface RecordedStay {
  readonly reference: string;
  /** Without what letters added. */
  readonly encounter: Encounter;
  /** When the record was made, epoch milliseconds. */
  readonly recordedAt: number;
  /** References of the unit and of all that it is part of. */
  readonly enterprise: readonly string[];
}

/** On the period of a stay that a letter has ended: the end is no part of the record. */
const ENDED_BY_LETTER = 'ended-by-message';
const INPATIENT = 'IMP';

/**
 * Which recorded stay a letter ends: an inpatient stay of the same enterprise that has no end, had begun by the day of
 * discharge, and of which no newer record tells; the one with the same day of admission where there are several. Where
 * more than one would do, none.
 */
export function stayEndedBy(letter: LetterOfStay, stays: readonly RecordedStay[]): RecordedStay | undefined {
  const candidates = stays.filter(
    ({ encounter, recordedAt, enterprise }) =>
      encounter.class.code === INPATIENT &&
      encounter.status === 'in-progress' &&
      encounter.period?.start !== undefined &&
      encounter.period.end === undefined &&
      isNotAfter(encounter.period.start, letter.end) &&
      recordedAt <= letter.madeAt &&
      enterprise.some((unit) => letter.enterprise.includes(unit)),
  );
  const sameDay = candidates.filter(
    ({ encounter }) => dayOf(encounter.period?.start) === dayOf(letter.start),
  );
  const [only, another] = sameDay.length > 0 ? sameDay : candidates;
  return another === undefined ? only : undefined;
}

function isNotAfter(start: string, end: string): boolean {
  return Date.parse(start) <= Date.parse(end) || dayOf(start) === dayOf(end);
}

function dayOf(time: string | undefined): string | undefined {
  return time?.slice(0, 10);
}

/** The recorded stay with the end that a letter tells; the record's own next statement takes its place whole. */
export function withEnd(encounter: Encounter, end: string): Encounter {
  const start = encounter.period?.start;
  const period = periodOf(start, end);
  const isHeld = period?.start === start && period?.end === end;
  return {
    ...encounter,
    status: 'finished',
    period: { ...encounter.period, id: ENDED_BY_LETTER, ...(isHeld ? { end } : endBeside(end)) },
  };
}

/** As the record made it. */
export function withoutEndOfLetter(encounter: Encounter): Encounter {
  if (encounter.period?.id !== ENDED_BY_LETTER) {
    return encounter;
  }
  const period = { ...encounter.period };
  delete period.id;
  delete period.end;
  delete (period as { _end?: unknown })._end;
  return { ...encounter, status: 'in-progress', period };
}

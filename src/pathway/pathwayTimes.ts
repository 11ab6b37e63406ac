import { dateOfDay, dayOf } from './calendarDay.ts';
import { nameOf } from './candidateTimes.ts';
import type { CareSetting, Catalogue } from './catalogue.ts';
import type { PathwayHistory } from './history.ts';
import { measureIntervals, measureTimeless, statusOf } from './measuredInterval.ts';
import type { MeasuredInterval, PathwayTimeStatus, UnknownReason } from './measuredInterval.ts';
import { inOrderOfDate, preparePathway } from './preparedPathway.ts';
import type { PreparedPathway } from './preparedPathway.ts';
import type { LocalDate } from './record.ts';
import { registrationsByEvent } from './registrationsByEvent.ts';
import { isAssessmentUntold, measureReferralTime } from './referralTimes.ts';
import type { MeasuredReferralTime } from './referralTimes.ts';

export type { PathwayTimeStatus, UnknownReason } from './measuredInterval.ts';

/** One interval of one pathway, measured. Days are calendar days. */
export interface PathwayTimeRow {
  /** PathwayTime.id. */
  readonly timeId: string;
  /** Edition whose time is used. */
  readonly edition: string;
  /** Event code (9322) or date of the referral from which the time counts. */
  readonly from: string;
  readonly start: LocalDate;
  /** Event code that closes it, or a date of the referral. */
  readonly to: string;
  /** Absent while it is open. */
  readonly end?: LocalDate;
  /** By the care level of the contact in which the starting event was coded; absent when unknown. */
  readonly setting?: CareSetting;
  /** What the time hangs on beside the setting, e.g. `severe`; nothing in the registrations tells it. */
  readonly condition?: string;
  /**
   * Absent where no time is known for the setting. Where the setting is not known, the longest of the times that may
   * hold, as in `expectedMilestones`; then `shortestDays` and `earliestDue` tell the shortest one.
   */
  readonly days?: number;
  readonly due?: LocalDate;
  readonly shortestDays?: number;
  readonly earliestDue?: LocalDate;
  /** From the start to the end, or to the given day. */
  readonly elapsed: number;
  readonly status: PathwayTimeStatus;
  /** Why the status is unknown, or, beside `earliestDue`, why there are two days on which it may be due. */
  readonly reason?: UnknownReason;
  /** The patient has postponed (L) within the interval; the time is measured all the same. */
  readonly postponed: boolean;
  readonly confirmed: boolean;
  readonly source: string;
  /** Places of the registrations at both ends. */
  readonly startPlace?: string;
  readonly endPlace?: string;
}

/**
 * The referral's own time limit (assessment, or the decision after acute assessment), then every interval of the
 * edition whose times are used, as they stand on a day, and those for which no time is known. An interval that the
 * pathway's end (X) or a registration further on left unclosed has no row, nor one whose start has no date.
 */
export function pathwayTimes(
  history: PathwayHistory,
  catalogue: Catalogue,
  day: LocalDate,
): PathwayTimeRow[] {
  const dayNumber = dayOf(day);
  const pathway = preparePathway(history, catalogue);
  if (dayNumber === undefined) {
    return [];
  }
  const ofReferral = measureReferralTime(pathway);
  const byEvent = registrationsByEvent(inOrderOfDate(pathway.coded));
  const intervals = [
    ...measureIntervals(pathway, byEvent, dayNumber),
    ...measureTimeless(pathway, byEvent, dayNumber),
  ];
  return [
    ...(ofReferral === undefined || ofReferral.start > dayNumber
      ? []
      : [referralRow(ofReferral, pathway, dayNumber)]),
    ...intervals.map((interval) => intervalRow(interval, pathway)),
  ];
}

function referralRow(
  { time, start, end: closed, due }: MeasuredReferralTime,
  pathway: PreparedPathway,
  day: number,
): PathwayTimeRow {
  const days = due - start;
  const end = closed !== undefined && closed <= day ? closed : undefined;
  const elapsed = (end ?? day) - start;
  const status = statusOf(days, elapsed, end !== undefined);
  const isUntold = status === 'overdue' && isAssessmentUntold(pathway);
  return {
    timeId: time.id,
    edition: pathway.edition.edition.id,
    from: time.from,
    start: dateOfDay(start),
    to: time.to,
    ...(end === undefined ? {} : { end: dateOfDay(end) }),
    days,
    due: dateOfDay(due),
    elapsed,
    status: isUntold ? 'unknown' : status,
    ...(isUntold && { reason: 'end-not-registered' }),
    postponed: false,
    confirmed: true,
    source: time.source,
  };
}

function intervalRow(interval: MeasuredInterval, pathway: PreparedPathway): PathwayTimeRow {
  const { time, startDay, endDay, from, to, setting, days, shortestDays, reason } = interval;
  return {
    timeId: time.id,
    edition: pathway.basis.edition.id,
    from: nameOf(time.from),
    start: dateOfDay(startDay),
    to: nameOf(time.to),
    ...(endDay === undefined ? {} : { end: dateOfDay(endDay) }),
    ...(setting === undefined ? {} : { setting }),
    ...(time.condition === undefined ? {} : { condition: time.condition }),
    ...(days === undefined ? {} : { days, due: dateOfDay(startDay + days) }),
    ...(shortestDays === undefined ? {} : { shortestDays, earliestDue: dateOfDay(startDay + shortestDays) }),
    elapsed: interval.elapsed,
    status: interval.status,
    ...(reason === undefined ? {} : { reason }),
    postponed: interval.postponed,
    confirmed: interval.confirmed,
    source: time.source,
    ...(from === undefined ? {} : { startPlace: from.registration.place }),
    ...(to === undefined ? {} : { endPlace: to.registration.place }),
  };
}

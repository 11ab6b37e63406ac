import { dateOfDay, dayOf } from './calendarDay.ts';
import type { CareSetting, Catalogue, IntervalPoint, PathwayTime } from './catalogue.ts';
import { limitOf } from './careSetting.ts';
import { EVENT } from './event.ts';
import type { PathwayHistory } from './history.ts';
import { endsOf } from './intervalEnds.ts';
import type { IntervalEnds } from './intervalEnds.ts';
import { datedByEvent, preparePathway } from './preparedPathway.ts';
import type { DatedRegistration, PreparedPathway } from './preparedPathway.ts';
import type { LocalDate } from './record.ts';
import { measureReferralTime } from './referralTimes.ts';
import type { MeasuredReferralTime } from './referralTimes.ts';

/**
 * `met`: closed within the time; `open`: not closed, and the time has not run out; `overdue`: closed too late, or not
 * closed and the time has run out; `unknown`: no time is known, or what decides it (setting, condition) is not.
 */
export type PathwayTimeStatus = 'met' | 'open' | 'overdue' | 'unknown';

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
  /** Absent where no time is known for the setting. */
  readonly days?: number;
  readonly due?: LocalDate;
  /** From the start to the end, or to the given day. */
  readonly elapsed: number;
  readonly status: PathwayTimeStatus;
  /** The patient has postponed (L) within the interval; the time is measured all the same. */
  readonly postponed: boolean;
  readonly confirmed: boolean;
  readonly source: string;
  /** Places of the registrations at both ends. */
  readonly startPlace?: string;
  readonly endPlace?: string;
}

/** A row with the registrations behind it, for the rules. */
export interface MeasuredInterval {
  readonly row: PathwayTimeRow;
  readonly from: DatedRegistration | undefined;
  readonly to: DatedRegistration | undefined;
}

/**
 * The referral's own time limit (assessment, or the decision after acute assessment), then every interval of the
 * edition whose times are used, measured on a day. An interval that the pathway's end (X) or a
 * registration further on left unclosed has no row, nor one whose start has no date.
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
  return [
    ...(ofReferral === undefined ? [] : [referralRow(ofReferral, pathway, dayNumber)]),
    ...measureIntervals(pathway, datedByEvent(pathway.coded), dayNumber).map(({ row }) => row),
  ];
}

function referralRow(
  { time, start, end, due }: MeasuredReferralTime,
  pathway: PreparedPathway,
  day: number,
): PathwayTimeRow {
  const days = due - start;
  const elapsed = (end ?? day) - start;
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
    status: statusOf(days, elapsed, end !== undefined, false),
    postponed: false,
    confirmed: true,
    source: time.source,
  };
}

export function measureIntervals(
  pathway: PreparedPathway,
  byEvent: ReadonlyMap<string, readonly DatedRegistration[]>,
  day: number,
): MeasuredInterval[] {
  const measured: MeasuredInterval[] = [];
  const times = pathway.type === undefined ? undefined : pathway.basis.timesByType.get(pathway.type);
  for (const time of times ?? []) {
    for (const end of endsOf(time, pathway, byEvent)) {
      const interval = measure(time, end, pathway, byEvent, day);
      if (interval !== undefined) {
        measured.push(interval);
      }
    }
  }
  return measured;
}

function measure(
  time: PathwayTime,
  { startDay, from, to, endDay }: IntervalEnds,
  pathway: PreparedPathway,
  byEvent: ReadonlyMap<string, readonly DatedRegistration[]>,
  day: number,
): MeasuredInterval | undefined {
  if (endDay === undefined && isPassed(time.to, pathway)) {
    return undefined;
  }
  const start = byEvent.get(EVENT.start)?.[0];
  const setting = from === undefined ? (start?.setting ?? to?.setting) : from.setting;
  const days = limitOf(time, setting);
  const elapsed = (endDay ?? day) - startDay;
  const row: PathwayTimeRow = {
    timeId: time.id,
    edition: pathway.basis.edition.id,
    from: nameOf(time.from),
    start: dateOfDay(startDay),
    to: nameOf(time.to),
    ...(endDay === undefined ? {} : { end: dateOfDay(endDay) }),
    ...(setting === undefined ? {} : { setting }),
    ...(time.condition === undefined ? {} : { condition: time.condition }),
    ...(days === undefined ? {} : { days, due: dateOfDay(startDay + days) }),
    elapsed,
    status: statusOf(days, elapsed, endDay !== undefined, time.condition !== undefined),
    postponed: isPostponed(byEvent, startDay, endDay ?? day),
    confirmed: time.confirmed && !pathway.unconfirmed,
    source: time.source,
    ...(from === undefined ? {} : { startPlace: from.registration.place }),
    ...(to === undefined ? {} : { endPlace: to.registration.place }),
  };
  return { row, from, to };
}

/** A condition that is not known leaves open whether a time that was not kept applied. */
function statusOf(
  days: number | undefined,
  elapsed: number,
  isClosed: boolean,
  isConditional: boolean,
): PathwayTimeStatus {
  if (days === undefined) {
    return 'unknown';
  }
  if (elapsed <= days) {
    return isClosed ? 'met' : 'open';
  }
  return isConditional ? 'unknown' : 'overdue';
}

/** Whether the pathway went on, or ended, without the event that would have closed an interval. */
function isPassed(to: IntervalPoint, { type, basis, coded }: PreparedPathway): boolean {
  const later = type === undefined || 'date' in to ? undefined : basis.laterEvents.get(type)?.get(to.event);
  return coded.some(
    ({ resolved, moment }) =>
      resolved.event === EVENT.end ||
      (later?.includes(resolved.event) ?? false) ||
      (moment === undefined && !('date' in to) && resolved.event === to.event),
  );
}

function isPostponed(
  byEvent: ReadonlyMap<string, readonly DatedRegistration[]>,
  startDay: number,
  endDay: number,
): boolean {
  const postponements = byEvent.get(EVENT.patientPostponed) ?? [];
  return postponements.some(({ moment }) => moment.day >= startDay && moment.day <= endDay);
}

function nameOf(point: IntervalPoint): string {
  return 'date' in point ? point.date : point.event;
}

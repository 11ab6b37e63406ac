/** The intervals of a pathway against the pathway times of the edition whose times are used, as numbers. */

import { candidatesOf } from './candidateTimes.ts';
import type { CareSetting, IntervalPoint, PathwayTime } from './catalogue.ts';
import { limitOf, limitsOf } from './careSetting.ts';
import { isNeverRegistered } from './compiledCatalogue.ts';
import type { ClosableTime } from './compiledCatalogue.ts';
import { EVENT } from './event.ts';
import { dateOfReferral } from './expected.ts';
import { endsOf } from './intervalEnds.ts';
import type { IntervalEnds } from './intervalEnds.ts';
import type { DatedRegistration, PreparedPathway } from './preparedPathway.ts';
import type { RegistrationsByEvent } from './registrationsByEvent.ts';

/**
 * `met`: closed within the time; `open`: not closed, and the time has not run out; `overdue`: closed too late, or not
 * closed and the time has run out; `unknown`: not to be told, for the reason given.
 */
export type PathwayTimeStatus = 'met' | 'open' | 'overdue' | 'unknown';

/**
 * `no-time-known`: the edition has no time for the interval, or none in the setting; `care-level-unknown`: the time
 * hangs on the level of care, which is not known; `condition-unknown`: it hangs on something that no registration
 * tells; `end-not-registered`: nothing tells whether the interval is closed, and its time has run out.
 */
export type UnknownReason =
  'no-time-known' | 'care-level-unknown' | 'condition-unknown' | 'end-not-registered';

/** Days are calendar days; see calendarDay. */
export interface MeasuredInterval {
  readonly time: PathwayTime;
  readonly startDay: number;
  readonly endDay: number | undefined;
  readonly from: DatedRegistration | undefined;
  readonly to: DatedRegistration | undefined;
  readonly setting: CareSetting | undefined;
  /** The limit that decides, or the longest that may where the setting is not known; undefined where none is known. */
  readonly days: number | undefined;
  /** The shortest limit that may decide; undefined where it is known which one does. */
  readonly shortestDays: number | undefined;
  /** From the start to the end, or to the given day. */
  readonly elapsed: number;
  readonly status: PathwayTimeStatus;
  readonly reason: UnknownReason | undefined;
  /** The patient has postponed (L) within the interval. */
  readonly postponed: boolean;
  readonly confirmed: boolean;
}

/** Those that have begun on the day, as they stand then. */
export function measureIntervals(
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
  day: number,
): readonly MeasuredInterval[] {
  const times = pathway.type === undefined ? undefined : pathway.basis.timesByType.get(pathway.type);
  return times === undefined ? NONE : measureTimes(times, pathway, byEvent, day);
}

/** Those for which the edition has no time. */
export function measureTimeless(
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
  day: number,
): readonly MeasuredInterval[] {
  const times = pathway.type === undefined ? undefined : pathway.basis.timelessByType.get(pathway.type);
  return times === undefined ? NONE : measureTimes(times, pathway, byEvent, day);
}

function measureTimes(
  times: readonly PathwayTime[],
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
  day: number,
): readonly MeasuredInterval[] {
  const measured: MeasuredInterval[] = [];
  for (const time of times) {
    for (const end of endsOf(time, pathway, byEvent)) {
      if (end.startDay <= day && (end.endDay !== undefined || !isPassed(time.to, pathway))) {
        measured.push(measure(time, times, asOf(end, day), pathway, byEvent, day));
      }
    }
  }
  return measured;
}

/** An interval that is closed after the day is open on the day. */
function asOf(ends: IntervalEnds, day: number): IntervalEnds {
  return ends.endDay === undefined || ends.endDay <= day
    ? ends
    : { ...ends, to: undefined, endDay: undefined };
}

/** Those that were closed too late, as measureIntervals gives them: nearly all are within every limit at a glance. */
export function intervalsClosedLate(
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
): readonly MeasuredInterval[] {
  const { type, basis } = pathway;
  const closable = type === undefined ? undefined : basis.closableByType.get(type);
  if (type === undefined || closable === undefined) {
    return NONE;
  }
  let late: MeasuredInterval[] | undefined;
  for (const each of closable) {
    if (!mayBeLate(each, pathway, byEvent)) {
      continue;
    }
    const { time, shortest } = each;
    for (const ends of endsOf(time, pathway, byEvent)) {
      if (ends.endDay !== undefined && ends.endDay - ends.startDay > shortest) {
        const times = basis.timesByType.get(type) ?? [];
        const measured = measure(time, times, ends, pathway, byEvent, ends.endDay);
        if (measured.status === 'overdue') {
          late = [...(late ?? []), measured];
        }
      }
    }
  }
  return late ?? NONE;
}

/** Whether the first day from which it may count and the last to which are further apart than the shortest limit. */
function mayBeLate(
  { time: { from, to }, shortest }: ClosableTime,
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
): boolean {
  const first =
    'date' in from ? dateOfReferral(from.date, pathway) : byEvent.get(from.event)?.[0]?.moment.day;
  if (first === undefined) {
    return false;
  }
  const last = 'date' in to ? dateOfReferral(to.date, pathway) : byEvent.get(to.event)?.at(-1)?.moment.day;
  return last !== undefined && last - first > shortest;
}

const NONE: readonly MeasuredInterval[] = [];

function measure(
  time: PathwayTime,
  times: readonly PathwayTime[],
  { startDay, from, to, endDay }: IntervalEnds,
  pathway: PreparedPathway,
  byEvent: RegistrationsByEvent,
  day: number,
): MeasuredInterval {
  const setting = from === undefined ? (byEvent.get(EVENT.start)?.[0]?.setting ?? to?.setting) : from.setting;
  const elapsed = (endDay ?? day) - startDay;
  const isClosed = endDay !== undefined;
  const { days, shortestDays, status, reason } = judge(time, times, setting, elapsed, isClosed);
  return {
    time,
    startDay,
    endDay,
    from,
    to,
    setting,
    days,
    shortestDays,
    elapsed,
    status,
    reason,
    postponed: isPostponed(byEvent, startDay, endDay ?? day),
    confirmed: time.confirmed && !pathway.unconfirmed,
  };
}

interface Judgement {
  readonly days: number | undefined;
  readonly shortestDays: number | undefined;
  readonly status: PathwayTimeStatus;
  readonly reason: UnknownReason | undefined;
}

/** Where the level of care, or a condition, is not known, what holds whichever it is is told all the same. */
function judge(
  time: PathwayTime,
  times: readonly PathwayTime[],
  setting: CareSetting | undefined,
  elapsed: number,
  isClosed: boolean,
): Judgement {
  const days = limitOf(time, setting);
  if (days !== undefined) {
    const status = statusOf(days, elapsed, isClosed);
    const reason =
      status !== 'overdue'
        ? undefined
        : time.condition !== undefined && !isBeyondEvery(times, time, setting, elapsed)
          ? 'condition-unknown'
          : isClosed || !isNeverRegistered(time.to)
            ? undefined
            : 'end-not-registered';
    return { days, shortestDays: undefined, status: reason === undefined ? status : 'unknown', reason };
  }
  const limits = setting === undefined ? limitsOf(time) : undefined;
  if (limits === undefined) {
    const hangsOnSetting = setting === undefined && Object.keys(time.days).length > 0;
    const reason = hangsOnSetting ? 'care-level-unknown' : 'no-time-known';
    return { days, shortestDays: undefined, status: 'unknown', reason };
  }
  const { shortest, longest } = limits;
  if (elapsed > longest && !isNeverRegistered(time.to) && time.condition === undefined) {
    return { days: longest, shortestDays: undefined, status: 'overdue', reason: undefined };
  }
  const status = elapsed > shortest ? 'unknown' : isClosed ? 'met' : 'open';
  return { days: longest, shortestDays: shortest, status, reason: 'care-level-unknown' };
}

/** Whether it took longer than the time under any of the conditions of an interval. */
function isBeyondEvery(
  times: readonly PathwayTime[],
  time: PathwayTime,
  setting: CareSetting | undefined,
  elapsed: number,
): boolean {
  return candidatesOf(time, times).every((candidate) => elapsed > (limitOf(candidate, setting) ?? Infinity));
}

export function statusOf(days: number, elapsed: number, isClosed: boolean): PathwayTimeStatus {
  return elapsed > days ? 'overdue' : isClosed ? 'met' : 'open';
}

/** Whether the pathway went on, or ended, without the event that would have closed an interval. */
function isPassed(to: IntervalPoint, { type, basis, coded }: PreparedPathway): boolean {
  const later = type === undefined || 'date' in to ? undefined : basis.laterEvents.get(type)?.get(to.event);
  for (const { resolved, moment } of coded) {
    const { event } = resolved;
    if (
      event === EVENT.end ||
      later?.includes(event) === true ||
      (moment === undefined && !('date' in to) && event === to.event)
    ) {
      return true;
    }
  }
  return false;
}

function isPostponed(byEvent: RegistrationsByEvent, startDay: number, endDay: number): boolean {
  const postponements = byEvent.get(EVENT.patientPostponed);
  return postponements?.some(({ moment }) => moment.day >= startDay && moment.day <= endDay) ?? false;
}

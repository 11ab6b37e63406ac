import { dateOfDay, dayOf } from './calendarDay.ts';
import type { CareSetting, Catalogue, IntervalPoint, PathwayTime } from './catalogue.ts';
import { limitOf } from './careSetting.ts';
import { EVENT } from './event.ts';
import { dateOfReferral } from './expected.ts';
import type { PathwayHistory } from './history.ts';
import { isBefore } from './moment.ts';
import { datedByEvent, preparePathway } from './preparedPathway.ts';
import type { DatedRegistration, PreparedPathway } from './preparedPathway.ts';
import type { LocalDate } from './record.ts';

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
 * Every interval of the edition whose times are used, measured on a day. An interval that the pathway's end (X) or a
 * registration further on left unclosed has no row, nor one whose start has no date.
 */
export function pathwayTimes(
  history: PathwayHistory,
  catalogue: Catalogue,
  day: LocalDate,
): PathwayTimeRow[] {
  const dayNumber = dayOf(day);
  const pathway = preparePathway(history, catalogue);
  return dayNumber === undefined
    ? []
    : measureIntervals(pathway, datedByEvent(pathway.coded), dayNumber).map(({ row }) => row);
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

interface IntervalEnds {
  readonly startDay: number;
  readonly from: DatedRegistration | undefined;
  readonly to: DatedRegistration | undefined;
  readonly endDay: number | undefined;
}

const NONE: readonly DatedRegistration[] = [];

function endsOf(
  time: PathwayTime,
  pathway: PreparedPathway,
  byEvent: ReadonlyMap<string, readonly DatedRegistration[]>,
): readonly IntervalEnds[] {
  const { from, to } = time;
  if ('date' in from) {
    const startDay = dateOfReferral(from.date, pathway);
    const [start] = byEvent.get(EVENT.start) ?? NONE;
    return startDay === undefined ? [] : closed(startDay, undefined, start, to, pathway, byEvent);
  }
  const starts = matching(from, byEvent);
  const chosen =
    from.occurrence === 'each' || from.occurrence === 'next'
      ? starts
      : starts.slice(...rangeOf(from.occurrence, starts.length));
  return chosen.flatMap((start) => closed(start.moment.day, start, start, to, pathway, byEvent));
}

/** @param after the registration after which the closing one is looked for */
function closed(
  startDay: number,
  from: DatedRegistration | undefined,
  after: DatedRegistration | undefined,
  to: IntervalPoint,
  pathway: PreparedPathway,
  byEvent: ReadonlyMap<string, readonly DatedRegistration[]>,
): readonly IntervalEnds[] {
  if ('date' in to) {
    const endDay = dateOfReferral(to.date, pathway);
    return endDay === undefined ? [] : [{ startDay, from, to: undefined, endDay }];
  }
  const candidates = matching(to, byEvent);
  const closing = closingOf(to.occurrence, candidates, from, after);
  if (closing !== undefined) {
    return [{ startDay, from, to: closing, endDay: closing.moment.day }];
  }
  const isLeftOpen = to.occurrence === 'first' && candidates.length > 0;
  return isLeftOpen ? [] : [{ startDay, from, to: undefined, endDay: undefined }];
}

function closingOf(
  occurrence: 'first' | 'second' | 'last' | 'each' | 'next',
  candidates: readonly DatedRegistration[],
  from: DatedRegistration | undefined,
  after: DatedRegistration | undefined,
): DatedRegistration | undefined {
  switch (occurrence) {
    case 'second':
      return candidates[1];
    case 'last':
      return candidates.at(-1);
    case 'first':
      return candidates.find((candidate) => candidate !== from && !isEarlier(candidate, after));
    default: {
      const at = from === undefined ? -1 : candidates.indexOf(from);
      return at >= 0 ? candidates[at + 1] : candidates.find((candidate) => !isEarlier(candidate, after));
    }
  }
}

function isEarlier(candidate: DatedRegistration, after: DatedRegistration | undefined): boolean {
  return after !== undefined && isBefore(candidate.moment, after.moment);
}

function rangeOf(occurrence: 'first' | 'second' | 'last', length: number): [number, number] {
  const index = occurrence === 'first' ? 0 : occurrence === 'second' ? 1 : Math.max(0, length - 1);
  return [index, index + 1];
}

function matching(
  point: Extract<IntervalPoint, { readonly event: string }>,
  byEvent: ReadonlyMap<string, readonly DatedRegistration[]>,
): readonly DatedRegistration[] {
  const registered = byEvent.get(point.event) ?? NONE;
  const { outcomes, exceptOutcomes } = point;
  if (outcomes === undefined && exceptOutcomes === undefined) {
    return registered;
  }
  return registered.filter(({ resolved: { outcome } }) =>
    outcome === undefined
      ? outcomes === undefined
      : (outcomes?.includes(outcome) ?? true) && !(exceptOutcomes?.includes(outcome) ?? false),
  );
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
  const postponements = byEvent.get(EVENT.patientPostponed) ?? NONE;
  return postponements.some(({ moment }) => moment.day >= startDay && moment.day <= endDay);
}

function nameOf(point: IntervalPoint): string {
  return 'date' in point ? point.date : point.event;
}

import { dateOfDay, dayOf } from '../pathway/calendarDay.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import { momentOf } from '../pathway/moment.ts';
import type { DateOrTime, PathwayRecord, RecordMeasurementPoint } from '../pathway/record.ts';
import { norwegianTimeOf, type DayNumber } from './calendar.ts';
import type { NationalIdIssuer } from './nationalIds.ts';
import type { RandomSource } from './randomSource.ts';

/** A measurement point of a faultless record, with what it means. */
export interface SubjectPoint {
  readonly index: number;
  readonly point: RecordMeasurementPoint;
  readonly event: string;
  readonly outcome?: string;
  readonly day: DayNumber;
}

/** A faultless record into which a fault is to be put. */
export interface FaultSubject {
  readonly random: RandomSource;
  readonly record: PathwayRecord;
  readonly catalogue: Catalogue;
  readonly ids: NationalIdIssuer;
  readonly today: DayNumber;
  /** In the order of the record. */
  readonly points: readonly SubjectPoint[];
}

export function faultSubject(
  random: RandomSource,
  record: PathwayRecord,
  { catalogue, ids, today }: Pick<FaultSubject, 'catalogue' | 'ids' | 'today'>,
): FaultSubject {
  const points = (record.measurementPoints ?? []).map((point, index): SubjectPoint => {
    const outcome = point.code === undefined ? point.outcome : point.code.slice(4) || undefined;
    return {
      index,
      point,
      event: point.code?.slice(3, 4) ?? point.event ?? '',
      ...(outcome === undefined ? {} : { outcome }),
      day: dayOfPoint(record, point),
    };
  });
  return { random, record, catalogue, ids, today, points };
}

export function without<Value extends object, Name extends keyof Value>(
  value: Value,
  ...names: readonly Name[]
): Omit<Value, Name> {
  const left: Partial<Value> = { ...value };
  for (const name of names) Reflect.deleteProperty(left, name);
  return left as Omit<Value, Name>;
}

export function dayOfText(text: DateOrTime): DayNumber {
  const day = momentOf(text)?.day;
  if (day === undefined) throw new RangeError(`A faultless record has no date such as ${text}`);
  return day;
}

/** Before all days where the record does not tell it. */
export function birthDay({ record }: FaultSubject): DayNumber {
  return dayOf(record.patient.birthDate ?? '') ?? -Infinity;
}

export function firstPoint({ points }: FaultSubject, event: string): SubjectPoint | undefined {
  return points.find((point) => point.event === event);
}

export function lastPoint({ points }: FaultSubject, event: string): SubjectPoint | undefined {
  return points.findLast((point) => point.event === event);
}

/** The last day to which a point can be moved or added without coming after the end, or after yesterday. */
export function lastFreeDay(subject: FaultSubject): DayNumber {
  const end = firstPoint(subject, 'X');
  return end === undefined ? subject.today - 1 : end.day - 1;
}

/** The record of a pathway that has started, with one more point: its code less the pathway type, such as `UU`. */
export function withPoint(subject: FaultSubject, code: string, day: DayNumber): PathwayRecord | undefined {
  if (firstPoint(subject, 'A') === undefined) return undefined;
  const record = withRawPoint(subject, {
    code: `${subject.record.pathwayType}${code}`,
    date: dateOfDay(day),
  });
  return recordedWith(subject, record, day);
}

/** The record made no earlier than the day, which it tells of, unless that day is yet to come. */
export function recordedWith(
  { today }: Pick<FaultSubject, 'today'>,
  record: PathwayRecord,
  day: DayNumber,
): PathwayRecord {
  return day <= dayOfText(record.recordedAt) || day > today
    ? record
    : { ...record, recordedAt: norwegianTimeOf(day, 0) };
}

export function withRawPoint(
  { record }: FaultSubject,
  point: Omit<RecordMeasurementPoint, 'identifier'>,
): PathwayRecord {
  const { system } = record.identifier;
  const identifier = {
    system: system.replace(/pathway$/, 'measurement-point'),
    value: `${record.identifier.value}-M${(record.measurementPoints?.length ?? 0) + 1}`,
  };
  return { ...record, measurementPoints: [...(record.measurementPoints ?? []), { identifier, ...point }] };
}

export function withoutPoints({ record, points }: FaultSubject, event: string): PathwayRecord {
  return {
    ...record,
    measurementPoints: points.filter((point) => point.event !== event).map(({ point }) => point),
  };
}

export function withChangedPoint(
  subject: FaultSubject,
  changed: SubjectPoint,
  change: (point: RecordMeasurementPoint) => RecordMeasurementPoint,
): PathwayRecord {
  const { record, points } = subject;
  const after = change(changed.point);
  const measurementPoints = points.map(({ point, index }) => (index === changed.index ? after : point));
  const day = after.date === undefined ? undefined : momentOf(after.date)?.day;
  return recordedWith(subject, { ...record, measurementPoints }, day ?? changed.day);
}

export function hasCode({ catalogue, record }: FaultSubject, code: string): boolean {
  return catalogue.combinedCodes.has(`${record.pathwayType}${code}`);
}

/** Whether the referral counted as the start, as it did until the revision. */
export function startsWhenReceived({ record, points }: FaultSubject): boolean {
  const start = points.find(({ event }) => event === 'A');
  const received = record.referral?.receivedDate;
  return start !== undefined && received !== undefined && dayOf(received) === start.day;
}

function dayOfPoint({ contacts = [] }: PathwayRecord, { date, contact }: RecordMeasurementPoint): DayNumber {
  const coded = contacts.find(({ identifier }) => identifier.value === contact?.value);
  return dayOfText(date ?? coded?.period.start ?? '');
}

import type { Catalogue } from '../../pathway/catalogue.ts';
import type { PathwayHistory } from '../../pathway/history.ts';
import { isBefore, momentOf, type Moment } from '../../pathway/moment.ts';
import type { DateOrTime, PathwayRecord, RecordMeasurementPoint } from '../../pathway/record.ts';
import { registrationDate, resolveRegistration } from '../../pathway/registration.ts';

/** A registered measurement point whose meaning is known. */
export interface MappedRegistration {
  readonly stated: RecordMeasurementPoint;
  /** Path in the record. */
  readonly place: string;
  /** Combined code (9327). */
  readonly code: string;
  /** 9322. */
  readonly event: string;
  readonly outcome?: string;
  readonly date?: DateOrTime;
  /** Which occurrence of the event it is in the pathway, by date, from 1. */
  readonly ordinal: number;
}

/** The registrations in the record's order; those whose code cannot be read are findings and no measurement points. */
export function registrationsOf(
  history: PathwayHistory,
  record: PathwayRecord,
  catalogue: Catalogue,
): readonly MappedRegistration[] {
  const resolved = history.registrations.flatMap((registration, index) => {
    const meaning = resolveRegistration(registration, record.pathwayType, catalogue);
    const stated = record.measurementPoints?.[index];
    if (!meaning.ok || stated === undefined) {
      return [];
    }
    const { code, event, outcome } = meaning;
    const date = registrationDate(registration, history);
    return [
      {
        stated,
        place: registration.place,
        code,
        event,
        ...(outcome !== undefined && { outcome }),
        ...(date !== undefined && { date }),
      },
    ];
  });
  const ordinals = new Map<(typeof resolved)[number], number>();
  const counts = new Map<string, number>();
  for (const registration of resolved.toSorted((first, second) => compareDates(first.date, second.date))) {
    const ordinal = (counts.get(registration.event) ?? 0) + 1;
    counts.set(registration.event, ordinal);
    ordinals.set(registration, ordinal);
  }
  return resolved.map((registration) => ({ ...registration, ordinal: ordinals.get(registration) ?? 1 }));
}

/** The first, by date, of the event; undefined when none is registered. */
export function firstOf(
  registrations: readonly MappedRegistration[],
  event: string,
): MappedRegistration | undefined {
  return registrations.find((registration) => registration.event === event && registration.ordinal === 1);
}

/** The last, by date, of the event; undefined when none is registered. */
export function lastOf(
  registrations: readonly MappedRegistration[],
  event: string,
): MappedRegistration | undefined {
  return registrations
    .filter((registration) => registration.event === event)
    .reduce<MappedRegistration | undefined>(
      (latest, next) => (latest === undefined || next.ordinal > latest.ordinal ? next : latest),
      undefined,
    );
}

/** Undated ones last; of the same moment the record's order stands, as sorting is stable. */
function compareDates(first: DateOrTime | undefined, second: DateOrTime | undefined): number {
  const firstMoment = first === undefined ? undefined : momentOf(first);
  const secondMoment = second === undefined ? undefined : momentOf(second);
  if (firstMoment === undefined || secondMoment === undefined) {
    return Number(firstMoment === undefined) - Number(secondMoment === undefined);
  }
  return compareMoments(firstMoment, secondMoment);
}

/** A total order, as sorting needs: of one day, those without a time come first. */
function compareMoments(first: Moment, second: Moment): number {
  return isBefore(first, second)
    ? -1
    : isBefore(second, first)
      ? 1
      : (first.second ?? 0) - (second.second ?? 0);
}

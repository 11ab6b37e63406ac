import { dateOfDay, dayOf, partsOfDay } from '../pathway/calendarDay.ts';
import { momentOf } from '../pathway/moment.ts';

/** Calendar days from a first to a last one, which can be the same. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

export function oneDay(day: string): Days {
  return { first: day, last: day };
}

/** Calendar day in Europe/Oslo of a date or dateTime. An offset whose plus sign an address has made a space is one. */
export function calendarDayOf(text: string): string | undefined {
  const day = momentOf(text.replace(/ (\d{2}:\d{2})$/, '+$1'))?.day;
  return day === undefined ? undefined : dateOfDay(day);
}

/** The days of a FHIR dateTime, in Europe/Oslo: one, or all those of a month (YYYY-MM) or a year (YYYY). */
export function daysOf(text: string): Days | undefined {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(text) ?? [];
  if (year === undefined) {
    const day = calendarDayOf(text);
    return day === undefined ? undefined : oneDay(day);
  }
  const first = dayOf(`${year}-${month ?? '01'}-01`);
  const inLastMonth = dayOf(`${year}-${month ?? '12'}-01`);
  return first === undefined || inLastMonth === undefined
    ? undefined
    : { first: dateOfDay(first), last: dateOfDay(lastDayOfMonth(inLastMonth)) };
}

/** @param first the first day of the month */
function lastDayOfMonth(first: number): number {
  const inNextMonth = first + 31;
  return inNextMonth - partsOfDay(inNextMonth).day;
}

/** As messages name them. */
export function textOfDays({ first, last }: Days): string {
  return first === last ? first : `${first} – ${last}`;
}

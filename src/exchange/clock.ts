import type { LocalDate } from '../pathway/record.ts';

const OSLO_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** Milliseconds of a quarter of an hour: days begin at one, wherever clocks stand. */
const QUARTER = 900_000;

let latest: { readonly quarter: number; readonly day: LocalDate } | undefined;

/** The Norwegian calendar day of an instant, `YYYY-MM-DD`. */
export function norwegianDay(instant: Date): LocalDate {
  const quarter = Math.floor(instant.getTime() / QUARTER);
  if (latest?.quarter !== quarter) {
    latest = { quarter, day: OSLO_DATE.format(instant) };
  }
  return latest.day;
}

/** Milliseconds by which the clock of a sender may be ahead of ours without anything being wrong. */
export const CLOCK_TOLERANCE = 5 * 60_000;

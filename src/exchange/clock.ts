import type { LocalDate } from '../pathway/record.ts';

const OSLO_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** The Norwegian calendar day of an instant, `YYYY-MM-DD`. */
export function norwegianDay(instant: Date): LocalDate {
  return OSLO_DATE.format(instant);
}

/** Milliseconds by which the clock of a sender may be ahead of ours without anything being wrong. */
export const CLOCK_TOLERANCE = 5 * 60_000;

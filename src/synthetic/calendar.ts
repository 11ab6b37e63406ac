import { dateOfDay } from '../pathway/calendarDay.ts';
import { osloOffset } from '../pathway/moment.ts';
import type { Instant } from '../pathway/record.ts';
import { isWorkingDay } from '../pathway/workingDay.ts';
import type { RandomSource } from './randomSource.ts';

/** A calendar day as the rules count it, see pathway/calendarDay. */
export type DayNumber = number;

/** A minute of that day in Norway, from 04:00 on, so that the day's clock change is behind it. */
export function norwegianTimeOf(day: DayNumber, minuteOfDay: number): Instant {
  const hour = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  const offsetHours = osloOffset(day * 86_400 + minuteOfDay * 60 - 3600) / 3600;
  return `${dateOfDay(day)}T${hour}:${minute}:00+0${offsetHours}:00`;
}

/** A day from `from` to `to`, a working day where the span has one; `from` when `to` lies before it. */
export function pickDay(random: RandomSource, from: DayNumber, to: DayNumber): DayNumber {
  const picked = random.integer(from, to);
  let day = picked;
  while (!isWorkingDay(day) && day > from) day--;
  if (isWorkingDay(day)) return day;
  day = picked;
  while (!isWorkingDay(day) && day < to) day++;
  return isWorkingDay(day) ? day : picked;
}

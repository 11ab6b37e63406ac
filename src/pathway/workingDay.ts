/**
 * Norwegian working days: Monday to Friday except public holidays (lov om 1 og 17 mai som høgtidsdagar; lov om
 * helligdager og helligdagsfred, § 2). Days are integers, see calendarDay.
 */

import { dayOfParts, partsOfDay, weekdayOfDay } from './calendarDay.ts';

/** Public holidays with a date of their own, as [month, day]. */
const FIXED_HOLIDAYS = [
  [1, 1],
  [5, 1],
  [5, 17],
  [12, 25],
  [12, 26],
] as const;

/**
 * Public holidays by their distance from Easter Sunday: Maundy Thursday, Good Friday, Easter Sunday and Monday,
 * Ascension Day, Whit Sunday and Monday.
 */
const MOVING_HOLIDAYS = [-3, -2, 0, 1, 39, 49, 50] as const;

const holidaysByYear = new Map<number, ReadonlySet<number>>();

export function isPublicHoliday(day: number): boolean {
  return holidaysOf(partsOfDay(day).year).has(day);
}

export function isWorkingDay(day: number): boolean {
  return weekdayOfDay(day) <= 5 && !isPublicHoliday(day);
}

/** What has been counted, of so many days at most: referrals lie close together in time. */
const KEPT = 20_000;
const counted = new Map<number, Map<number, number>>();

/** The last day of a time limit of so many working days; the day itself is not counted. */
export function addWorkingDays(day: number, workingDays: number): number {
  let byDay = counted.get(workingDays);
  if (byDay === undefined || byDay.size >= KEPT) {
    byDay = new Map();
    counted.set(workingDays, byDay);
  }
  const known = byDay.get(day);
  if (known !== undefined) {
    return known;
  }
  const last = countWorkingDays(day, workingDays);
  byDay.set(day, last);
  return last;
}

function countWorkingDays(day: number, workingDays: number): number {
  let current = day;
  for (let left = workingDays; left > 0;) {
    current += 1;
    if (isWorkingDay(current)) {
      left -= 1;
    }
  }
  return current;
}

/** Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher). */
export function easterSunday(year: number): number {
  const lunarPosition = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * lunarPosition + century - leapCenturies - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((lunarPosition + 11 * epact + 22 * weekday) / 451);
  const monthAndDay = epact + weekday - 7 * late + 114;
  return dayOfParts(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}

function holidaysOf(year: number): ReadonlySet<number> {
  const known = holidaysByYear.get(year);
  if (known !== undefined) {
    return known;
  }
  const easter = easterSunday(year);
  const holidays = new Set([
    ...FIXED_HOLIDAYS.map(([month, day]) => dayOfParts(year, month, day)),
    ...MOVING_HOLIDAYS.map((distance) => easter + distance),
  ]);
  holidaysByYear.set(year, holidays);
  return holidays;
}

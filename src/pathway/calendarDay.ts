/**
 * Calendar days as integers: days since 1970-01-01 in the proleptic Gregorian calendar. The rules count in these, so
 * that no Date object and no time zone stands in an inner loop.
 */

import type { LocalDate } from './record.ts';

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The day of a `YYYY-MM-DD`; undefined for anything else, and for a date that does not exist. */
export function dayOf(date: LocalDate): number | undefined {
  return date.length === 10 ? dayAtStartOf(date) : undefined;
}

/** The day that the first ten characters give, whatever follows them. */
export function dayAtStartOf(text: string): number | undefined {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) {
    return undefined;
  }
  const century = twoDigitsAt(text, 0);
  const shortYear = twoDigitsAt(text, 2);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  if (century < 0 || shortYear < 0 || month < 1 || month > 12 || day < 1) {
    return undefined;
  }
  const year = century * 100 + shortYear;
  return day <= 28 || day <= daysInMonth(year, month) ? dayOfParts(year, month, day) : undefined;
}

/** Two digits as a number; −1 when they are not two digits. */
export function twoDigitsAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Of 400 years, after which the calendar repeats itself. */
const DAYS_OF_ERA = 146_097;

/**
 * The day of year (from −399), month (1–12) and day; the parts must exist. Counted from 1 March, so that leap days
 * come last, and with 400 years more, so that no quotient is negative: whole numbers are divided faster.
 */
export function dayOfParts(year: number, month: number, day: number): number {
  const shiftedYear = (month <= 2 ? year - 1 : year) + 400;
  const leapDays = (shiftedYear >> 2) - ((shiftedYear / 100) | 0) + ((shiftedYear / 400) | 0);
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  return shiftedYear * 365 + leapDays + dayOfYear - DAYS_OF_ERA - 719_468;
}

export interface CalendarDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
}

export function partsOfDay(dayNumber: number): CalendarDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** `YYYY-MM-DD` of a day in the years 0000–9999. */
export function dateOfDay(dayNumber: number): LocalDate {
  const { year, month, day } = partsOfDay(dayNumber);
  return `${year >= 1000 ? year : String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekdayOfDay(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && !isLeapYear(year) ? 28 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

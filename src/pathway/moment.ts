/** Dates and times of registrations as the rules compare them: the Norwegian calendar day, and the minute if known. */

import { dayAtStartOf, dayOfParts, twoDigitsAt, weekdayOfDay } from './calendarDay.ts';
import type { DateOrTime } from './record.ts';

export interface Moment {
  /** Calendar day in Europe/Oslo, see calendarDay. */
  readonly day: number;
  /** Seconds since 1970-01-01T00:00Z; absent when only the date is known. */
  readonly second?: number;
}

const SECONDS_A_DAY = 86_400;
const SUMMER_OFFSET = 7200;

/**
 * Reads a date, or a date and time with offset (RFC 3339, seconds may be absent). A time without offset is Norwegian
 * local time; of an hour that comes twice, the first. Undefined when it is neither, or names a day or time that does
 * not exist, as half past two on the night when summer time begins.
 */
export function momentOf(text: DateOrTime): Moment | undefined {
  const day = dayAtStartOf(text);
  if (day === undefined || text.length === 10) {
    return day === undefined ? undefined : { day };
  }
  const secondOfDay = timeOfDay(text);
  if (secondOfDay === undefined) {
    return undefined;
  }
  const zoneAt = zoneStart(text);
  if (zoneAt === text.length) {
    const local = day * SECONDS_A_DAY + secondOfDay;
    const second = local - osloOffset(local - SUMMER_OFFSET);
    return second + osloOffset(second) === local ? { day, second } : undefined;
  }
  const offset = zoneOffset(text, zoneAt);
  if (offset === undefined) {
    return undefined;
  }
  const second = day * SECONDS_A_DAY + secondOfDay - offset;
  return { day: Math.floor((second + osloOffset(second)) / SECONDS_A_DAY), second };
}

/** Whether the first is certainly before the second: on the same day only if both times are known. */
export function isBefore(first: Moment, second: Moment): boolean {
  if (first.day !== second.day) {
    return first.day < second.day;
  }
  return first.second !== undefined && second.second !== undefined && first.second < second.second;
}

/**
 * Seconds that Norwegian time is ahead of UTC: summer time from the last Sunday of March, 01:00 UTC, to the last
 * Sunday of October (until 1995: of September), 01:00 UTC; before 1981 always counted as winter time.
 */
export function osloOffset(second: number): number {
  const { year, start, end } = summerTimeOf(second);
  return year >= 1981 && second >= start && second < end ? 7200 : 3600;
}

interface SummerTime {
  readonly year: number;
  readonly start: number;
  readonly end: number;
}

const summerTimes = new Map<number, SummerTime>();

function summerTimeOf(second: number): SummerTime {
  const year = 1970 + Math.floor(second / (365.2425 * SECONDS_A_DAY));
  const known = summerTimes.get(year);
  if (known !== undefined) {
    return known;
  }
  const summerTime = {
    year,
    start: lastSundayOf(year, 3, 31) * SECONDS_A_DAY + 3600,
    end: (year >= 1996 ? lastSundayOf(year, 10, 31) : lastSundayOf(year, 9, 30)) * SECONDS_A_DAY + 3600,
  };
  summerTimes.set(year, summerTime);
  return summerTime;
}

function lastSundayOf(year: number, month: number, lastDay: number): number {
  const last = dayOfParts(year, month, lastDay);
  return last - (weekdayOfDay(last) % 7);
}

/** Second of the day from `T09:00`, `T09:00:30` or `T09:00:30.5` at the eleventh character. */
function timeOfDay(text: string): number | undefined {
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const hasSeconds = text.charCodeAt(16) === 58;
  const second = hasSeconds ? twoDigitsAt(text, 17) : 0;
  const separator = text.charCodeAt(10);
  if ((separator !== 84 && separator !== 116) || text.charCodeAt(13) !== 58) {
    return undefined;
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return undefined;
  }
  return hour * 3600 + minute * 60 + second;
}

/** Where the offset begins: after the minutes, the seconds and their fraction. */
function zoneStart(text: string): number {
  let index = text.charCodeAt(16) === 58 ? 19 : 16;
  if (index === 19 && text.charCodeAt(index) === 46) {
    index += 1;
    while (text.charCodeAt(index) >= 48 && text.charCodeAt(index) <= 57) {
      index += 1;
    }
  }
  return index;
}

/** Seconds ahead of UTC from `Z`, `+01:00` or `-01:00`. */
function zoneOffset(text: string, index: number): number | undefined {
  const sign = text.charCodeAt(index);
  if ((sign === 90 || sign === 122) && text.length === index + 1) {
    return 0;
  }
  const hour = twoDigitsAt(text, index + 1);
  const minute = twoDigitsAt(text, index + 4);
  if ((sign !== 43 && sign !== 45) || text.length !== index + 6 || text.charCodeAt(index + 3) !== 58) {
    return undefined;
  }
  if (hour < 0 || hour > 14 || minute < 0 || minute > 59) {
    return undefined;
  }
  return (sign === 43 ? 1 : -1) * (hour * 3600 + minute * 60);
}

import { osloOffset } from './osloTime.ts';

/** The datatypes of XML Schema for dates and times ↔ FHIR's date and dateTime, the precision kept. */

const OFFSET = String.raw`(Z|[+-]\d{2}:\d{2})?`;
const DATE = new RegExp(String.raw`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?${OFFSET}$`);
const DATE_TIME = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?${OFFSET}$`);

/** A date, month or year as FHIR date; undefined when it is none, or no day of the calendar. An offset is dropped. */
export function readDate(lexical: unknown): string | undefined {
  const [, year, month, day] = (typeof lexical === 'string' ? DATE.exec(lexical) : null) ?? [];
  if (year === undefined || year === '0000' || (month !== undefined && !isBetween(month, 1, 12))) {
    return undefined;
  }
  if (month === undefined || day === undefined) {
    return month === undefined ? year : `${year}-${month}`;
  }
  return isBetween(day, 1, daysInMonth(Number(year), Number(month))) ? `${year}-${month}-${day}` : undefined;
}

/** A whole date only, as xsd:date has it. */
export function writeDate(value: unknown): string | undefined {
  return typeof value === 'string' && value.length === 10 ? readDate(value) : undefined;
}

export function readYear(lexical: unknown): string | undefined {
  const date = readDate(lexical);
  return date?.length === 4 ? date : undefined;
}

/** A FHIR dateTime: a time gets seconds and an offset (that of Norwegian local time when it has none). */
export function readDateTime(lexical: unknown): string | undefined {
  const [, day = '', hour = '', minute = '', second = '00', fraction = '', offset] =
    (typeof lexical === 'string' ? DATE_TIME.exec(lexical) : null) ?? [];
  if (day === '') {
    return readDate(lexical);
  }
  if (hour === '24' && minute === '00' && second === '00' && readDate(day) !== undefined) {
    return readDateTime(`${nextDay(day)}T00:00:00${offset ?? ''}`);
  }
  if (
    readDate(day) === undefined ||
    !isBetween(hour, 0, 23) ||
    !isBetween(minute, 0, 59) ||
    !isBetween(second, 0, 59) ||
    (offset !== undefined && offset !== 'Z' && !isBetween(offset.slice(1, 3), 0, 14))
  ) {
    return undefined;
  }
  const local = `${day}T${hour}:${minute}:${second}`;
  return `${local}${fraction}${offset ?? osloOffset(local)}`;
}

export function readInstant(lexical: unknown): string | undefined {
  const read = readDateTime(lexical);
  return read?.includes('T') === true ? read : undefined;
}

/** Date, month, year, or time; a time as Norwegian local time without offset when that says the same. */
export function writeDateTime(value: unknown): string | undefined {
  const read = readDateTime(value);
  if (read === undefined || !read.includes('T')) {
    return read;
  }
  const offset = read.endsWith('Z') ? 'Z' : read.slice(-OFFSET_LENGTH);
  const isLocal = offset === osloOffset(read.slice(0, WHOLE_SECONDS));
  return isLocal ? read.slice(0, -OFFSET_LENGTH) : read;
}

/** `+01:00` */
const OFFSET_LENGTH = 6;
/** `2018-03-30T09:15:00` */
const WHOLE_SECONDS = 19;

/** A time only, as xsd:dateTime has it; a date becomes its midnight. */
export function writeTime(value: unknown): string | undefined {
  const written = writeDateTime(value);
  if (written === undefined || written.includes('T')) {
    return written;
  }
  return written.length === 10 ? `${written}T00:00:00` : undefined;
}

function isBetween(digits: string, low: number, high: number): boolean {
  const number = Number(digits);
  return number >= low && number <= high;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

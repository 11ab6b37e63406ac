import { FhirPathError } from './environment.ts';

/** Dates and times moved by durations (FHIRPath 2.0, 6.7): as far as they are known, and no further. */

interface Duration {
  readonly months?: number;
  readonly days?: number;
  readonly milliseconds?: number;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** One of each unit, by its calendar name or UCUM's code; UCUM's years and months are none of the calendar (6.7). */
const UNITS: Readonly<Record<string, Duration>> = {
  year: { months: 12 },
  a: { months: 12 },
  month: { months: 1 },
  week: { days: 7 },
  wk: { days: 7 },
  day: { days: 1 },
  d: { days: 1 },
  hour: { milliseconds: HOUR },
  h: { milliseconds: HOUR },
  minute: { milliseconds: 60 * SECOND },
  min: { milliseconds: 60 * SECOND },
  second: { milliseconds: SECOND },
  s: { milliseconds: SECOND },
  millisecond: { milliseconds: 1 },
  ms: { milliseconds: 1 },
};

const DATE_TIME = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;
const TIME = /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/**
 * Undefined for what is no date or time.
 *
 * @throws FhirPathError when the unit is none of time
 */
export function moveBy(text: string, amount: number, unit: string): string | undefined {
  const name = /^\{(.*?)s?\}$/.exec(unit)?.[1] ?? unit;
  const one = UNITS[name];
  if (one === undefined) {
    throw new FhirPathError(`${unit} is no unit of time`);
  }
  const months = Math.trunc((one.months ?? 0) * Math.trunc(amount));
  const days = (one.days ?? 0) * Math.trunc(amount);
  const milliseconds = (one.milliseconds ?? 0) * amount;
  if (TIME.test(text)) {
    return one.milliseconds === undefined ? undefined : movedTime(text, milliseconds);
  }
  const [, year, month, day, time, zone = ''] = DATE_TIME.exec(text) ?? [];
  if (year === undefined) {
    return undefined;
  }
  const wholeDays = days + Math.trunc(milliseconds / DAY);
  if (month === undefined) {
    return padded(Number(year) + Math.trunc(months / 12) + Math.trunc(wholeDays / 365), 4);
  }
  const moved = movedMonth(
    Number(year),
    Number(month),
    months + (day === undefined ? Math.trunc(wholeDays / 30) : 0),
  );
  if (day === undefined) {
    return moved.text;
  }
  const lastDay = new Date(Date.UTC(moved.year, moved.month, 0)).getUTCDate();
  const date = Date.UTC(moved.year, moved.month - 1, Math.min(Number(day), lastDay));
  if (time === undefined) {
    return isoText(date + wholeDays * DAY)?.slice(0, 10);
  }
  const ofDay = Date.parse(`1970-01-01T${time}Z`);
  const shown = isoText(date + ofDay + days * DAY + milliseconds);
  return shown && `${shown.slice(0, 11 + Math.min(time.length, 12))}${zone}`;
}

function movedMonth(year: number, month: number, by: number): { year: number; month: number; text: string } {
  const count = year * 12 + (month - 1) + by;
  const moved = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  return { ...moved, text: `${padded(moved.year, 4)}-${padded(moved.month, 2)}` };
}

/** The clock goes round at midnight. */
function movedTime(text: string, milliseconds: number): string | undefined {
  const ofDay = (((Date.parse(`1970-01-01T${text}Z`) + milliseconds) % DAY) + DAY) % DAY;
  return isoText(ofDay)?.slice(11, 11 + Math.min(text.length, 12));
}

function isoText(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

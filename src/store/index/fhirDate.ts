/** A stretch of time, both ends included, in milliseconds since 1970 (UTC). */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** Stands for "since ever" and "for ever" in a Period without start or end: the limits of ECMAScript's Date. */
export const BEGINNING_OF_TIME = -8_640_000_000_000_000;
export const END_OF_TIME = 8_640_000_000_000_000;

const DATE =
  /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?$/;

/**
 * The time that a FHIR date, dateTime or instant covers by its precision: `2026` the whole year, `2026-03-02` the
 * whole day. Without an offset it is Norwegian time (Europe/Oslo). Undefined when it is no such value, or no day of
 * the calendar. FHIR R4 3.1.1.4.8 (search on dates).
 */
export function timeRangeOf(text: string): TimeRange | undefined {
  const match = DATE.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, yearText, monthText, dayText, hourText, minuteText, secondText, fraction, offsetText] = match;
  const year = Number(yearText);
  const month = monthText === undefined ? 1 : Number(monthText);
  const day = dayText === undefined ? 1 : Number(dayText);
  if (dayText !== undefined && day > daysInMonth(year, month)) {
    return undefined;
  }
  if (hourText === undefined) {
    const next =
      dayText !== undefined
        ? utc(year, month, day + 1)
        : monthText !== undefined
          ? utc(year, month + 1, 1)
          : utc(year + 1, 1, 1);
    return { start: osloToUtc(utc(year, month, day)), end: osloToUtc(next) - 1 };
  }
  const milliseconds = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local =
    utc(year, month, day) +
    (Number(hourText) * 3600 + Number(minuteText) * 60 + Number(secondText ?? 0)) * 1000;
  const start = (offsetText === undefined ? osloToUtc(local) : local - offsetOf(offsetText)) + milliseconds;
  const width =
    secondText === undefined
      ? 60_000
      : fraction === undefined
        ? 1000
        : 10 ** Math.max(0, 3 - fraction.length);
  return { start, end: start + width - 1 };
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

function daysInMonth(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0)).getUTCDate();
}

function offsetOf(text: string): number {
  if (text === 'Z') {
    return 0;
  }
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

const OSLO = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  timeZoneName: 'longOffset',
  year: 'numeric',
});

const HOUR = 3_600_000;
/** Offsets by hour: asking Intl costs more than all else here, and the same days come again and again. */
const offsets = new Map<number, number>();
const MOST_OFFSETS = 50_000;

/** Milliseconds by which Norwegian clocks are ahead of UTC. */
function osloOffset(instant: number): number {
  const hour = Math.floor(instant / HOUR);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    const name = OSLO.formatToParts(hour * HOUR).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
    offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    if (offsets.size >= MOST_OFFSETS) {
      offsets.clear();
    }
    offsets.set(hour, offset);
  }
  return offset;
}

/** `local` is a Norwegian wall-clock time written as if it were UTC. */
function osloToUtc(local: number): number {
  const guess = local - osloOffset(local);
  return local - osloOffset(guess);
}

/** Norwegian local time ↔ instants. A message's time without offset is local time (HIS 80601:2006). */

const OSLO = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  timeZoneName: 'longOffset',
});

/** Minutes by which Norwegian clocks are ahead of UTC at the instant (epoch milliseconds), as the platform knows. */
function platformOffsetAt(epoch: number): number {
  const name = OSLO.formatToParts(epoch).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/** From an instant on, until the next one, the offset. */
interface Stretch {
  readonly from: number;
  readonly minutes: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Between two changes of the clocks there is more than this. */
const PROBE = 10 * 24 * HOUR;

const YEARS = new Map<number, readonly Stretch[]>();
const MOST_YEARS = 500;

/** The offsets of a year: asking the platform each time costs more than reading the message does. */
function stretchesOf(year: number): readonly Stretch[] {
  const known = YEARS.get(year);
  if (known !== undefined) {
    return known;
  }
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const stretches: Stretch[] = [{ from: start, minutes: platformOffsetAt(start) }];
  for (let from = start; from < end; from += PROBE) {
    const to = Math.min(from + PROBE, end);
    const before = stretches.at(-1)?.minutes ?? 0;
    const minutes = platformOffsetAt(to - 1);
    if (minutes !== before) {
      stretches.push({ from: changeBetween(from, to, before), minutes });
    }
  }
  if (YEARS.size >= MOST_YEARS) {
    YEARS.clear();
  }
  YEARS.set(year, stretches);
  return stretches;
}

/** The first minute at which the offset is not `before` any more. */
function changeBetween(from: number, to: number, before: number): number {
  let low = from;
  let high = to;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
    if (platformOffsetAt(middle) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

function offsetAt(epoch: number): number {
  const year = new Date(epoch).getUTCFullYear();
  return stretchesOf(year).findLast(({ from }) => from <= epoch)?.minutes ?? platformOffsetAt(epoch);
}

/**
 * The offset (`+01:00`) that belongs to a local time (`2018-03-30T09:15:00`): of the two times that an hour occurs
 * in autumn the first, and for the hour that is left out in spring the one before the change.
 */
export function osloOffset(local: string): string {
  const epoch = Date.parse(`${local}Z`);
  if (!(epoch >= WHOLE_HOURS)) {
    return offsetOfLocal(epoch);
  }
  const hour = Math.floor(epoch / HOUR);
  let offset = HOURS.get(hour);
  if (offset === undefined) {
    offset = offsetOfLocal(epoch);
    if (HOURS.size >= MOST_HOURS) {
      HOURS.clear();
    }
    HOURS.set(hour, offset);
  }
  return offset;
}

/** From 1946 on the clocks have been changed at whole hours. */
const WHOLE_HOURS = Date.UTC(1946, 0, 1);
/** The offsets of hours of local time that messages have told of lately. */
const HOURS = new Map<number, string>();
const MOST_HOURS = 10_000;

function offsetOfLocal(epoch: number): string {
  const before = offsetAt(epoch - 3 * HOUR);
  const after = offsetAt(epoch + HOUR);
  const isRight = (minutes: number): boolean => offsetAt(epoch - minutes * MINUTE) === minutes;
  const minutes = !isRight(before) && isRight(after) ? after : before;
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/** The instant (epoch milliseconds) as Norwegian local time with its offset, to the second. */
export function toOsloTime(epoch: number): string {
  const minutes = offsetAt(epoch);
  const local = new Date(epoch + minutes * MINUTE).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

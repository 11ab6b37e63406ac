/** Norwegian local time ↔ instants. A message's time without offset is local time (HIS 80601:2006). */

const OSLO = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  timeZoneName: 'longOffset',
});

/** Minutes by which Norwegian clocks are ahead of UTC at the instant (epoch milliseconds). */
function offsetAt(epoch: number): number {
  const name = OSLO.formatToParts(epoch).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/**
 * The offset (`+01:00`) that belongs to a local time (`2018-03-30T09:15:00`): of the two times that an hour occurs
 * in autumn the first, and for the hour that is left out in spring the one before the change.
 */
export function osloOffset(local: string): string {
  const epoch = Date.parse(`${local}Z`);
  const before = offsetAt(epoch - 3 * HOUR);
  const after = offsetAt(epoch + HOUR);
  const isRight = (minutes: number): boolean => offsetAt(epoch - minutes * MINUTE) === minutes;
  const minutes = !isRight(before) && isRight(after) ? after : before;
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

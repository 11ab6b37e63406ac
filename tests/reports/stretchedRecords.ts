import type { Catalogue } from '../../src/pathway/catalogue.ts';
import type { DateOrTime, PathwayRecord } from '../../src/pathway/record.ts';
import { generateRecords } from '../../src/synthetic/records.ts';

/** The day on which the records are sent. */
export const SENT = '2026-03-10';

const DAY = 86_400_000;

/**
 * Generated records whose contacts and registrations come slower or faster after the referral than they should, each
 * in a way of its own: pathway times that are kept and that are not. A few of them cannot be stored.
 */
export function stretchedRecords(seed: number, count: number, catalogue: Catalogue): PathwayRecord[] {
  return [...generateRecords({ seed, count, today: SENT, catalogue })].map((record, index) => {
    const sent = { ...record, recordedAt: `${SENT}T08:00:00+01:00` };
    const base = record.referral?.receivedDate ?? record.contacts?.[0]?.period.start;
    if (base === undefined) {
      return sent;
    }
    const factor = 0.5 + ((index * 7) % 16) / 10;
    const moved = withDates(sent, (date) => stretched(date, base.slice(0, 10), factor));
    return liesInFuture(moved) ? sent : moved;
  });
}

function withDates(record: PathwayRecord, move: (date: DateOrTime) => DateOrTime): PathwayRecord {
  const { contacts, measurementPoints } = record;
  return {
    ...record,
    ...(contacts !== undefined && {
      contacts: contacts.map((contact) => ({
        ...contact,
        period: {
          start: move(contact.period.start),
          ...(contact.period.end !== undefined && { end: move(contact.period.end) }),
        },
      })),
    }),
    ...(measurementPoints !== undefined && {
      measurementPoints: measurementPoints.map((point) =>
        point.date === undefined ? point : { ...point, date: move(point.date) },
      ),
    }),
  };
}

function stretched(date: DateOrTime, base: string, factor: number): DateOrTime {
  const days = (Date.parse(date.slice(0, 10)) - Date.parse(base)) / DAY;
  const day = new Date(Date.parse(base) + Math.round(days * factor) * DAY).toISOString().slice(0, 10);
  return day + date.slice(10);
}

function liesInFuture({ contacts = [], measurementPoints = [] }: PathwayRecord): boolean {
  return [
    ...contacts.flatMap(({ period }) => [period.start, period.end]),
    ...measurementPoints.map(({ date }) => date),
  ].some((date) => date !== undefined && date.slice(0, 10) >= SENT);
}

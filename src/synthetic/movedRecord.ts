import { dateOfDay } from '../pathway/calendarDay.ts';
import type { DateOrTime, PathwayRecord, RecordReferral } from '../pathway/record.ts';
import { norwegianTimeOf, type DayNumber } from './calendar.ts';
import { dayOfText } from './faultSubject.ts';
import { withoutThoseOfAge } from './surroundings.ts';

/** The record as if everything in it had happened so many days later; earlier, when negative. */
export function movedBy(record: PathwayRecord, days: number): PathwayRecord {
  return movedFrom(record, -Infinity, days);
}

/** The record as if everything from a day on had happened so many days later. */
export function movedFrom(record: PathwayRecord, from: DayNumber, days: number): PathwayRecord {
  const moved = (text: DateOrTime): DateOrTime => (dayOfText(text) >= from ? movedText(text, days) : text);
  const { referral, contacts, measurementPoints, firstTrust } = record;
  const recordedAt = moved(record.recordedAt);
  return {
    ...withoutThoseOfAge(record, dayOfText(recordedAt)),
    recordedAt,
    ...(referral === undefined ? {} : { referral: movedReferral(referral, moved) }),
    ...(contacts === undefined
      ? {}
      : {
          contacts: contacts.map((contact) => ({
            ...contact,
            period: {
              start: moved(contact.period.start),
              ...(contact.period.end === undefined ? {} : { end: moved(contact.period.end) }),
            },
          })),
        }),
    ...(measurementPoints === undefined
      ? {}
      : {
          measurementPoints: measurementPoints.map((point) =>
            point.date === undefined ? point : { ...point, date: moved(point.date) },
          ),
        }),
    ...(firstTrust === undefined
      ? {}
      : { firstTrust: { ...firstTrust, startDate: moved(firstTrust.startDate) } }),
  };
}

const REFERRAL_DATES = [
  'receivedDate',
  'assessedDate',
  'deadline',
  'seniorityDate',
  'waitingEndedDate',
  'acuteDecisionDate',
] as const satisfies readonly (keyof RecordReferral)[];

function movedReferral(referral: RecordReferral, moved: (text: DateOrTime) => DateOrTime): RecordReferral {
  const dates = REFERRAL_DATES.flatMap((name) => {
    const date = referral[name];
    return date === undefined ? [] : [[name, moved(date)] as const];
  });
  return { ...referral, ...Object.fromEntries(dates) };
}

function movedText(text: DateOrTime, days: number): DateOrTime {
  const day = dayOfText(text) + days;
  if (text.length === 10) return dateOfDay(day);
  return norwegianTimeOf(day, Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)));
}

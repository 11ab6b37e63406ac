import { dayOf } from '../pathway/calendarDay.ts';
import type { CareSetting, PathwayTime } from '../pathway/catalogue.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import type { PathwayRecord } from '../pathway/record.ts';
import { norwegianTimeOf, type DayNumber } from './calendar.ts';
import type { FaultKind } from './faultKind.ts';
import { dayOfText, firstPoint, lastPoint, type FaultSubject, type SubjectPoint } from './faultSubject.ts';
import { movedFrom } from './movedRecord.ts';

/** Pathway times that were not kept, only where the time is confirmed for the edition in which the pathway started. */
export const TIME_FAULTS: readonly FaultKind[] = [
  {
    // Everything from the first decision on happens too late.
    finding: PATHWAY_FINDINGS.pathwayTimeExceeded,
    seed: (subject) => {
      const { random, record, today } = subject;
      const attendance = firstPoint(subject, 'M');
      const decision = firstPoint(subject, 'C');
      if (attendance === undefined || decision === undefined || decision.day === attendance.day)
        return undefined;
      const limit = confirmedLimit(subject, attendance, 'C');
      if (limit === undefined) return undefined;
      const delay = attendance.day + limit + random.integer(1, 30) - decision.day;
      const isPast = dayOfText(record.recordedAt) + delay < today;
      return isPast ? movedFrom(record, decision.day, delay) : undefined;
    },
  },
  {
    // The record breaks off, so that the next point stays out.
    finding: PATHWAY_FINDINGS.pathwayTimeOverdue,
    seed: (subject) => {
      const { random, today } = subject;
      const [last, next] = random.pick([
        [firstPoint(subject, 'M'), 'C'],
        [lastPoint(subject, 'E'), 'E'],
      ] as const);
      if (last === undefined) return undefined;
      const limit = confirmedLimit(subject, last, next);
      return limit === undefined || last.day + limit >= today ? undefined : brokenOffAfter(subject, last);
    },
  },
];

function confirmedLimit(subject: FaultSubject, from: SubjectPoint, to: string): DayNumber | undefined {
  const { record, catalogue } = subject;
  const start = firstPoint(subject, 'A');
  const edition = catalogue.editions.findLast(
    ({ validFrom }) => start !== undefined && (dayOf(validFrom) ?? 0) <= start.day,
  );
  if (edition?.eventsConfirmed !== true || !edition.pathwayTypes.includes(record.pathwayType))
    return undefined;
  const time = edition.times.find(
    (candidate) => candidate.pathway === record.pathwayType && isBetween(candidate, from.event, to),
  );
  return time?.confirmed === true && time.condition === undefined
    ? time.days[settingOf(record, from)]
    : undefined;
}

function isBetween({ from, to }: PathwayTime, fromEvent: string, toEvent: string): boolean {
  return 'event' in from && from.event === fromEvent && 'event' in to && to.event === toEvent;
}

function settingOf({ contacts = [] }: PathwayRecord, { point }: SubjectPoint): CareSetting {
  const contact = contacts.find(({ identifier }) => identifier.value === point.contact?.value);
  return contact?.careLevel === '1' ? 'inpatient' : 'outpatient';
}

/** The record as it stood when the point had been registered. */
function brokenOffAfter({ record, points }: FaultSubject, last: SubjectPoint): PathwayRecord {
  const { day, index } = last;
  return {
    ...record,
    recordedAt: norwegianTimeOf(day, 20 * 60),
    contacts: (record.contacts ?? [])
      .filter(({ period }) => dayOfText(period.start) <= day)
      .map((contact) => {
        const { start, end } = contact.period;
        return end === undefined || dayOfText(end) <= day ? contact : { ...contact, period: { start } };
      }),
    measurementPoints: points
      .filter((point) => point.index <= index || point.day < day)
      .map(({ point }) => point),
  };
}

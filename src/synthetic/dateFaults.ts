import { RECORD_FINDINGS } from '../formats/record/findings.ts';
import { dateOfDay, dayOf } from '../pathway/calendarDay.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import { norwegianTimeOf } from './calendar.ts';
import type { FaultKind } from './faultKind.ts';
import {
  birthDay,
  dayOfText,
  firstPoint,
  lastFreeDay,
  recordedWith,
  startsWhenReceived,
  withChangedPoint,
  without,
  withPoint,
  withRawPoint,
  type FaultSubject,
} from './faultSubject.ts';

/** Dates that are missing, cannot be, or do not fit the patient, the referral or the first trust. */
export const DATE_FAULTS: readonly FaultKind[] = [
  {
    finding: PATHWAY_FINDINGS.missingDate,
    seed: (subject) =>
      firstPoint(subject, 'A') === undefined
        ? undefined
        : withRawPoint(subject, { code: `${subject.record.pathwayType}UU` }),
  },
  {
    finding: RECORD_FINDINGS.impossibleDate,
    seed: (subject) => {
      const start = firstPoint(subject, 'A');
      if (start === undefined) return undefined;
      const year = dateOfDay(start.day).slice(0, 4);
      const date = `${year}-${subject.random.pick(['02-30', '04-31', '11-31'])}`;
      return withChangedPoint(subject, start, (point) => ({ ...point, date }));
    },
  },
  {
    finding: RECORD_FINDINGS.endsBeforeStart,
    seed: ({ record }) => {
      const [first, ...rest] = record.contacts ?? [];
      if (first === undefined) return undefined;
      const end = dateOfDay(dayOfText(first.period.start) - 1);
      return { ...record, contacts: [{ ...first, period: { ...first.period, end } }, ...rest] };
    },
  },
  {
    finding: PATHWAY_FINDINGS.futureDate,
    seed: (subject) => withPoint(subject, 'UU', subject.today + subject.random.integer(1, 400)),
  },
  {
    finding: PATHWAY_FINDINGS.beforeBirth,
    seed: (subject) => withPoint(subject, 'UU', birthDay(subject) - subject.random.integer(1, 400)),
  },
  {
    finding: RECORD_FINDINGS.bornAfterRecord,
    seed: ({ record }) => {
      const patient = without(record.patient, 'nationalId');
      const birthDate = dateOfDay(dayOfText(record.recordedAt) + 1);
      const localIdentifier = {
        system: record.identifier.system,
        value: 'ukjent',
        issuer: record.trust.name,
      };
      return { ...record, patient: { localIdentifier, ...patient, birthDate } };
    },
  },
  {
    finding: PATHWAY_FINDINGS.beforeReferral,
    seed: (subject) => {
      const received = referralDay(subject, 'receivedDate');
      if (received === undefined || firstPoint(subject, 'A') === undefined) return undefined;
      if (received - 20 < birthDay(subject)) return undefined;
      const validFrom = subject.catalogue.pathwayTypes.get(subject.record.pathwayType)?.validFrom;
      if (validFrom !== undefined && received - 20 < (dayOf(validFrom) ?? 0)) return undefined;
      return withPoint(subject, 'UB', received - subject.random.integer(1, 20));
    },
  },
  {
    finding: PATHWAY_FINDINGS.startDateDiffers,
    seed: (subject) => {
      const start = firstPoint(subject, 'A');
      if (start === undefined || !startsWhenReceived(subject)) return undefined;
      const limit = Math.min(
        lastFreeDay(subject),
        ...subject.points.filter((point) => point !== start && point.event !== 'P').map(({ day }) => day),
      );
      return start.day + 1 > limit
        ? undefined
        : withChangedPoint(subject, start, (point) => ({
            ...without(point, 'contact'),
            date: dateOfDay(start.day + 1),
          }));
    },
  },
  {
    // Under the revised rule a pathway starts on the day on which a right is granted.
    finding: PATHWAY_FINDINGS.startWithoutRight,
    seed: (subject) => {
      const { referral } = subject.record;
      const start = firstPoint(subject, 'A');
      if (referral?.assessedDate === undefined || referral.acuteDecisionDate !== undefined) return undefined;
      if (start?.day !== dayOf(referral.assessedDate) || startsWhenReceived(subject)) return undefined;
      return { ...subject.record, referral: { ...without(referral, 'outcome', 'deadline'), right: '5' } };
    },
  },
  {
    finding: PATHWAY_FINDINGS.assessedBeforeReceived,
    seed: (subject) => withAssessment(subject, -1),
  },
  {
    finding: PATHWAY_FINDINGS.assessmentLate,
    seed: (subject) => withAssessment(subject, 40),
  },
  {
    finding: PATHWAY_FINDINGS.acuteDecisionLate,
    seed: (subject) => {
      const decision = referralDay(subject, 'acuteDecisionDate');
      const { record } = subject;
      const times = subject.catalogue.editions.flatMap((edition) => edition.times);
      const isTimed = times.some(
        ({ pathway, from }) =>
          pathway === record.pathwayType && 'date' in from && from.date === 'referralReceived',
      );
      if (decision === undefined || record.referral === undefined || isTimed) return undefined;
      const date = dateOfDay(decision - subject.random.integer(20, 40));
      return {
        ...record,
        referral: { ...record.referral, receivedDate: date, assessedDate: date, seniorityDate: date },
      };
    },
  },
  {
    finding: PATHWAY_FINDINGS.firstTrustAfterStart,
    seed: (subject) => {
      const start = firstPoint(subject, 'A');
      const { firstTrust } = subject.record;
      if (start === undefined || firstTrust === undefined || start.day + 1 >= subject.today) return undefined;
      const moved = {
        ...subject.record,
        firstTrust: { ...firstTrust, startDate: dateOfDay(start.day + 1) },
      };
      return recordedWith(subject, moved, start.day + 1);
    },
  },
  {
    finding: PATHWAY_FINDINGS.deadlineBeforeReceived,
    seed: (subject) => withReferralDate(subject, 'deadline', -1),
  },
  {
    finding: PATHWAY_FINDINGS.seniorityAfterReceived,
    seed: (subject) => withReferralDate(subject, 'seniorityDate', 1),
  },
  {
    finding: PATHWAY_FINDINGS.waitingEndedBeforeReceived,
    seed: (subject) => withReferralDate(subject, 'waitingEndedDate', -1),
  },
  {
    finding: PATHWAY_FINDINGS.afterRecorded,
    seed: ({ record, points, today }) => {
      const [latest] = points.toSorted((first, second) => second.day - first.day);
      const referred = Object.values(record.referral ?? {}).filter((value) => typeof value === 'string');
      const isAlone =
        points.filter(({ day }) => day === latest?.day).length === 1 &&
        !referred.includes(latest === undefined ? '' : dateOfDay(latest.day));
      if (latest === undefined || !isAlone || points.length === 1 || latest.day > today) return undefined;
      return { ...record, recordedAt: norwegianTimeOf(latest.day - 1, 20 * 60) };
    },
  },
];

/** The assessment moved to so many days after reception, where the start does not hang on it. */
function withAssessment(subject: FaultSubject, days: number): unknown {
  const received = referralDay(subject, 'receivedDate');
  const { referral } = subject.record;
  const isPossible =
    received !== undefined && received + days < subject.today && received + days > birthDay(subject);
  if (!isPossible || referral?.assessedDate === undefined || !startsWhenReceived(subject)) return undefined;
  if (referral.acuteDecisionDate !== undefined) return undefined;
  const record = {
    ...subject.record,
    referral: { ...referral, assessedDate: dateOfDay(received + days) },
  };
  return recordedWith(subject, record, received + days);
}

/** A date of the referral moved to so many days after reception. */
function withReferralDate(
  subject: FaultSubject,
  name: 'deadline' | 'seniorityDate' | 'waitingEndedDate',
  days: number,
): unknown {
  const received = referralDay(subject, 'receivedDate');
  const { referral } = subject.record;
  if (referral === undefined || received === undefined) return undefined;
  if (received + days > subject.today || received + days < birthDay(subject)) return undefined;
  const record = { ...subject.record, referral: { ...referral, [name]: dateOfDay(received + days) } };
  return recordedWith(subject, record, received + days);
}

function referralDay(
  { record }: FaultSubject,
  name: 'receivedDate' | 'acuteDecisionDate',
): number | undefined {
  const date = record.referral?.[name];
  return date === undefined ? undefined : dayOf(date);
}

import { dateOfDay, dayOf } from '../pathway/calendarDay.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import type { FaultKind } from './faultKind.ts';
import {
  birthDay,
  firstPoint,
  hasCode,
  lastFreeDay,
  lastPoint,
  withChangedPoint,
  withoutPoints,
  withPoint,
  type FaultSubject,
} from './faultSubject.ts';

/** Measurement points in the wrong order, missing, or registered too often. */
export const ORDER_FAULTS: readonly FaultKind[] = [
  {
    finding: PATHWAY_FINDINGS.startMissing,
    seed: (subject) =>
      subject.points.some(({ event }) => event !== 'A' && event !== 'P')
        ? withoutPoints(subject, 'A')
        : undefined,
  },
  {
    // Between the reception of the referral and the start, where they lie apart.
    finding: PATHWAY_FINDINGS.startNotFirst,
    seed: (subject) => {
      const start = firstPoint(subject, 'A');
      const received = receivedDay(subject);
      return start === undefined ||
        received === undefined ||
        received >= start.day ||
        received < birthDay(subject)
        ? undefined
        : withPoint(subject, 'UB', received);
    },
  },
  {
    finding: PATHWAY_FINDINGS.startRepeated,
    seed: (subject) => {
      const attendance = firstPoint(subject, 'M');
      const start = firstPoint(subject, 'A');
      return attendance === undefined || start === undefined || attendance.day <= start.day
        ? undefined
        : withPoint(subject, 'A', attendance.day);
    },
  },
  {
    finding: PATHWAY_FINDINGS.decisionWithoutAttendance,
    seed: (subject) =>
      firstPoint(subject, 'C') === undefined || subject.record.firstTrust !== undefined
        ? undefined
        : withoutPoints(subject, 'M'),
  },
  {
    finding: PATHWAY_FINDINGS.attendanceAfterDecision,
    seed: (subject) => afterDecision(subject, 'M'),
  },
  {
    finding: PATHWAY_FINDINGS.symptomsAfterDecision,
    seed: (subject) => (hasCode(subject, 'P') ? afterDecision(subject, 'P') : undefined),
  },
  {
    finding: PATHWAY_FINDINGS.evaluationWithoutDecision,
    seed: (subject) => withoutDecision(subject, 'E'),
  },
  {
    finding: PATHWAY_FINDINGS.feedbackWithoutDecision,
    seed: (subject) => withoutDecision(subject, 'F'),
  },
  {
    finding: PATHWAY_FINDINGS.afterEnd,
    seed: (subject) => {
      const end = firstPoint(subject, 'X');
      const latest = subject.today - 1;
      return end === undefined || end.day >= latest
        ? undefined
        : withPoint(
            subject,
            subject.random.pick(['UU', 'SM', 'XA']),
            subject.random.integer(end.day + 1, Math.min(latest, end.day + 60)),
          );
    },
  },
  {
    finding: PATHWAY_FINDINGS.secondDecisionWithoutExtended,
    seed: (subject) => {
      const decisions = subject.points.filter(({ event }) => event === 'C');
      const [only] = decisions;
      return decisions.length === 1 && only?.outcome !== 'U'
        ? afterDecision(subject, `C${only?.outcome ?? ''}`)
        : undefined;
    },
  },
  {
    finding: PATHWAY_FINDINGS.tooManyDecisions,
    seed: (subject) => {
      const second = lastPoint(subject, 'C');
      const count = subject.points.filter(({ event }) => event === 'C').length;
      return count === 2 ? afterDecision(subject, `C${second?.outcome ?? ''}`) : undefined;
    },
  },
  {
    finding: PATHWAY_FINDINGS.notRepeatable,
    seed: (subject) => {
      const once = subject.points.find(
        ({ event, outcome = '' }) =>
          event === 'U' &&
          subject.catalogue.combinedCodes.get(`${subject.record.pathwayType}${event}${outcome}`)
            ?.repeatable === false,
      );
      return once === undefined ? undefined : withPoint(subject, `U${once.outcome ?? ''}`, once.day);
    },
  },
  {
    finding: PATHWAY_FINDINGS.helpNeedNotAtEnd,
    seed: (subject) => {
      const decision = firstPoint(subject, 'C');
      const evaluation = lastPoint(subject, 'E');
      return decision === undefined || evaluation === undefined || firstPoint(subject, 'H') !== undefined
        ? undefined
        : withPoint(subject, 'HK', decision.day);
    },
  },
  {
    // Coded in a visit, but dated on another day.
    finding: PATHWAY_FINDINGS.outsideContact,
    seed: (subject) => {
      const { contacts = [] } = subject.record;
      const activity = subject.points.find(
        ({ event, day, point }) =>
          event === 'U' &&
          day < lastFreeDay(subject) &&
          contacts.some(
            ({ identifier, careLevel }) => identifier.value === point.contact?.value && careLevel !== '1',
          ),
      );
      return activity === undefined
        ? undefined
        : withChangedPoint(subject, activity, (point) => ({ ...point, date: dateOfDay(activity.day + 1) }));
    },
  },
];

function afterDecision(subject: FaultSubject, code: string): unknown {
  const decision = lastPoint(subject, 'C');
  if (decision === undefined || decision.day + 1 > lastFreeDay(subject)) return undefined;
  return withPoint(subject, code, decision.day + 1);
}

/** Registered before any decision: at the first attendance. */
function withoutDecision(subject: FaultSubject, event: string): unknown {
  const attendance = firstPoint(subject, 'M');
  const decision = firstPoint(subject, 'C');
  const isRightful = subject.record.firstTrust !== undefined;
  if (attendance === undefined || isRightful || (decision !== undefined && decision.day <= attendance.day)) {
    return undefined;
  }
  // An evaluation starts the time to the next one, so it is put only where none follows.
  if (event === 'E' && decision !== undefined) return undefined;
  return withPoint(subject, event, attendance.day);
}

function receivedDay({ record }: FaultSubject): number | undefined {
  const received = record.referral?.receivedDate;
  return received === undefined ? undefined : dayOf(received);
}

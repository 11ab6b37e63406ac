import { createFinding, type Finding } from '../../findings/finding.ts';
import { dayAtStartOf } from '../../pathway/calendarDay.ts';
import { isBefore, momentOf } from '../../pathway/moment.ts';
import type { PathwayRecord } from '../../pathway/record.ts';
import { RECORD_FINDINGS } from './findings.ts';
import type { Placed } from './parties.ts';

/** Dates that cannot be. The order of events is the business of the pathway rules. */
export function checkDates(record: PathwayRecord): readonly Finding[] {
  const impossible = datesOf(record)
    .filter(({ value }) => dayAtStartOf(value) === undefined)
    .map(({ place, value }) => createFinding(RECORD_FINDINGS.impossibleDate, place, { found: value }));
  return [...impossible, ...checkContactPeriods(record), ...checkBirthDate(record)];
}

function datesOf(record: PathwayRecord): readonly Placed<string>[] {
  const { referral } = record;
  const dates: readonly (readonly [place: string, date: string | undefined])[] = [
    ['recordedAt', record.recordedAt],
    ['patient.birthDate', record.patient.birthDate],
    ['firstTrust.startDate', record.firstTrust?.startDate],
    ['referral.receivedDate', referral?.receivedDate],
    ['referral.assessedDate', referral?.assessedDate],
    ['referral.deadline', referral?.deadline],
    ['referral.seniorityDate', referral?.seniorityDate],
    ['referral.waitingEndedDate', referral?.waitingEndedDate],
    ['referral.acuteDecisionDate', referral?.acuteDecisionDate],
    ...(record.contacts ?? []).flatMap(({ period }, index): [string, string | undefined][] => [
      [`contacts[${index}].period.start`, period.start],
      [`contacts[${index}].period.end`, period.end],
    ]),
    ...(record.measurementPoints ?? []).map(({ date }, index): [string, string | undefined] => [
      `measurementPoints[${index}].date`,
      date,
    ]),
  ];
  return dates.flatMap(([place, value]) => (value === undefined ? [] : [{ place, value }]));
}

function checkContactPeriods(record: PathwayRecord): readonly Finding[] {
  return (record.contacts ?? []).flatMap(({ period: { start, end } }, index) =>
    end !== undefined && comesBefore(end, start)
      ? [createFinding(RECORD_FINDINGS.endsBeforeStart, `contacts[${index}].period.end`, { start, end })]
      : [],
  );
}

function checkBirthDate({ patient: { birthDate }, recordedAt }: PathwayRecord): readonly Finding[] {
  return birthDate !== undefined && comesBefore(recordedAt, birthDate)
    ? [createFinding(RECORD_FINDINGS.bornAfterRecord, 'patient.birthDate', { birthDate, recordedAt })]
    : [];
}

/** Dates that do not exist come before nothing: they have a finding of their own. */
function comesBefore(first: string, second: string): boolean {
  const firstMoment = momentOf(first);
  const secondMoment = momentOf(second);
  return firstMoment !== undefined && secondMoment !== undefined && isBefore(firstMoment, secondMoment);
}

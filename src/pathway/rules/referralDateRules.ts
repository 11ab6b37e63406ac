/** Dates of the referral that cannot be right: warnings, as no pathway time is counted from them. */

import type { FindingDefinition } from '../../findings/finding.ts';
import { dateOfDay, dayOf } from '../calendarDay.ts';
import { PATHWAY_TYPE } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import type { PathwayHistory } from '../history.ts';
import { placeIn, reportAt } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

interface ReferralDate {
  readonly name: 'deadline' | 'seniority' | 'waitingEnded';
  /** As the pathway record names it. */
  readonly part: string;
  /** Whether the day cannot be right when the referral was received on the other. */
  readonly contradicts: (day: number, received: number) => boolean;
  readonly contradiction: FindingDefinition;
  readonly mayBeInFuture: boolean;
}

/** The seniority date may be earlier than this referral: it is that of the first one. */
const REFERRAL_DATES: readonly ReferralDate[] = [
  {
    name: 'deadline',
    part: 'referral.deadline',
    contradicts: (day, received) => day < received,
    contradiction: PATHWAY_FINDINGS.deadlineBeforeReceived,
    mayBeInFuture: true,
  },
  {
    name: 'seniority',
    part: 'referral.seniorityDate',
    contradicts: (day, received) => day > received,
    contradiction: PATHWAY_FINDINGS.seniorityAfterReceived,
    mayBeInFuture: false,
  },
  {
    name: 'waitingEnded',
    part: 'referral.waitingEndedDate',
    contradicts: (day, received) => day < received,
    contradiction: PATHWAY_FINDINGS.waitingEndedBeforeReceived,
    mayBeInFuture: false,
  },
];

/** One finding for each date: what would follow from the same fault is not found again. */
export const referralDatesCanBe: PathwayRule = ({ history, today, birthDay, received, type }, report) => {
  if (history.referral === undefined) {
    return;
  }
  for (const { name, part, contradicts, contradiction, mayBeInFuture } of REFERRAL_DATES) {
    const day = dayIn(history, name);
    if (day === undefined) {
      continue;
    }
    const place = placeIn(history, part);
    const date = dateOfDay(day);
    if (!mayBeInFuture && today !== undefined && day > today) {
      const values = { what: part, date, today: dateOfDay(today) };
      reportAt(report, PATHWAY_FINDINGS.futureDate, place, values, 'warning');
    } else if (birthDay !== undefined && day < birthDay && type !== PATHWAY_TYPE.newborn) {
      const values = { what: part, date, birthDate: dateOfDay(birthDay) };
      reportAt(report, PATHWAY_FINDINGS.beforeBirth, place, values, 'warning');
    } else if (received !== undefined && contradicts(day, received)) {
      reportAt(report, contradiction, place, { found: date, received: dateOfDay(received) });
    }
  }
};

function dayIn({ referral }: PathwayHistory, name: ReferralDate['name']): number | undefined {
  const date = referral?.[name];
  return date === undefined ? undefined : dayOf(date);
}

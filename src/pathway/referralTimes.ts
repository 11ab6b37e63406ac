/** Time limits of the referral, the same in all editions and settings. */

import type { PreparedPathway } from './preparedPathway.ts';
import { addWorkingDays } from './workingDay.ts';

export interface ReferralTime {
  readonly id: string;
  readonly from: 'referralReceived' | 'acuteAssessment';
  readonly to: 'referralAssessed' | 'acuteDecision';
  readonly limit: number;
  /** Norwegian working days, or calendar days. */
  readonly unit: 'working-days' | 'days';
  readonly source: string;
}

const ASSESSMENT: ReferralTime = {
  id: 'referral-assessment',
  from: 'referralReceived',
  to: 'referralAssessed',
  limit: 10,
  unit: 'working-days',
  source: 'Helsedirektoratet, henvisningsveileder',
};

const ACUTE_DECISION: ReferralTime = {
  id: 'acute-decision',
  from: 'acuteAssessment',
  to: 'acuteDecision',
  limit: 14,
  unit: 'days',
  source: 'Helsedirektoratet, kodeveileder, start og type forløp (as a main rule within two weeks)',
};

export interface MeasuredReferralTime {
  readonly time: ReferralTime;
  readonly start: number;
  /** Absent while the referral is not assessed. */
  readonly end: number | undefined;
  readonly due: number;
}

/**
 * The limit that holds for a referral: with a decision after acute assessment the assessment is the acute one, and
 * the decision is timed; else the assessment is. Undefined when the day is not known from which it counts.
 */
export function measureReferralTime(pathway: PreparedPathway): MeasuredReferralTime | undefined {
  const { received, assessed, acuteDecision } = pathway;
  if (acuteDecision !== undefined) {
    return assessed === undefined ? undefined : measured(ACUTE_DECISION, assessed, acuteDecision);
  }
  return received === undefined ? undefined : measured(ASSESSMENT, received, assessed);
}

/** Whether the date of the assessment is missing although the pathway goes on, so that it may have been in time. */
export function isAssessmentUntold({ assessed, acuteDecision, coded }: PreparedPathway): boolean {
  return assessed === undefined && acuteDecision === undefined && coded.length > 0;
}

/** Whether a limit is kept at a glance, a working day being no shorter than a day; false says nothing. */
export function isReferralTimeKept(
  { received, assessed, acuteDecision }: PreparedPathway,
  today: number | undefined,
): boolean {
  const start = acuteDecision === undefined ? received : assessed;
  const end = acuteDecision ?? assessed ?? today;
  const { limit } = acuteDecision === undefined ? ASSESSMENT : ACUTE_DECISION;
  return start === undefined || end === undefined || end - start <= limit;
}

function measured(time: ReferralTime, start: number, end: number | undefined): MeasuredReferralTime {
  const due = time.unit === 'days' ? start + time.limit : addWorkingDays(start, time.limit);
  return { time, start, end, due };
}

/** The pathway against its referral: dates before it, the start-date rule of the edition, and the limits for assessment. */

import { dateOfDay } from '../calendarDay.ts';
import { EVENT } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import type { PreparedPathway } from '../preparedPathway.ts';
import { isAssessmentUntold, isReferralTimeKept, measureReferralTime } from '../referralTimes.ts';
import { datedOf, placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

/** The start of psychosis symptoms (P) may precede the referral; the start (A) has the start-date rule. */
export const notBeforeReferral: PathwayRule = ({ received, dated, firstDay }, report) => {
  if (received === undefined || firstDay >= received) {
    return;
  }
  for (const registration of dated) {
    const { event } = registration.resolved;
    if (registration.moment.day < received && event !== EVENT.symptomStart && event !== EVENT.start) {
      reportRegistration(report, PATHWAY_FINDINGS.beforeReferral, registration, {
        received: dateOfDay(received),
      });
    }
  }
};

export const assessedAfterReceived: PathwayRule = ({ history, received, assessed }, report) => {
  if (received !== undefined && assessed !== undefined && assessed < received) {
    reportAt(report, PATHWAY_FINDINGS.assessedBeforeReceived, placeIn(history, 'referral.assessedDate'), {
      assessed: dateOfDay(assessed),
      received: dateOfDay(received),
    });
  }
};

export interface ExpectedStart {
  readonly day: number;
  readonly rule: 'referral-received' | 'referral-assessed-with-right' | 'acute-decision';
}

/**
 * The day on which the pathway starts here by the edition's rule; undefined when the referral does not give it. After
 * acute assessment it is the day of the decision. A later trust has its own start by the same rule, from the onward
 * referral.
 */
export function expectedStart({
  history,
  edition,
  received,
  assessed,
  acuteDecision,
}: PreparedPathway): ExpectedStart | undefined {
  if (acuteDecision !== undefined) {
    return { day: acuteDecision, rule: 'acute-decision' };
  }
  if (edition.edition.startDateRule === 'referral-received') {
    return received === undefined ? undefined : { day: received, rule: 'referral-received' };
  }
  return assessed === undefined || history.referral?.rightGranted === false
    ? undefined
    : { day: assessed, rule: 'referral-assessed-with-right' };
}

export const startFollowsRule: PathwayRule = (pathway, report) => {
  const [start] = datedOf(pathway, EVENT.start);
  if (start === undefined || start.doubtful) {
    return;
  }
  const { edition } = pathway.edition;
  const expected = expectedStart(pathway);
  if (expected !== undefined && expected.day !== start.moment.day) {
    const values = { edition: edition.id, expected: dateOfDay(expected.day), rule: expected.rule };
    const severity = edition.startDateRuleConfirmed ? 'warning' : 'information';
    reportRegistration(report, PATHWAY_FINDINGS.startDateDiffers, start, values, severity);
  }
};

/** Of the revised rule only; a pathway that was ended because no right was granted (X with outcome R) says so itself. */
export const startHasRight: PathwayRule = (pathway, report) => {
  const { edition } = pathway.edition;
  if (
    edition.startDateRule !== 'referral-assessed-with-right' ||
    pathway.history.referral?.rightGranted !== false
  ) {
    return;
  }
  const [start] = datedOf(pathway, EVENT.start);
  const endedWithoutRight = pathway.coded.some(
    ({ resolved }) => resolved.event === EVENT.end && resolved.outcome === 'R',
  );
  if (start !== undefined && pathway.acuteDecision === undefined && !endedWithoutRight) {
    const severity = edition.startDateRuleConfirmed ? 'warning' : 'information';
    reportRegistration(report, PATHWAY_FINDINGS.startWithoutRight, start, {}, severity);
  }
};

/** A referral that is not assessed is judged today, while nothing has been registered. */
export const referralTimeKept: PathwayRule = (pathway, report) => {
  const { history, today } = pathway;
  if (isReferralTimeKept(pathway, today) || isAssessmentUntold(pathway)) {
    return;
  }
  const measured = measureReferralTime(pathway);
  const end = measured?.end ?? today;
  if (measured === undefined || end === undefined || end <= measured.due) {
    return;
  }
  const [start, due] = [dateOfDay(measured.start), dateOfDay(measured.due)];
  if (measured.time.to === 'acuteDecision') {
    const values = { assessed: start, due, decided: dateOfDay(end) };
    reportAt(
      report,
      PATHWAY_FINDINGS.acuteDecisionLate,
      placeIn(history, 'referral.acuteDecisionDate'),
      values,
    );
  } else {
    const part = measured.end === undefined ? 'referral.receivedDate' : 'referral.assessedDate';
    reportAt(report, PATHWAY_FINDINGS.assessmentLate, placeIn(history, part), { received: start, due });
  }
};

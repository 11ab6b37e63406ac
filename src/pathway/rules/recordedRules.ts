/** A record cannot know what happened after it was made. */

import { dateOfDay, dayOf } from '../calendarDay.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { CheckedPathway, PathwayRule } from './pathwayRule.ts';

/**
 * Registrations and dates of what has been; a contact may be planned, and a deadline lies ahead. What lies after
 * today has a finding of its own.
 */
export const nothingAfterRecorded: PathwayRule = (pathway, report) => {
  const { history, dated, today } = pathway;
  const recordedDay = history.recorded === undefined ? undefined : dayOf(history.recorded);
  if (recordedDay === undefined) {
    return;
  }
  const recorded = dateOfDay(recordedDay);
  for (const registration of dated) {
    if (registration.moment.day > recordedDay) {
      reportRegistration(report, PATHWAY_FINDINGS.afterRecorded, registration, {
        what: registration.resolved.code,
        recorded,
      });
    }
  }
  for (const [part, date] of pastDatesOf(pathway)) {
    const day = date === undefined ? undefined : dayOf(date);
    if (day !== undefined && day > recordedDay && !(today !== undefined && day > today)) {
      const values = { what: part, date: dateOfDay(day), recorded };
      reportAt(report, PATHWAY_FINDINGS.afterRecorded, placeIn(history, part), values);
    }
  }
};

function pastDatesOf({
  history: { referral, firstTrust },
}: CheckedPathway): readonly (readonly [part: string, date: string | undefined])[] {
  return [
    ['referral.receivedDate', referral?.received],
    ['referral.assessedDate', referral?.assessed],
    ['referral.acuteDecisionDate', referral?.acuteDecision],
    ['referral.seniorityDate', referral?.seniority],
    ['referral.waitingEndedDate', referral?.waitingEnded],
    ['firstTrust.startDate', firstTrust?.startDate],
  ];
}

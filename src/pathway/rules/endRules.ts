/** Nothing after the end (225), and help need (H) only at the end. */

import { dateOfDay } from '../calendarDay.ts';
import { EVENT } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { isBefore } from '../moment.ts';
import { datedOf, reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

/** Events of the course itself: help need at the end has no place before them. */
const COURSE: ReadonlySet<string> = new Set([
  EVENT.firstAttendance,
  EVENT.clinicalDecision,
  EVENT.evaluation,
  EVENT.detoxificationEnded,
  EVENT.treatmentEnded,
]);

/** 225 at every registration after the first end; of several ends, even of one day, at every one but the first. */
export const nothingAfterEnd: PathwayRule = (pathway, report) => {
  const [end] = datedOf(pathway, EVENT.end);
  if (end === undefined) {
    return;
  }
  for (const registration of pathway.dated) {
    const isLater = isBefore(end.moment, registration.moment) || registration.resolved.event === EVENT.end;
    if (registration !== end && isLater && !registration.doubtful) {
      const other = `${end.resolved.code} ${dateOfDay(end.moment.day)}`;
      reportRegistration(report, PATHWAY_FINDINGS.afterEnd, registration, { other });
    }
  }
};

/** On the same day the order is not judged; once for the pathway, at its first help need. */
export const helpNeedAtEnd: PathwayRule = (pathway, report) => {
  const helpNeed = datedOf(pathway, EVENT.helpNeed).find(({ doubtful }) => !doubtful);
  if (helpNeed === undefined) {
    return;
  }
  const last = pathway.dated.findLast(({ resolved, doubtful }) => COURSE.has(resolved.event) && !doubtful);
  if (last !== undefined && last.moment.day > helpNeed.moment.day) {
    const other = `${last.resolved.code} ${dateOfDay(last.moment.day)}`;
    reportRegistration(report, PATHWAY_FINDINGS.helpNeedNotAtEnd, helpNeed, { other });
  }
};

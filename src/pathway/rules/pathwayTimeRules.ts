/**
 * Pathway times that were not kept. Warnings where the time is confirmed for the pathway's edition, else information.
 * Neither after another fault of the dates concerned, nor where a code could not be read.
 */

import { dateOfDay } from '../calendarDay.ts';
import type { PathwayTime } from '../catalogue.ts';
import { candidatesOf, longestOf, nameOf } from '../candidateTimes.ts';
import { dueMilestones } from '../expected.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { intervalsClosedLate } from '../measuredInterval.ts';
import type { MeasuredInterval } from '../measuredInterval.ts';
import { reportAt } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

export const intervalsKept: PathwayRule = (pathway, report) => {
  for (const interval of intervalsClosedLate(pathway, pathway.byEvent)) {
    const { time, startDay, from, to, days, elapsed, confirmed } = interval;
    if (
      to !== undefined &&
      !to.doubtful &&
      from?.doubtful !== true &&
      isTold(interval, pathway.basis.timesByType.get(time.pathway) ?? [time])
    ) {
      const values = {
        code: to.resolved.code,
        date: dateOfDay(to.moment.day),
        elapsed: String(elapsed),
        from: from?.resolved.code ?? nameOf(time.from),
        start: dateOfDay(startDay),
        days: String(days ?? ''),
        timeId: time.id,
        edition: pathway.basis.edition.id,
      };
      const severity = confirmed ? 'warning' : 'information';
      reportAt(report, PATHWAY_FINDINGS.pathwayTimeExceeded, to.registration.place, values, severity);
    }
  }
};

/** Of the times under different conditions, of which none is told, only the longest. */
function isTold({ time, setting }: MeasuredInterval, times: readonly PathwayTime[]): boolean {
  return time.condition === undefined || longestOf(candidatesOf(time, times), setting)?.time === time;
}

export const nothingOverdue: PathwayRule = (pathway, report) => {
  const { today, coded, codeFindings, basis, unconfirmed } = pathway;
  if (today === undefined || codeFindings.length > 0) {
    return;
  }
  const isDoubtful = (event: string): boolean =>
    coded.some(({ doubtful, resolved }) => doubtful && resolved.event === event);
  for (const { milestone, trigger, time, deadline } of dueMilestones(pathway)) {
    const isPast = time !== undefined && deadline !== undefined && deadline < today;
    if (isPast && !isDoubtful(trigger.resolved.event) && !isDoubtful(milestone.event)) {
      const values = {
        event: milestone.event,
        due: dateOfDay(deadline),
        today: dateOfDay(today),
        timeId: time.id,
        edition: basis.edition.id,
      };
      const severity = unconfirmed || !time.confirmed ? 'information' : 'warning';
      reportAt(report, PATHWAY_FINDINGS.pathwayTimeOverdue, trigger.registration.place, values, severity);
    }
  }
};

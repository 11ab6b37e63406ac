/**
 * Pathway times that were not kept. Warnings where the time is confirmed for the pathway's edition, else information.
 * Neither after another fault of the dates concerned, nor where a code could not be read.
 */

import { dateOfDay, dayOf } from '../calendarDay.ts';
import { expectedOf } from '../expected.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { measureIntervals } from '../pathwayTimes.ts';
import { reportAt } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

export const intervalsKept: PathwayRule = (pathway, report) => {
  const { today, byEvent } = pathway;
  if (today === undefined) {
    return;
  }
  for (const { row, from, to } of measureIntervals(pathway, byEvent, today)) {
    if (row.status === 'overdue' && to !== undefined && !to.doubtful && from?.doubtful !== true) {
      const values = {
        code: to.resolved.code,
        date: row.end ?? '',
        elapsed: String(row.elapsed),
        from: from?.resolved.code ?? row.from,
        start: row.start,
        days: String(row.days ?? ''),
        timeId: row.timeId,
        edition: row.edition,
      };
      const severity = row.confirmed ? 'warning' : 'information';
      reportAt(report, PATHWAY_FINDINGS.pathwayTimeExceeded, to.registration.place, values, severity);
    }
  }
};

export const nothingOverdue: PathwayRule = (pathway, report) => {
  const { today, coded, codeFindings, basis } = pathway;
  if (today === undefined || codeFindings.length > 0 || coded.some(({ doubtful }) => doubtful)) {
    return;
  }
  for (const due of expectedOf(pathway)) {
    const deadline = due.deadline === undefined ? undefined : dayOf(due.deadline);
    if (deadline !== undefined && deadline < today) {
      const values = {
        event: due.event,
        due: due.deadline ?? '',
        today: dateOfDay(today),
        timeId: due.timeId ?? '',
        edition: basis.edition.id,
      };
      const severity = due.unconfirmed ? 'information' : 'warning';
      reportAt(report, PATHWAY_FINDINGS.pathwayTimeOverdue, due.afterPlace, values, severity);
    }
  }
};

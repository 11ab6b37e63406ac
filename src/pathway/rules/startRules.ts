/** Start first, and once per trust and period; the first trust's start is kept after a transfer. */

import { dateOfDay, dayOf } from '../calendarDay.ts';
import { EVENT } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { isBefore } from '../moment.ts';
import { datedOf, hasEvent, placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

/** Not where a code could not be read: it may be the start. The start of symptoms (P) alone needs none. */
export const hasStart: PathwayRule = (pathway, report) => {
  if (datedOf(pathway, EVENT.start).length > 0) {
    return;
  }
  const { coded, codeFindings, history } = pathway;
  const other = coded.find(({ resolved }) => resolved.event !== EVENT.symptomStart);
  if (other !== undefined && codeFindings.length === 0 && !hasEvent(pathway, EVENT.start)) {
    reportAt(report, PATHWAY_FINDINGS.startMissing, history.place, { code: other.resolved.code });
  }
};

/** Once for the pathway, at the earliest registration before the start. */
export const startIsFirst: PathwayRule = (pathway, report) => {
  const [start] = datedOf(pathway, EVENT.start);
  if (start === undefined || start.doubtful) {
    return;
  }
  const earlier = pathway.dated.find(
    (registration) =>
      !registration.doubtful &&
      registration.resolved.event !== EVENT.symptomStart &&
      isBefore(registration.moment, start.moment),
  );
  if (earlier !== undefined) {
    reportRegistration(report, PATHWAY_FINDINGS.startNotFirst, earlier, {
      start: dateOfDay(start.moment.day),
    });
  }
};

/** A start after the end is another period's, and told as what comes after the end (225). */
export const startIsOnce: PathwayRule = (pathway, report) => {
  const starts = datedOf(pathway, EVENT.start);
  const [first] = starts;
  if (first === undefined || starts.length === 1) {
    return;
  }
  const [end] = datedOf(pathway, EVENT.end);
  for (const repeated of starts.slice(1)) {
    const isAfterEnd = end !== undefined && isBefore(end.moment, repeated.moment);
    if (!repeated.doubtful && !isAfterEnd) {
      reportRegistration(report, PATHWAY_FINDINGS.startRepeated, repeated, {
        first: dateOfDay(first.moment.day),
      });
    }
  }
};

export const firstTrustIsKept: PathwayRule = (pathway, report) => {
  const { firstTrust } = pathway.history;
  if (firstTrust === undefined) {
    return;
  }
  const place = placeIn(pathway.history, 'firstTrust');
  if (!isGiven(firstTrust.startDate) || !isGiven(firstTrust.name)) {
    reportAt(report, PATHWAY_FINDINGS.firstTrustIncomplete, place);
    return;
  }
  const first = dayOf(firstTrust.startDate ?? '');
  const [start] = datedOf(pathway, EVENT.start);
  // A date in the future has a finding of its own.
  const isFuture = first !== undefined && first > (pathway.today ?? Infinity);
  if (first !== undefined && !isFuture && start?.doubtful === false && first > start.moment.day) {
    const values = { first: dateOfDay(first), date: dateOfDay(start.moment.day) };
    reportAt(report, PATHWAY_FINDINGS.firstTrustAfterStart, place, values);
  }
};

function isGiven(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

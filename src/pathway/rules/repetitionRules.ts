/** How often: clinical decision at most twice, the second only after extended assessment; what is registered once. */

import { dateOfDay } from '../calendarDay.ts';
import { EVENT, OUTCOME } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { datedOf, reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

export const MOST_CLINICAL_DECISIONS = 2;

export const decisionAtMostTwice: PathwayRule = (pathway, report) => {
  const decisions = datedOf(pathway, EVENT.clinicalDecision);
  const [first, second] = decisions;
  if (first === undefined || second === undefined) {
    return;
  }
  if (decisions.length > MOST_CLINICAL_DECISIONS) {
    decisions.slice(MOST_CLINICAL_DECISIONS).forEach((decision, index) => {
      const number = String(MOST_CLINICAL_DECISIONS + 1 + index);
      reportRegistration(report, PATHWAY_FINDINGS.tooManyDecisions, decision, { number });
    });
  } else if (first.resolved.outcome !== OUTCOME.extendedAssessment) {
    const other = `${first.resolved.code} ${dateOfDay(first.moment.day)}`;
    reportRegistration(report, PATHWAY_FINDINGS.secondDecisionWithoutExtended, second, { other });
  }
};

/** Codes that the catalogue knows to be registered once; start (A) and end (X) have rules of their own. */
export const notMoreThanOnce: PathwayRule = ({ coded }, report) => {
  let first: string | undefined;
  let others: Set<string> | undefined;
  for (const registration of coded) {
    const { code, event } = registration.resolved;
    if (registration.compiled.combined.repeatable === false && event !== EVENT.start && event !== EVENT.end) {
      if (code === first || others?.has(code) === true) {
        reportRegistration(report, PATHWAY_FINDINGS.notRepeatable, registration);
      } else if (first === undefined) {
        first = code;
      } else {
        others = (others ?? new Set()).add(code);
      }
    }
  }
};

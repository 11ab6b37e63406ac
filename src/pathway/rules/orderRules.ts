/** What must come before what: NPR's feedback 208, 211, 221, 222 and 223, as a table. */

import type { FindingDefinition } from '../../findings/finding.ts';
import { dateOfDay } from '../calendarDay.ts';
import { EVENT } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { isBefore } from '../moment.ts';
import type { DatedRegistration } from '../preparedPathway.ts';
import { datedOf, hasEvent, reportRegistration } from './pathwayRule.ts';
import type { CheckedPathway, PathwayRule, Report } from './pathwayRule.ts';

interface OrderRule {
  readonly finding: FindingDefinition;
  /** The event that is judged (9322). */
  readonly event: string;
  /**
   * `needs`: the other must be registered at all (when it comes later, that is the finding of the row that judges it);
   * `needs-earlier`: the other must not come later; `not-after`: the event must not come after the other.
   */
  readonly order: 'needs' | 'needs-earlier' | 'not-after';
  readonly other: string;
}

export const ORDER_RULES: readonly OrderRule[] = [
  {
    finding: PATHWAY_FINDINGS.decisionWithoutAttendance,
    event: EVENT.clinicalDecision,
    order: 'needs',
    other: EVENT.firstAttendance,
  },
  {
    finding: PATHWAY_FINDINGS.attendanceAfterDecision,
    event: EVENT.firstAttendance,
    order: 'not-after',
    other: EVENT.clinicalDecision,
  },
  {
    finding: PATHWAY_FINDINGS.evaluationWithoutDecision,
    event: EVENT.evaluation,
    order: 'needs-earlier',
    other: EVENT.clinicalDecision,
  },
  {
    finding: PATHWAY_FINDINGS.feedbackWithoutDecision,
    event: EVENT.feedback,
    order: 'needs-earlier',
    other: EVENT.clinicalDecision,
  },
  {
    finding: PATHWAY_FINDINGS.symptomsAfterDecision,
    event: EVENT.symptomStart,
    order: 'not-after',
    other: EVENT.clinicalDecision,
  },
];

/** One finding for each fault to mend: a missing decision is found at the first evaluation that lacks it. */
export const registeredInOrder: PathwayRule = (pathway, report) => {
  for (const rule of ORDER_RULES) {
    const judged = datedOf(pathway, rule.event);
    if (judged.length > 0) {
      if (rule.order === 'not-after') {
        findAfter(pathway, rule, judged, report);
      } else {
        findWithout(pathway, rule, judged, report);
      }
    }
  }
};

function findAfter(
  pathway: CheckedPathway,
  rule: OrderRule,
  judged: readonly DatedRegistration[],
  report: Report,
): void {
  const others = datedOf(pathway, rule.other);
  for (const registration of judged) {
    const earlier = firstBefore(others, registration);
    if (earlier !== undefined && !registration.doubtful) {
      reportRegistration(report, rule.finding, registration, { other: dateOfDay(earlier.moment.day) });
    }
  }
}

/**
 * Not where a code could not be read (it may be the missing one), nor after a transfer (it may stand in the pathway
 * at the first trust).
 */
function findWithout(
  pathway: CheckedPathway,
  rule: OrderRule,
  judged: readonly DatedRegistration[],
  report: Report,
): void {
  const [first] = judged;
  if (
    first === undefined ||
    first.doubtful ||
    pathway.codeFindings.length > 0 ||
    pathway.history.firstTrust !== undefined ||
    pathway.followsTransfer
  ) {
    return;
  }
  const [other] = datedOf(pathway, rule.other);
  const isMissing = !hasEvent(pathway, rule.other);
  const isLater =
    rule.order === 'needs-earlier' && other !== undefined && isBefore(first.moment, other.moment);
  if (isMissing || (isLater && everyOneIsDated(pathway, rule.other))) {
    reportRegistration(report, rule.finding, first);
  }
}

function everyOneIsDated(pathway: CheckedPathway, event: string): boolean {
  return pathway.coded.every(({ resolved, moment }) => resolved.event !== event || moment !== undefined);
}

/** The first of a list, earliest first, that is certainly before a registration. */
function firstBefore(
  list: readonly DatedRegistration[],
  registration: DatedRegistration,
): DatedRegistration | undefined {
  for (const candidate of list) {
    if (candidate.moment.day > registration.moment.day) {
      return undefined;
    }
    if (isBefore(candidate.moment, registration.moment)) {
      return candidate;
    }
  }
  return undefined;
}

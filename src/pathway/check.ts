import type { Finding } from '../findings/finding.ts';
import { dayOf } from './calendarDay.ts';
import type { Catalogue } from './catalogue.ts';
import type { PathwayHistory } from './history.ts';
import { byMoment, datedByEvent, isDated, preparePathway } from './preparedPathway.ts';
import type { LocalDate } from './record.ts';
import { confirmedInEdition, knownEdition, knownPathwayType, validAtDate } from './rules/codeRules.ts';
import { contactIsKnown, withinContact } from './rules/contactRules.ts';
import {
  contactDatesExist,
  contactNotBeforeBirth,
  otherDatesExist,
  registrationDateCanBe,
  registrationHasDate,
  withUsableDates,
} from './rules/dateRules.ts';
import { helpNeedAtEnd, nothingAfterEnd } from './rules/endRules.ts';
import { notOverEighteen, patientIsIdentified } from './rules/identityRules.ts';
import { registeredInOrder } from './rules/orderRules.ts';
import type { CheckedPathway, PathwayRule } from './rules/pathwayRule.ts';
import { intervalsKept, nothingOverdue } from './rules/pathwayTimeRules.ts';
import { checkPatient } from './rules/patientRules.ts';
import { nothingAfterRecorded } from './rules/recordedRules.ts';
import { referralDatesCanBe } from './rules/referralDateRules.ts';
import {
  assessedAfterReceived,
  notBeforeReferral,
  referralTimeKept,
  startFollowsRule,
  startHasRight,
} from './rules/referralRules.ts';
import { decisionAtMostTwice, notMoreThanOnce } from './rules/repetitionRules.ts';
import { firstTrustIsKept, hasStart, startIsFirst, startIsOnce } from './rules/startRules.ts';

/** Judged first: a date that cannot be is not used by the rules of the course. */
const DATE_RULES: readonly PathwayRule[] = [
  registrationHasDate,
  otherDatesExist,
  contactDatesExist,
  registrationDateCanBe,
  contactNotBeforeBirth,
];

/** In this order: a registration that one rule has found wrong is left alone by those after it. */
const COURSE_RULES: readonly PathwayRule[] = [
  knownPathwayType,
  knownEdition,
  confirmedInEdition,
  patientIsIdentified,
  validAtDate,
  assessedAfterReceived,
  referralDatesCanBe,
  notBeforeReferral,
  startFollowsRule,
  startHasRight,
  hasStart,
  startIsOnce,
  startIsFirst,
  firstTrustIsKept,
  nothingAfterEnd,
  registeredInOrder,
  decisionAtMostTwice,
  notMoreThanOnce,
  helpNeedAtEnd,
  contactIsKnown,
  withinContact,
  notOverEighteen,
  referralTimeKept,
  intervalsKept,
  nothingOverdue,
  nothingAfterRecorded,
];

/**
 * All rules that need one pathway only. Errors are what cannot be stored truthfully: codes and combinations that do
 * not exist, dates that cannot be. Never throws on what a sender may send.
 *
 * @param today the day in Europe/Oslo on which is judged what lies in the future or is overdue
 */
export function checkHistory(history: PathwayHistory, catalogue: Catalogue, today: LocalDate): Finding[] {
  return checkOne(history, catalogue, today).findings;
}

/** The same for many pathways, and the rules across the pathways of one patient (same patient key; an empty key is nobody's). */
export function checkHistories(
  histories: readonly PathwayHistory[],
  catalogue: Catalogue,
  today: LocalDate,
): Finding[] {
  const findings: Finding[] = [];
  const byPatient = new Map<string, CheckedPathway[]>();
  for (const history of histories) {
    const checked = checkOne(history, catalogue, today);
    findings.push(...checked.findings);
    if (history.patient !== undefined && history.patient.key !== '') {
      const pathways = byPatient.get(history.patient.key);
      if (pathways === undefined) {
        byPatient.set(history.patient.key, [checked.pathway]);
      } else {
        pathways.push(checked.pathway);
      }
    }
  }
  for (const pathways of byPatient.values()) {
    if (pathways.length > 1) {
      findings.push(...checkPatient(pathways));
    }
  }
  return findings;
}

function checkOne(
  history: PathwayHistory,
  catalogue: Catalogue,
  today: LocalDate,
): { readonly pathway: CheckedPathway; readonly findings: Finding[] } {
  const prepared = preparePathway(history, catalogue);
  const report = { findings: [...prepared.codeFindings] };
  const undatedPathway = withUsableDates({ ...prepared, today: dayOf(today), byEvent: new Map(), dated: [] });
  for (const rule of DATE_RULES) {
    rule(undatedPathway, report);
  }
  const pathway: CheckedPathway = {
    ...undatedPathway,
    byEvent: datedByEvent(prepared.coded),
    dated: prepared.coded.filter(isDated).sort(byMoment),
  };
  for (const rule of COURSE_RULES) {
    rule(pathway, report);
  }
  return { pathway, findings: report.findings };
}

import type { Finding } from '../findings/finding.ts';
import { dayOf } from './calendarDay.ts';
import type { Catalogue } from './catalogue.ts';
import type { PathwayHistory } from './history.ts';
import { inOrderOfDate, preparePathway } from './preparedPathway.ts';
import type { LocalDate } from './record.ts';
import { NO_REGISTRATIONS, registrationsByEvent } from './registrationsByEvent.ts';
import {
  confirmedInEdition,
  knownEdition,
  knownPathwayType,
  onePathwayType,
  validAtDate,
} from './rules/codeRules.ts';
import { contactIsKnown, withinContact } from './rules/contactRules.ts';
import {
  contactDatesExist,
  contactNotBeforeBirth,
  otherDatesExist,
  pastIsNotFuture,
  registrationDateCanBe,
  registrationHasDate,
  usableDates,
} from './rules/dateRules.ts';
import { helpNeedAtEnd, nothingAfterEnd } from './rules/endRules.ts';
import { birthDateIsOfNumber, notOverEighteen, patientIsIdentified } from './rules/identityRules.ts';
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
  pastIsNotFuture,
  contactDatesExist,
  registrationDateCanBe,
  contactNotBeforeBirth,
];

/** In this order: a registration that one rule has found wrong is left alone by those after it. */
const COURSE_RULES: readonly PathwayRule[] = [
  knownPathwayType,
  onePathwayType,
  knownEdition,
  confirmedInEdition,
  patientIsIdentified,
  birthDateIsOfNumber,
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
  const judged = begin(history, catalogue, dayOf(today));
  judgeCourse(judged);
  return judged.report.findings;
}

/** The same for many pathways, and the rules across the pathways of one patient (same patient key; an empty key is nobody's). */
export function checkHistories(
  histories: readonly PathwayHistory[],
  catalogue: Catalogue,
  today: LocalDate,
): Finding[] {
  return checkEach(histories, catalogue, today).flat();
}

/**
 * The findings of each of many pathways, in their order. What two pathways of a patient have with one another is
 * found at the later one. Of several histories of the same pathway, such as its records of different days, the one
 * that was recorded last is held against the other pathways.
 */
export function checkEach(
  histories: readonly PathwayHistory[],
  catalogue: Catalogue,
  today: LocalDate,
): readonly (readonly Finding[])[] {
  const day = dayOf(today);
  const judged = histories.map((history) => begin(history, catalogue, day));
  const across = judged.length > 1 ? pathwaysOfPatients(judged).flatMap(checkPatient) : [];
  for (const each of judged) {
    judgeCourse(each);
  }
  for (const { pathway, finding } of across) {
    judged.find((each) => each.pathway === pathway)?.report.findings.push(finding);
  }
  return judged.map(({ report }) => report.findings);
}

interface JudgedPathway {
  readonly pathway: CheckedPathway;
  readonly report: { readonly findings: Finding[] };
}

/**
 * The pathways of each patient who has more than one, each once. Parts of a pathway under one name at several trusts
 * are of one patient, whoever it is.
 */
function pathwaysOfPatients(judged: readonly JudgedPathway[]): readonly (readonly CheckedPathway[])[] {
  const byPatient = new Map<string, Map<string, CheckedPathway>>();
  for (const [index, { pathway }] of judged.entries()) {
    const { patient, pathway: name, recorded = '', organization = '' } = pathway.history;
    const patientKey = patient?.key ?? '';
    if (patientKey !== '' || name !== '') {
      const owner = patientKey === '' ? `pathway ${name}` : `patient ${patientKey}`;
      const pathways = byPatient.get(owner) ?? new Map<string, CheckedPathway>();
      byPatient.set(owner, pathways);
      const key = name === '' ? String(index) : `${name} ${organization}`;
      const former = pathways.get(key);
      if (former === undefined || (former.history.recorded ?? '') <= recorded) {
        pathways.delete(key);
        pathways.set(key, pathway);
      }
    }
  }
  return [...byPatient.values()].filter(({ size }) => size > 1).map((pathways) => [...pathways.values()]);
}

/** Codes and dates, judged before anything that follows from them. */
function begin(history: PathwayHistory, catalogue: Catalogue, today: number | undefined): JudgedPathway {
  const prepared = preparePathway(history, catalogue);
  const { type, startDay, edition, basis, unconfirmed, codeFindings, coded, firstDay, lastDay } = prepared;
  const report = { findings: codeFindings.slice() };
  const { birthDay, received, assessed, acuteDecision } = usableDates(prepared, today);
  const pathway: CheckedPathway = {
    history,
    catalogue,
    type,
    startDay,
    edition,
    basis,
    unconfirmed,
    codeFindings,
    coded,
    firstDay,
    lastDay,
    birthDay,
    received,
    assessed,
    acuteDecision,
    today,
    byEvent: NO_REGISTRATIONS,
    dated: [],
    followsTransfer: false,
  };
  for (const rule of DATE_RULES) {
    rule(pathway, report);
  }
  pathway.dated = inOrderOfDate(coded);
  pathway.byEvent = registrationsByEvent(pathway.dated);
  return { pathway, report };
}

function judgeCourse({ pathway, report }: JudgedPathway): void {
  for (const rule of COURSE_RULES) {
    rule(pathway, report);
  }
}

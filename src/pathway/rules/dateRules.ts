/**
 * Dates that cannot be (errors) and dates that are missing (107). A registration whose date cannot be keeps no date
 * for the rules that follow, so that one fault is found once.
 */

import type { FindingDefinition } from '../../findings/finding.ts';
import { dateOfDay, dayOf } from '../calendarDay.ts';
import { EVENT, PATHWAY_TYPE } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import type { HistoryContact } from '../history.ts';
import { isBefore, momentOf } from '../moment.ts';
import type { CodedRegistration } from '../preparedPathway.ts';
import { textOf } from '../registration.ts';
import { placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { CheckedPathway, PathwayRule, Report } from './pathwayRule.ts';

/** The pathway without those dates of patient and referral that cannot be: no rule compares with them. */
export function withUsableDates(pathway: CheckedPathway): CheckedPathway {
  const { today, type } = pathway;
  const birthDay = isAfter(pathway.birthDay, today) ? undefined : pathway.birthDay;
  const usable = (day: number | undefined): number | undefined => {
    const isBeforeBirth = day !== undefined && isAfter(birthDay, day) && type !== PATHWAY_TYPE.newborn;
    return isAfter(day, today) || isBeforeBirth ? undefined : day;
  };
  return {
    ...pathway,
    birthDay,
    received: usable(pathway.received),
    assessed: usable(pathway.assessed),
    acuteDecision: usable(pathway.acuteDecision),
  };
}

function isAfter(first: number | undefined, second: number | undefined): boolean {
  return first !== undefined && second !== undefined && first > second;
}

/** 107 when neither the registration nor its contact gives a date; a date that does not exist is another fault. */
export const registrationHasDate: PathwayRule = ({ coded }, report) => {
  for (const registration of coded) {
    if (registration.moment === undefined) {
      const own = textOf(registration.registration.date);
      if (own !== undefined) {
        reportRegistration(report, PATHWAY_FINDINGS.impossibleDate, registration, { date: own });
      } else if (textOf(registration.contact?.start) === undefined) {
        reportRegistration(report, PATHWAY_FINDINGS.missingDate, registration);
      }
    }
  }
};

/** Dates of the patient, the referral, the first trust and the contacts: that they exist and are not in the future. */
export const otherDatesExist: PathwayRule = (pathway, report) => {
  for (const { part, date, mayPrecedeBirth } of datesOf(pathway)) {
    if (date !== undefined && date !== '') {
      judgeDate(pathway, report, placeIn(pathway.history, part), part, date, mayPrecedeBirth);
    }
  }
};

export const contactDatesExist: PathwayRule = (pathway, report) => {
  for (const contact of pathway.history.contacts) {
    const start = textOf(contact.start);
    const end = textOf(contact.end);
    const startMoment = start === undefined ? undefined : momentOf(start);
    const endMoment = end === undefined ? undefined : momentOf(end);
    for (const [date, moment] of [
      [start, startMoment],
      [end, endMoment],
    ] as const) {
      if (date !== undefined && moment === undefined) {
        reportAt(report, PATHWAY_FINDINGS.impossibleDate, contact.place, { date });
      }
    }
    if (startMoment !== undefined && endMoment !== undefined && isBefore(endMoment, startMoment)) {
      reportAt(report, PATHWAY_FINDINGS.contactEndsBeforeStart, contact.place, {
        start: start ?? '',
        end: end ?? '',
      });
    }
  }
};

/** Neither after today nor before birth; D10: the start may precede birth. */
export const registrationDateCanBe: PathwayRule = (pathway, report) => {
  const { today, birthDay, coded, type } = pathway;
  const reported = new Set<HistoryContact>();
  for (const registration of coded) {
    const day = registration.moment?.day;
    const mayPrecedeBirth = type === PATHWAY_TYPE.newborn && registration.resolved.event === EVENT.start;
    if (day !== undefined && today !== undefined && day > today) {
      dropDate(pathway, report, PATHWAY_FINDINGS.futureDate, registration, day, reported);
    } else if (day !== undefined && birthDay !== undefined && day < birthDay && !mayPrecedeBirth) {
      dropDate(pathway, report, PATHWAY_FINDINGS.beforeBirth, registration, day, reported);
    }
  }
};

/** Not the contacts of a newborn's pathway (D10): they may be the pregnant mother's. */
export const contactNotBeforeBirth: PathwayRule = (pathway, report) => {
  const { history, birthDay, type } = pathway;
  if (birthDay === undefined || type === PATHWAY_TYPE.newborn) {
    return;
  }
  const reported = new Set(
    report.findings
      .filter(({ definition }) => definition === PATHWAY_FINDINGS.beforeBirth)
      .map(({ place }) => place),
  );
  for (const contact of history.contacts) {
    const start = textOf(contact.start);
    const day = start === undefined ? undefined : momentOf(start)?.day;
    if (day !== undefined && day < birthDay && !reported.has(contact.place)) {
      const values = { ...dateValues(pathway, day), what: contact.key };
      reportAt(report, PATHWAY_FINDINGS.beforeBirth, contact.place, values);
    }
  }
};

/** A fault of a contact's date is reported once, at the contact. */
function dropDate(
  pathway: CheckedPathway,
  report: Report,
  definition: FindingDefinition,
  registration: CodedRegistration,
  day: number,
  reported: Set<HistoryContact>,
): void {
  const { contact } = registration;
  const values = dateValues(pathway, day);
  if (textOf(registration.registration.date) !== undefined || contact === undefined) {
    reportRegistration(report, definition, registration, { ...values, what: registration.resolved.code });
  } else if (!reported.has(contact)) {
    reported.add(contact);
    reportAt(report, definition, contact.place, { ...values, what: contact.key });
  }
  registration.doubtful = true;
  registration.moment = undefined;
}

interface OtherDate {
  readonly part: string;
  readonly date: string | undefined;
  readonly mayPrecedeBirth: boolean;
}

function datesOf({ history, type }: CheckedPathway): readonly OtherDate[] {
  const { patient, referral, firstTrust } = history;
  const mayPrecedeBirth = type === PATHWAY_TYPE.newborn;
  return [
    { part: 'patient.birthDate', date: patient?.birthDate, mayPrecedeBirth: true },
    { part: 'referral.receivedDate', date: referral?.received, mayPrecedeBirth },
    { part: 'referral.assessedDate', date: referral?.assessed, mayPrecedeBirth },
    { part: 'referral.acuteDecisionDate', date: referral?.acuteDecision, mayPrecedeBirth },
    { part: 'firstTrust.startDate', date: firstTrust?.startDate, mayPrecedeBirth },
  ];
}

function judgeDate(
  pathway: CheckedPathway,
  report: Report,
  place: string,
  what: string,
  date: string,
  mayPrecedeBirth: boolean,
): void {
  const { today, birthDay } = pathway;
  const day = dayOf(date);
  if (day === undefined) {
    reportAt(report, PATHWAY_FINDINGS.impossibleDate, place, { date });
  } else if (today !== undefined && day > today) {
    reportAt(report, PATHWAY_FINDINGS.futureDate, place, { ...dateValues(pathway, day), what });
  } else if (birthDay !== undefined && day < birthDay && !mayPrecedeBirth) {
    reportAt(report, PATHWAY_FINDINGS.beforeBirth, place, { ...dateValues(pathway, day), what });
  }
}

function dateValues({ today, birthDay }: CheckedPathway, day: number): Readonly<Record<string, string>> {
  return {
    date: dateOfDay(day),
    today: today === undefined ? '' : dateOfDay(today),
    birthDate: birthDay === undefined ? '' : dateOfDay(birthDay),
  };
}

/**
 * Dates that cannot be (errors) and dates that are missing (107). A registration whose date cannot be keeps no date
 * for the rules that follow, so that one fault is found once.
 */

import type { FindingDefinition } from '../../findings/finding.ts';
import { dateOfDay, dayOf } from '../calendarDay.ts';
import { EVENT, PATHWAY_TYPE } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import type { HistoryContact, PathwayHistory } from '../history.ts';
import { isBefore, momentOf } from '../moment.ts';
import type { CodedRegistration, PreparedPathway } from '../preparedPathway.ts';
import { textOf } from '../registration.ts';
import { placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { CheckedPathway, PathwayRule, Report } from './pathwayRule.ts';

/** Dates of patient and referral without those that cannot be: no rule compares with them. */
export function usableDates(
  { type, birthDay: stated, received, assessed, acuteDecision }: PreparedPathway,
  today: number | undefined,
): Pick<PreparedPathway, 'birthDay' | 'received' | 'assessed' | 'acuteDecision'> {
  const birthDay = isAfter(stated, today) ? undefined : stated;
  const earliest = type === PATHWAY_TYPE.newborn ? undefined : birthDay;
  return {
    birthDay,
    received: usable(received, earliest, today),
    assessed: usable(assessed, earliest, today),
    acuteDecision: usable(acuteDecision, earliest, today),
  };
}

function usable(
  day: number | undefined,
  earliest: number | undefined,
  today: number | undefined,
): number | undefined {
  return isAfter(day, today) || isAfter(earliest, day) ? undefined : day;
}

function isAfter(first: number | undefined, second: number | undefined): boolean {
  return first !== undefined && second !== undefined && first > second;
}

/** 107 when neither the registration nor its contact gives a date; a date that does not exist is another fault. */
export const registrationHasDate: PathwayRule = ({ coded, firstDay }, report) => {
  if (firstDay !== -Infinity) {
    return;
  }
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
  const { history, type } = pathway;
  for (const { part, dateIn, usableIn, isBirth } of OTHER_DATES) {
    const date = dateIn(history);
    if (date !== undefined && date !== '' && usableIn(pathway) === undefined) {
      const mayPrecedeBirth = isBirth || type === PATHWAY_TYPE.newborn;
      judgeDate(pathway, report, part, date, mayPrecedeBirth);
    }
  }
};

/** What has happened did not happen later than today; a pathway in which something has happened has started. */
export const pastIsNotFuture: PathwayRule = ({ history, today, coded }, report) => {
  const { past = [], started } = history;
  const hasBegun =
    started !== undefined && coded.some(({ moment }) => moment !== undefined && !isAfter(moment.day, today));
  const start = { what: 'started', place: placeIn(history, 'started'), date: started ?? '' };
  for (const { what, place, date } of hasBegun ? [...past, start] : past) {
    const day = momentOf(date)?.day;
    if (day !== undefined && today !== undefined && day > today) {
      const values = { what, date: dateOfDay(day), today: dateOfDay(today) };
      reportAt(report, PATHWAY_FINDINGS.futureDate, place, values);
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
  const { today, birthDay, coded, type, firstDay, lastDay } = pathway;
  if (lastDay <= (today ?? Infinity) && firstDay >= (birthDay ?? -Infinity)) {
    return;
  }
  let reported: Set<HistoryContact> | undefined;
  for (const registration of coded) {
    const day = registration.moment?.day;
    const mayPrecedeBirth = type === PATHWAY_TYPE.newborn && registration.resolved.event === EVENT.start;
    if (day !== undefined && today !== undefined && day > today) {
      reported ??= new Set();
      dropDate(pathway, report, PATHWAY_FINDINGS.futureDate, registration, day, reported);
    } else if (day !== undefined && birthDay !== undefined && day < birthDay && !mayPrecedeBirth) {
      reported ??= new Set();
      dropDate(pathway, report, PATHWAY_FINDINGS.beforeBirth, registration, day, reported);
    }
  }
};

/** Not the contacts of a newborn's pathway (D10): they may be the pregnant mother's. */
export const contactNotBeforeBirth: PathwayRule = (pathway, report) => {
  const { history, birthDay, type } = pathway;
  if (birthDay === undefined || type === PATHWAY_TYPE.newborn || history.contacts.length === 0) {
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
  /** As the pathway record names it. */
  readonly part: string;
  readonly dateIn: (history: PathwayHistory) => string | undefined;
  /** The same, where usableDates has found nothing wrong with it. */
  readonly usableIn: (pathway: CheckedPathway) => number | undefined;
  readonly isBirth: boolean;
}

const OTHER_DATES: readonly OtherDate[] = [
  {
    part: 'patient.birthDate',
    dateIn: ({ patient }) => patient?.birthDate,
    usableIn: ({ birthDay }) => birthDay,
    isBirth: true,
  },
  {
    part: 'referral.receivedDate',
    dateIn: ({ referral }) => referral?.received,
    usableIn: ({ received }) => received,
    isBirth: false,
  },
  {
    part: 'referral.assessedDate',
    dateIn: ({ referral }) => referral?.assessed,
    usableIn: ({ assessed }) => assessed,
    isBirth: false,
  },
  {
    part: 'referral.acuteDecisionDate',
    dateIn: ({ referral }) => referral?.acuteDecision,
    usableIn: ({ acuteDecision }) => acuteDecision,
    isBirth: false,
  },
  {
    part: 'firstTrust.startDate',
    dateIn: ({ firstTrust }) => firstTrust?.startDate,
    usableIn: () => undefined,
    isBirth: false,
  },
];

function judgeDate(
  pathway: CheckedPathway,
  report: Report,
  part: string,
  date: string,
  mayPrecedeBirth: boolean,
): void {
  const { today, birthDay, history } = pathway;
  const day = dayOf(date);
  if (day === undefined) {
    reportAt(report, PATHWAY_FINDINGS.impossibleDate, placeIn(history, part), { date });
  } else if (today !== undefined && day > today) {
    const values = { ...dateValues(pathway, day), what: part };
    reportAt(report, PATHWAY_FINDINGS.futureDate, placeIn(history, part), values);
  } else if (birthDay !== undefined && day < birthDay && !mayPrecedeBirth) {
    const values = { ...dateValues(pathway, day), what: part };
    reportAt(report, PATHWAY_FINDINGS.beforeBirth, placeIn(history, part), values);
  }
}

function dateValues({ today, birthDay }: CheckedPathway, day: number): Readonly<Record<string, string>> {
  return {
    date: dateOfDay(day),
    today: today === undefined ? '' : dateOfDay(today),
    birthDate: birthDay === undefined ? '' : dateOfDay(birthDay),
  };
}

/** Rules about the patient: valid identity (100), its birth date, age in the pathway for children and young people (216). */

import { dayOfParts, partsOfDay } from '../calendarDay.ts';
import { PATHWAY_TYPE } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { placeIn, reportAt, reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

const ADULT_AGE = 18;

export const patientIsIdentified: PathwayRule = ({ history }, report) => {
  if (history.patient?.identified === false) {
    reportAt(report, PATHWAY_FINDINGS.unidentifiedPatient, placeIn(history, 'patient'));
  }
};

export const birthDateIsOfNumber: PathwayRule = ({ history }, report) => {
  const { birthDate = '', otherBirthDate } = history.patient ?? {};
  if (otherBirthDate !== undefined) {
    const found = { found: birthDate };
    reportAt(report, PATHWAY_FINDINGS.birthDateOfOther, placeIn(history, 'patient'), found);
  }
};

/**
 * 216, once, at the first registration after the eighteenth birthday (someone born on 29 February has it on 1 March
 * in a common year). A warning only: care for children and young people may continue past 18.
 */
export const notOverEighteen: PathwayRule = ({ type, birthDay, dated }, report) => {
  if (type !== PATHWAY_TYPE.childrenAndYoung || birthDay === undefined) {
    return;
  }
  const birth = partsOfDay(birthDay);
  const eighteenthBirthday = dayOfParts(birth.year + ADULT_AGE, birth.month, birth.day);
  const registration = dated.find(({ moment }) => moment.day > eighteenthBirthday);
  if (registration !== undefined) {
    const date = partsOfDay(registration.moment.day);
    const hadBirthday = date.month > birth.month || (date.month === birth.month && date.day >= birth.day);
    const age = date.year - birth.year - (hadBirthday ? 0 : 1);
    const { doubtful } = registration;
    reportRegistration(report, PATHWAY_FINDINGS.adultInChildPathway, registration, { age: String(age) });
    registration.doubtful = doubtful;
  }
};

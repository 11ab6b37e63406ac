import { dateOfDay, partsOfDay } from '../pathway/calendarDay.ts';
import type { PathwayRecord, RecordMinor, RecordNextOfKin } from '../pathway/record.ts';
import type { DayNumber } from './calendar.ts';
import type { BinarySex, NationalIdIssuer } from './nationalIds.ts';
import type { SyntheticPerson } from './patients.ts';
import { pickPersonName } from './professionals.ts';
import type { RandomSource } from './randomSource.ts';
import { FAMILY_NAMES } from './personNames.ts';

const DAYS_A_YEAR = 365.25;
const ADULT_AGE = 18;

/** Relations of an adult's next of kin (Volven 9033), with the sex where the word has one. */
const ADULT_RELATIONS: readonly (readonly [code: string, sex?: BinarySex])[] = [
  ['EF'],
  ['SA'],
  ['MO', 'female'],
  ['FA', 'male'],
  ['SI', 'female'],
  ['BR', 'male'],
  ['DA', 'female'],
  ['SO', 'male'],
  ['AP'],
];

/** Who stands around the patient: next of kin, minors, GP, municipality. */
export type Surroundings = Pick<
  PathwayRecord,
  'nextOfKin' | 'minors' | 'generalPractitioner' | 'municipality'
>;

/** Without the minors who have come of age, or do so in the year of the day. */
export function withoutThoseOfAge<Around extends Pick<PathwayRecord, 'minors'>>(
  around: Around,
  day: DayNumber,
): Around {
  const { year } = partsOfDay(day);
  return around.minors === undefined
    ? around
    : {
        ...around,
        minors: around.minors.filter(
          ({ birthYear }) => birthYear === undefined || birthYear + ADULT_AGE > year,
        ),
      };
}

export function chooseSurroundings(
  random: RandomSource,
  person: SyntheticPerson,
  day: DayNumber,
  ids: NationalIdIssuer,
): Surroundings {
  const age = (day - person.birthDay) / DAYS_A_YEAR;
  const nextOfKin = age < ADULT_AGE ? parents(random, person, ids) : adultNextOfKin(random, person);
  const minors = chooseMinors(random, person, age, day);
  const { service, coordinators, generalPractitioners } = person.municipality;
  return {
    ...(nextOfKin.length === 0 ? {} : { nextOfKin }),
    ...(minors.length === 0 ? {} : { minors }),
    ...(random.chance(0.9) ? { generalPractitioner: random.pick(generalPractitioners) } : {}),
    ...(random.chance(0.5)
      ? {
          municipality: random.chance(0.6) ? { ...service, coordinator: random.pick(coordinators) } : service,
        }
      : {}),
  };
}

function parents(random: RandomSource, person: SyntheticPerson, ids: NationalIdIssuer): RecordNextOfKin[] {
  const parent = (
    relationship: string,
    sex: BinarySex,
    family: string,
    nearest: boolean,
  ): RecordNextOfKin => {
    const birthDate = dateOfDay(person.birthDay - random.integer(20 * 365, 40 * 365));
    return {
      name: pickPersonName(random, sex, family),
      ...(random.chance(0.6) ? { nationalId: ids.birthNumber(random, birthDate, sex) } : {}),
      relationship,
      nearest,
    };
  };
  const mother = parent('MO', 'female', person.family, true);
  return random.chance(0.6) ? [mother, parent('FA', 'male', random.pick(FAMILY_NAMES), false)] : [mother];
}

function adultNextOfKin(random: RandomSource, person: SyntheticPerson): RecordNextOfKin[] {
  if (random.chance(0.3)) return [];
  const [relationship, sex = random.pick(['female', 'male'] as const)] = random.pick(ADULT_RELATIONS);
  const family = random.chance(0.5) ? person.family : random.pick(FAMILY_NAMES);
  return [{ name: pickPersonName(random, sex, family), relationship, nearest: true }];
}

function chooseMinors(
  random: RandomSource,
  person: SyntheticPerson,
  age: number,
  day: DayNumber,
): RecordMinor[] {
  const relation = age < ADULT_AGE ? 'sibling' : 'child';
  const possible = relation === 'sibling' ? age >= 3 : age >= 22 && age <= 60;
  if (!possible || random.chance(0.6)) return [];
  const oldest = Math.floor(Math.min(ADULT_AGE - 1, relation === 'child' ? age - 19 : ADULT_AGE - 1));
  return Array.from({ length: random.integer(1, 2) }, () => {
    const sex = random.pick(['female', 'male'] as const);
    return {
      relation,
      name: pickPersonName(random, sex, person.family),
      birthYear: partsOfDay(day).year - random.integer(1, oldest),
      followUp: random.pick(['not-assessed', 'needed', 'given', 'not-needed'] as const),
    };
  });
}

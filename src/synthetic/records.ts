import { dayOf } from '../pathway/calendarDay.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import type { LocalDate, PathwayRecord } from '../pathway/record.ts';
import { chooseCourse, chooseProfile, chooseReferralDay, firstReferralDay } from './chooseCourse.ts';
import type { DayNumber } from './calendar.ts';
import { courseUntil, endOfCourse } from './course.ts';
import type { SimulationRules } from './courseWish.ts';
import { createIntervalLimits } from './intervalLimits.ts';
import { createNationalIdIssuer, type NationalIdIssuer } from './nationalIds.ts';
import { orderAtNextTrust, orderInNextPathway } from './nextPathway.ts';
import { MUNICIPAL_SERVICES, TRUSTS } from './organizations.ts';
import { chooseBirthDay, choosePatient } from './patients.ts';
import { PATHWAY_PROFILES, type PathwayProfile } from './pathwayProfiles.ts';
import { createRandomSource, type RandomSource } from './randomSource.ts';
import { recordOfCourse, type RecordOrder } from './recordOfCourse.ts';
import { chooseSurroundings } from './surroundings.ts';

export interface GenerateRequest {
  readonly seed: number | string;
  /** Number of records. */
  readonly count: number;
  /** The day on which the records are sent: nothing in them lies on it or after it. */
  readonly today: LocalDate;
  /** Gives the codes, the pathway times, the editions and their start-date rules. */
  readonly catalogue: Catalogue;
}

/**
 * Synthetic pathway records, each of a pathway of its own, that the rules find nothing wrong with on `today`. The
 * same request gives the same records, and a greater count the same ones first. A transfer between trusts, or a move
 * to another pathway, is two records after each other.
 * @throws RangeError when `today` is no date
 */
export function* generateRecords({
  seed,
  count,
  today,
  catalogue,
}: GenerateRequest): Generator<PathwayRecord> {
  const todayNumber = dayOf(today);
  if (todayNumber === undefined) throw new RangeError(`${today} is not a date as YYYY-MM-DD`);
  const world: World = {
    rules: { catalogue, limits: createIntervalLimits(catalogue) },
    ids: createNationalIdIssuer(),
    lastDay: todayNumber - 1,
  };
  let made = 0;
  for (let patient = 1; made < count; patient++) {
    const random = createRandomSource(`${seed} ${patient}`);
    for (const record of recordsOfPatient(random, `${seed}-${patient}`, world)) {
      if (made === count) return;
      made++;
      yield record;
    }
  }
}

interface World {
  readonly rules: SimulationRules;
  readonly ids: NationalIdIssuer;
  /** Last day of which anything is told. */
  readonly lastDay: DayNumber;
}

/** The patient's pathway, and the one that takes over from it where it is moved and that has begun. */
function* recordsOfPatient(random: RandomSource, number: string, world: World): Generator<PathwayRecord> {
  const { rules, ids, lastDay } = world;
  const profile = chooseProfile(random, rules, lastDay);
  const received = chooseReferralDay(random, profile, rules, lastDay);
  const birthDay = chooseBirthDay(random, profile, received, lastDay);
  const trust = random.pick(TRUSTS);
  const municipality = random.pick(MUNICIPAL_SERVICES);
  const localNumber = `P${number}`;
  const person = choosePatient(random, { profile, birthDay, municipality, trust, localNumber }, ids);
  const targets = profilesToMoveTo(profile, received, birthDay, rules);
  const course = chooseCourse(
    random,
    {
      profile,
      received,
      birthDay,
      mayMoveTrust: true,
      mayMovePathway: targets.length > 0,
      onward: false,
      fromOtherTrust: false,
    },
    rules,
  );
  const surroundings = chooseSurroundings(random, person, received, ids);
  const doctor = surroundings.generalPractitioner ?? random.pick(municipality.generalPractitioners);
  const order: RecordOrder = {
    profile,
    course: courseUntil(course, lastDay),
    person,
    surroundings,
    trust,
    pathwayNumber: `F${number}-1`,
    coordinator: random.pick(trust.coordinators),
    clinician: random.pick(trust.clinicians),
    referrer: { professional: doctor, ...(doctor.organization ? { organization: doctor.organization } : {}) },
    seniorityDay: received,
  };
  yield recordOfCourse(random, order, lastDay);

  const end = endOfCourse(course);
  if (end === undefined || end.day >= lastDay) return;
  const following = { pathwayNumber: `F${number}-2`, localNumber, endDay: end.day, lastDay };
  if (end.outcome === 'O')
    yield recordOfCourse(random, orderAtNextTrust(random, order, following, rules), lastDay);
  if (end.outcome === 'N') {
    const next = orderInNextPathway(random, order, random.pick(targets), following, rules);
    yield recordOfCourse(random, next, lastDay);
  }
}

/** Pathways to which the patient can be moved: of the right age, and introduced by then. */
function profilesToMoveTo(
  { movesTo }: PathwayProfile,
  received: DayNumber,
  birthDay: DayNumber,
  rules: SimulationRules,
): PathwayProfile[] {
  const years = (received - birthDay) / 365.25;
  return PATHWAY_PROFILES.filter(
    (target) =>
      movesTo.includes(target.type) &&
      years > target.age[0] &&
      years < target.age[1] - 1 &&
      firstReferralDay(target, rules) <= received,
  );
}

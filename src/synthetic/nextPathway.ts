import { dateOfDay } from '../pathway/calendarDay.ts';
import type { DayNumber } from './calendar.ts';
import { chooseCourse } from './chooseCourse.ts';
import { courseUntil } from './course.ts';
import type { SimulationRules } from './courseWish.ts';
import { TRUSTS, type SyntheticTrust } from './organizations.ts';
import type { SyntheticPerson } from './patients.ts';
import type { PathwayProfile } from './pathwayProfiles.ts';
import type { RandomSource } from './randomSource.ts';
import { pathwayIdentifier, type RecordOrder } from './recordOfCourse.ts';

/** What the pathway is called that takes over, and the days between which its onward referral comes. */
export interface Following {
  readonly pathwayNumber: string;
  readonly localNumber: string;
  /** Day on which the former pathway ended. */
  readonly endDay: DayNumber;
  readonly lastDay: DayNumber;
}

/** The same pathway at another trust: own start, with the first trust's start date and name kept. */
export function orderAtNextTrust(
  random: RandomSource,
  former: RecordOrder,
  following: Following,
  rules: SimulationRules,
): RecordOrder {
  const trust = random.pick(TRUSTS.filter((candidate) => candidate !== former.trust));
  const start = former.course.events.find(({ event }) => event === 'A');
  return {
    ...nextOrder(random, former, former.profile, trust, following, rules),
    person: personAt(trust, former.person, following.localNumber),
    ...(start === undefined
      ? {}
      : { firstTrust: { startDate: dateOfDay(start.day), name: former.trust.organization.name } }),
    ...(random.chance(0.5) ? { formerPathway: pathwayIdentifier(former.trust, former.pathwayNumber) } : {}),
  };
}

/** Another pathway at the same trust. */
export function orderInNextPathway(
  random: RandomSource,
  former: RecordOrder,
  profile: PathwayProfile,
  following: Following,
  rules: SimulationRules,
): RecordOrder {
  return {
    ...nextOrder(random, former, profile, former.trust, following, rules),
    formerPathway: pathwayIdentifier(former.trust, former.pathwayNumber),
  };
}

/** The same patient's next course, on an onward referral that is received after the former one's end. */
function nextOrder(
  random: RandomSource,
  former: RecordOrder,
  profile: PathwayProfile,
  trust: SyntheticTrust,
  { pathwayNumber, endDay, lastDay }: Following,
  rules: SimulationRules,
): RecordOrder {
  const received = Math.min(endDay + random.integer(1, 4), lastDay);
  const { birthDay } = former.person;
  const course = chooseCourse(
    random,
    {
      profile,
      received,
      birthDay,
      mayMoveTrust: false,
      mayMovePathway: false,
      onward: true,
      fromOtherTrust: trust !== former.trust,
    },
    rules,
  );
  return {
    ...former,
    profile,
    trust,
    course: courseUntil(course, lastDay),
    pathwayNumber,
    coordinator: random.pick(trust.coordinators),
    clinician: random.pick(trust.clinicians),
    referrer: { professional: former.clinician, organization: former.trust.organization },
  };
}

/** A trust's own patient number does not follow the patient to another one, which gives its own. */
function personAt(trust: SyntheticTrust, person: SyntheticPerson, localNumber: string): SyntheticPerson {
  const { localIdentifier, ...patient } = person.patient;
  if (localIdentifier === undefined) return person;
  const system = `${trust.identifierBase}/patient`;
  return {
    ...person,
    patient: { ...patient, localIdentifier: { system, value: localNumber, issuer: trust.organization.name } },
  };
}

import { dayOf } from '../pathway/calendarDay.ts';
import type { StartDateRule } from '../pathway/catalogue.ts';
import { pickDay, type DayNumber } from './calendar.ts';
import type { Course, CourseReferral } from './course.ts';
import type { CourseEnding, CourseWish, SimulationRules } from './courseWish.ts';
import { PATHWAY_PROFILES, type PathwayProfile } from './pathwayProfiles.ts';
import type { RandomSource, Weighted } from './randomSource.ts';
import { simulateCourse } from './simulateCourse.ts';

/** Ends that a course can have; those whose code the pathway lacks are left out. */
const ENDINGS: Weighted<CourseEnding> = [
  [40, { outcome: 'G', after: 'treatment' }],
  [8, { outcome: 'G', after: 'decision' }],
  [8, { outcome: 'O', after: 'treatment' }],
  [3, { outcome: 'O', after: 'firstAttendance' }],
  [4, { outcome: 'N', after: 'decision' }],
  [3, { outcome: 'N', after: 'treatment' }],
  [6, { outcome: 'R', after: 'assessmentOfReferral' }],
  [2, { outcome: 'L', after: 'assessmentOfReferral' }],
  [2, { outcome: 'L', after: 'firstAttendance' }],
  [3, { outcome: 'M', after: 'assessmentOfReferral' }],
  [4, { outcome: 'M', after: 'treatment' }],
  [2, { outcome: 'P', after: 'assessmentOfReferral' }],
  [2, { outcome: 'P', after: 'firstAttendance' }],
  [4, { outcome: 'P', after: 'treatment' }],
  [2, { outcome: 'A', after: 'firstAttendance' }],
  [3, { outcome: 'A', after: 'treatment' }],
];

/** Share of the courses that are referred in the last months, so that many are open. */
const RECENT_SHARE = 0.3;
const RECENT_DAYS = 150;
/** Within ten working days whatever the holidays: ten of them are never fewer than fourteen calendar days. */
const ASSESSMENT_DAYS = 12;
/** The directorate's kodeveileder: decide on entry within two weeks after acute assessment. */
const ACUTE_DECISION_DAYS = 14;

/** One of the pathway types that had been introduced by `lastDay`; any of them before that. */
export function chooseProfile(
  random: RandomSource,
  rules: SimulationRules,
  lastDay: DayNumber,
): PathwayProfile {
  const introduced = PATHWAY_PROFILES.filter((profile) => firstReferralDay(profile, rules) <= lastDay);
  const profiles = introduced.length === 0 ? PATHWAY_PROFILES : introduced;
  return random.weighted(profiles.map((profile) => [profile.weight, profile] as const));
}

/** The first day on which a patient can be referred to the pathway. */
export function firstReferralDay(
  { type, firstReferral }: PathwayProfile,
  { catalogue }: SimulationRules,
): DayNumber {
  const date =
    catalogue.pathwayTypes.get(type)?.validFrom ?? firstReferral ?? catalogue.editions[0]?.validFrom;
  return dayOf(date ?? '') ?? -Infinity;
}

/** The day on which the referral is received: from the pathway type's first day to `lastDay`. */
export function chooseReferralDay(
  random: RandomSource,
  profile: PathwayProfile,
  rules: SimulationRules,
  lastDay: DayNumber,
): DayNumber {
  const recent = random.chance(RECENT_SHARE);
  const firstDay = Math.min(firstReferralDay(profile, rules), lastDay);
  return pickDay(random, recent ? Math.max(firstDay, lastDay - RECENT_DAYS) : firstDay, lastDay);
}

export interface CourseOrder {
  readonly profile: PathwayProfile;
  readonly received: DayNumber;
  readonly birthDay: DayNumber;
  /** Whether the course may end by a move to another trust, or to another pathway. */
  readonly mayMoveTrust: boolean;
  readonly mayMovePathway: boolean;
  /** Whether it follows an onward referral: then the right stands and nothing is acute. */
  readonly onward: boolean;
  /** Whether that referral comes from another trust, in the same pathway. */
  readonly fromOtherTrust: boolean;
}

export function chooseCourse(random: RandomSource, order: CourseOrder, rules: SimulationRules): Course {
  const { profile } = order;
  const setting = random.share(profile.settings);
  const acute = !order.onward && profile.newborn !== true && setting !== 'outpatient' && random.chance(0.25);
  const startRule = startRuleOn(order.received, rules);
  const ending = chooseEnding(random, order, acute, startRule, rules);
  const referral = acute
    ? acuteReferral(random, order, rules)
    : electiveReferral(random, order, ending.outcome === 'R', rules);
  const wish: CourseWish = {
    profile,
    setting,
    referral,
    startDay:
      referral.acuteDecision ?? (startRule === 'referral-received' ? referral.received : referral.assessed),
    birthDay: order.birthDay,
    ending,
    continuesTreatment: order.fromOtherTrust && random.chance(0.3),
    extendedAssessment: hasCode(rules, profile, 'CU') && random.chance(0.3),
  };
  return simulateCourse(random, wish, rules);
}

function chooseEnding(
  random: RandomSource,
  order: CourseOrder,
  acute: boolean,
  startRule: StartDateRule,
  rules: SimulationRules,
): CourseEnding {
  return random.weighted(
    ENDINGS.filter(([, { outcome, after }]) => {
      if (!hasCode(rules, order.profile, `X${outcome}`)) return false;
      if (outcome === 'O') return order.mayMoveTrust;
      if (outcome === 'N') return order.mayMovePathway;
      // A pathway that starts when a right is granted cannot end because it was not.
      if (outcome === 'R') return !acute && !order.onward && startRule === 'referral-received';
      return !acute || after !== 'assessmentOfReferral';
    }),
  );
}

function electiveReferral(
  random: RandomSource,
  { received, profile }: CourseOrder,
  refused: boolean,
  rules: SimulationRules,
): CourseReferral {
  const limit = rules.limits(profile.type, 'mixed', 'referralReceived', 'firstAttendance');
  const assessed = pickDay(
    random,
    received + 1,
    received + Math.min(ASSESSMENT_DAYS, limit ?? ASSESSMENT_DAYS),
  );
  const priority = limit === undefined && random.chance(0.8) ? 'N' : '3';
  if (refused) return { received, assessed, priority, right: random.pick(['4', '5']) };
  return {
    received,
    assessed,
    priority,
    right: '3',
    outcome: random.pick(['1', '2']),
    deadline: pickDay(random, assessed + 28, assessed + 70),
  };
}

function acuteReferral(
  random: RandomSource,
  { received, profile }: CourseOrder,
  rules: SimulationRules,
): CourseReferral {
  const limit =
    rules.limits(profile.type, 'mixed', 'referralReceived', 'firstAttendance') ?? ACUTE_DECISION_DAYS;
  return {
    received,
    assessed: received,
    priority: '0',
    right: '3',
    outcome: '2',
    acuteDecision: pickDay(random, received + 1, received + Math.min(ACUTE_DECISION_DAYS, limit)),
  };
}

function startRuleOn(day: DayNumber, { catalogue }: SimulationRules): StartDateRule {
  const edition = catalogue.editions.findLast(({ validFrom }) => (dayOf(validFrom) ?? day) <= day);
  return edition?.startDateRule ?? 'referral-received';
}

function hasCode({ catalogue }: SimulationRules, { type }: PathwayProfile, rest: string): boolean {
  return catalogue.combinedCodes.has(`${type}${rest}`);
}

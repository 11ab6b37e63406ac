import type { Catalogue } from '../pathway/catalogue.ts';
import type { DayNumber } from './calendar.ts';
import type { CourseReferral } from './course.ts';
import { CourseLog } from './courseLog.ts';
import type { CoursePoint, CourseSetting, IntervalLimits } from './intervalLimits.ts';
import type { PathwayProfile, Span } from './pathwayProfiles.ts';
import type { RandomSource } from './randomSource.ts';

/** How a course ends: the outcome of X (list 9326), and after which stage. */
export interface CourseEnding {
  readonly outcome: string;
  readonly after: 'assessmentOfReferral' | 'firstAttendance' | 'decision' | 'treatment';
}

/** What is settled of a course before it is laid out. */
export interface CourseWish {
  readonly profile: PathwayProfile;
  readonly setting: CourseSetting;
  readonly referral: CourseReferral;
  /** Day on which the pathway counts as started. */
  readonly startDay: DayNumber;
  /** A newborn cannot attend before this day. */
  readonly birthDay: DayNumber;
  readonly ending: CourseEnding;
  /** Whether treatment goes on at the next trust, where the decision was made at the first. */
  readonly continuesTreatment: boolean;
  /** Whether the first decision asks for extended assessment. */
  readonly extendedAssessment: boolean;
}

export interface SimulationRules {
  readonly catalogue: Catalogue;
  readonly limits: IntervalLimits;
}

/** What the stages of a course share while it is laid out. */
export interface CourseContext {
  readonly random: RandomSource;
  readonly wish: CourseWish;
  readonly log: CourseLog;
  /** The days on which the next point can fall: never later than the pathway time, nor than is typical. */
  readonly window: (from: CoursePoint, day: DayNumber, to: CoursePoint, typical: Span) => Span;
}

export function courseContext(random: RandomSource, wish: CourseWish, rules: SimulationRules): CourseContext {
  return {
    random,
    wish,
    log: new CourseLog(random, wish.profile.type, rules.catalogue),
    window: (from, day, to, [shortest, longest]) => {
      const limit = rules.limits(wish.profile.type, wish.setting, from, to) ?? longest;
      const latest = Math.min(limit, longest);
      return [day + Math.min(shortest, latest), day + latest];
    },
  };
}

import { attend, endBeforeAttendance, startCourse } from './attendanceStage.ts';
import { assess } from './assessmentStage.ts';
import type { Course } from './course.ts';
import { courseContext, type CourseContext, type CourseWish, type SimulationRules } from './courseWish.ts';
import { endCourse } from './endOfCourse.ts';
import { pickDay } from './calendar.ts';
import type { RandomSource } from './randomSource.ts';
import { treat } from './treatmentStage.ts';

/** Lays the whole course out, from start to end, each interval within the catalogue's pathway time. */
export function simulateCourse(random: RandomSource, wish: CourseWish, rules: SimulationRules): Course {
  const context = courseContext(random, wish, rules);
  layOut(context);
  const { events, contacts } = context.log;
  return {
    pathwayType: wish.profile.type,
    setting: wish.setting,
    referral: wish.referral,
    events: events.toSorted((first, second) => first.registeredOn - second.registeredOn),
    contacts,
  };
}

function layOut(context: CourseContext): void {
  const { random, wish } = context;
  const { ending, profile } = wish;
  startCourse(context);
  if (ending.after === 'assessmentOfReferral') {
    endBeforeAttendance(context);
    return;
  }
  const attendance = attend(context);
  if (ending.after === 'firstAttendance') {
    const [, latest] = context.window(
      'firstAttendance',
      attendance,
      'decision',
      profile.typicalDays.assessment,
    );
    endCourse(context, pickDay(random, attendance + 1, latest));
    return;
  }
  const { assessment, firstEvaluation } = profile.typicalDays;
  if (wish.continuesTreatment && ending.after === 'treatment') {
    const [, decisionDue] = context.window('firstAttendance', attendance, 'decision', assessment);
    const [from, to] = context.window('decision', attendance, 'evaluation', firstEvaluation);
    treat(context, attendance, [from, Math.min(to, decisionDue)]);
    return;
  }
  const decision = assess(context, attendance);
  if (ending.after === 'decision') {
    const [, latest] = context.window('decision', decision, 'evaluation', [0, 7]);
    endCourse(context, pickDay(random, decision, latest));
    return;
  }
  treat(context, decision, context.window('decision', decision, 'evaluation', firstEvaluation));
}

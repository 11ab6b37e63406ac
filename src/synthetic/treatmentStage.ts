import { pickDay, type DayNumber } from './calendar.ts';
import type { CourseContact } from './course.ts';
import type { CourseContext } from './courseWish.ts';
import type { CourseLog } from './courseLog.ts';
import { endCourse } from './endOfCourse.ts';
import type { Span } from './pathwayProfiles.ts';
import type { RandomSource } from './randomSource.ts';
import { postpone, visit } from './visits.ts';

/** An activity in treatment (U with an outcome of list 9325), and how likely it is where the pathway has it. */
const TREATMENT_ACTIVITIES: readonly (readonly [outcome: string, chance: number])[] = [
  ['V', 0.5],
  ['E', 0.8],
  ['M', 0.4],
  ['S', 0.8],
  ['U', 0.3],
];

/**
 * Treatment with its evaluations, activities, feedback to the referrer and meetings, to the end of the course.
 * `firstEvaluation`: the days on which the first evaluation can fall.
 */
export function treat(context: CourseContext, decision: DayNumber, firstEvaluation: Span): void {
  const { random, wish, log } = context;
  const sessions: CourseContact[] = [];
  let last = decision;
  let span = firstEvaluation;
  const evaluations = random.integer(...wish.profile.evaluations);
  for (let count = 0; count < evaluations; count++) {
    const day = pickDay(random, Math.max(span[0], last + 1), span[1]);
    if (!postpone(context, last, day)) sessions.push(...visit(context, last, day, '2'));
    changeSetting(context, count, day);
    const contact = log.meet(day, '2');
    log.register('E', undefined, day, contact);
    if (contact.careLevel !== '1') sessions.push(contact);
    last = day;
    span = context.window('evaluation', day, 'evaluation', wish.profile.typicalDays.nextEvaluation);
  }
  const end = pickDay(random, last + 1, span[1]);
  sessions.push(...visit(context, last, end, '2'));
  registerActivities(context, sessions, decision, end);
  if (random.chance(0.8)) log.register('T', undefined, end, log.meet(end, '2'));
  endCourse(context, end);
}

/** A mixed course leaves the ward at its next evaluation, or goes into it at the first. */
function changeSetting({ wish, log }: CourseContext, evaluation: number, day: DayNumber): void {
  if (wish.setting !== 'mixed') return;
  if (log.inStay) log.closeStay(day);
  else if (evaluation === 0) log.openStay(day, '2');
}

function registerActivities(
  { random, log }: CourseContext,
  sessions: readonly CourseContact[],
  decision: DayNumber,
  end: DayNumber,
): void {
  for (const [outcome, chance] of TREATMENT_ACTIVITIES) {
    if (!random.chance(chance) || sessions.length === 0) continue;
    const session = random.pick(sessions);
    log.register('U', outcome, session.start, session);
  }
  if (end - decision > 1) registerCooperation(random, log, decision + 1, end - 1);
  if (random.chance(0.5)) log.register('U', 'F', end, log.meet(end, '2'));
}

/** Feedback to referrer and GP, and a meeting with those who are concerned, or that none is needed. */
function registerCooperation(random: RandomSource, log: CourseLog, from: DayNumber, to: DayNumber): void {
  if (random.chance(0.7)) log.register('F', undefined, pickDay(random, from, to));
  const day = pickDay(random, from, to);
  if (random.chance(0.4)) log.register('S', 'M', day, log.visit(day, '5'));
  else if (random.chance(0.3)) log.register('S', 'I', day);
}

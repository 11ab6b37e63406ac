import { pickDay, type DayNumber } from './calendar.ts';
import type { CourseContext } from './courseWish.ts';
import type { Span } from './pathwayProfiles.ts';

/** Registers the start; after acute assessment the patient is in the ward already. */
export function startCourse({ random, wish, log }: CourseContext): void {
  if (wish.referral.acuteDecision !== undefined) log.openStay(wish.referral.received, '1');
  const indirect = !log.inStay && wish.startDay >= wish.birthDay && random.chance(0.3);
  log.register('A', undefined, wish.startDay, indirect ? log.visit(wish.startDay, '5') : undefined);
}

/** Registers the end of a course that the patient never attended: at once where the right is not granted. */
export function endBeforeAttendance(context: CourseContext): void {
  const { random, wish, log } = context;
  const [earliest, latest] = attendanceWindow(context);
  const assessed = Math.max(wish.startDay, wish.referral.assessed, wish.birthDay);
  const day = wish.ending.outcome === 'R' ? assessed : pickDay(random, Math.min(earliest, assessed), latest);
  log.register('X', wish.ending.outcome, Math.max(day, assessed));
  log.closeStay(day);
}

/** Registers the first attendance, and where the pathway asks for it when symptoms of psychosis began. */
export function attend(context: CourseContext): DayNumber {
  const { random, wish, log } = context;
  const [earliest, latest] = attendanceWindow(context);
  const day = wish.referral.acuteDecision ?? pickDay(random, earliest, latest);
  const startsInStay = wish.setting === 'inpatient' || (wish.setting === 'mixed' && random.chance(0.4));
  if (startsInStay && !log.inStay) log.openStay(day, '1');
  log.register('M', undefined, day, log.meet(day, '1'));
  if (random.chance(0.6)) log.registerAfterwards('P', day - random.integer(30, 1500), day);
  return day;
}

function attendanceWindow({ wish, window }: CourseContext): Span {
  const { received, assessed, deadline } = wish.referral;
  const [from, to] = window(
    'referralReceived',
    received,
    'firstAttendance',
    wish.profile.typicalDays.waiting,
  );
  const possible = Math.max(wish.startDay, assessed, wish.birthDay);
  const latest = Math.max(possible, Math.min(to, deadline ?? to));
  return [Math.max(possible, Math.min(from, latest)), latest];
}

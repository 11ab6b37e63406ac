import { pickDay, type DayNumber } from './calendar.ts';
import { dayOfParts } from '../pathway/calendarDay.ts';
import type { CourseContact } from './course.ts';
import type { CourseContext } from './courseWish.ts';

/** First day on which "postponed by the patient" is known to have been in use (the directorate's page, 2020-09-29). */
const POSTPONEMENT_KNOWN = dayOfParts(2020, 9, 29);

/** The visits between two measurement points, both days excluded; in a ward there are none. */
export function visit(
  { random, log }: CourseContext,
  from: DayNumber,
  to: DayNumber,
  contactType: '1' | '2',
): readonly CourseContact[] {
  if (log.inStay) return [];
  const gap = Math.max(5, Math.ceil((to - from) / (contactType === '1' ? 3 : 4)));
  const visits: CourseContact[] = [];
  for (let day = from + gap; day < to - 2; day += gap) {
    visits.push(log.visit(pickDay(random, day - 2, day + 2), contactType));
  }
  return visits;
}

/**
 * The patient postpones for more than seven working days, where the pathway has a code for it: then there are no
 * visits until the next measurement point. The pathway time is measured, and here kept, all the same.
 */
export function postpone({ random, log }: CourseContext, from: DayNumber, to: DayNumber): boolean {
  const day = pickDay(random, from + 1, from + 4);
  if (log.inStay || to - day < 12 || day < POSTPONEMENT_KNOWN || !random.chance(0.25)) return false;
  return log.register('L', undefined, day);
}

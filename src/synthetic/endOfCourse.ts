import type { DayNumber } from './calendar.ts';
import type { CourseContext } from './courseWish.ts';
import type { Shares } from './pathwayProfiles.ts';

/** Endings at which the patient is not there: no closing talk, no help need registered. */
const ENDED_IN_ABSENCE: readonly string[] = ['M', 'P', 'A'];

/** Outcome of H (list 9328) when the pathway is completed. */
const HELP_NEEDS: Shares<string> = { K: 6, I: 3, A: 2, S: 1, P: 1, T: 1 };

/** The last talk with its help need, where there is one, and the end. */
export function endCourse({ random, wish, log }: CourseContext, day: DayNumber): void {
  const { outcome } = wish.ending;
  const contact = ENDED_IN_ABSENCE.includes(outcome) ? undefined : log.meet(day, '2');
  if (outcome === 'G' && random.chance(0.85)) log.register('H', random.share(HELP_NEEDS), day, contact);
  log.register('X', outcome, day, contact);
  log.closeStay(day);
}

import type { DayNumber } from './calendar.ts';
import { pickDay } from './calendar.ts';
import type { CourseContext } from './courseWish.ts';
import { postpone, visit } from './visits.ts';

/** Assessment with its decision, and the extended one where it is wished; returns the day of the last decision. */
export function assess(context: CourseContext, attendance: DayNumber): DayNumber {
  const { random, wish, log } = context;
  const { assessment } = wish.profile.typicalDays;
  const day = pickDay(random, ...context.window('firstAttendance', attendance, 'decision', assessment));
  if (!postpone(context, attendance, day)) visit(context, attendance, day, '1');
  detoxify(context, attendance, day);
  if (random.chance(0.5)) log.register('U', 'V', day, log.meet(day, '1'));
  if (!wish.extendedAssessment) {
    decide(context, outcomeOfDecision(context), day);
    return day;
  }
  decide(context, 'U', day);
  const [earliest, latest] = context.window('decision', day, 'secondDecision', assessment);
  const secondDay = pickDay(random, Math.max(earliest, day + 1), latest);
  visit(context, day, secondDay, '1');
  decide(context, outcomeOfDecision(context), secondDay);
  return secondDay;
}

function decide({ random, log }: CourseContext, outcome: string, day: DayNumber): void {
  const contact = log.meet(day, '1');
  log.register('C', outcome, day, contact);
  if (outcome === 'U') return;
  if (random.chance(0.6)) log.register('U', 'B', day, contact);
  if (random.chance(0.6)) log.register('U', 'U', day, contact);
}

/** Detoxification in the ward; other treatment begins on the day on which it ends (pathway time of 0 days). */
function detoxify({ random, wish, log }: CourseContext, attendance: DayNumber, decision: DayNumber): void {
  const isPossible = log.inStay && decision - attendance > 1 && log.has('D', undefined, decision);
  if (!isPossible || !random.chance(0.6)) return;
  const day = random.integer(attendance + 1, decision - 1);
  log.register('D', undefined, day, log.meet(day, '1'));
  log.closeStay(day);
  if (wish.setting === 'inpatient' || random.chance(0.5)) log.openStay(day, '2');
}

/** A decision that goes with the ending: treatment here, or an end because the need is met elsewhere or is none. */
function outcomeOfDecision({ random, wish }: CourseContext): string {
  const { ending, profile } = wish;
  const endsWithDecision = ending.after === 'decision' && ending.outcome === 'G';
  const possible = Object.entries(profile.decisions).filter(
    ([outcome]) => profile.treatedHere.includes(outcome) !== endsWithDecision,
  );
  return random.share(Object.fromEntries(possible));
}

/** Times that may hold for an interval while the level of care, or a condition such as severity, is not told. */

import type { CareSetting, IntervalPoint, PathwayTime } from './catalogue.ts';
import { limitOf, limitsOf } from './careSetting.ts';

/** The times of one pathway type under the conditions of the same interval; a time without a condition is alone. */
export function candidatesOf(time: PathwayTime, times: readonly PathwayTime[]): readonly PathwayTime[] {
  return time.condition === undefined
    ? [time]
    : times.filter(
        ({ condition, from, to }) =>
          condition !== undefined && nameOf(from) === nameOf(time.from) && nameOf(to) === nameOf(time.to),
      );
}

/** A time with the limit in calendar days that decides. */
export interface LongestTime {
  readonly time: PathwayTime;
  readonly days: number;
}

/** The candidate that no other exceeds; undefined where the limit of one of them is not known. */
export function longestOf(
  candidates: readonly PathwayTime[],
  setting: CareSetting | undefined,
): LongestTime | undefined {
  let longest: LongestTime | undefined;
  for (const time of candidates) {
    const days = limitOf(time, setting) ?? (setting === undefined ? limitsOf(time)?.longest : undefined);
    if (days === undefined) {
      return undefined;
    }
    if (longest === undefined || days > longest.days) {
      longest = { time, days };
    }
  }
  return longest;
}

/** The event, or the date of the referral, by which an interval's end is named. */
export function nameOf(point: IntervalPoint): string {
  return 'date' in point ? point.date : point.event;
}

import { InvalidArgumentError } from 'commander';
import { dayOf } from '../pathway/calendarDay.ts';

/** The value of an option that is a day. @throws InvalidArgumentError for what is none */
export function calendarDay(text: string): string {
  if (dayOf(text) === undefined) {
    throw new InvalidArgumentError('a date as YYYY-MM-DD is wanted.');
  }
  return text;
}

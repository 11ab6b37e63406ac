import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/pathway/calendarDay.ts';
import { isWorkingDay } from '../../src/pathway/workingDay.ts';
import { norwegianTimeOf, pickDay } from '../../src/synthetic/calendar.ts';
import { createRandomSource } from '../../src/synthetic/randomSource.ts';

const day = (date: string): number => dayOf(date) ?? Number.NaN;

describe('Norwegian times', () => {
  it.each([
    ['2024-01-15', 8 * 60, '2024-01-15T08:00:00+01:00'],
    ['2024-03-30', 12 * 60 + 5, '2024-03-30T12:05:00+01:00'],
    ['2024-03-31', 4 * 60, '2024-03-31T04:00:00+02:00'],
    ['2024-10-26', 23 * 60 + 59, '2024-10-26T23:59:00+02:00'],
    ['2024-10-27', 4 * 60, '2024-10-27T04:00:00+01:00'],
  ])('%s at minute %d is %s', (date, minute, expected) => {
    expect(norwegianTimeOf(day(date), minute)).toBe(expected);
  });
});

describe('picked days', () => {
  it('are working days wherever the span has one', () => {
    const random = createRandomSource('days');
    for (let from = day('2024-03-20'); from < day('2024-06-01'); from++) {
      const picked = pickDay(random, from, from + 6);
      expect(picked).toBeGreaterThanOrEqual(from);
      expect(picked).toBeLessThanOrEqual(from + 6);
      expect(isWorkingDay(picked) || from === day('2024-03-28')).toBe(true);
    }
  });

  it('are the only day there is, even a Sunday', () => {
    expect(pickDay(createRandomSource('sunday'), day('2024-06-02'), day('2024-06-02'))).toBe(
      day('2024-06-02'),
    );
  });
});

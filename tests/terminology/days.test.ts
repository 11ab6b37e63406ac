import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf, textOfDays } from '../../src/terminology/days.ts';

describe('the days of a FHIR dateTime', () => {
  it.each([
    ['2024-05-17', '2024-05-17'],
    ['2024', '2024-01-01 – 2024-12-31'],
    ['2024-02', '2024-02-01 – 2024-02-29'],
    ['2023-02', '2023-02-01 – 2023-02-28'],
    ['2024-04', '2024-04-01 – 2024-04-30'],
    ['2024-12', '2024-12-01 – 2024-12-31'],
    ['2024-10-27T23:30:00Z', '2024-10-28'],
    ['2024-10-27T12:00:00 02:00', '2024-10-27'],
  ])('%s: %s', (text, expected) => {
    const days = daysOf(text);
    expect(days && textOfDays(days)).toBe(expected);
  });

  it.each(['2024-13', '2024-00', '2024-1', '24', '2024-02-30', '', 'in May', '2024-05-'])(
    '%s: none',
    (text) => {
      expect(daysOf(text)).toBeUndefined();
    },
  );

  it('of a month follow the last day of the month before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const nameOf = (y: number, m: number) =>
          `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`;
        const next = month === 12 ? nameOf(year + 1, 1) : nameOf(year, month + 1);
        const last = Date.parse(`${daysOf(nameOf(year, month))?.last ?? ''}T00:00Z`);
        expect(Date.parse(`${daysOf(next)?.first ?? ''}T00:00Z`) - last).toBe(86_400_000);
      }),
    );
  });
});

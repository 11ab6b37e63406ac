import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeRangeOf } from '../../../src/store/index/fhirDate.ts';

const iso = (text: string): string | undefined => {
  const range = timeRangeOf(text);
  return range && `${new Date(range.start).toISOString()} ${new Date(range.end).toISOString()}`;
};

describe('the time that a value covers', () => {
  it.each([
    ['2026', '2025-12-31T23:00:00.000Z 2026-12-31T22:59:59.999Z'],
    ['2026-03', '2026-02-28T23:00:00.000Z 2026-03-31T21:59:59.999Z'],
    ['2026-03-02', '2026-03-01T23:00:00.000Z 2026-03-02T22:59:59.999Z'],
    ['2026-07-02', '2026-07-01T22:00:00.000Z 2026-07-02T21:59:59.999Z'],
    // The days on which the clocks are changed have 23 and 25 hours.
    ['2026-03-29', '2026-03-28T23:00:00.000Z 2026-03-29T21:59:59.999Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z 2026-10-25T22:59:59.999Z'],
    ['2026-03-02T09:30', '2026-03-02T08:30:00.000Z 2026-03-02T08:30:59.999Z'],
    ['2026-03-02T09:30:15Z', '2026-03-02T09:30:15.000Z 2026-03-02T09:30:15.999Z'],
    ['2026-03-02T09:30:15.2+01:00', '2026-03-02T08:30:15.200Z 2026-03-02T08:30:15.299Z'],
    ['2026-03-02T09:30:15.1234567-05:30', '2026-03-02T15:00:15.123Z 2026-03-02T15:00:15.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z 0001-01-01T00:00:00.999Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z 2024-02-29T22:59:59.999Z'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each([
    '',
    '26',
    '2026-13',
    '2026-00',
    '2026-02-29',
    '2026-04-31',
    '2026-03-02T',
    '2026-03-02T24:00',
    '2026-03-02T09',
    '2026-03-02 09:30',
    'x2026',
    '2026x',
  ])('%j is none', (text) => expect(timeRangeOf(text)).toBeUndefined());

  it('of a day follows that of the day before without a gap, and lies within its month and year', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1900-01-02T00:00:00Z'),
          max: new Date('2100-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
          const [range, previous, month, year] = [day, before, day.slice(0, 7), day.slice(0, 4)].map((text) =>
            timeRangeOf(text),
          );
          if (range === undefined || previous === undefined || month === undefined || year === undefined) {
            throw new Error(day);
          }
          expect(range.start).toBe(previous.end + 1);
          expect(month.start <= range.start && range.end <= month.end).toBe(true);
          expect(year.start <= month.start && month.end <= year.end).toBe(true);
        },
      ),
    );
  });
});

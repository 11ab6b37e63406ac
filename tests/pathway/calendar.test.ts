import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOf, weekdayOfDay } from '../../src/pathway/calendarDay.ts';
import { isBefore, momentOf } from '../../src/pathway/moment.ts';
import { addWorkingDays, easterSunday, isPublicHoliday, isWorkingDay } from '../../src/pathway/workingDay.ts';

const day = (date: string): number => dayOf(date) ?? NaN;

describe('calendar days', () => {
  it('agree with the platform for every day of six hundred years', () => {
    for (let number = day('1700-01-01'); number < day('2300-01-01'); number += 1) {
      const date = new Date(number * 86_400_000);
      const text = date.toISOString().slice(0, 10);
      if (
        dateOfDay(number) !== text ||
        dayOf(text) !== number ||
        weekdayOfDay(number) % 7 !== date.getUTCDay()
      ) {
        expect(dateOfDay(number)).toBe(text);
      }
    }
    expect(dateOfDay(0)).toBe('1970-01-01');
  });

  it.each([
    '',
    '2024',
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-01',
    '2024-01-00',
    '2024-1-1',
    '2024/01/01',
    '2024-01-01T',
    '٢٠٢٤-01-01',
  ])('%j is no date', (text) => {
    expect(dayOf(text)).toBeUndefined();
  });

  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a date', (text) => {
    expect(dateOfDay(day(text))).toBe(text);
  });
});

describe('moments', () => {
  it.each([
    ['2024-06-03', '2024-06-03'],
    ['2024-06-03T21:59:59Z', '2024-06-03'],
    ['2024-06-03T22:00:00Z', '2024-06-04'],
    ['2024-01-03T22:59:59Z', '2024-01-03'],
    ['2024-01-03T23:00Z', '2024-01-04'],
    ['2024-06-03T00:00:00+02:00', '2024-06-03'],
    ['2024-06-03T00:30:00+05:30', '2024-06-02'],
    ['2024-06-03T23:30:00-08:00', '2024-06-04'],
    ['2024-06-03T09:00', '2024-06-03'],
    ['2024-06-03T09:00:00.123456+02:00', '2024-06-03'],
    ['2024-12-31T23:30:00Z', '2025-01-01'],
  ])('%s is %s in Norway', (text, date) => {
    expect(dateOfDay(momentOf(text)?.day ?? NaN)).toBe(date);
  });

  it.each([
    '',
    'x',
    '2024-06-03T',
    '2024-06-03T9:00',
    '2024-06-03T24:00:00Z',
    '2024-06-03T09:60Z',
    '2024-06-03T09:00:00+2',
    '2024-06-03T09:00:00+0200',
    '2024-06-03 09:00',
    '2024-06-03T09:00:00Zx',
    '2024-02-30T09:00:00Z',
  ])('%j is none', (text) => {
    expect(momentOf(text)).toBeUndefined();
  });

  it('agree with the platform on the Norwegian day, summer time included', () => {
    const oslo = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Oslo',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1981-01-01'), max: new Date('2037-12-31'), noInvalidDate: true }),
        (date) => {
          expect(dateOfDay(momentOf(date.toISOString())?.day ?? NaN)).toBe(oslo.format(date));
        },
      ),
    );
  });

  it('a time without offset is Norwegian time', () => {
    expect(momentOf('2024-06-03T09:00:00')).toEqual(momentOf('2024-06-03T09:00:00+02:00'));
    expect(momentOf('2024-01-03T09:00:00')).toEqual(momentOf('2024-01-03T09:00:00+01:00'));
    expect(momentOf('2024-03-31T03:00:00')).toEqual(momentOf('2024-03-31T03:00:00+02:00'));
  });

  it('never throw, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => ['undefined', 'object'].includes(typeof momentOf(text))));
  });

  it.each([
    ['2024-06-03', '2024-06-04', true],
    ['2024-06-03', '2024-06-03', false],
    ['2024-06-03', '2024-06-03T09:00:00Z', false],
    ['2024-06-03T08:00:00Z', '2024-06-03T09:00:00Z', true],
    ['2024-06-03T10:30:00+02:00', '2024-06-03T09:00:00Z', true],
    ['2024-06-03T09:00:00Z', '2024-06-03T09:00:00Z', false],
  ])('%s is certainly before %s: %s', (first, second, expected) => {
    const [left, right] = [momentOf(first), momentOf(second)];
    expect(left !== undefined && right !== undefined && isBefore(left, right)).toBe(expected);
  });
});

describe('working days', () => {
  it.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter Sunday of %i is %s', (year, date) => {
    expect(dateOfDay(easterSunday(year))).toBe(date);
  });

  it('the public holidays of 2025', () => {
    const holidays = [...Array(365).keys()]
      .map((number) => day('2025-01-01') + number)
      .filter(isPublicHoliday)
      .map(dateOfDay);
    expect(holidays).toEqual([
      '2025-01-01',
      '2025-04-17',
      '2025-04-18',
      '2025-04-20',
      '2025-04-21',
      '2025-05-01',
      '2025-05-17',
      '2025-05-29',
      '2025-06-08',
      '2025-06-09',
      '2025-12-25',
      '2025-12-26',
    ]);
  });

  it.each([
    ['2024-03-01', 10, '2024-03-15'],
    ['2024-03-27', 1, '2024-04-02'],
    ['2024-12-23', 3, '2024-12-30'],
    ['2024-05-16', 1, '2024-05-21'],
    ['2024-06-01', 1, '2024-06-03'],
    ['2024-06-01', 0, '2024-06-01'],
    ['2023-12-29', 2, '2024-01-03'],
  ])('%s and %i working days: %s', (from, workingDays, to) => {
    expect(dateOfDay(addWorkingDays(day(from), workingDays))).toBe(to);
  });

  it('a limit always ends on a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 65 }), (from, workingDays) =>
        isWorkingDay(addWorkingDays(from, workingDays)),
      ),
    );
  });
});

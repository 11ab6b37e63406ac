import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readDate,
  readDateTime,
  readInstant,
  readYear,
  writeDate,
  writeDateTime,
  writeTime,
} from '../../../../src/formats/kith/values/dates.ts';
import { toOsloTime } from '../../../../src/formats/kith/values/osloTime.ts';

describe('reading', () => {
  it.each<[string, string | undefined]>([
    ['2018-03-30', '2018-03-30'],
    ['2018-03', '2018-03'],
    ['2018', '2018'],
    ['2018-03-30+01:00', '2018-03-30'],
    ['2020-02-29', '2020-02-29'],
    ['2018-02-29', undefined],
    ['2018-13-01', undefined],
    ['0000', undefined],
    ['18-03-30', undefined],
    ['', undefined],
  ])('date %s', (lexical, expected) => {
    expect(readDate(lexical)).toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['2018-03-30T09:15:00', '2018-03-30T09:15:00+02:00'],
    ['2017-12-20T08:39:12', '2017-12-20T08:39:12+01:00'],
    ['2017-12-20T08:39', '2017-12-20T08:39:00+01:00'],
    ['2017-12-20T08:39:12.5', '2017-12-20T08:39:12.5+01:00'],
    ['2017-12-20T08:39:12Z', '2017-12-20T08:39:12Z'],
    ['2017-12-20T08:39:12-05:00', '2017-12-20T08:39:12-05:00'],
    ['2017-12-31T24:00:00', '2018-01-01T00:00:00+01:00'],
    ['2026-03-29T01:59:59', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T02:30:00', '2026-03-29T02:30:00+01:00'],
    ['2026-03-29T03:00:00', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T02:30:00', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T03:00:00', '2026-10-25T03:00:00+01:00'],
    ['1970-07-01T12:00:00', '1970-07-01T12:00:00+01:00'],
    ['2017-12-20', '2017-12-20'],
    ['2017-12-20T25:00:00', undefined],
    ['2017-12-20T08:39:60', undefined],
    ['2017-12-20T08:39:12+25:00', undefined],
    ['2017-12-32T08:39:12', undefined],
    ['08:39:12', undefined],
  ])('time %s', (lexical, expected) => {
    expect(readDateTime(lexical)).toBe(expected);
  });

  it('an instant needs a time, a year has four digits', () => {
    expect(readInstant('2017-12-20')).toBeUndefined();
    expect(readYear('2019')).toBe('2019');
    expect(readYear('2019-01')).toBeUndefined();
  });
});

describe('writing', () => {
  it.each<[string, string | undefined]>([
    ['2018-03-30T09:15:00+02:00', '2018-03-30T09:15:00'],
    ['2018-03-30T09:15:00+01:00', '2018-03-30T09:15:00+01:00'],
    ['2018-03-30T09:15:00Z', '2018-03-30T09:15:00Z'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
    ['2018-03', '2018-03'],
    ['x', undefined],
  ])('%s', (value, expected) => {
    expect(writeDateTime(value)).toBe(expected);
  });

  it('a date alone becomes midnight where a time is wanted, and a month is no date', () => {
    expect(writeTime('2018-03-30')).toBe('2018-03-30T00:00:00');
    expect(writeTime('2018-03')).toBeUndefined();
    expect(writeDate('2018-03')).toBeUndefined();
    expect(writeDate('2018-03-30')).toBe('2018-03-30');
  });
});

it('any instant in Norwegian time is written and read back as the same instant', () => {
  const years = {
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  };
  fc.assert(
    fc.property(fc.date(years), (date) => {
      const second = Math.floor(date.getTime() / 1000) * 1000;
      const value = toOsloTime(second);
      expect(Date.parse(readDateTime(writeDateTime(value)) ?? '')).toBe(second);
    }),
  );
});

it('whatever the text, reading does not throw, and what is read is written and read the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:TZ.+-]{0,30}$/)), (text) => {
      const read = readDateTime(text);
      expect(readDateTime(writeDateTime(read))).toBe(read);
    }),
  );
});

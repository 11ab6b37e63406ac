import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nationalIdCheckDigits } from '../../src/identifiers/checkDigits.ts';
import { parseNationalId } from '../../src/identifiers/nationalId.ts';

/** A number with original check digits; the individual number grows by two (same sex) until both digits exist. */
function numberFor(date: string, individualNumber: number): string {
  for (let number = individualNumber; number < 1000; number += 2) {
    const first9 = date + String(number).padStart(3, '0');
    const digits = nationalIdCheckDigits(first9);
    if (digits !== undefined) {
      return first9 + digits.join('');
    }
  }
  throw new Error(`no number for ${date}`);
}

/** A number whose first check digit leaves the given remainder (1–3: only valid by the rule from 2032). */
function numberFrom2032(date: string, remainder: number): string {
  for (let rest = 0; rest < 100_000; rest += 1) {
    const text = date + String(rest).padStart(5, '0');
    const digits = Array.from(text, Number);
    const sum = (weights: readonly number[]): number =>
      weights.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);
    if (
      (sum([3, 7, 6, 1, 8, 9, 4, 5, 2]) + (digits[9] ?? 0)) % 11 === remainder &&
      sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
    ) {
      return text;
    }
  }
  throw new Error(`no number for ${date}`);
}

describe('kinds and synthetic ranges', () => {
  it.each([
    ['month as it is', '150680', 'FNR', false, '1980-06-15'],
    ['month + 80: Tenor and Test-Norge', '158680', 'FNR', true, '1980-06-15'],
    ['month + 65: reserved by Norsk Helsenett', '157180', 'FNR', true, '1980-06-15'],
    ['month + 40: H-number, whose date may be fictitious', '154680', 'HNR', false, undefined],
    ['day + 40: D-number', '550680', 'DNR', false, '1980-06-15'],
    ['day + 40 and month + 80', '558680', 'DNR', true, '1980-06-15'],
    ['day + 40 and month + 65', '557180', 'DNR', true, '1980-06-15'],
    ['day + 40 and month + 40: no H-number has that', '554680', 'DNR', true, '1980-06-15'],
  ])('%s', (_title, date, kind, synthetic, birthDate) => {
    const value = numberFor(date, 101);
    const parsed = parseNationalId(value);
    expect(parsed).toMatchObject({ ok: true, kind, synthetic, sex: 'male', value });
    expect(parsed.ok && parsed.birthDate).toBe(birthDate);
  });

  it.each(['800000000', '899999999', '912345678', '999999990'])('felles hjelpenummer from %s', (start) => {
    const value = [...Array(20).keys()]
      .map((step) => String(Number(start) - step + 19))
      .filter((first9) => first9.length === 9 && first9 >= '800000000')
      .map((first9) => ({ first9, digits: nationalIdCheckDigits(first9) }))
      .find(({ digits }) => digits !== undefined);
    expect(value).toBeDefined();
    const number = `${value?.first9 ?? ''}${value?.digits?.join('') ?? ''}`;
    expect(parseNationalId(number)).toEqual({ ok: true, kind: 'FHN', value: number, synthetic: false });
  });

  it('reads the test number printed in HIS 1001, 4.1', () => {
    expect(parseNationalId('01015000232')).toMatchObject({
      ok: true,
      kind: 'FNR',
      birthDate: '1950-01-01',
      sex: 'female',
    });
  });
});

describe('century of birth', () => {
  it.each([
    ['010155', 501, '1855-01-01'],
    ['311299', 700, '1899-12-31'],
    ['010100', 0, '1900-01-01'],
    ['010100', 500, '2000-01-01'],
    ['311299', 400, '1999-12-31'],
    ['010140', 901, '1940-01-01'],
    ['010199', 950, '1999-01-01'],
    ['311239', 900, '2039-12-31'],
    ['311239', 501, '2039-12-31'],
    ['290200', 600, '2000-02-29'],
    ['290204', 100, '1904-02-29'],
    ['290296', 100, '1996-02-29'],
    ['290256', 510, '1856-02-29'],
  ])('%s with individual number from %i is %s', (date, individualNumber, birthDate) => {
    expect(parseNationalId(numberFor(date, individualNumber))).toMatchObject({ ok: true, birthDate });
  });

  it.each([
    ['010150', 600],
    ['010154', 700],
    ['010160', 800],
    ['010199', 751],
  ])(
    'no century is known for %s with individual number from %i: neither birth date nor sex',
    (date, individual) => {
      const parsed = parseNationalId(numberFor(date, individual));
      expect(parsed).toMatchObject({ ok: true, kind: 'FNR' });
      expect(parsed).not.toHaveProperty('birthDate');
      expect(parsed).not.toHaveProperty('sex');
    },
  );
});

describe('check digits from 2032', () => {
  it.each([1, 2, 3])('remainder %i is valid and tells neither birth date nor sex', (remainder) => {
    const value = numberFrom2032('150633', remainder);
    expect(parseNationalId(value)).toEqual({ ok: true, kind: 'FNR', value, synthetic: false });
  });

  it.each([4, 5, 6, 7, 8, 9, 10])('remainder %i is no number', (remainder) => {
    expect(parseNationalId(numberFrom2032('150633', remainder))).toEqual({
      ok: false,
      reason: 'check-digit',
    });
  });

  it('takes a leap day whose century cannot be known', () => {
    expect(parseNationalId(numberFrom2032('290200', 2))).toMatchObject({ ok: true });
  });

  it('does not hold for felles hjelpenummer', () => {
    expect(parseNationalId(numberFrom2032('812345', 2))).toEqual({ ok: false, reason: 'check-digit' });
  });
});

describe('faults', () => {
  it.each([
    ['', 'length'],
    ['1506801018', 'length'],
    ['150680101812', 'length'],
    ['1506801018a', 'not-digits'],
    ['١٥٠٦٨٠١٠١٨٢', 'not-digits'],
    ['15068010 82', 'not-digits'],
    [numberFor('000180', 101), 'date'],
    [numberFor('320180', 101), 'date'],
    [numberFor('310480', 101), 'date'],
    [numberFor('010080', 101), 'date'],
    [numberFor('011380', 101), 'date'],
    [numberFor('014080', 101), 'date'],
    [numberFor('015380', 101), 'date'],
    [numberFor('016580', 101), 'date'],
    [numberFor('017880', 101), 'date'],
    [numberFor('018080', 101), 'date'],
    [numberFor('019380', 101), 'date'],
    [numberFor('290281', 101), 'date'],
    [numberFor('290200', 101), 'date'],
    [numberFor('720180', 101), 'date'],
    ['01015000233', 'check-digit'],
    ['01015000222', 'check-digit'],
    ['80000000000', 'check-digit'],
  ])('%s: %s', (text, reason) => {
    expect(parseNationalId(text)).toEqual({ ok: false, reason });
  });

  it('never throws, and takes only what it returns unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{11}$/)), (text) => {
        const parsed = parseNationalId(text);
        return !parsed.ok || parsed.value === text;
      }),
    );
  });

  it('finds every single wrong digit of a number with original check digits outside 2032 values', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (position, change) => {
        const value = '01015000232';
        const wrong = (Number(value[position]) + change) % 10;
        const parsed = parseNationalId(value.slice(0, position) + String(wrong) + value.slice(position + 1));
        return !parsed.ok;
      }),
    );
  });
});

const EXAMPLES = new URL('../../../shared/standards/kith/examples/', import.meta.url).pathname;

describe.skipIf(!existsSync(EXAMPLES))(
  'the official sample messages (skipped where ../shared is absent)',
  () => {
    it('only the numbers known to be wrong fail', () => {
      const failing = new Set<string>();
      let passing = 0;
      for (const entry of readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })) {
        if (entry.endsWith('.xml')) {
          const text = readFileSync(join(EXAMPLES, entry), 'latin1');
          for (const [, value] of text.matchAll(/>\s*(\d{11})\s*</g)) {
            if (value !== undefined && parseNationalId(value).ok) {
              passing += 1;
            } else {
              failing.add(value ?? '');
            }
          }
        }
      }
      expect(passing).toBeGreaterThan(10);
      expect(
        [...failing].filter(
          (value) => !['25436000305', '12457900499', '21416400952', '15075500565'].includes(value),
        ),
      ).toEqual([]);
    });
  },
);

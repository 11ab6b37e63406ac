import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNationalId } from '../../src/identifiers/nationalId.ts';
import { isOrganizationNumber } from '../../src/identifiers/organizationNumber.ts';
import { createNationalIdIssuer } from '../../src/synthetic/nationalIds.ts';
import { syntheticOrganizationNumber } from '../../src/synthetic/organizations.ts';
import { createRandomSource } from '../../src/synthetic/randomSource.ts';

const birthDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const sex = fc.constantFrom('female' as const, 'male' as const);

describe('synthetic national ids', () => {
  it('are read back as synthetic, with the birth date and sex that they were made for', () => {
    fc.assert(
      fc.property(fc.string(), birthDate, sex, (seed, date, bearer) => {
        const ids = createNationalIdIssuer();
        const random = createRandomSource(seed);
        const expected = { ok: true, birthDate: date, sex: bearer, synthetic: true };
        expect(parseNationalId(ids.birthNumber(random, date, bearer))).toMatchObject({
          ...expected,
          kind: 'FNR',
        });
        expect(parseNationalId(ids.dNumber(random, date, bearer))).toMatchObject({
          ...expected,
          kind: 'DNR',
        });
        expect(parseNationalId(ids.commonHelpNumber(random))).toMatchObject({ ok: true, kind: 'FHN' });
      }),
    );
  });

  it('are each given to one person only', () => {
    const ids = createNationalIdIssuer();
    const random = createRandomSource('crowded day');
    const numbers = Array.from({ length: 150 }, () => ids.birthNumber(random, '2001-02-03', 'male'));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('synthetic organisation numbers', () => {
  it('have a right check digit, differ, and begin with 3', () => {
    const numbers = Array.from({ length: 12_000 }, (_, serial) => syntheticOrganizationNumber(serial));
    expect(numbers.every(isOrganizationNumber)).toBe(true);
    expect(numbers.every((number) => number.startsWith('3'))).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

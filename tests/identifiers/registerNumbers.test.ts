import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nationalIdCheckDigits, organizationNumberCheckDigit } from '../../src/identifiers/checkDigits.ts';
import { isHerId } from '../../src/identifiers/herId.ts';
import { isHprNumber } from '../../src/identifiers/hprNumber.ts';
import { isOrganizationNumber } from '../../src/identifiers/organizationNumber.ts';
import { isReshId } from '../../src/identifiers/reshId.ts';

describe('organisation number', () => {
  it.each([
    ['974760673', true],
    ['983658776', true],
    ['974760674', false],
    ['97476067', false],
    ['9747606730', false],
    ['97476067a', false],
    ['', false],
    ['974 60673', false],
  ])('%s: %s', (text, valid) => {
    expect(isOrganizationNumber(text)).toBe(valid);
  });

  it('has no number where the check digit would be 10', () => {
    const without = [...Array(100).keys()]
      .map((step) => String(80_000_000 + step))
      .filter((first8) => organizationNumberCheckDigit(first8) === undefined);
    expect(without.length).toBeGreaterThan(0);
    for (const first8 of without) {
      expect([...Array(10).keys()].some((digit) => isOrganizationNumber(`${first8}${digit}`))).toBe(false);
    }
  });

  it('is built with its own check digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => {
        const first8 = String(number).padStart(8, '0');
        const digit = organizationNumberCheckDigit(first8);
        return digit === undefined || isOrganizationNumber(`${first8}${digit}`);
      }),
    );
  });
});

describe('check-digit builders', () => {
  it.each(['', '12345678', '1234567890', '12345678x'])('national id from %s: none', (text) => {
    expect(nationalIdCheckDigits(text)).toBeUndefined();
  });
  it.each(['', '1234567', '123456789', '1234567x'])('organisation number from %s: none', (text) => {
    expect(organizationNumberCheckDigit(text)).toBeUndefined();
  });
  it('gives the digits of the number printed in HIS 1001, 4.1', () => {
    expect(nationalIdCheckDigits('010150002')).toEqual([3, 2]);
  });
});

describe('numbers without a check digit', () => {
  it.each([
    ['9144889', true],
    ['999888', true],
    ['123456789', true],
    ['1234567890', false],
    ['0144889', false],
    ['91448x9', false],
    ['', false],
  ])('HPR number %s: %s', (text, valid) => {
    expect(isHprNumber(text)).toBe(valid);
  });

  it.each([
    ['90998', true],
    ['8', true],
    ['0', false],
    ['090998', false],
    ['369.767', false],
    ['', false],
    ['1'.repeat(400), false],
  ])('HER-id and RESH-id %s: %s', (text, valid) => {
    expect(isHerId(text)).toBe(valid);
    expect(isReshId(text)).toBe(valid);
  });
});

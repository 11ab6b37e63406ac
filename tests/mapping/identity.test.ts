import { describe, expect, test } from 'vitest';
import { IDENTIFIER_SYSTEM } from '../../src/fhir/systems.ts';
import {
  MILESTONE_SYSTEM,
  canBeSame,
  derivedIdentifier,
  nationalIdentifier,
} from '../../src/mapping/identity.ts';

describe('what is stored can be what is stated', () => {
  const resh = (value: string) => ({ system: IDENTIFIER_SYSTEM.RSH, value });
  const her = (value: string) => ({ system: IDENTIFIER_SYSTEM.HER, value });
  const national = (value: string) => ({ system: IDENTIFIER_SYSTEM.FNR, value });
  const whole = { system: IDENTIFIER_SYSTEM.ENH, value: '310000019' };
  const registration = (value: string) => ({ system: 'urn:oid:1.2.3', value });
  const milestone = { system: MILESTONE_SYSTEM, value: 'urn:oid:1.2|P-1|E|2' };

  test.each([
    ['the same number', [whole], [whole], true],
    ['the same number and one that the other lacks', [whole, resh('1')], [whole], true],
    ['the same number and different RESH-ids', [whole, resh('1')], [whole, resh('2')], false],
    ['the same number and different addresses for messages', [whole, her('1')], [whole, her('2')], true],
    ['different national ids', [national('1')], [national('2')], false],
    ['a due measurement point, registered now', [milestone], [registration('1'), milestone], true],
    ['a due measurement point, due still', [milestone], [milestone], true],
    ['a registered one, counted anew', [registration('1'), milestone], [registration('1')], true],
    [
      'a registered one, and another registration',
      [registration('1'), milestone],
      [registration('2'), milestone],
      false,
    ],
    ['a registered one, due again', [registration('1'), milestone], [milestone], false],
  ])('with %s: %j, %j → %s', (_what, stored, stated, expected) => {
    expect(canBeSame(stored, stated)).toBe(expected);
  });
});

describe('an identifier', () => {
  test('derived from another keeps its parts apart', () => {
    const owner = { system: 'urn:oid:1.2', value: 'P|1' };
    expect(derivedIdentifier('milestone', owner, 'C', '1')).toEqual({
      system: MILESTONE_SYSTEM,
      value: 'urn:oid:1.2|P|1|C|1',
    });
    expect(derivedIdentifier('milestone', owner, 'a|b').value).toBe('urn:oid:1.2|P|1|a%7Cb');
  });

  test('of a person has the system of its kind', () => {
    expect(nationalIdentifier('15888810088')).toEqual({
      system: IDENTIFIER_SYSTEM.FNR,
      value: '15888810088',
    });
    expect(nationalIdentifier('15888810089')).toBeUndefined();
  });
});

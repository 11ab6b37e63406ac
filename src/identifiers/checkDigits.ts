/**
 * Check digits of Norwegian identity numbers. Sources: HIS 1001:2010, 4.1 (national ids; the same weights for
 * D-numbers and both kinds of help number); the tax authority on numbers from 2032; Brønnøysundregistrene
 * (organisation numbers, modulus 11).
 */

import { isDigits, weightedSum } from './digits.ts';

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2] as const;
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;
const ORGANIZATION_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Which rule the check digits of a national id follow; numbers of both rules stand side by side from 2032. */
export type CheckDigitRule = 'original' | 'from-2032';

/**
 * The two check digits for the first nine digits of a national id, by the original rule.
 * Undefined when either would be 10 (the number is then never issued) or when the text is not nine digits.
 */
export function nationalIdCheckDigits(first9: string): [number, number] | undefined {
  if (first9.length !== 9 || !isDigits(first9)) {
    return undefined;
  }
  const first = modulus11Digit(weightedSum(first9, FIRST_WEIGHTS));
  if (first === undefined) {
    return undefined;
  }
  const second = modulus11Digit(weightedSum(first9 + String(first), SECOND_WEIGHTS));
  return second === undefined ? undefined : [first, second];
}

/**
 * The rule that the check digits of eleven digits follow; undefined when they follow none. A number that fits the
 * original rule is `original`: numbers of the new rule can fit it too, and cannot be told apart.
 */
export function nationalIdRule(digits: string): CheckDigitRule | undefined {
  if (modulus11Digit(weightedSum(digits, SECOND_WEIGHTS)) !== digits.charCodeAt(10) - 48) {
    return undefined;
  }
  const remainder = (weightedSum(digits, FIRST_WEIGHTS) + digits.charCodeAt(9) - 48) % 11;
  if (remainder === 0) {
    return 'original';
  }
  return remainder <= 3 ? 'from-2032' : undefined;
}

/** The check digit for the first eight digits of an organisation number; undefined when it would be 10. */
export function organizationNumberCheckDigit(first8: string): number | undefined {
  if (first8.length !== 8 || !isDigits(first8)) {
    return undefined;
  }
  return modulus11Digit(weightedSum(first8, ORGANIZATION_WEIGHTS));
}

/** 11 − (sum mod 11), where 11 counts as 0 and 10 is no digit. */
function modulus11Digit(sum: number): number | undefined {
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? undefined : digit;
}

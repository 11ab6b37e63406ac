import { isRegisterNumber } from './registerNumber.ts';

/**
 * Whether the text can be a number of the register of health personnel (HPR): up to nine digits, no leading zero.
 * The register publishes no check digit, so whether the number exists only the register can tell.
 */
export function isHprNumber(text: string): boolean {
  return isRegisterNumber(text, 9);
}

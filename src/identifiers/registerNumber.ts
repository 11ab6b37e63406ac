import { isDigits } from './digits.ts';

/** A running number of a register, written as digits without leading zero: no check digit, no fixed length. */
export function isRegisterNumber(text: string, longest: number): boolean {
  return text.length <= longest && isDigits(text) && text.charCodeAt(0) !== 48;
}

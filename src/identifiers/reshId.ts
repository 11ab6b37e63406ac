import { isRegisterNumber } from './registerNumber.ts';

/** Whether the text can be a RESH-id (register of units of the specialist health service): digits, no leading zero. */
export function isReshId(text: string): boolean {
  return isRegisterNumber(text, 15);
}

import { isRegisterNumber } from './registerNumber.ts';

/** Whether the text can be a HER-id of Norsk Helsenett's address register: digits without leading zero. */
export function isHerId(text: string): boolean {
  return isRegisterNumber(text, 15);
}

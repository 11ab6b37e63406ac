import { organizationNumberCheckDigit } from './checkDigits.ts';

/**
 * Whether the text is an organisation number of Enhetsregisteret: nine digits, the last one its check digit.
 * The first digit (8 or 9 in numbers issued so far) is not tested: no source here fixes it.
 */
export function isOrganizationNumber(text: string): boolean {
  return text.length === 9 && organizationNumberCheckDigit(text.slice(0, 8)) === text.charCodeAt(8) - 48;
}

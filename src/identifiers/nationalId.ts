/**
 * Norwegian national identity numbers: fødselsnummer, D-number, felles hjelpenummer and the H-number of one
 * enterprise. Source: HIS 1001:2010, chapters 2 to 4; the tax authority on numbers from 2032 and on synthetic ones.
 */

import { nationalIdRule } from './checkDigits.ts';
import { isDigits } from './digits.ts';

/** Codes of list 8116. Of these HNR is valid within the enterprise that issued it only. */
export type NationalIdKind = 'FNR' | 'DNR' | 'FHN' | 'HNR';

export type NationalIdFault = 'length' | 'not-digits' | 'date' | 'check-digit';

export interface NationalId {
  readonly ok: true;
  readonly kind: NationalIdKind;
  readonly value: string;
  /** `YYYY-MM-DD`; only where the number gives it: see {@link parseNationalId}. */
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female';
  /**
   * True when the number can only belong to a synthetic population (month + 80 or + 65, or a D-number with month
   * + 40). A month + 40 without D is read as an H-number, which it collides with, and is not marked.
   */
  readonly synthetic: boolean;
}

export type NationalIdResult = NationalId | { readonly ok: false; readonly reason: NationalIdFault };

/** What is added to the month, and what it says. */
const MONTH_RANGES = [
  { added: 0, synthetic: false, helpNumber: false },
  { added: 40, synthetic: false, helpNumber: true },
  { added: 65, synthetic: true, helpNumber: false },
  { added: 80, synthetic: true, helpNumber: false },
] as const;

/** Century of birth by individual number (digits 7–9) and year (digits 5–6); first row that fits (HIS 1001, 4.1). */
const CENTURIES = [
  { from: 500, to: 749, yearFrom: 55, yearTo: 99, century: 1800 },
  { from: 0, to: 499, yearFrom: 0, yearTo: 99, century: 1900 },
  { from: 900, to: 999, yearFrom: 40, yearTo: 99, century: 1900 },
  { from: 500, to: 999, yearFrom: 0, yearTo: 39, century: 2000 },
] as const;

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Reads eleven digits, without spaces. The birth date and sex are given only where they can be derived: not for
 * felles hjelpenummer (they are not in it), nor for a number whose check digits follow only the rule from 2032;
 * an H-number gives the sex but no birth date, since its date may be fictitious (HIS 1001, 3.2). A number issued
 * from 2032 whose check digits also fit the original rule cannot be told from an older one.
 */
export function parseNationalId(text: string): NationalIdResult {
  if (text.length !== 11) {
    return { ok: false, reason: 'length' };
  }
  if (!isDigits(text)) {
    return { ok: false, reason: 'not-digits' };
  }
  return text.charCodeAt(0) >= 56 /* 8 */ ? parseCommonHelpNumber(text) : parseDatedNumber(text);
}

function parseCommonHelpNumber(value: string): NationalIdResult {
  return nationalIdRule(value) === 'original'
    ? { ok: true, kind: 'FHN', value, synthetic: false }
    : { ok: false, reason: 'check-digit' };
}

function parseDatedNumber(value: string): NationalIdResult {
  const dayDigits = twoDigitsAt(value, 0);
  const isDNumber = dayDigits >= 40;
  const day = isDNumber ? dayDigits - 40 : dayDigits;
  const monthDigits = twoDigitsAt(value, 2);
  const range = MONTH_RANGES.find(({ added }) => monthDigits > added && monthDigits <= added + 12);
  const month = monthDigits - (range?.added ?? 0);
  const shortYear = twoDigitsAt(value, 4);
  if (range === undefined || day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) {
    return { ok: false, reason: 'date' };
  }
  const rule = nationalIdRule(value);
  const year =
    rule === 'from-2032' ? undefined : birthYear(shortYear, twoDigitsAt(value, 6) * 10 + digitAt(value, 8));
  if (month === 2 && day === 29 && !canBeLeapYear(year, shortYear)) {
    return { ok: false, reason: 'date' };
  }
  if (rule === undefined) {
    return { ok: false, reason: 'check-digit' };
  }
  const kind = isDNumber ? 'DNR' : range.helpNumber ? 'HNR' : 'FNR';
  const synthetic = range.synthetic || (range.helpNumber && isDNumber);
  if (year === undefined) {
    return { ok: true, kind, value, synthetic };
  }
  const sex = value.charCodeAt(8) % 2 === 1 ? 'male' : 'female';
  return kind === 'HNR'
    ? { ok: true, kind, value, sex, synthetic }
    : { ok: true, kind, value, birthDate: `${year}-${twoDigits(month)}-${twoDigits(day)}`, sex, synthetic };
}

function birthYear(shortYear: number, individualNumber: number): number | undefined {
  const row = CENTURIES.find(
    ({ from, to, yearFrom, yearTo }) =>
      individualNumber >= from && individualNumber <= to && shortYear >= yearFrom && shortYear <= yearTo,
  );
  return row === undefined ? undefined : row.century + shortYear;
}

/** 1800 and 1900 are no leap years, 2000 is; with the century unknown any year of two digits divisible by 4 can be. */
function canBeLeapYear(year: number | undefined, shortYear: number): boolean {
  return shortYear % 4 === 0 && (year === undefined || year % 100 !== 0 || year % 400 === 0);
}

function twoDigitsAt(value: string, index: number): number {
  return digitAt(value, index) * 10 + digitAt(value, index + 1);
}

function digitAt(value: string, index: number): number {
  return value.charCodeAt(index) - 48;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

import { nationalIdCheckDigits } from '../identifiers/checkDigits.ts';
import type { LocalDate } from '../pathway/record.ts';
import type { RandomSource } from './randomSource.ts';

export type BinarySex = 'female' | 'male';

/** Hands out national ids of the synthetic population, each at most once. */
export interface NationalIdIssuer {
  /** Fødselsnummer of the synthetic population (month + 80). Births from 1900 to 2039. */
  birthNumber(random: RandomSource, birthDate: LocalDate, sex: BinarySex): string;
  /** D-number of the synthetic population (day + 40, month + 80). */
  dNumber(random: RandomSource, birthDate: LocalDate, sex: BinarySex): string;
  /** Felles hjelpenummer: no birth date or sex in it. */
  commonHelpNumber(random: RandomSource): string;
}

/** The number ranges and check digits are those of HIS 1001:2010, 4.1; month + 80 is Skatteetaten's test population. */
export function createNationalIdIssuer(): NationalIdIssuer {
  const issued = new Set<string>();

  const issue = (candidate: () => string | undefined): string => {
    for (;;) {
      const first9 = candidate();
      const checkDigits = first9 === undefined ? undefined : nationalIdCheckDigits(first9);
      if (first9 === undefined || checkDigits === undefined) continue;
      const number = `${first9}${checkDigits.join('')}`;
      if (issued.has(number)) continue;
      issued.add(number);
      return number;
    }
  };

  const dated = (random: RandomSource, birthDate: LocalDate, sex: BinarySex, addedToDay: number): string => {
    const [year = '', month = '', day = ''] = birthDate.split('-');
    const date = `${padded(Number(day) + addedToDay, 2)}${padded(Number(month) + 80, 2)}${year.slice(2)}`;
    const [lowest, highest] = Number(year) >= 2000 ? [500, 999] : [0, 499];
    return issue(() => {
      const individualNumber = random.integer(lowest, highest);
      const isMale = individualNumber % 2 === 1;
      return isMale === (sex === 'male') ? `${date}${padded(individualNumber, 3)}` : undefined;
    });
  };

  return {
    birthNumber: (random, birthDate, sex) => dated(random, birthDate, sex, 0),
    dNumber: (random, birthDate, sex) => dated(random, birthDate, sex, 40),
    commonHelpNumber: (random) => issue(() => String(random.integer(800_000_000, 999_999_999))),
  };
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

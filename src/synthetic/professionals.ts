import type { PersonName, RecordProfessional } from '../pathway/record.ts';
import { FAMILY_NAMES, FEMALE_GIVEN_NAMES, MALE_GIVEN_NAMES, MIDDLE_NAMES } from './personNames.ts';
import { createRandomSource, type RandomSource } from './randomSource.ts';
import type { BinarySex } from './nationalIds.ts';

/** Nine digits: the register of health personnel has not issued so many numbers, so none is a real person's. */
const FIRST_HPR_NUMBER = 900_000_000;

export function pickPersonName(
  random: RandomSource,
  sex: BinarySex,
  family: string = random.pick(FAMILY_NAMES),
): PersonName {
  const given = random.pick(sex === 'female' ? FEMALE_GIVEN_NAMES : MALE_GIVEN_NAMES);
  return random.chance(0.15) ? { family, given, middle: random.pick(MIDDLE_NAMES) } : { family, given };
}

/**
 * The professional with this serial number: always the same person, whatever the seed of the run, so that one HPR
 * number never has two names.
 */
export function professionalWithSerial(serial: number, emailDomain: string): RecordProfessional {
  const random = createRandomSource(`professional ${serial}`);
  const name = pickPersonName(random, random.pick(['female', 'male'] as const));
  return {
    name,
    hprNumber: String(FIRST_HPR_NUMBER + serial),
    telecom: { email: `${asciiName(name.given ?? '')}.${asciiName(name.family)}.${serial}@${emailDomain}` },
  };
}

function asciiName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}

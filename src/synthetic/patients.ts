import { dateOfDay } from '../pathway/calendarDay.ts';
import type { RecordPatient } from '../pathway/record.ts';
import type { DayNumber } from './calendar.ts';
import type { BinarySex, NationalIdIssuer } from './nationalIds.ts';
import type { SyntheticMunicipalService, SyntheticTrust } from './organizations.ts';
import type { PathwayProfile } from './pathwayProfiles.ts';
import { FAMILY_NAMES, STREET_NAMES } from './personNames.ts';
import { pickPersonName } from './professionals.ts';
import type { RandomSource } from './randomSource.ts';

const DAYS_A_YEAR = 365.25;

export interface SyntheticPerson {
  readonly birthDay: DayNumber;
  readonly sex: BinarySex;
  readonly family: string;
  readonly municipality: SyntheticMunicipalService;
  readonly patient: RecordPatient;
}

/** The day of birth of a patient referred on `received`; a newborn's lies around it, but not after `lastDay`. */
export function chooseBirthDay(
  random: RandomSource,
  { age, newborn }: PathwayProfile,
  received: DayNumber,
  lastDay: DayNumber,
): DayNumber {
  if (newborn === true) {
    const birthDay = received + random.integer(-5, 45);
    return birthDay <= lastDay ? birthDay : received - random.integer(0, 5);
  }
  const [youngest, oldest] = age;
  return received - Math.ceil((random.integer(youngest, oldest) + random.fraction()) * DAYS_A_YEAR);
}

export interface PatientOrder {
  readonly profile: PathwayProfile;
  readonly birthDay: DayNumber;
  readonly municipality: SyntheticMunicipalService;
  readonly trust: SyntheticTrust;
  /** The number under which the trust keeps a patient who has no national id. */
  readonly localNumber: string;
}

export function choosePatient(
  random: RandomSource,
  order: PatientOrder,
  ids: NationalIdIssuer,
): SyntheticPerson {
  const { profile, birthDay, municipality } = order;
  const sex = random.share(profile.sexes);
  const family = random.pick(FAMILY_NAMES);
  return {
    birthDay,
    sex,
    family,
    municipality,
    patient: {
      ...choosePatientIdentity(random, order, sex, ids),
      name: profile.newborn === true && random.chance(0.5) ? { family } : pickPersonName(random, sex, family),
      birthDate: dateOfDay(birthDay),
      sex,
      ...chooseResidence(random, municipality),
      ...(random.chance(0.03) ? { objectsToSharing: true } : {}),
    },
  };
}

function choosePatientIdentity(
  random: RandomSource,
  { profile, birthDay, trust, localNumber }: PatientOrder,
  sex: BinarySex,
  ids: NationalIdIssuer,
): Pick<RecordPatient, 'nationalId' | 'localIdentifier'> {
  const birthDate = dateOfDay(birthDay);
  const local = {
    system: `${trust.identifierBase}/patient`,
    value: localNumber,
    issuer: trust.organization.name,
  };
  const nationalId = random.weighted<() => string>([
    [92, () => ids.birthNumber(random, birthDate, sex)],
    [5, () => ids.dNumber(random, birthDate, sex)],
    [3, () => ids.commonHelpNumber(random)],
  ])();
  return random.chance(profile.newborn === true ? 0.5 : 0.05)
    ? { nationalId, localIdentifier: local }
    : { nationalId };
}

function chooseResidence(
  random: RandomSource,
  municipality: SyntheticMunicipalService,
): Pick<RecordPatient, 'address' | 'municipalityNumber' | 'urbanDistrict' | 'protectedAddress'> {
  const { number, postalCode, city, urbanDistricts } = municipality;
  if (random.chance(0.02)) {
    return { protectedAddress: random.pick(['confidential', 'strictlyConfidential'] as const) };
  }
  return {
    address: { line: `${random.pick(STREET_NAMES)} ${random.integer(1, 99)}`, postalCode, city },
    municipalityNumber: number,
    ...(urbanDistricts === undefined ? {} : { urbanDistrict: random.pick(urbanDistricts) }),
  };
}

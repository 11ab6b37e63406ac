import type { Identifier, Patient } from '@medplum/fhirtypes';
import { IDENTIFIER_SYSTEM } from '../../fhir/systems.ts';
import { parseNationalId, type NationalId, type NationalIdResult } from '../../identifiers/nationalId.ts';
import type { PathwayHistory } from '../../pathway/history.ts';
import { dayOrTime } from './dayOrTime.ts';

type HistoryPatient = NonNullable<PathwayHistory['patient']>;

const NATIONAL_SYSTEMS: ReadonlySet<string> = new Set([
  IDENTIFIER_SYSTEM.FNR,
  IDENTIFIER_SYSTEM.DNR,
  IDENTIFIER_SYSTEM.FHN,
]);

/** @param key the same for the same patient; a valid national number takes its place */
export function patientOfResource(patient: Patient, key: string): HistoryPatient {
  return patientOf(patient.identifier ?? [], key, patient.birthDate);
}

/** A patient that is referred to by a number only. */
export function patientOfIdentifier(identifier: Identifier): HistoryPatient {
  return patientOf([identifier], `${identifier.system ?? ''}|${identifier.value ?? ''}`, undefined);
}

function patientOf(
  identifiers: readonly Identifier[],
  key: string,
  statedBirthDate: string | undefined,
): HistoryPatient {
  const numbers = identifiers
    .filter(({ system = '' }) => NATIONAL_SYSTEMS.has(system))
    .map(({ value = '' }) => parseNationalId(value));
  const valid = numbers.find(isIdentity);
  const birthDate = dayOrTime(statedBirthDate) ?? valid?.birthDate;
  const otherBirthDate = valid?.birthDate === birthDate ? undefined : valid?.birthDate;
  return {
    key: valid?.value ?? key,
    ...(birthDate !== undefined && { birthDate }),
    ...(otherBirthDate !== undefined && { otherBirthDate }),
    identified: valid !== undefined,
  };
}

/** An H-number is one within the enterprise that issued it only (HIS 1001:2010, 3.2). */
function isIdentity(number: NationalIdResult): number is NationalId {
  return number.ok && number.kind !== 'HNR';
}

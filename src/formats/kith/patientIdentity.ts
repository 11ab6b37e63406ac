import type { EnvelopePatient } from './envelope.ts';
import { readDate } from './values/dates.ts';

/** List 8116: numbers that identify a person in the whole country. */
const NATIONAL = new Set(['FNR', 'DNR', 'FHN']);
/** List 3101: a sex that tells people apart. */
const SEX = new Set(['1', '2']);

/**
 * What is missing for the patient to count as sufficiently identified; empty when nothing is. Sufficient: a name
 * with fødselsnummer, D-number or felles hjelpenummer (eleven digits; check digits are told, never refused), or a
 * name with date of birth and sex (HIS 80415:2012, 3.3.4).
 */
export function missingOfPatient(patient: EnvelopePatient): readonly string[] {
  const hasNumber = patient.identifiers.some(
    ({ id, type }) => NATIONAL.has(type.code) && /^\d{11}$/.test(id),
  );
  const hasBirthAndSex = readDate(patient.birthDate) !== undefined && SEX.has(patient.sex ?? '');
  return [
    ...(patient.name === undefined ? ['FamilyName / GivenName'] : []),
    ...(hasNumber || hasBirthAndSex ? [] : ['Ident (FNR, DNR, FHN) / DateOfBirth + Sex']),
  ];
}

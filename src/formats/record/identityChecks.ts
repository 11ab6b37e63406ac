import { createFinding, type Finding } from '../../findings/finding.ts';
import { parseNationalId } from '../../identifiers/nationalId.ts';
import { isOrganizationNumber } from '../../identifiers/organizationNumber.ts';
import type { PathwayRecord } from '../../pathway/record.ts';
import { RECORD_FINDINGS } from './findings.ts';
import { nationalIdsOf, organizationsOf } from './parties.ts';

/** Check digits, and whether numbers agree with what else is said of their bearers. */
export function checkIdentities(record: PathwayRecord): readonly Finding[] {
  return [
    ...checkPatient(record),
    ...checkDistrict(record),
    ...checkNationalIds(record),
    ...checkOrganizationNumbers(record),
  ];
}

function checkDistrict({
  patient: { urbanDistrict, municipalityNumber },
}: PathwayRecord): readonly Finding[] {
  return urbanDistrict === undefined ||
    municipalityNumber === undefined ||
    urbanDistrict.startsWith(municipalityNumber)
    ? []
    : [
        createFinding(RECORD_FINDINGS.districtOfOtherMunicipality, 'patient.urbanDistrict', {
          found: urbanDistrict,
          municipality: municipalityNumber,
        }),
      ];
}

function checkPatient({ patient }: PathwayRecord): readonly Finding[] {
  if (patient.nationalId === undefined) {
    return patient.localIdentifier === undefined
      ? [createFinding(RECORD_FINDINGS.patientWithoutIdentity, 'patient')]
      : [];
  }
  const number = parseNationalId(patient.nationalId);
  if (!number.ok) {
    return [];
  }
  const findings: Finding[] = [];
  if (
    number.birthDate !== undefined &&
    patient.birthDate !== undefined &&
    number.birthDate !== patient.birthDate
  ) {
    findings.push(
      createFinding(RECORD_FINDINGS.nationalIdBirthDate, 'patient.birthDate', { found: patient.birthDate }),
    );
  }
  const statedSex = patient.sex === 'male' || patient.sex === 'female' ? patient.sex : undefined;
  if (number.sex !== undefined && statedSex !== undefined && number.sex !== statedSex) {
    findings.push(createFinding(RECORD_FINDINGS.nationalIdSex, 'patient.sex', { found: statedSex }));
  }
  return findings;
}

function checkNationalIds(record: PathwayRecord): readonly Finding[] {
  const bearers = new Map<string, string>();
  return nationalIdsOf(record).flatMap(({ place, value }) => {
    const other = bearers.get(value);
    bearers.set(value, other ?? place);
    if (other !== undefined) {
      return [createFinding(RECORD_FINDINGS.duplicatePerson, place, { other })];
    }
    const number = parseNationalId(value);
    if (!number.ok) {
      return [
        createFinding(
          number.reason === 'check-digit'
            ? RECORD_FINDINGS.nationalIdCheckDigit
            : RECORD_FINDINGS.nationalIdDate,
          place,
        ),
      ];
    }
    return number.kind === 'HNR' ? [createFinding(RECORD_FINDINGS.localHelpNumber, place)] : [];
  });
}

function checkOrganizationNumbers(record: PathwayRecord): readonly Finding[] {
  return organizationsOf(record).flatMap(({ place, value: { organizationNumber } }) =>
    organizationNumber === undefined || isOrganizationNumber(organizationNumber)
      ? []
      : [
          createFinding(RECORD_FINDINGS.organizationNumberCheckDigit, `${place}.organizationNumber`, {
            found: organizationNumber,
          }),
        ],
  );
}

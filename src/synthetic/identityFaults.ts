import { RECORD_FINDINGS } from '../formats/record/findings.ts';
import { dateOfDay, dayOf } from '../pathway/calendarDay.ts';
import { nationalIdCheckDigits } from '../identifiers/checkDigits.ts';
import { parseNationalId } from '../identifiers/nationalId.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import type { PathwayRecord, RecordPatient } from '../pathway/record.ts';
import type { FaultKind } from './faultKind.ts';
import { firstPoint, without, type FaultSubject } from './faultSubject.ts';

/** Numbers of people and organisations that are wrong, missing, or somebody else's. */
export const IDENTITY_FAULTS: readonly FaultKind[] = [
  {
    // An acute patient who is not identified, or a newborn without a number of its own yet.
    finding: PATHWAY_FINDINGS.unidentifiedPatient,
    seed: ({ record }) => {
      const patient = without(record.patient, 'nationalId');
      const localIdentifier = patient.localIdentifier ?? localIdentifierOf(record, 'U');
      return { ...record, patient: { ...patient, localIdentifier } };
    },
  },
  {
    finding: PATHWAY_FINDINGS.adultInChildPathway,
    seed: (subject) => {
      const { random, record, ids } = subject;
      const start = firstPoint(subject, 'A');
      const { sex } = record.patient;
      if (record.pathwayType !== 'D12' || start === undefined || (sex !== 'female' && sex !== 'male')) {
        return undefined;
      }
      const birthDate = dateOfDay(start.day - random.integer(7000, 8500));
      return withPatient(record, { birthDate, nationalId: ids.birthNumber(random, birthDate, sex) });
    },
  },
  {
    finding: RECORD_FINDINGS.minorOfAge,
    seed: ({ record, random }) => {
      const birthYear = Number(record.recordedAt.slice(0, 4)) - random.integer(19, 40);
      return { ...record, minors: [...(record.minors ?? []), { relation: 'sibling', birthYear }] };
    },
  },
  {
    finding: RECORD_FINDINGS.hprNumberOfTwoNames,
    seed: ({ record }) => {
      const { responsibleClinician } = record;
      if (responsibleClinician?.hprNumber === undefined) return undefined;
      const family = `${responsibleClinician.name.family}sen`;
      const pathwayCoordinator = {
        ...responsibleClinician,
        name: { ...responsibleClinician.name, family },
      };
      return { ...record, pathwayCoordinator };
    },
  },
  {
    finding: RECORD_FINDINGS.districtOfOtherMunicipality,
    seed: ({ record }) => {
      const { municipalityNumber } = record.patient;
      return municipalityNumber === undefined
        ? undefined
        : withPatient(record, { urbanDistrict: municipalityNumber === '0301' ? '110301' : '030101' });
    },
  },
  {
    finding: RECORD_FINDINGS.patientWithoutIdentity,
    seed: ({ record }) => ({
      ...record,
      patient: without(record.patient, 'nationalId', 'localIdentifier'),
    }),
  },
  {
    finding: RECORD_FINDINGS.nationalIdCheckDigit,
    seed: (subject) => withNationalId(subject, (number) => withLastDigitChanged(number)),
  },
  {
    finding: RECORD_FINDINGS.nationalIdDate,
    seed: (subject) => {
      const day = subject.record.patient.nationalId?.slice(0, 2);
      return day === undefined || Number(day) >= 80
        ? undefined
        : withNationalId(subject, (number) => `38${number.slice(2)}`);
    },
  },
  {
    finding: RECORD_FINDINGS.nationalIdBirthDate,
    seed: ({ record }) => {
      const { birthDate, nationalId = '' } = record.patient;
      const number = parseNationalId(nationalId);
      if (birthDate === undefined || !number.ok || number.birthDate === undefined) return undefined;
      return withPatient(record, { birthDate: dateOfDay((dayOf(birthDate) ?? 0) - 1) });
    },
  },
  {
    finding: RECORD_FINDINGS.nationalIdSex,
    seed: ({ record }) => {
      const number = parseNationalId(record.patient.nationalId ?? '');
      if (!number.ok || number.sex === undefined) return undefined;
      return withPatient(record, { sex: number.sex === 'male' ? 'female' : 'male' });
    },
  },
  {
    finding: RECORD_FINDINGS.localHelpNumber,
    seed: (subject) => {
      const { birthDate } = subject.record.patient;
      const helpNumber = birthDate === undefined ? undefined : localHelpNumber(subject, birthDate);
      return helpNumber === undefined ? undefined : withNationalId(subject, () => helpNumber);
    },
  },
  {
    finding: RECORD_FINDINGS.duplicatePerson,
    seed: ({ record }) => {
      const { nationalId } = record.patient;
      const [first, ...rest] = record.nextOfKin ?? [];
      if (nationalId === undefined || first === undefined) return undefined;
      return { ...record, nextOfKin: [{ ...first, nationalId }, ...rest] };
    },
  },
  {
    finding: RECORD_FINDINGS.organizationNumberCheckDigit,
    seed: ({ record }) => {
      const { organizationNumber } = record.trust;
      if (organizationNumber === undefined) return undefined;
      return {
        ...record,
        trust: { ...record.trust, organizationNumber: withLastDigitChanged(organizationNumber) },
      };
    },
  },
];

function withPatient(record: PathwayRecord, change: Partial<RecordPatient>): PathwayRecord {
  return { ...record, patient: { ...record.patient, ...change } };
}

function withNationalId(
  { record }: FaultSubject,
  change: (number: string) => string,
): PathwayRecord | undefined {
  const { nationalId } = record.patient;
  return nationalId === undefined ? undefined : withPatient(record, { nationalId: change(nationalId) });
}

function withLastDigitChanged(number: string): string {
  return `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`;
}

/** A number such as one enterprise gives by itself: month + 40 (HIS 1001:2010, 3.2). */
function localHelpNumber({ random, record }: FaultSubject, birthDate: string): string | undefined {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const individualNumber = random.integer(250, 498) * 2 + (record.patient.sex === 'male' ? 1 : 0);
  const first9 = `${day}${Number(month) + 40}${year.slice(2)}${individualNumber}`;
  const checkDigits = nationalIdCheckDigits(first9);
  return checkDigits === undefined ? undefined : `${first9}${checkDigits.join('')}`;
}

function localIdentifierOf(
  record: PathwayRecord,
  prefix: string,
): NonNullable<RecordPatient['localIdentifier']> {
  return {
    system: record.identifier.system.replace(/pathway$/, 'patient'),
    value: `${prefix}${record.identifier.value.slice(1)}`,
    issuer: record.trust.name,
  };
}

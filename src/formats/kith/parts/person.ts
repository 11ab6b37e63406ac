import { leaf, part, type Row } from '../mapping/row.ts';
import {
  code,
  concept,
  simpleCode,
  simpleConcept,
  translatedCode,
  type Translation,
} from '../values/codes.ts';
import { date, text, textInList } from '../values/simple.ts';
import { address } from './address.ts';
import { identifiers } from './identifier.ts';
import { telecom } from './telecom.ts';

/** List 3101 → administrative gender. */
export const GENDER: readonly Translation[] = [
  { code: '1', display: 'Mann', fhir: 'male' },
  { code: '2', display: 'Kvinne', fhir: 'female' },
  { code: '0', display: 'Ikke kjent', fhir: 'unknown' },
  { code: '9', display: 'Ikke spesifisert', fhir: 'other' },
];

function personRows(identifierCardinality: '0..*' | '1..*'): readonly Row[] {
  return [
    leaf('FamilyName', '0..1', text, 'name[].family'),
    leaf('MiddleName', '0..1', text, 'name[].nb(no-basis-middlename).valueString'),
    leaf('GivenName', '0..1', textInList, 'name[].given'),
    leaf('DateOfBirth', '0..1', date, 'birthDate'),
    leaf('Sex', '0..1', translatedCode(3101, GENDER), 'gender'),
    leaf('Nationality', '0..1', simpleCode(9043), 'ext(nationality).valueCoding'),
    identifiers(identifierCardinality, 'identifier*', 8116),
    address('address[]'),
    telecom('telecom*'),
  ];
}

/** Person and Patient (MsgHead, felleskomponent1), in a Patient, RelatedPerson or Person. */
export const PERSON = personRows('0..*');

/** HealthcareProfessional (MsgHead, felleskomponent1), in a PractitionerRole and its Practitioner. */
export const HEALTHCARE_PROFESSIONAL: readonly Row[] = [
  leaf(
    'TypeHealthcareProfessional',
    '0..1',
    simpleConcept(9060),
    'practitioner>Practitioner.qualification[].code',
  ),
  leaf('RoleToPatient', '0..1', concept(9034), 'code[]'),
  part('practitioner>Practitioner', personRows('1..*')),
];

/** Remark (Merknad), a note to the thing at hand. */
export const REMARK = leaf('Merknad', '0..1', text, 'ext(remark).valueString');

/** How the professional is related to the report. */
export const REPORT_RELATION = leaf('TypeRelasjon', '0..1', code(8254), 'ext(report-relation).valueCoding');

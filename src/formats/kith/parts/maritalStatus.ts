import { leaf } from '../mapping/row.ts';
import { simpleConcept } from '../values/codes.ts';
import { internationalConcept, type International } from '../values/internationalConcept.ts';

/** List 8724 → v3-MaritalStatus; a registered partnership and «unknown» have no code there that says just that. */
export const MARITAL_STATUSES: International = {
  list: 8724,
  system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus',
  rows: [
    { code: '1', display: 'Ugift', fhir: 'S', fhirDisplay: 'Never Married' },
    { code: '2', display: 'Gift', fhir: 'M', fhirDisplay: 'Married' },
    { code: '3', display: 'Registrert partnerskap', fhir: undefined },
    { code: '4', display: 'Separert', fhir: 'L', fhirDisplay: 'Legally Separated' },
    { code: '5', display: 'Skilt', fhir: 'D', fhirDisplay: 'Divorced' },
    { code: '6', display: 'Enke/enkemann', fhir: 'W', fhirDisplay: 'Widowed' },
    { code: '9', display: 'Ukjent', fhir: undefined },
  ],
};

export const MARITAL_STATUS = leaf(
  'SivilStatus',
  '0..1',
  internationalConcept(simpleConcept(8724), MARITAL_STATUSES),
  'maritalStatus',
);

import { CODE_SYSTEM, volven } from '../../src/fhir/systems.ts';

/** A row: our code, the other code (absent: there is none), how they relate, and why where that is not plain. */
export type CodeMappingRow = readonly [
  code: string,
  target: string | undefined,
  equivalence: 'equivalent' | 'wider' | 'inexact' | 'unmatched',
  why?: string,
];

export interface CodeMapping {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly target: string;
  readonly targetValueSet: string;
  readonly rows: readonly CodeMappingRow[];
}

/** Norwegian lists whose codes have a place of their own in FHIR. */
export const CODE_MAPPINGS: readonly CodeMapping[] = [
  {
    id: 'referral-urgency-to-request-priority',
    name: 'ReferralUrgencyToRequestPriority',
    title: 'Hastegrad henvisning (8306) → FHIR request priority',
    source: volven(8306),
    target: 'http://hl7.org/fhir/request-priority',
    targetValueSet: 'http://hl7.org/fhir/ValueSet/request-priority',
    rows: [
      ['0', 'stat', 'equivalent'],
      ['3', 'urgent', 'equivalent'],
      ['N', 'routine', 'equivalent'],
      [
        'PK',
        undefined,
        'unmatched',
        'A cancer pathway is elective with deadlines of its own; FHIR has no such priority',
      ],
    ],
  },
  {
    id: 'sex-to-administrative-gender',
    name: 'SexToAdministrativeGender',
    title: 'Kjønn (3101) → FHIR administrative gender',
    source: volven(3101),
    target: 'http://hl7.org/fhir/administrative-gender',
    targetValueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender',
    rows: [
      ['0', 'unknown', 'equivalent'],
      ['1', 'male', 'equivalent'],
      ['2', 'female', 'equivalent'],
      ['9', 'other', 'inexact', '«Ikke spesifisert»: neither male nor female was specified'],
    ],
  },
  {
    id: 'care-level-to-encounter-class',
    name: 'CareLevelToEncounterClass',
    title: 'Omsorgsnivå (8406) → v3 ActCode',
    source: volven(8406),
    target: CODE_SYSTEM.v3ActCode,
    targetValueSet: 'http://terminology.hl7.org/ValueSet/v3-ActEncounterCode',
    rows: [
      ['1', 'IMP', 'equivalent'],
      ['2', 'AMB', 'wider', 'Day treatment: the patient goes home for the night'],
      ['3', 'AMB', 'equivalent'],
      ['8', 'AMB', 'wider', 'Outpatient contact during a stay, for radiotherapy'],
    ],
  },
];

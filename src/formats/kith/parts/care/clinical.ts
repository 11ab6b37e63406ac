import type { FhirNode } from '../../mapping/node.ts';
import { group, leaf, type Cardinality, type GroupRow, type Row } from '../../mapping/row.ts';
import { code, simpleCode, simpleConcept } from '../../values/codes.ts';
import { boolean, date, text } from '../../values/simple.ts';
import { ALLERGY_NOTES, CAVE } from './allergy.ts';
import { RECORD_NOTES, recordTextNote } from './recordText.ts';
import { timedEvents } from './timedEvent.ts';
import type { CareVersion } from './version.ts';

/** MedisinskDiagnose: a code, a text, or both. */
function diagnosis(version: CareVersion): readonly Row[] {
  return [
    leaf('Hoveddiagnose', version === '1.5' ? '1' : '0..1', boolean, 'ext(main-diagnosis).valueBoolean'),
    leaf('Diagnosekode', '0..1', code(7110), 'code.coding[]'),
    leaf('DiagnoseBeskrivelse', '0..1', text, 'code.text'),
  ];
}

/** InfoMedisinskDiagnose ↔ Conditions of a section. */
export function diagnoses(version: CareVersion, cardinality: '0..1' | '0..*'): GroupRow {
  return group(
    'InfoMedisinskDiagnose',
    cardinality,
    cardinality === '0..*' ? 'section(diagnoses)*' : 'section(diagnoses)',
    [
      group('MedisinskDiagnose', '1..*', 'entry*>Condition', diagnosis(version), {
        accepts: () => true,
        mayBeEmpty: version !== '1.5',
      }),
    ],
  );
}

/** A condition that has ended is not active any more (Condition, invariant con-4). */
const withClinicalStatus = (condition: FhirNode): void => {
  if (condition.abatementDateTime !== undefined || condition._abatementDateTime !== undefined) {
    condition.clinicalStatus = {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'inactive' }],
    };
  }
};

/** InfoIPLOSrelevantInformasjon: diagnoses with their period, and an event. */
export function iplosInformation(version: CareVersion): GroupRow {
  return group('InfoIPLOSrelevantInformasjon', '0..1', 'section(iplos-information)', [
    group(
      'TidsperiodeDiagnose',
      '0..*',
      'entry*>Condition',
      [
        leaf('StartdatoDiagnose', '1', date, 'onsetDateTime'),
        leaf('SluttdatoDiagnose', '0..1', date, 'abatementDateTime'),
        group('MedisinskDiagnose', '1', '', diagnosis(version)),
      ],
      { accepts: () => true, complete: withClinicalStatus },
    ),
    timedEvents('0..1', 'ext(timed-event)'),
  ]);
}

const BLOOD_TYPE: readonly Row[] = [
  leaf('Blodtype', '1', simpleConcept(9160), 'valueCodeableConcept'),
  leaf('Rhesusgruppe', '0..1', simpleCode(9161), 'ext(rhesus-group).valueCoding'),
  leaf('Merknad', '0..1', text, 'note[].text'),
];

const FORMER_ILLNESS: readonly Row[] = [
  group('TidligereSykdomFragment', '0..1', '', [
    leaf('FunksjonshemmingKroniskSykdom', '1', boolean, 'ext(disability-or-chronic-illness).valueBoolean'),
    leaf('TidligereSykdom', '1', text, 'code.text'),
    leaf('Diagnosekode', '0..1', code(7110), 'code.coding[]'),
  ]),
  recordTextNote('0..1', 'note[]'),
];

/** MedisinskfagligeOpplysninger ↔ a section with blood type, former illnesses, cave, allergies and notes. */
export const MEDICAL_INFORMATION = group('MedisinskfagligeOpplysninger', '0..1', 'section(medical)', [
  group('RegistrertBlodtype', '0..1', 'entry*>Observation', BLOOD_TYPE, {
    fixed: () => ({ code: { text: 'Blodtype' } }),
  }),
  group('InfoTidligereSykdommer', '0..*', 'entry*>Condition', FORMER_ILLNESS, { accepts: () => true }),
  CAVE,
  ALLERGY_NOTES,
  RECORD_NOTES,
]);

/** InfoAndreViktigeOpplysninger. */
export const OTHER_IMPORTANT: GroupRow = group(
  'InfoAndreViktigeOpplysninger',
  '0..1' satisfies Cardinality,
  'section(other-important)',
  [RECORD_NOTES, ALLERGY_NOTES],
);

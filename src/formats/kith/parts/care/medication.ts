import type { FhirNode } from '../../mapping/node.ts';
import { extensionUrl } from '../../../../fhir/systems.ts';
import { group, leaf, type Row } from '../../mapping/row.ts';
import { codingIn, simpleCode } from '../../values/codes.ts';
import { quantity } from '../../values/quantity.ts';
import { boolean, integer, text, timeStamp } from '../../values/simple.ts';
import { tellAsNeeded, withAsNeeded } from '../medicationUse.ts';
import { HEALTHCARE_PROFESSIONAL } from '../person.ts';
import { recordComponent } from './recordComponent.ts';

/** Where the parts of a prescription live that FHIR has in different places of the two resources. */
interface PrescriptionHomes {
  readonly dosageText: string;
  readonly start: string;
  readonly end: string;
}

/** Forskrivningsinfo. */
function prescription({ dosageText, start, end }: PrescriptionHomes): readonly Row[] {
  return [
    leaf('BruksomradeTekst', '0..1', text, 'reasonCode[].text'),
    leaf('DosVeiledEnkel', '0..1', text, dosageText),
    leaf('Nr', '0..1', text, 'ext(product-number).valueString'),
    leaf('Navn', '1', text, 'medicationCodeableConcept.text'),
    leaf('GeneriskNavn', '0..1', text, 'ext(generic-name).valueString'),
    leaf('Atc', '0..1', simpleCode(7180), 'medicationCodeableConcept.coding[]'),
    leaf('Legemiddelform', '0..1', simpleCode(7448), 'ext(dose-form).valueCoding'),
    leaf('Styrke', '0..1', quantity, 'ext(strength).valueQuantity'),
    leaf('Bruk', '0..1', simpleCode(9101), 'ext(medication-use).valueCoding'),
    leaf('DoseringStarttidspunkt', '0..1', timeStamp, start),
    leaf('DoseringSluttidspunkt', '0..1', timeStamp, end),
    leaf(
      'SkalIkkeTasSammenMedAnnetLegemiddel',
      '0..1',
      boolean,
      'ext(not-with-other-medication).valueBoolean',
    ),
  ];
}

const STATEMENT: readonly Row[] = [
  leaf('StatusTilForskrivningen', '0..1', simpleCode(9104), 'ext(prescription-status).valueCoding'),
  leaf('InngaarIMultidose', '0..1', simpleCode(9103), 'ext(multidose).valueCoding'),
  leaf('ReseptId', '0..1', text, 'ext(prescription-id).valueString'),
  leaf('Merknad', '0..1', text, 'note[].text'),
  group('Forskriver', '0..1', 'ext(prescriber).valueReference>PractitionerRole', HEALTHCARE_PROFESSIONAL, {
    inside: 'fk1',
  }),
  group(
    'Forskrivningsinfo',
    '1',
    '',
    prescription({
      dosageText: 'dosage[].text',
      start: 'effectivePeriod.start',
      end: 'effectivePeriod.end',
    }),
  ),
];

/** List 9104 → MedicationStatement.status: a medication that was stopped must not look as if it were in use. */
export const PRESCRIPTION_STATUS: Readonly<Record<string, string>> = { 2: 'stopped' };

const withStatus = (statement: FhirNode): void => {
  const code = codingIn(statement, extensionUrl('prescription-status'))?.code ?? '';
  const status = PRESCRIPTION_STATUS[code];
  if (status !== undefined) {
    statement.status = status;
  }
};

/** Legemiddelinfo, zero or more ↔ MedicationStatement. */
export const MEDICATIONS = group(
  'epj3:Legemiddelinfo',
  '0..*',
  'section(medications).entry*>MedicationStatement',
  [group('ForenkletForskrivning', '1', '', STATEMENT)],
  {
    accepts: () => true,
    attributes: recordComponent('medication'),
    complete: (statement) => {
      withStatus(statement);
      tellAsNeeded(statement);
    },
    prepare: withAsNeeded,
  },
);

const ADMINISTERED: readonly Row[] = [
  leaf('AdmEnkeltdose', '0..1', quantity, 'dosage.dose'),
  leaf('AdmStart', '1', timeStamp, 'effectivePeriod.start'),
  leaf('AdmSlutt', '0..1', timeStamp, 'effectivePeriod.end'),
  group('AdministrertAv', '0..1', 'performer[].actor>PractitionerRole', HEALTHCARE_PROFESSIONAL, {
    inside: 'fk1',
  }),
];

const ADMINISTERED_PRESCRIPTION = group(
  'Forskrivningsinfo',
  '0..1',
  '',
  prescription({
    dosageText: 'ext(dosage-text).valueString',
    start: 'ext(prescribed-period).valuePeriod.start',
    end: 'ext(prescribed-period).valuePeriod.end',
  }),
);

/** LegemidlerAdministrertVedOverforing ↔ MedicationAdministrations of a section, by professionals and by the patient. */
export const ADMINISTERED_MEDICATIONS = group(
  'epj3:LegemidlerAdministrertVedOverforing',
  '0..1',
  'section(administered-medications)',
  [
    group(
      'AdmAvHelsepersonell',
      '0..*',
      'entry*>MedicationAdministration',
      [
        ...ADMINISTERED,
        leaf('AdmStatus', '0..1', simpleCode(9083), 'ext(administration-status).valueCoding'),
        group('AdministrertLegemiddel', '0..1', '', [
          leaf('Kvantum', '0..1', text, 'ext(amount).valueString'),
        ]),
        ADMINISTERED_PRESCRIPTION,
      ],
      { accepts: () => true },
    ),
    group('Egenadministrering', '0..*', 'entry*>MedicationAdministration', [
      ...ADMINISTERED,
      group('UtlevertLegemiddel', '1..*', 'ext(dispensed-doses)*', [
        leaf('AntEnkeltdoser', '1', integer, 'valueInteger'),
      ]),
      ADMINISTERED_PRESCRIPTION,
    ]),
  ],
  { attributes: recordComponent('administeredMedication'), needsContent: true },
);

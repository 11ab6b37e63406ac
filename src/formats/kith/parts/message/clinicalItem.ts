import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { ABSENT, type FhirNode } from '../../mapping/node.ts';
import { choice, either, group, leaf, type ChoiceRow, type Codec, type Row } from '../../mapping/row.ts';
import { concept, simpleCode, simpleConcept, translatedCode, type Translation } from '../../values/codes.ts';
import { quantity } from '../../values/quantity.ts';
import { text, timeStamp } from '../../values/simple.ts';
import { DEVIATION, numericResult } from './numericResult.ts';
import { homeIn, type ReferenceList } from './referenceList.ts';
import { medicationOf, typedItems } from './typedItem.ts';

/**
 * InfItem, a clinical item, of the messages with the root element `Message` ↔ MedicationStatement, Observation and
 * what its type says, at the same homes as in Henvisning 2.0.
 */
export interface ClinicalItems {
  readonly list: ReferenceList;
  /** Of the namespace of the message. */
  readonly prefix: string;
  /** Of descriptions and textual results: plain text, or text with markup. */
  readonly description: Codec;
  /** Rows of Medication that only some messages have. */
  readonly codedDosage?: readonly Row[];
  readonly form?: readonly Row[];
  /** Rows of every item, after its dates. */
  readonly further?: readonly Row[];
  /** Rows of an examination result, after the examination. */
  readonly furtherResult?: readonly Row[];
  /** Rows of an observation, after its comment. */
  readonly furtherObservation?: readonly Row[];
  /** Whether descriptions may be coded besides; absent: they may not. */
  readonly isCoded?: boolean;
  /** Of a procedure that is told; absent: it is not known whether it was done. */
  readonly procedureStatus?: (scope: DecodeScope) => string;
  readonly textCodes: '0..1' | '0..*';
  /** What FHIR wants to know besides: whom it is about, and in which contact. */
  readonly context: (scope: DecodeScope) => FhirNode;
}

const UNKNOWN = 'unknown';

/**
 * List 7307 → MedicationStatement.status: only what the patient takes is active. The standards say no more than the
 * names do.
 */
export const MEDICATION_STATUSES: readonly Translation[] = [
  { code: '1', display: 'Inntatt', fhir: 'completed' },
  { code: '2', display: 'Forskrevet', fhir: 'intended', back: false },
  { code: '3', display: 'Anbefalt å innta', fhir: 'intended' },
  { code: '4', display: 'Anbefalt å slutte å innta', fhir: 'stopped' },
  { code: '5', display: 'Benyttes sporadisk', fhir: 'active', back: false },
  { code: '6', display: 'Benyttes regelmessig', fhir: 'active' },
  { code: '10', display: 'Allergisk ovenfor', fhir: 'not-taken' },
];
const MEDICATION_STATUS = translatedCode(7307, MEDICATION_STATUSES, UNKNOWN);

const dates = (start: string, end: string, type: string, origin: string): readonly Row[] => [
  leaf('Type', '1', simpleConcept(8233), type),
  leaf('StartDateTime', '0..1', timeStamp, start),
  leaf('EndDateTime', '0..1', timeStamp, end),
  leaf('OrgDate', '0..1', timeStamp, origin),
];

function medication({ codedDosage = [], form = [], further = [] }: ClinicalItems): readonly Row[] {
  return [
    group('Medication', '1', '', [
      leaf('DrugId', '1', concept(7180), 'medicationCodeableConcept'),
      ...codedDosage,
      leaf('Comment', '0..1', text, 'note[].text'),
      leaf('Status', '1', MEDICATION_STATUS, 'status'),
      ...form,
      leaf('IntendedDuration', '0..1', quantity, 'dosage[].ext(intended-duration).valueQuantity'),
      leaf('QuantitySupplied', '0..1', quantity, 'ext(quantity-supplied).valueQuantity'),
      leaf('UnitDose', '0..1', quantity, 'dosage[].doseAndRate[].doseQuantity'),
      leaf('DosageText', '0..1', text, 'dosage[].text'),
    ]),
    ...dates('effectivePeriod.start', 'effectivePeriod.end', 'category', 'dateAsserted'),
    ...further,
  ];
}

function observation({ description, further = [], furtherObservation = [] }: ClinicalItems): readonly Row[] {
  return [
    group('Observation', '1', '', [
      leaf('Description', '0..1', description, 'valueString'),
      leaf('Comment', '0..1', text, 'note[].text'),
      ...furtherObservation,
    ]),
    ...dates('effectivePeriod.start', 'effectivePeriod.end', 'code', 'ext(origin-date).valueDateTime'),
    ...further,
  ];
}

function resultItem({
  prefix,
  description,
  textCodes,
  further = [],
  furtherResult = [],
}: ClinicalItems): readonly Row[] {
  const textCode =
    textCodes === '0..1'
      ? leaf('TextCode', '0..1', concept(undefined), 'ext(result-code).valueCodeableConcept')
      : leaf('TextCode', '0..*', concept(undefined), 'ext(result-code)*.valueCodeableConcept');
  return [
    group('ResultItem', '1', '', [
      either(
        group('TextResult', '0..1', '', [
          group('Result', '0..1', '', [
            leaf('Heading', '0..1', simpleCode(8243), 'ext(result-heading).valueCoding'),
            leaf('TextResultValue', '0..1', description, 'valueString'),
            textCode,
          ]),
        ]),
        group('Interval', '0..1', '', [
          leaf('Low', '0..1', quantity, 'valueRange.low'),
          leaf('High', '0..1', quantity, 'valueRange.high'),
        ]),
        group('DateResult', '0..1', '', [leaf('DateResultValue', '1', timeStamp, 'valueDateTime')]),
        numericResult(prefix),
      ),
      leaf('ServType', '0..1', simpleCode(7309), 'ext(service-type).valueCoding'),
      leaf('InvDate', '0..1', timeStamp, 'effectiveDateTime'),
      leaf('Comment', '0..1', text, 'note[].text'),
      DEVIATION,
      group('ClinInv', '1', '', [
        leaf('Id', '1', concept(undefined), 'code'),
        leaf('Spec', '0..*', concept(undefined), 'ext(specification)*.valueCodeableConcept'),
      ]),
      ...furtherResult,
    ]),
    ...dates(
      'ext(information-period).valuePeriod.start',
      'ext(information-period).valuePeriod.end',
      'category[]',
      'ext(origin-date).valueDateTime',
    ),
    ...further,
  ];
}

export function clinicalItems(items: ClinicalItems): ChoiceRow {
  const observed = (scope: DecodeScope): FhirNode => ({
    ...items.context(scope),
    status: UNKNOWN,
    code: ABSENT,
  });
  return choice('InfItem', '0..*', {
    Medication: [
      homeIn(items.list, 'MedicationStatement'),
      medication(items),
      {
        fixed: (scope) => medicationOf(items.context(scope)),
        accepts: () => true,
      },
    ],
    ...typedItems({
      further: [],
      procedureStatus: () => UNKNOWN,
      isCoded: false,
      ...items,
      typeConcept: simpleConcept(8233),
      typeCoding: simpleCode(8233),
      time: timeStamp,
    }),
    Observation: [
      homeIn(items.list, 'Observation'),
      observation(items),
      { fixed: observed, accepts: () => true },
    ],
    ResultItem: [homeIn(items.list, 'Observation'), resultItem(items), { fixed: observed }],
  });
}

import { extensionUrl } from '../../../../fhir/systems.ts';
import { decodeRows } from '../../mapping/decodeRows.ts';
import { encodeRows } from '../../mapping/encodeRows.ts';
import { findExtension, isNode, nodesOf, type FhirNode } from '../../mapping/node.ts';
import { custom, leaf, type CustomRow, type Row } from '../../mapping/row.ts';
import { codingIn, simpleConcept, translatedCode, type Translation } from '../../values/codes.ts';
import { internationalConcept, type International } from '../../values/internationalConcept.ts';
import { quantity } from '../../values/quantity.ts';

/**
 * List 8239 → Quantity.comparator. FHIR says «equal» by no comparator, and has none for «not equal»; «much greater»
 * and «much less» are greater and less.
 */
export const COMPARATORS: readonly Translation[] = [
  { code: 'LT', display: 'Mindre enn', fhir: '<' },
  { code: 'LE', display: 'Mindre eller lik', fhir: '<=' },
  { code: 'GE', display: 'Større eller lik', fhir: '>=' },
  { code: 'GT', display: 'Større enn', fhir: '>' },
  { code: 'ML', display: 'Mye mindre enn', fhir: '<', back: false },
  { code: 'MG', display: 'Mye større enn', fhir: '>', back: false },
  { code: 'EQ', display: 'Lik', fhir: undefined },
  { code: 'NE', display: 'Ikke lik', fhir: undefined },
];
const EQUAL = 'EQ';

const NUMBER: readonly Row[] = [
  leaf('ArithmeticComp', '0..1', translatedCode(8239, COMPARATORS), 'comparator'),
  leaf('NumResultValue', '1', quantity, 'number'),
];

/** A comparator without a FHIR code, as the mapping of NUMBER has it. */
const UNTRANSLATED = extensionUrl('untranslated-comparator');
const COMPARATOR = extensionUrl('arithmetic-comparator');
/** The number that the result is told by, where it is not the value: with a comparator that FHIR has none for. */
const COMPARED = extensionUrl('compared-value');

/**
 * NumResult ↔ Observation.valueQuantity with its comparator. What is not said by a Quantity («not equal to», or a
 * comparator that is not known) is no value: it stands in extensions.
 *
 * @param prefix of the namespace of the message
 */
export function numericResult(prefix: string): CustomRow {
  return custom(
    'NumResult',
    '0..1',
    'everything',
    (element, observation, scope) => {
      const read: FhirNode = {};
      decodeRows(element, NUMBER, read, scope, prefix);
      const { number, comparator, _comparator } = read;
      const untranslated = codingIn(read, UNTRANSLATED);
      const value = isNode(number) ? number : {};
      if (comparator !== undefined) {
        observation.valueQuantity = { ...value, comparator, _comparator };
      } else if (number !== undefined && (untranslated === undefined || untranslated.code === EQUAL)) {
        observation.valueQuantity = number;
      } else if (number !== undefined) {
        addExtension(observation, { url: COMPARED, valueQuantity: number });
      }
      if (untranslated !== undefined) {
        addExtension(observation, { url: COMPARATOR, valueCoding: untranslated });
      }
    },
    (observation, scope, as) => {
      const { valueQuantity } = observation;
      const { comparator, _comparator, ...number } = isNode(valueQuantity) ? valueQuantity : {};
      const untranslated = findExtension(observation, COMPARATOR)?.valueCoding;
      const { children, hasContent } = encodeRows(
        NUMBER,
        {
          number: isNode(valueQuantity) ? number : findExtension(observation, COMPARED)?.valueQuantity,
          comparator,
          _comparator,
          extension: [{ url: UNTRANSLATED, valueCoding: untranslated }],
        },
        scope,
        prefix,
      );
      return hasContent ? [{ ...as, children }] : [];
    },
  );
}

function addExtension(holder: FhirNode, extension: FhirNode): void {
  holder.extension = [...nodesOf(holder.extension), extension];
}

/** List 8244 → v3-ObservationInterpretation, whose definitions are by the reference range too. */
export const INTERPRETATIONS: International = {
  list: 8244,
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  rows: [
    { code: '1', display: 'Over øvre referansegrense', fhir: 'H', fhirDisplay: 'High' },
    { code: '2', display: 'Under nedre referansegrense', fhir: 'L', fhirDisplay: 'Low' },
    { code: '3', display: 'Utenfor referansegrensene', fhir: 'A', fhirDisplay: 'Abnormal' },
  ],
};

/** DevResultInd: how the result is to the reference range. */
export const DEVIATION = leaf(
  'DevResultInd',
  '0..1',
  internationalConcept(simpleConcept(8244), INTERPRETATIONS),
  'interpretation[]',
);

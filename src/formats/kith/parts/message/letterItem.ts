import { nodesAt, parseHome, putNode } from '../../mapping/home.ts';
import { custom, group, leaf, type ChoiceRow, type CustomRow, type Row } from '../../mapping/row.ts';
import { code, concept, simpleCode, simpleConcept } from '../../values/codes.ts';
import { markedUpText } from '../../values/markup.ts';
import { text, timeStamp } from '../../values/simple.ts';
import { attributeOf, childOf, type XmlElement } from '../../xml/element.ts';
import { clinicalItems, codedWithModifiers, type ClinicalItems } from './clinicalItem.ts';
import {
  decodeRelatedProvider,
  encodeRelatedProvider,
  SERVICE_RELATION,
  type RelatedProvider,
} from './relatedProvider.ts';
import { homeIn, type ReferenceList } from './referenceList.ts';

/** InfItem of the discharge letter (HIS 80226:2014): as in a referral, and besides Condition and Procedure. */

/** List 8233: diagnoses, and what was done to the patient. */
const DIAGNOSES: ReadonlySet<string> = new Set(['H', 'B', 'ART']);
const PROCEDURES: ReadonlySet<string> = new Set(['OPIN', 'MPRS', 'PRS']);

function isCodedAs(types: ReadonlySet<string>): (element: XmlElement) => boolean {
  return (element) => {
    const type = childOf(element, 'Type');
    return (
      childOf(element, 'Observation', 'CodedDescr') !== undefined &&
      types.has((type === undefined ? undefined : attributeOf(type, 'V')) ?? '')
    );
  };
}

/** A provider behind a reference. */
function providerAt(
  name: string,
  cardinality: '0..1' | '0..*',
  home: string,
  provider: RelatedProvider,
): CustomRow {
  const place = parseHome(home);
  return custom(
    name,
    cardinality,
    'everything',
    (element, target, scope) => {
      const role = decodeRelatedProvider(element, provider, scope);
      putNode(place, target, { ...scope.referenceTo(role) }, scope, element);
    },
    (target, scope, as) =>
      nodesAt(place, target, scope).flatMap((reference) => {
        const role = scope.resolveIn(reference);
        return role === undefined ? [] : [encodeRelatedProvider(role, provider, scope, as)];
      }),
  );
}

/** A code with what specifies it, in a complex extension. */
export const CODED: readonly Row[] = [
  leaf('Concept', '1', code(undefined), 'sub(concept).valueCoding'),
  group('Modifier', '0..*', 'sub(modifier)*', [
    leaf('Name', '1', simpleCode(7305), 'sub(name).valueCoding'),
    leaf('Value', '1..*', code(undefined), 'sub(value)*.valueCoding'),
  ]),
];

const FORM: readonly Row[] = [
  leaf('Form', '0..1', concept(7448), 'ext(dose-form).valueCodeableConcept'),
  leaf('RouteOfAdm', '0..1', concept(7477), 'dosage[].route'),
];

function coded(
  description: string,
  dates: readonly [start: string, end: string, origin: string],
  type: Row,
  further: readonly Row[],
): readonly Row[] {
  return [
    group('Observation', '1', '', [
      leaf('Description', '0..1', markedUpText, description),
      leaf('Comment', '0..1', text, 'note[].text'),
      group('CodedDescr', '0..1', '', codedWithModifiers('code')),
    ]),
    type,
    leaf('StartDateTime', '0..1', timeStamp, dates[0]),
    leaf('EndDateTime', '0..1', timeStamp, dates[1]),
    leaf('OrgDate', '0..1', timeStamp, dates[2]),
    ...further,
  ];
}

export function letterItems(
  list: ReferenceList,
  provider: Omit<RelatedProvider, 'rows'>,
  context: ClinicalItems['context'],
): ChoiceRow {
  const further: readonly Row[] = [
    providerAt('Origin', '0..1', 'ext(item-origin).valueReference', {
      ...provider,
      rows: [leaf('Role', '0..1', simpleCode(7301), 'ext(party-role).valueCoding')],
    }),
    providerAt('RelHCProvider', '0..*', 'ext(related-provider)*.valueReference', {
      ...provider,
      rows: SERVICE_RELATION,
    }),
  ];
  return clinicalItems({
    list,
    description: markedUpText,
    codedDosage: [leaf('DosageCoded', '0..1', code(7478), 'dosage[].ext(coded-dosage).valueCoding')],
    form: FORM,
    further,
    furtherResult: [group('DiagComment', '0..1', 'ext(diagnosis-comment)', CODED)],
    furtherObservation: [
      group('CodedDescr', '0..1', '', codedWithModifiers('ext(coded-description).valueCodeableConcept')),
    ],
    textCodes: '0..*',
    context,
    variants: {
      'Observation.Condition': [
        homeIn(list, 'Condition'),
        coded(
          'ext(description).valueString',
          [
            'ext(information-period).valuePeriod.start',
            'ext(information-period).valuePeriod.end',
            'recordedDate',
          ],
          leaf('Type', '1', simpleConcept(8233), 'category[]'),
          further,
        ),
        { when: isCodedAs(DIAGNOSES), fixed: context, accepts: () => true },
      ],
      'Observation.Procedure': [
        homeIn(list, 'Procedure'),
        coded(
          'ext(description).valueString',
          ['performedPeriod.start', 'performedPeriod.end', 'ext(origin-date).valueDateTime'],
          leaf('Type', '1', simpleConcept(8233), 'category'),
          further,
        ),
        {
          when: isCodedAs(PROCEDURES),
          fixed: (scope) => ({ ...context(scope), status: 'completed' }),
          accepts: () => true,
        },
      ],
    },
  });
}

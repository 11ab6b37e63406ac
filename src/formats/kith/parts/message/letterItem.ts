import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { nodesAt, parseHome, putNode } from '../../mapping/home.ts';
import { custom, group, leaf, type ChoiceRow, type CustomRow, type Row } from '../../mapping/row.ts';
import { code, concept, simpleCode } from '../../values/codes.ts';
import { markedUpText } from '../../values/markup.ts';
import { clinicalItems, type ClinicalItems } from './clinicalItem.ts';
import { codedWithModifiers } from './codedDescription.ts';
import {
  decodeRelatedProvider,
  encodeRelatedProvider,
  SERVICE_RELATION,
  type RelatedProvider,
} from './relatedProvider.ts';
import type { ReferenceList } from './referenceList.ts';

/** InfItem of the discharge letter (HIS 80226:2014): as in a referral, and besides coded. */

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
    prefix: provider.prefix,
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
    isCoded: true,
    procedureStatus: (scope) => (isOver(scope) ? 'completed' : 'unknown'),
  });
}

/** What is reported of an event was done; what stands in a planned one, or outside, may not have been. */
function isOver(scope: DecodeScope): boolean {
  const { resourceType, period } = scope.root('event');
  return resourceType === 'Encounter' && period !== undefined;
}

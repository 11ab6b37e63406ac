import { extensionUrl, volven } from '../../../../fhir/systems.ts';
import type { DecodeScope } from '../../mapping/decodeScope.ts';
import { ABSENT, findExtension, isNode, nodesOf, type FhirNode } from '../../mapping/node.ts';
import { group, leaf, type choice, type Codec, type GroupOptions, type Row } from '../../mapping/row.ts';
import { text } from '../../values/simple.ts';
import { childOf, attributeOf, type XmlElement } from '../../xml/element.ts';
import { codedWithModifiers } from './codedDescription.ts';
import { homeIn } from './referenceList.ts';

/**
 * InfItem with an Observation (a description, in words and perhaps coded) that its type (list 8233) tells to be another
 * thing than an observation.
 */
export interface TypedItems {
  /** Path of the list of references to what the items become. */
  readonly list: string;
  readonly description: Codec;
  /** Of the type, as a CodeableConcept and as a Coding. */
  readonly typeConcept: Codec;
  readonly typeCoding: Codec;
  readonly time: Codec;
  /** Whether the message has a coded description besides. */
  readonly isCoded: boolean;
  /** Rows of every item, after its dates. */
  readonly further: readonly Row[];
  /** What FHIR wants to know besides: whom it is about, and in which contact. */
  readonly context: (scope: DecodeScope) => FhirNode;
  /** Whether what is told about was done, when a procedure is told. */
  readonly procedureStatus: (scope: DecodeScope) => string;
}

/** List 8233: what each type is about. */
const CONDITIONS: ReadonlySet<string> = new Set(['H', 'B', 'ART']);
const PROCEDURES: ReadonlySet<string> = new Set(['OPIN', 'MPRS', 'PRS']);
/** Allergies and similar matters that whoever treats the patient must be aware of (HIS 80704:2014, 9.2.4). */
const CAVE = { system: volven(8233), code: 'CAVE', display: 'Cave-opplysninger' };
/** One for each medication (HIS 80226:2014 and HIS 80517:2014, on medication that is not structured). */
const MEDICATION = 'MEDB';

const DESCRIPTION = extensionUrl('description');
const TYPE = extensionUrl('information-type');
const PERIOD = 'ext(information-period).valuePeriod';

export function typedItems(items: TypedItems): Parameters<typeof choice>[2] {
  const { list, context, procedureStatus, typeConcept, typeCoding } = items;
  const type = leaf('Type', '1', typeCoding, 'ext(information-type).valueCoding');
  return {
    'Observation.Condition': [
      homeIn(list, 'Condition'),
      itemRows(items, 'code', type, [`${PERIOD}.start`, `${PERIOD}.end`, 'recordedDate']),
      { ...told('code'), when: isOfType(CONDITIONS), fixed: context, accepts: () => true },
    ],
    'Observation.Procedure': [
      homeIn(list, 'Procedure'),
      itemRows(items, 'code', leaf('Type', '1', typeConcept, 'category'), [
        'performedPeriod.start',
        'performedPeriod.end',
        'ext(origin-date).valueDateTime',
      ]),
      {
        ...told('code'),
        when: isOfType(PROCEDURES),
        fixed: (scope) => ({ ...context(scope), status: procedureStatus(scope) }),
        accepts: () => true,
      },
    ],
    'Observation.AllergyIntolerance': [
      homeIn(list, 'AllergyIntolerance'),
      itemRows(items, 'code', type, [`${PERIOD}.start`, `${PERIOD}.end`, 'recordedDate']),
      {
        ...told('code'),
        prepare: (allergy, scope) => withCave(told('code').prepare(allergy, scope)),
        when: isOfType(new Set([CAVE.code])),
        fixed: (scope) => allergyOf(context(scope)),
        accepts: () => true,
      },
    ],
    'Observation.MedicationStatement': [
      homeIn(list, 'MedicationStatement'),
      itemRows(items, 'medicationCodeableConcept', leaf('Type', '1', typeConcept, 'category'), [
        'effectivePeriod.start',
        'effectivePeriod.end',
        'dateAsserted',
      ]),
      {
        ...told('medicationCodeableConcept'),
        when: isOfType(new Set([MEDICATION])),
        fixed: (scope) => medicationOf(context(scope)),
      },
    ],
  };
}

function isOfType(types: ReadonlySet<string>): (element: XmlElement) => boolean {
  return (element) => {
    const type = childOf(element, 'Type');
    return types.has((type === undefined ? undefined : attributeOf(type, 'V')) ?? '');
  };
}

function itemRows(
  { description, isCoded, time, further }: TypedItems,
  concept: string,
  type: Row,
  [start, end, origin]: readonly [start: string, end: string, origin: string],
): readonly Row[] {
  return [
    group('Observation', '1', '', [
      leaf('Description', '0..1', description, 'ext(description).valueString'),
      leaf('Comment', '0..1', text, 'note[].text'),
      ...(isCoded ? [group('CodedDescr', '0..1', '', codedWithModifiers(concept))] : []),
    ]),
    type,
    leaf('StartDateTime', '0..1', time, start),
    leaf('EndDateTime', '0..1', time, end),
    leaf('OrgDate', '0..1', time, origin),
    ...further,
  ];
}

/** What is told in words only has them as the text of its concept; beside a code they stand in an extension. */
function told(property: string): Required<Pick<GroupOptions, 'complete' | 'prepare'>> {
  return {
    complete: (item) => {
      const description = findExtension(item, DESCRIPTION);
      if (item[property] !== undefined || description === undefined) {
        return;
      }
      const { valueString, _valueString } = description;
      item[property] = {
        ...(valueString === undefined ? {} : { text: valueString }),
        ...(_valueString === undefined ? {} : { _text: _valueString }),
      };
      const others = nodesOf(item.extension).filter((extension) => extension !== description);
      if (others.length === 0) {
        delete item.extension;
      } else {
        item.extension = others;
      }
    },
    prepare: (item) => {
      const concept = item[property];
      if (!isNode(concept) || nodesOf(concept.coding).length > 0 || hasOwnWords(item)) {
        return item;
      }
      const { text: valueString, _text: _valueString } = concept;
      const description = { url: DESCRIPTION, valueString, _valueString };
      return { ...item, [property]: undefined, extension: [...nodesOf(item.extension), description] };
    },
  };
}

/** Whether the text of the concept is that of a code that is not there, and not the description. */
function hasOwnWords(item: FhirNode): boolean {
  return [DESCRIPTION, extensionUrl('diagnosis-modifier')].some(
    (url) => findExtension(item, url) !== undefined,
  );
}

/** An allergy of another producer is told as what the standard calls Cave. */
function withCave(allergy: FhirNode): FhirNode {
  return findExtension(allergy, TYPE) === undefined
    ? { ...allergy, extension: [...nodesOf(allergy.extension), { url: TYPE, valueCoding: CAVE }] }
    : allergy;
}

/** AllergyIntolerance, invariant ait-1: what is told as a warning is in force. */
function allergyOf({ subject, ...rest }: FhirNode): FhirNode {
  return {
    ...rest,
    patient: subject,
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' },
      ],
    },
  };
}

/** The contact in which it was told is called `context` in a MedicationStatement. */
export function medicationOf({ encounter, ...rest }: FhirNode): FhirNode {
  return {
    ...rest,
    ...(encounter === undefined ? {} : { context: encounter }),
    status: 'unknown',
    medicationCodeableConcept: ABSENT,
  };
}

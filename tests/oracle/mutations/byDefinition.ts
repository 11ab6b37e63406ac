import type { ElementDefinition } from '@medplum/fhirtypes';
import type { Pick } from '../random.ts';
import { childrenOf, codeOf, graft, valueOfType } from './graft.ts';
import { EDGE_VALUES } from './primitiveValues.ts';
import type { Change, Json, JsonObject } from './spots.ts';
import { typedPartsOf, type TypedObject, type TypedSpot } from './typedSpots.ts';

/** Changes that know the element's type, cardinality, binding and targets from the base definitions. */

const RESOURCES = [
  'Patient',
  'Organization',
  'Practitioner',
  'Observation',
  'Location',
  'Encounter',
  'Device',
  'Group',
  'Medication',
  'Task',
];
const TYPES = [
  'string',
  'boolean',
  'integer',
  'decimal',
  'dateTime',
  'date',
  'code',
  'uri',
  'Quantity',
  'CodeableConcept',
  'Coding',
  'Reference',
  'Period',
  'Range',
  'Ratio',
  'Identifier',
  'Attachment',
  'HumanName',
  'Address',
  'ContactPoint',
  'Timing',
  'Age',
  'Duration',
  'Money',
  'SampledData',
  'Annotation',
  'Signature',
  'base64Binary',
  'instant',
  'time',
  'markdown',
  'id',
  'oid',
  'uuid',
  'url',
  'canonical',
  'positiveInt',
  'unsignedInt',
  'Expression',
  'Dosage',
  'UsageContext',
  'ContactDetail',
  'RelatedArtifact',
  'TriggerDefinition',
  'DataRequirement',
  'ParameterDefinition',
  'Contributor',
  'Meta',
  'Distance',
  'Count',
];

/** Changes one of the spots that it can; false where there is none. */
function onSpot(fits: (spot: TypedSpot) => boolean, run: (spot: TypedSpot, pick: Pick) => boolean): Change {
  return ({ resource }, pick) => {
    const spots = typedPartsOf(resource).spots.filter(fits);
    return spots.length > 0 && run(pick(spots), pick);
  };
}

function onObject(
  run: (object: TypedObject, pick: Pick) => boolean,
  fits: (object: TypedObject) => boolean = () => true,
): Change {
  return ({ resource }, pick) => {
    const objects = typedPartsOf(resource).objects.filter(fits);
    return objects.length > 0 && run(pick(objects), pick);
  };
}

/** The primitive type of a spot, of an id `string` or `id`. */
function primitiveOf({ type, element }: TypedSpot): string | undefined {
  if (type.startsWith('http://hl7.org/fhirpath/')) {
    return element.base?.path === 'Resource.id' ? 'id' : 'string';
  }
  return EDGE_VALUES[type] === undefined ? undefined : type;
}

function isBound({ element }: TypedSpot): boolean {
  return element.binding?.strength === 'required' || element.binding?.strength === 'extensible';
}

function put({ parent, key }: TypedSpot, value: Json, pick: Pick): true {
  const before = parent[key];
  if (!Array.isArray(before)) {
    parent[key] = value;
  } else if (before.length === 0 || pick([true, false])) {
    parent[key] = [...(before as Json[]), value];
  } else {
    parent[key] = [value, ...(before as Json[]).slice(1)];
  }
  return true;
}

const WRONG_CODES = [
  'nope',
  'Active',
  'ACTIVE',
  'unknown',
  'active ',
  '',
  'N/A',
  'other',
  'draft',
  'completed',
  'å',
];
const SYSTEMS: readonly (string | undefined)[] = [
  undefined,
  'http://example.org/codes',
  'http://hl7.org/fhir/administrative-gender',
  'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  'http://snomed.info/sct',
  'urn:oid:1.2.3.4.5',
  'x',
];

function codingOf(element: ElementDefinition, pick: Pick): JsonObject {
  const system = pick(SYSTEMS);
  const code = pick([codeOf(element, pick) ?? 'x', pick(WRONG_CODES), 'unknown', 'UNK']);
  return {
    ...(system !== undefined && { system }),
    ...(pick([true, true, true, false]) && { code }),
    ...(pick([true, false, false]) && { display: 'x' }),
    ...(pick([true, false, false, false]) && { version: pick(['1', '4.0.1', '']) }),
  };
}

/** The elements of an object without those that all have. */
function ownChildrenOf(elements: readonly ElementDefinition[], path: string): readonly ElementDefinition[] {
  return childrenOf(elements, path).filter(
    ({ path: each }) => !/\.(?:contained|id|text|extension|modifierExtension)$/.test(each),
  );
}

function isRepeating(element: ElementDefinition): boolean {
  return (element.base?.max ?? element.max) !== '1';
}

export const DEFINED_CHANGES: Readonly<Record<string, Change>> = {
  edgeValue: onSpot(
    (spot) => primitiveOf(spot) !== undefined,
    (spot, pick) => put(spot, pick(EDGE_VALUES[primitiveOf(spot) ?? ''] ?? []), pick),
  ),
  dropRequired: onSpot(
    ({ element }) => (element.min ?? 0) > 0,
    ({ parent, key }) => Reflect.deleteProperty(parent, key),
  ),
  doubleSingle: onSpot(
    ({ element }) => !isRepeating(element),
    ({ parent, key }) => {
      parent[key] = [parent[key], structuredClone(parent[key])];
      return true;
    },
  ),
  otherType: onSpot(
    ({ element }) => element.path.endsWith('[x]'),
    ({ parent, key, element }, pick) => {
      const type = pick(TYPES);
      const name = element.path.slice(element.path.lastIndexOf('.') + 1, -3);
      if (pick([true, true, false])) {
        Reflect.deleteProperty(parent, key);
      }
      parent[name + type.charAt(0).toUpperCase() + type.slice(1)] = valueOfType(type, element, [], pick, 3);
      return true;
    },
  ),
  wrongCode: onSpot(
    (spot) => isBound(spot) && spot.type === 'code',
    (spot, pick) => put(spot, pick(WRONG_CODES), pick),
  ),
  boundConcept: onSpot(
    (spot) => spot.type === 'CodeableConcept',
    (spot, pick) =>
      put(
        spot,
        pick<Json>([
          { coding: [codingOf(spot.element, pick)] },
          { coding: [codingOf(spot.element, pick), codingOf(spot.element, pick)] },
          { coding: [codingOf(spot.element, pick)], text: 'x' },
          { text: 'x' },
          { id: 'x' },
          codingOf(spot.element, pick),
        ]),
        pick,
      ),
  ),
  boundCoding: onSpot(
    (spot) => spot.type === 'Coding',
    (spot, pick) => put(spot, codingOf(spot.element, pick), pick),
  ),
  otherTarget: onSpot(
    ({ type }) => type === 'Reference',
    (spot, pick) => {
      const type = pick(RESOURCES);
      return put(
        spot,
        pick<Json>([
          { reference: `${type}/1` },
          { reference: `http://example.org/fhir/${type}/1` },
          { type, display: 'x' },
          { type, reference: `${pick(RESOURCES)}/1` },
          { reference: `${type}/1/_history/1` },
          { reference: `${type}/1`, type, identifier: { system: 'http://example.org/i', value: 'x' } },
          { reference: `${type.toLowerCase()}/1` },
          { reference: `${type}/` },
          { reference: `${type}?identifier=x|y` },
          { reference: `#${type}` },
        ]),
        pick,
      );
    },
  ),
  wrongObject: onSpot(
    (spot) => primitiveOf(spot) === undefined,
    (spot, pick) =>
      put(
        spot,
        pick<Json>([
          'x',
          1,
          true,
          null,
          {},
          [],
          [[]],
          { foo: 'x' },
          { id: 'x' },
          { extension: [] },
          { resourceType: 'Patient' },
        ]),
        pick,
      ),
  ),
  emptyParts: onSpot(
    (spot) => primitiveOf(spot) === undefined,
    (spot, pick) =>
      put(
        spot,
        {
          [pick(['text', 'value', 'code', 'display', 'extension', 'id', 'x'])]: pick<Json>([
            '',
            null,
            [],
            {},
          ]),
        },
        pick,
      ),
  ),
  graftAnywhere: onObject(({ value, elements, path }, pick) => {
    const children = ownChildrenOf(elements, path);
    if (children.length === 0) {
      return false;
    }
    graft(value, pick(children), elements, pick, 2);
    return true;
  }),
  graftWrong: onObject(({ value, elements, path }, pick) => {
    const children = ownChildrenOf(elements, path);
    if (children.length === 0) {
      return false;
    }
    const made: JsonObject = {};
    graft(made, pick(children), elements, pick, 2);
    const [key] = Object.keys(made);
    if (key === undefined) {
      return false;
    }
    const one = Array.isArray(made[key]) ? (made[key] as Json[])[0] : made[key];
    value[key] = pick<Json>([one, [one, one], [], null, '', {}, [null], 'x', 7]);
    return true;
  }),
  moveUp: onObject(
    ({ value, elements, path }, pick) => {
      const children = childrenOf(elements, path);
      if (children.length === 0) {
        return false;
      }
      const inner = value[pick(children).path.slice(path.length + 1)];
      const object = Array.isArray(inner) ? (inner as Json[])[0] : inner;
      if (typeof object !== 'object' || object === null || Object.keys(object).length === 0) {
        return false;
      }
      const key = pick(Object.keys(object));
      value[key] = (object as JsonObject)[key];
      return true;
    },
    ({ path }) => path !== 'Narrative',
  ),
  twoChoices: onSpot(
    ({ element }) => element.path.endsWith('[x]') && (element.type?.length ?? 0) > 1,
    ({ parent, element }, pick) => {
      const made: JsonObject = {};
      graft(made, element, [], pick, 3);
      Object.assign(parent, made);
      return true;
    },
  ),
  besidePrimitive: onSpot(
    (spot) => primitiveOf(spot) !== undefined && spot.key !== 'id' && spot.key !== 'url',
    ({ parent, key, element }, pick) => {
      const absent = {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
        ],
      };
      const beside = pick<Json>([
        absent,
        { id: 'x' },
        {},
        null,
        'x',
        [absent],
        [null],
        [null, null],
        [null, absent],
        [absent, absent],
        { extension: [] },
        { extension: {} },
        { value: 'x' },
      ]);
      parent[`_${key}`] = beside;
      if (pick([true, false, false])) {
        if (isRepeating(element) && pick([true, false])) {
          parent[key] = [null];
        } else {
          Reflect.deleteProperty(parent, key);
        }
      }
      return true;
    },
  ),
  sameIds: ({ resource }, pick) => {
    const objects = typedPartsOf(resource).objects.slice(1);
    if (objects.length < 2) {
      return false;
    }
    const id = pick(['x', 'a b', 'x', '1', '', 'x'.repeat(70), 'é', '#x', ' x']);
    pick(objects).value['id'] = id;
    if (pick([true, false])) {
      pick(objects).value['id'] = id;
    }
    return true;
  },
};

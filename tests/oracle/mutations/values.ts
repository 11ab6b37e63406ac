import { set, type Change, type Json } from './spots.ts';

/** Changes to any resource: what is there is left out, doubled, renamed, or gets another value. */
const WRONG_STRINGS = [
  '',
  ' ',
  'x',
  'a b',
  ' lead',
  'trail ',
  'a  b',
  'Æøå',
  '2012-02-30',
  '2012-13-01',
  '2012',
  '2012-01',
  '2012-01-01',
  '2012-01-01T10:00:00Z',
  '2012-01-01T10:00:00',
  '2012-01-01T25:00:00Z',
  '10:00:00',
  'http://example.org/x',
  'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  'urn:uuid:C757873D',
  'urn:oid:1.2.3',
  'urn:oid:2.16.578.1.12.4.1',
  'oid:1.2.3',
  '#x',
  '#',
  'Patient/1',
  'Foo/1',
  'active',
  'final',
  'true',
  '1',
  '-1',
  'YWJj',
  'YWJ',
  '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
  '<div>x</div>',
];
const WRONG_NUMBERS = [0, 1, -1, 1.5, 3_000_000_000, 1e21];

export const VALUE_CHANGES: Readonly<Record<string, Change>> = {
  remove: ({ parent, key }) => Reflect.deleteProperty(parent, key),
  null: (spot) => set(spot, null),
  emptyString: (spot) => set(spot, ''),
  emptyArray: (spot) => set(spot, []),
  emptyObject: (spot) => set(spot, {}),
  toArray: (spot) => (Array.isArray(spot.parent[spot.key]) ? false : set(spot, [spot.parent[spot.key]])),
  fromArray: (spot) => {
    const value = spot.parent[spot.key];
    return Array.isArray(value) ? set(spot, value[0]) : false;
  },
  repeat: (spot) => {
    const value = spot.parent[spot.key];
    return Array.isArray(value) && value.length > 0
      ? set(spot, [...(value as Json[]), structuredClone(value[0])])
      : false;
  },
  rename: ({ parent, key }) => {
    parent[`${key}X`] = parent[key];
    return Reflect.deleteProperty(parent, key);
  },
  recase: ({ parent, key }) => {
    const other = key.charAt(0).toUpperCase() + key.slice(1);
    parent[other] = parent[key];
    return Reflect.deleteProperty(parent, key);
  },
  add: ({ parent }, pick) => {
    parent[
      pick([
        'foo',
        'id',
        'status',
        'code',
        'text',
        'value',
        'valueString',
        'extension',
        'resourceType',
        'name',
      ])
    ] = pick<Json>(['x', 1, true, [], {}, [{ text: 'x' }], { text: 'x' }]);
    return true;
  },
  string: (spot, pick) =>
    typeof spot.parent[spot.key] === 'string' ? set(spot, pick(WRONG_STRINGS)) : false,
  stringToOther: (spot, pick) =>
    typeof spot.parent[spot.key] === 'string'
      ? set(spot, pick<Json>([1, true, { value: 'x' }, ['x']]))
      : false,
  number: (spot, pick) =>
    typeof spot.parent[spot.key] === 'number' ? set(spot, pick(WRONG_NUMBERS)) : false,
  numberToString: (spot) =>
    typeof spot.parent[spot.key] === 'number' ? set(spot, String(spot.parent[spot.key])) : false,
  boolean: (spot, pick) =>
    typeof spot.parent[spot.key] === 'boolean' ? set(spot, pick<Json>(['true', 0, 'x'])) : false,
  slip: (spot) => {
    const value = spot.parent[spot.key];
    return typeof value === 'string' && value.length > 2
      ? set(spot, value.slice(0, -2) + value.slice(-1))
      : false;
  },
  upper: (spot) => {
    const value = spot.parent[spot.key];
    return typeof value === 'string' && value.toUpperCase() !== value
      ? set(spot, value.toUpperCase())
      : false;
  },
  sibling: ({ parent, key }, pick) => {
    if (typeof parent[key] === 'object' || key.startsWith('_')) {
      return false;
    }
    parent[`_${key}`] = pick<Json>([
      { id: 'a1' },
      { extension: [{ url: 'http://example.org/e', valueString: 'x' }] },
      { extension: [{ url: 'http://unknown.test/e', valueString: 'x' }] },
      { extension: [{ url: 'http://example.org/e' }] },
      {},
      null,
      'x',
      { foo: 1 },
    ]);
    return true;
  },
  onlySibling: ({ parent, key }, pick) => {
    if (typeof parent[key] === 'object' || key.startsWith('_') || key === 'resourceType') {
      return false;
    }
    Reflect.deleteProperty(parent, key);
    parent[`_${key}`] = pick<Json>([
      { id: 'a1' },
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
        ],
      },
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknow' },
        ],
      },
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueString: 'unknown' },
        ],
      },
    ]);
    return true;
  },
  extension: ({ parent }, pick) => {
    parent['extension'] = [
      pick<Json>([
        { url: 'http://example.org/e', valueString: 'x' },
        { url: 'http://unknown.test/e', valueString: 'x' },
        { url: 'e', valueString: 'x' },
        { url: 'http://example.org/e', valueString: 'x', valueCode: 'y' },
        { url: 'http://example.org/e', valueFoo: 'x' },
        { url: 'http://example.org/e', extension: [{ url: 'a', valueBoolean: true }] },
        { valueString: 'x' },
        { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace', valueAddress: { city: 'x' } },
        { url: 'http://hl7.org/fhir/StructureDefinition/iso21090-nullFlavor', valueCode: 'UNK' },
      ]),
    ];
    return true;
  },
  otherChoice: ({ parent, key }, pick) => {
    const match =
      /^(value|effective|onset|deceased|multipleBirth|occurrence|performed|medication|timing|scheduled|product|abatement)[A-Z]/.exec(
        key,
      );
    if (match === null) {
      return false;
    }
    const [other, value] = pick<readonly [string, Json]>([
      ['String', 'x'],
      ['Boolean', true],
      ['DateTime', '2012-01-01'],
      ['Period', { start: '2012', end: '2013' }],
      ['Period', { start: '2013', end: '2012' }],
      ['CodeableConcept', { text: 'x' }],
      ['Quantity', { value: 1 }],
      ['Quantity', { value: 1, comparator: '=' }],
    ]);
    if (pick([true, false])) {
      Reflect.deleteProperty(parent, key);
    }
    parent[`${match[1] ?? ''}${other}`] = value;
    return true;
  },
  coding: ({ parent, key }, pick) => {
    if (key !== 'coding') {
      return false;
    }
    parent[key] = [
      pick<Json>([
        { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'nope' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK', display: 'wrong' },
        { code: 'x' },
        { system: 'http://loinc.org', code: 'x' },
        { system: 'loinc', code: 'x' },
        { display: 'x' },
      ]),
    ];
    return true;
  },
};

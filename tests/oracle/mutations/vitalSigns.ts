import type { Pick } from '../random.ts';
import type { Change, Json, JsonObject } from './spots.ts';
import { replaceWhole } from './wrapped.ts';

/** Vital signs (R4 observation-vitalsigns.html), as they should be and with one or two things otherwise. */

const SIGNS: readonly (readonly [string, string])[] = [
  ['85353-1', ''],
  ['9279-1', '/min'],
  ['8867-4', '/min'],
  ['2708-6', '%'],
  ['59408-5', '%'],
  ['8310-5', 'Cel'],
  ['8302-2', 'cm'],
  ['9843-4', 'cm'],
  ['29463-7', 'kg'],
  ['39156-5', 'kg/m2'],
  ['85354-9', ''],
  ['8287-5', 'cm'],
  ['3141-9', 'kg'],
  ['718-7', 'g/dL'],
];
const PROFILES = [
  'vitalsigns',
  'vitalspanel',
  'resprate',
  'heartrate',
  'oxygensat',
  'bodytemp',
  'bodyheight',
  'headcircum',
  'bodyweight',
  'bmi',
  'bp',
];
const UNITS = [
  '/min',
  '%',
  'Cel',
  'cm',
  'kg',
  'kg/m2',
  'mm[Hg]',
  'g',
  'm',
  '[degF]',
  '[lb_av]',
  '[in_i]',
  'x',
  'mmHg',
];
const UCUM = 'http://unitsofmeasure.org';

function quantity(code: string): JsonObject {
  return { value: 70, unit: code, system: UCUM, code };
}

function pressure(code: string): JsonObject {
  return { code: { coding: [{ system: 'http://loinc.org', code }] }, valueQuantity: quantity('mm[Hg]') };
}

function sign(pick: Pick): JsonObject {
  const [code, unit] = pick(SIGNS);
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code }] },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2024-01-01',
    ...(code === '85354-9' && { component: [pressure('8480-6'), pressure('8462-4')] }),
    ...(code === '85353-1' && { hasMember: [{ reference: 'Observation/1' }] }),
    ...(unit !== '' && { valueQuantity: quantity(unit) }),
  };
}

type Twist = (observation: JsonObject, pick: Pick) => void;

const TWISTS: Readonly<Record<string, Twist>> = {
  nothing: () => undefined,
  category: (observation, pick) => {
    observation['category'] = pick<Json>([
      undefined,
      [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' },
          ],
        },
      ],
      [{ coding: [{ system: 'http://hl7.org/fhir/observation-category', code: 'vital-signs' }] }],
      [{ text: 'vital signs' }],
      [{ coding: [{ code: 'vital-signs' }] }],
      [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' },
          ],
        },
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
          ],
        },
      ],
      [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' },
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
          ],
        },
      ],
    ]);
  },
  unit: (observation, pick) => {
    observation['valueQuantity'] = quantity(pick(UNITS));
  },
  value: (observation, pick) => {
    observation['valueQuantity'] = pick<Json>([
      undefined,
      { value: 1 },
      { value: 1, unit: 'kg' },
      { value: 1, unit: 'kg', system: 'http://example.org', code: 'kg' },
      { unit: 'kg', system: UCUM, code: 'kg' },
      { value: 1, system: UCUM, code: 'kg' },
      { value: 1, unit: 'kg', code: 'kg' },
      { value: 1, comparator: '<', unit: 'kg', system: UCUM, code: 'kg' },
    ]);
  },
  otherValue: (observation, pick) => {
    Reflect.deleteProperty(observation, 'valueQuantity');
    Object.assign(
      observation,
      pick<JsonObject>([
        { valueString: 'x' },
        { valueCodeableConcept: { text: 'x' } },
        { valueInteger: 1 },
        { dataAbsentReason: { text: 'x' } },
        {
          valueQuantity: {
            extension: [
              { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
            ],
          },
        },
      ]),
    );
  },
  effective: (observation, pick) => {
    Reflect.deleteProperty(observation, 'effectiveDateTime');
    Object.assign(
      observation,
      pick<JsonObject>([
        {},
        { effectivePeriod: { start: '2024' } },
        { effectiveDateTime: '2024' },
        { effectiveDateTime: '2024-01' },
        { effectiveInstant: '2024-01-01T10:00:00Z' },
        { effectiveTiming: { event: ['2024-01-01'] } },
        {
          _effectiveDateTime: {
            extension: [
              { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
            ],
          },
        },
      ]),
    );
  },
  subject: (observation, pick) => {
    observation['subject'] = pick<Json>([
      undefined,
      { display: 'x' },
      { identifier: { value: 'x' } },
      { reference: 'Patient/1', type: 'Patient' },
    ]);
  },
  code: (observation, pick) => {
    const { code } = observation as { code: { coding: JsonObject[] } };
    code.coding = pick<JsonObject[]>([
      [...code.coding, { system: 'http://loinc.org', code: pick(SIGNS)[0] }],
      [...code.coding, { system: 'http://snomed.info/sct', code: '27113001' }],
      [{ system: 'http://loinc.org', code: '29463-7', display: 'x' }],
      [{ code: '29463-7' }],
      [{ system: 'http://loinc.org', code: '29463-7', version: '2.70' }],
    ]);
  },
  status: (observation, pick) => {
    observation['status'] = pick<Json>([undefined, 'preliminary', 'x', 'cancelled']);
  },
  component: (observation, pick) => {
    observation['component'] = pick<Json>([
      undefined,
      [pressure('8480-6')],
      [pressure('8480-6'), pressure('8480-6')],
      [pressure('8462-4'), pressure('8480-6'), pressure('8478-0')],
      [{ code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] } }, pressure('8462-4')],
      [
        {
          code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
          dataAbsentReason: { text: 'x' },
        },
        pressure('8462-4'),
      ],
      [
        { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, valueQuantity: quantity('kg') },
        pressure('8462-4'),
      ],
      [{ code: { text: 'x' }, valueString: 'x' }],
      [
        pressure('8462-4'),
        { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, valueString: '120' },
      ],
    ]);
  },
  members: (observation, pick) => {
    observation['hasMember'] = pick<Json>([
      undefined,
      [{ reference: 'Observation/1' }],
      [{ display: 'x' }],
      [{ reference: 'MolecularSequence/1' }],
      [],
    ]);
  },
  profile: (observation, pick) => {
    observation['meta'] = {
      profile: [
        `http://hl7.org/fhir/StructureDefinition/${pick(PROFILES)}`,
        ...(pick([true, false]) ? [`http://hl7.org/fhir/StructureDefinition/${pick(PROFILES)}`] : []),
      ],
    };
  },
};

export const VITAL_SIGN_CHANGES: Readonly<Record<string, Change>> = {
  vitalSign: ({ resource }, pick) => {
    const observation = sign(pick);
    for (let count = pick([1, 1, 1, 2]); count > 0; count -= 1) {
      TWISTS[pick(Object.keys(TWISTS))]?.(observation, pick);
    }
    return replaceWhole(resource, observation);
  },
};

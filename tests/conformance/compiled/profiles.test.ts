import type { StructureDefinition } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';
const URL = 'http://example.org/StructureDefinition/';
const files = openDefinitionFiles();

type Elements = NonNullable<StructureDefinition['differential']>['element'];

/** A profile as its publisher writes it: a differential and no snapshot. */
function profile(
  id: string,
  type: string,
  element: readonly object[],
  base = `${BASE}${type}`,
): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    url: `${URL}${id}`,
    name: id,
    status: 'active',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: base,
    derivation: 'constraint',
    differential: { element: element as Elements },
  };
}

/** An element of a differential, by its id. */
function at(id: string, rest: object = {}): object {
  const sliceName = /:([^.:]*)$/.exec(id)?.[1];
  return { id, path: id.replaceAll(/:[^.]*/g, ''), ...(sliceName !== undefined && { sliceName }), ...rest };
}

function codesOf(definitions: readonly StructureDefinition[], resource: object): readonly string[] {
  const own = new Map(definitions.map((each) => [each.url, each]));
  const validator = createValidator({
    files: { ...files, structure: (canonical) => own.get(canonical) ?? files.structure(canonical) },
  });
  const profiles = definitions.slice(0, 1).map(({ url }) => url);
  return validator
    .validate(resource, { profiles })
    .filter(({ severity }) => severity === 'error')
    .map(({ definition, place }) => `${definition.code} ${place}`);
}

const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
const patient = (parts: object): object => ({ resourceType: 'Patient', ...parts });

describe('what a profile asks of an element', () => {
  it.each<[string, readonly object[], object, readonly string[]]>([
    ['cardinality from', [at('Patient.birthDate', { min: 1 })], {}, ['required-element Patient']],
    [
      'cardinality to',
      [at('Patient.name', { max: '1' })],
      { name: [{ text: 'a' }, { text: 'b' }] },
      ['cardinality Patient.name'],
    ],
    [
      'a fixed value',
      [at('Patient.gender', { fixedCode: 'female' })],
      { gender: 'male' },
      ['fixed-value Patient.gender'],
    ],
    [
      'a pattern',
      [at('Patient.maritalStatus', { patternCodeableConcept: { text: 'x' } })],
      { maritalStatus: { text: 'x', id: 'a' } },
      [],
    ],
    [
      'a pattern that is not met',
      [at('Patient.maritalStatus', { patternCodeableConcept: { text: 'x' } })],
      { maritalStatus: { text: 'y' } },
      ['pattern-value Patient.maritalStatus'],
    ],
    [
      'a length',
      [at('Patient.name.family', { maxLength: 2 })],
      { name: [{ family: 'abc' }] },
      ['string-too-long Patient.name[0].family'],
    ],
    [
      'the extensions of a primitive',
      [at('Patient.birthDate.extension', { max: '0' })],
      { _birthDate: { extension: [{ url: 'http://example.org/x', valueBoolean: true }] } },
      ['cardinality Patient.birthDate.extension'],
    ],
    [
      'a smallest value',
      [at('Patient.multipleBirth[x]', { minValueInteger: 2 })],
      { multipleBirthInteger: 1 },
      ['value-range Patient.multipleBirth.ofType(integer)'],
    ],
    [
      'a type of a choice',
      [at('Patient.deceased[x]', { type: [{ code: 'dateTime' }] })],
      { deceasedBoolean: true },
      ['type-not-allowed Patient.deceased.ofType(boolean)'],
    ],
    [
      'an invariant',
      [
        at('Patient', {
          constraint: [{ key: 'x-1', severity: 'error', human: 'x', expression: 'name.exists()' }],
        }),
      ],
      {},
      ['invariant Patient'],
    ],
    [
      'a type of a reference',
      [
        at('Patient.generalPractitioner', {
          type: [{ code: 'Reference', targetProfile: [`${BASE}Organization`] }],
        }),
      ],
      { generalPractitioner: [{ reference: 'Practitioner/1' }] },
      ['reference-target Patient.generalPractitioner[0]'],
    ],
  ])('%s', (_name, elements, parts, expected) => {
    expect(codesOf([profile('p', 'Patient', elements)], patient(parts))).toEqual(expected);
  });

  it('reports a rule that cannot be evaluated once, and never holds it against the resource', () => {
    const broken = { key: 'x-1', severity: 'error', human: 'x', expression: 'name.where(' };
    const definition = profile('p', 'Patient', [at('Patient.name', { constraint: [broken] })]);
    const validator = createValidator({
      files: { ...files, structure: (url) => (url === definition.url ? definition : files.structure(url)) },
    });
    const findings = validator.validate(patient({ name: [{ text: 'a' }, { text: 'b' }] }), {
      profiles: [definition.url],
    });
    expect(findings.filter(({ definition: { code } }) => code === 'broken-invariant')).toHaveLength(1);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(false);
  });

  it('follows a profile of a profile', () => {
    const parent = profile('parent', 'Patient', [at('Patient.birthDate', { min: 1 })]);
    const child = profile('child', 'Patient', [at('Patient.gender', { min: 1 })], parent.url);
    expect(codesOf([child, parent], patient({}))).toEqual([
      'required-element Patient',
      'required-element Patient',
    ]);
  });
});

describe('slices', () => {
  const bySystem = (rules: string, fnr: object = {}): StructureDefinition =>
    profile('p', 'Patient', [
      at('Patient.identifier', { slicing: { discriminator: [{ type: 'value', path: 'system' }], rules } }),
      at('Patient.identifier:FNR', { min: 1, max: '1', ...fnr }),
      at('Patient.identifier:FNR.system', { min: 1, fixedUri: FNR }),
      at('Patient.identifier:FNR.value', { min: 1 }),
    ]);
  const fnr = { system: FNR, value: '1' };

  it.each<[string, StructureDefinition, object, readonly string[]]>([
    ['a slice that is there', bySystem('open'), { identifier: [fnr] }, []],
    ['one that is missing', bySystem('open'), {}, ['slice-missing Patient.identifier']],
    [
      'one too many',
      bySystem('open'),
      { identifier: [fnr, { ...fnr, value: '2' }] },
      ['slice-exceeded Patient.identifier'],
    ],
    [
      'what the slice asks for',
      bySystem('open'),
      { identifier: [{ system: FNR }] },
      ['required-element Patient.identifier[0]'],
    ],
    [
      'another value where others may be',
      bySystem('open'),
      { identifier: [fnr, { system: 'urn:x:y', value: 'a' }] },
      [],
    ],
    [
      'another value where they may not',
      bySystem('closed'),
      { identifier: [fnr, { value: 'a' }] },
      ['slice-closed Patient.identifier[1]'],
    ],
    [
      'another value before the slice',
      bySystem('openAtEnd'),
      { identifier: [{ value: 'a' }, fnr] },
      ['slice-order Patient.identifier[1]'],
    ],
    [
      'by type',
      profile('p', 'Patient', [
        at('Patient.multipleBirth[x]', {
          slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' },
        }),
        at('Patient.multipleBirth[x]:multipleBirthInteger', { min: 1, type: [{ code: 'integer' }] }),
      ]),
      { multipleBirthBoolean: true },
      ['slice-missing Patient.multipleBirth'],
    ],
    [
      'by pattern',
      profile('p', 'Patient', [
        at('Patient.maritalStatus.coding', {
          slicing: { discriminator: [{ type: 'pattern', path: '$this' }], rules: 'open' },
        }),
        at('Patient.maritalStatus.coding:married', { max: '0', patternCoding: { code: 'M' } }),
      ]),
      { maritalStatus: { coding: [{ system: 'urn:x:y', code: 'M' }] } },
      ['slice-exceeded Patient.maritalStatus.coding'],
    ],
    [
      'by existence',
      profile('p', 'Patient', [
        at('Patient.name', {
          slicing: { discriminator: [{ type: 'exists', path: 'period' }], rules: 'open' },
        }),
        at('Patient.name:former', { max: '1' }),
        at('Patient.name:former.period', { min: 1 }),
      ]),
      {
        name: [{ text: 'a', period: { end: '2020' } }, { text: 'b', period: { end: '2021' } }, { text: 'c' }],
      },
      ['slice-exceeded Patient.name'],
    ],
    [
      'by the type that a reference leads to',
      profile('p', 'Patient', [
        at('Patient.generalPractitioner', {
          slicing: { discriminator: [{ type: 'type', path: 'resolve()' }], rules: 'open' },
        }),
        at('Patient.generalPractitioner:organization', {
          max: '0',
          type: [{ code: 'Reference', targetProfile: [`${BASE}Organization`] }],
        }),
      ]),
      {
        contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }],
        generalPractitioner: [{ reference: '#o' }],
      },
      ['slice-exceeded Patient.generalPractitioner'],
    ],
  ])('%s', (_name, definition, parts, expected) => {
    expect(codesOf([definition], patient(parts))).toEqual(expected);
  });
});

describe('extensions', () => {
  const definition: StructureDefinition = {
    ...profile('own', 'Extension', [
      at('Extension.url', { fixedUri: `${URL}own` }),
      at('Extension.value[x]', { min: 1, type: [{ code: 'code' }] }),
    ]),
    context: [{ type: 'element', expression: 'Patient' }],
  };
  const codes = (resource: object): readonly string[] =>
    codesOf([profile('p', 'Patient', []), definition], resource);
  const extension = [{ url: `${URL}own`, valueCode: 'x' }];

  it('are judged by their definition', () => {
    expect(codes(patient({ extension }))).toEqual([]);
    expect(codes(patient({ extension: [{ url: `${URL}own`, valueString: 'x' }] }))).toEqual([
      'type-not-allowed Patient.extension[0].value.ofType(string)',
    ]);
    expect(codes(patient({ name: [{ extension }] }))).toEqual([
      'extension-context Patient.name[0].extension[0]',
    ]);
    expect(codes(patient({ modifierExtension: extension }))).toEqual([
      'extension-modifier Patient.modifierExtension[0]',
    ]);
  });

  it('that are unknown are errors, and warnings on a write', () => {
    const resource = patient({ extension: [{ url: 'http://unknown.test/x', valueCode: 'x' }] });
    const validator = createValidator({ files });
    expect(validator.validate(resource).map(({ severity }) => severity)).toContain('error');
    expect(
      validator.validate(resource, { strictExtensions: false }).map(({ severity }) => severity),
    ).not.toContain('error');
  });
});

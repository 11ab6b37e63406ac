import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { crossVersionExtension } from '../../../src/definitions/crossVersionExtensions.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';

const validator = createValidator({ files: openDefinitionFiles() });

/** The codes of the errors, without those of references' targets. */
function errorsOf(resource: object): readonly string[] {
  return validator
    .validate(resource)
    .filter(({ severity }) => severity === 'error')
    .map(({ definition }) => definition.code);
}

const patient = (parts: object): object => ({ resourceType: 'Patient', ...parts });
const extension = (url: string, value: object): object => patient({ extension: [{ url, ...value }] });
const div = (content: string): object =>
  patient({
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>` },
  });
const FHIR_5 = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';
const example = (value: object): object => extension('http://example.org/e', value);
const NULL_FLAVOR = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const concept = (coding: object): object => ({ resourceType: 'Basic', code: { coding: [coding] } });
const concepts = (...codings: object[]): object => ({
  resourceType: 'Basic',
  code: { coding: codings },
});
const bundleOfVersions = (reference: string): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    ...['1', '2'].map((versionId) => ({
      fullUrl: 'http://example.org/fhir/Patient/p1',
      resource: { resourceType: 'Patient', id: 'p1', meta: { versionId } },
    })),
    {
      fullUrl: 'http://example.org/fhir/Observation/o1',
      resource: {
        resourceType: 'Observation',
        id: 'o1',
        status: 'final',
        code: { text: 'x' },
        subject: { reference },
      },
    },
  ],
});
const coding = (value: object): object => example({ valueCoding: value });
const condition = (...codings: object[]): object => ({
  resourceType: 'Condition',
  subject: { reference: 'Patient/1' },
  clinicalStatus: { coding: codings },
});
const bodyWeight = (effective: object, code = '29463-7'): object => ({
  resourceType: 'Observation',
  status: 'final',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { reference: 'Patient/1' },
  valueQuantity: { value: 70, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  ...effective,
});
const offset = (...when: string[]): object => example({ valueTiming: { repeat: { when, offset: 5 } } });
const definition = (parts: object): object => ({
  resourceType: 'StructureDefinition',
  url: 'http://example.org/StructureDefinition/x',
  name: 'X',
  status: 'draft',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient', path: 'Patient' }] },
  ...parts,
});
const parameter = (type: string): object => ({
  resourceType: 'OperationDefinition',
  name: 'X',
  status: 'draft',
  kind: 'operation',
  code: 'x',
  system: true,
  type: false,
  instance: false,
  parameter: [
    {
      name: 'a',
      use: 'in',
      min: 0,
      max: '1',
      type,
      targetProfile: ['http://hl7.org/fhir/StructureDefinition/Patient'],
    },
  ],
});

describe('verdicts as the official validator has them', () => {
  it.each<[string, object, readonly string[]]>([
    ['rows outside a table', div('<tr><td>x</td></tr>'), ['narrative-unsafe']],
    ['a link in a link', div('<a href="#">x<a href="#">y</a></a>'), ['narrative-unsafe']],
    ['a table', div('<table><tr><td>x</td></tr></table>'), []],
    ['a character that is none', div('x&#0;'), ['narrative-not-xhtml']],
    ['a language of the registry', patient({ language: 'nb-NO' }), []],
    ['a language by its long code', patient({ language: 'nob' }), ['language-unknown']],
    ['a region that is none', patient({ language: 'en-XX' }), ['language-unknown']],
    ['white space of other scripts in a code', example({ valueCode: 'a\u00a0b' }), ['value-format']],
    [
      'an email address as a system',
      patient({ identifier: [{ system: 'mailto:a@b.no' }] }),
      ['system-not-absolute'],
    ],
    [
      'https for http',
      example({ valueCoding: { system: 'https://loinc.org', code: 'x' } }),
      ['system-unknown'],
    ],
    [
      'a text with other white space',
      concept({ system: NULL_FLAVOR, code: 'UNK', display: ' unknown' }),
      ['wrong-display'],
    ],
    ['a text of nothing but white space', concept({ system: NULL_FLAVOR, code: 'UNK', display: ' ' }), []],
    [
      'a system of nobody where the value set is not at hand',
      {
        resourceType: 'ImagingStudy',
        status: 'available',
        subject: { reference: 'Patient/1' },
        series: [
          {
            uid: '1.2.3.4.5',
            modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'CT' },
            instance: [
              { uid: '1.2.3.4.5', sopClass: { system: 'http://hl7.org/fhir/CodeSystem/nope', code: 'x' } },
            ],
          },
        ],
      },
      ['system-unknown'],
    ],
    ['a text in capitals', concept({ system: NULL_FLAVOR, code: 'UNK', display: 'Unknown' }), []],
    ['a code of a version not at hand', concept({ system: NULL_FLAVOR, code: 'nope', version: '1' }), []],
    [
      'a code of this version',
      concept({ system: NULL_FLAVOR, code: 'nope', version: '3.0' }),
      ['unknown-code'],
    ],
    [
      'a required code of a version not at hand',
      condition({ system: CLINICAL, code: 'active', version: '1' }),
      ['code-not-allowed'],
    ],
    [
      'a required code of the version at hand',
      condition({ system: CLINICAL, code: 'active', version: '3.0.0' }),
      [],
    ],
    [
      'a required code of a version not at hand beside another',
      condition({ system: CLINICAL, code: 'active', version: '1' }, { system: CLINICAL, code: 'active' }),
      ['code-not-allowed'],
    ],
    [
      'a system that goes on after its end',
      coding({ system: 'http://loinc.org/', code: 'x' }),
      ['system-unknown'],
    ],
    [
      'a system with its version',
      coding({ system: 'http://snomed.info/sct|1', code: 'x' }),
      ['system-unknown'],
    ],
    ['the same in a concept', concept({ system: 'http://loinc.org/', code: 'x' }), []],
    [
      'a value set that is not at hand as a system',
      coding({ system: 'http://example.org/ValueSet/x', code: 'x' }),
      [],
    ],
    [
      'a value set as a system',
      coding({ system: 'http://hl7.org/fhir/ValueSet/task-status', code: 'draft' }),
      ['value-set-as-system'],
    ],
    [
      'a value set as the system of a bound code',
      {
        resourceType: 'Encounter',
        status: 'finished',
        class: { system: 'http://hl7.org/fhir/ValueSet/task-status', code: 'x' },
      },
      ['value-set-as-system'],
    ],
    ['a URI that HL7 gave to others', coding({ system: 'http://hl7.org/fhir/sid/icd-10', code: 'x' }), []],
    [
      'a URI that HL7 gave to nobody',
      coding({ system: 'http://hl7.org/fhir/sid/nope', code: 'x' }),
      ['system-unknown'],
    ],
    ['a page of HL7', coding({ system: 'http://build.fhir.org/x', code: 'x' }), ['system-unknown']],
    [
      'an unknown code beside one of SNOMED CT',
      concepts({ system: NULL_FLAVOR, code: 'nope' }, { system: 'http://snomed.info/sct', code: '1' }),
      [],
    ],
    [
      'an unknown code beside one of nobody',
      concepts({ system: NULL_FLAVOR, code: 'nope' }, { system: 'http://example.org/s', code: '1' }),
      ['unknown-code'],
    ],
    ['a reference to two entries', bundleOfVersions('Patient/p1'), ['reference-ambiguous']],
    ['a reference to one version of two', bundleOfVersions('Patient/p1/_history/1'), []],
    ['a byte order mark for a code', coding({ code: '\ufeff' }), ['value-format']],
    ['a backspace', patient({ name: [{ text: 'x\b' }] }), ['value-format']],
    ['a backspace in a code', coding({ system: 'http://example.org/s', code: 'x\b' }), ['value-format']],
    ['a backspace in a narrative', div('x\b'), ['value-format']],
    ['a language as a part of another', patient({ language: 'cmn' }), []],
    ['a variant of a language', patient({ language: 'de-CH-1996' }), []],
    ['a script that is none', patient({ language: 'sr-Xxxx' }), ['language-unknown']],
    ['a region by a name of its own', patient({ language: 'en-UK' }), ['language-unknown']],
    ['a weight over a period', bodyWeight({ effectivePeriod: { start: '2026' } }), []],
    ['a weight at a day', bodyWeight({ effectiveDateTime: '2026-01-01' }), []],
    ['a weight in a year', bodyWeight({ effectiveDateTime: '2026' }), ['invariant']],
    ['an offset from meals', offset('AC', 'PC'), []],
    ['an offset from a meal itself', offset('AC', 'C'), ['invariant']],
    ['a parameter of a resource type with a profile', parameter('Patient'), []],
    ['a parameter of a data type with a profile', parameter('string'), ['invariant']],
    [
      'a label twice',
      patient({ meta: { security: [{ code: 'R' }, { code: 'R' }] } }),
      ['duplicate-security-label'],
    ],
    ['an element of R5', extension(`${FHIR_5}Encounter.plannedStartDate`, { valueDateTime: '2026' }), []],
    [
      'an element of R5 with another type',
      extension(`${FHIR_5}Encounter.plannedStartDate`, { valueCode: 'x' }),
      ['type-not-allowed'],
    ],
    [
      'an element that R5 has not',
      extension(`${FHIR_5}Encounter.nope`, { valueCode: 'x' }),
      ['unknown-extension'],
    ],
    [
      'a resource type as extension',
      extension('http://hl7.org/fhir/StructureDefinition/Patient', { valueCode: 'x' }),
      ['not-an-extension'],
    ],
    [
      'a range in units that cannot be compared',
      example({ valueRange: { low: { value: 1, unit: 'a' }, high: { value: 2, unit: 'b' } } }),
      ['invariant'],
    ],
    ['a type that is defined again', definition({ derivation: 'specialization' }), ['definition-fault']],
    [
      'a place for what is no extension',
      definition({ context: [{ type: 'element', expression: 'Patient' }] }),
      ['definition-fault'],
    ],
    ['a profile', definition({}), []],
    [
      'a search along an element that is not there',
      {
        resourceType: 'SearchParameter',
        url: 'http://example.org/s',
        name: 'Name',
        status: 'draft',
        description: 'x',
        code: 'x',
        base: ['Patient'],
        type: 'string',
        expression: 'Patient.nome',
      },
      ['definition-fault'],
    ],
  ])('%s', (_name, resource, expected) => {
    expect(errorsOf(resource)).toEqual(expected);
  });
});

describe('extensions for elements of other FHIR versions', () => {
  it('have the types of the element, and parts for the elements within', () => {
    const elements = crossVersionExtension(`${FHIR_5}Encounter.location`)?.differential?.element ?? [];
    expect(elements.map(({ id }) => id)).toContain('Extension.extension:form.value[x]');
    expect(crossVersionExtension(`${FHIR_5}Task.doNotPerform`)?.differential?.element[0]?.isModifier).toBe(
      true,
    );
  });

  it.each(['Nope.nope', 'constructor', '__proto__'])('%s is none', (name) => {
    expect(crossVersionExtension(FHIR_5 + name)).toBeUndefined();
  });
});

describe('hostile content', () => {
  it.each<[string, string]>([
    [
      'many unknown properties',
      `{"resourceType":"Patient",${Array.from({ length: 50_000 }, (_, index) => `"x${index}":1`).join()}}`,
    ],
    [
      'names of JavaScript',
      '{"resourceType":"Patient","__proto__":{"a":1},"constructor":1,"gender":"toString"}',
    ],
    [
      'depth',
      `{"resourceType":"Patient","extension":${'[{"url":"http://example.org/a","extension":'.repeat(5000)}[]${'}]'.repeat(5000)}}`,
    ],
    ['a type by the name of a method', '{"resourceType":"constructor"}'],
  ])('%s: an answer, with a bounded list of findings', (_name, text) => {
    const findings = validator.validateText(text);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(findings.length).toBeLessThanOrEqual(201);
  });
});

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

import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';
import { describeFinding } from '../../../src/findings/finding.ts';

const validator = createValidator({ files: openDefinitionFiles() });

function errorsOf(resource: unknown): readonly string[] {
  return validator
    .validateText(typeof resource === 'string' ? resource : JSON.stringify(resource))
    .filter(({ severity }) => severity === 'error')
    .map(({ definition, place }) => `${definition.code} ${place}`);
}

const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
const div = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
const narrative = (content: string) => ({
  resourceType: 'Patient',
  text: { status: 'generated', div: content },
});

describe('what is wrong, and where', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['a text that is not JSON', '{"resourceType":"Patient",}', ['not-json ']],
    ['a property twice', '{"resourceType":"Patient","active":true,"active":true}', ['duplicate-key Patient']],
    [
      'a property twice, deep',
      '{"resourceType":"Patient","name":[{"family":"a","family":"b"}]}',
      ['duplicate-key Patient.name[0]'],
    ],
    ['no resource', '[]', ['not-a-resource ']],
    ['an unknown type', { resourceType: 'Foo' }, ['unknown-resource-type Foo']],
    ['an unknown element', { resourceType: 'Patient', foo: 1 }, ['unknown-element Patient']],
    ['null', { resourceType: 'Patient', active: null }, ['empty-value Patient.active']],
    ['an empty string', { resourceType: 'Patient', birthDate: '' }, ['empty-value Patient.birthDate']],
    ['an empty array', { resourceType: 'Patient', name: [] }, ['empty-value Patient.name']],
    ['an empty object', { resourceType: 'Patient', name: [{}] }, ['empty-value Patient.name[0]']],
    [
      'an object for an array',
      { resourceType: 'Patient', name: { family: 'x' } },
      ['array-expected Patient.name'],
    ],
    [
      'an array for one value',
      { resourceType: 'Patient', gender: ['male'] },
      ['single-expected Patient.gender'],
    ],
    ['a string for a boolean', { resourceType: 'Patient', active: 'true' }, ['json-type Patient.active']],
    [
      'a date that is none',
      { resourceType: 'Patient', birthDate: '2023-02-29' },
      ['value-format Patient.birthDate'],
    ],
    ['a leap day', { resourceType: 'Patient', birthDate: '2024-02-29' }, []],
    [
      'a time without a zone',
      { ...observation, effectiveDateTime: '2024-01-01T10:00:00' },
      ['value-format Observation.effective.ofType(dateTime)'],
    ],
    [
      'a whole number with a fraction',
      '{"resourceType":"Patient","multipleBirthInteger":1.0}',
      ['value-format Patient.multipleBirth.ofType(integer)'],
    ],
    [
      'two forms of a choice',
      { resourceType: 'Patient', deceasedBoolean: true, deceasedDateTime: '2024' },
      ['choice-conflict Patient'],
    ],
    [
      'a missing element',
      { resourceType: 'Observation', code: { text: 'x' } },
      ['required-element Observation'],
    ],
    [
      'a code outside its value set',
      { ...observation, status: 'finall' },
      ['code-not-allowed Observation.status'],
    ],
    [
      'a code that its system has not',
      {
        ...observation,
        code: { coding: [{ system: 'http://hl7.org/fhir/administrative-gender', code: 'man' }] },
      },
      ['unknown-code Observation.code.coding[0]'],
    ],
    [
      'a display of another code',
      {
        ...observation,
        code: {
          coding: [{ system: 'http://hl7.org/fhir/administrative-gender', code: 'male', display: 'Female' }],
        },
      },
      ['wrong-display Observation.code.coding[0]'],
    ],
    [
      'a comparator where a SimpleQuantity belongs',
      { ...observation, referenceRange: [{ low: { value: 1, comparator: '<' } }] },
      ['cardinality Observation.referenceRange[0].low.comparator'],
    ],
    [
      'a null that keeps the place of an extension',
      {
        resourceType: 'Patient',
        name: [
          {
            given: ['a', null],
            _given: [null, { extension: [{ url: 'http://example.org/x', valueCode: 'y' }] }],
          },
        ],
      },
      [],
    ],
    [
      'a null beside nothing',
      { resourceType: 'Patient', name: [{ given: ['a', null] }] },
      ['empty-value Patient.name[0].given[1]'],
    ],
    [
      'extensions of a value that is an id only',
      { resourceType: 'Patient', _birthDate: { id: 'x' } },
      ['empty-value Patient.birthDate'],
    ],
    [
      'a period that ends before it starts',
      {
        resourceType: 'Patient',
        name: [{ family: 'x', period: { start: '2024', end: '2023' } }],
      },
      ['invariant Patient.name[0].period'],
    ],
    [
      'a rule of the element that content refers to',
      {
        resourceType: 'Questionnaire',
        status: 'draft',
        item: [{ linkId: '1', type: 'group', item: [{ linkId: '2', type: 'group' }] }],
      },
      ['invariant Questionnaire.item[0].item[0]'],
    ],
    [
      'an id that stands twice',
      {
        resourceType: 'Patient',
        name: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
      ['duplicate-id Patient.name[1].id'],
    ],
    [
      'detail and reference in one activity',
      {
        resourceType: 'CarePlan',
        status: 'active',
        intent: 'plan',
        subject: { display: 'x' },
        activity: [{ reference: { display: 'x' }, detail: { status: 'scheduled' } }],
      },
      ['invariant CarePlan.activity[0]'],
    ],
  ])('%s', (_name, resource, expected) => {
    expect(errorsOf(resource)).toEqual(expected);
  });
});

describe('narratives', () => {
  it.each<[string, readonly string[]]>([
    [div('x'), []],
    [div('<table><tr><td nowrap="nowrap">a &amp; b</td></tr></table>'), []],
    ['<div>x</div>', ['narrative-not-xhtml Patient.text.div']],
    [div(' '), ['narrative-empty Patient.text.div']],
    [div('x<br>'), ['narrative-not-xhtml Patient.text.div']],
    [div('a & b'), ['narrative-not-xhtml Patient.text.div']],
    [div('a&nbsp;b'), ['narrative-not-xhtml Patient.text.div']],
    [div('x<script>1</script>'), ['narrative-unsafe Patient.text.div']],
    [div('<p onclick="x()">x</p>'), ['narrative-unsafe Patient.text.div']],
    [div('<a href="javascript:x()">x</a>'), ['narrative-unsafe Patient.text.div']],
    [div('<a href="#nowhere">x</a>'), ['narrative-link Patient.text.div']],
    [div('<a href="#here">x</a><p id="here">y</p>'), []],
    [`<!DOCTYPE html>${div('x')}`, ['narrative-unsafe Patient.text.div']],
  ])('%s', (text, expected) => {
    expect(errorsOf(narrative(text))).toEqual(expected);
  });
});

describe('contained resources and references', () => {
  const organization = { resourceType: 'Organization', id: 'o', name: 'x' };
  it.each<[string, unknown, readonly string[]]>([
    [
      'contained and referred to',
      { contained: [organization], managingOrganization: { reference: '#o' } },
      [],
    ],
    [
      'contained and not referred to',
      { contained: [organization] },
      ['contained-not-referenced Patient.contained[0]'],
    ],
    [
      'referred to and not contained',
      { managingOrganization: { reference: '#o' } },
      ['reference-not-contained Patient.managingOrganization'],
    ],
    [
      'of another type',
      { managingOrganization: { reference: 'Practitioner/1' } },
      ['reference-target Patient.managingOrganization'],
    ],
    [
      'with a version',
      {
        contained: [{ ...organization, meta: { versionId: '1' } }],
        managingOrganization: { reference: '#o' },
      },
      ['contained-meta Patient.contained[0]'],
    ],
    [
      'with white space',
      { managingOrganization: { reference: 'a b' } },
      ['reference-format Patient.managingOrganization'],
    ],
  ])('%s', (_name, parts, expected) => {
    expect(errorsOf({ resourceType: 'Patient', ...(parts as object) })).toEqual(expected);
  });
});

describe('sentences', () => {
  it('name the nearest allowed value in both languages', () => {
    const [finding] = validator.validate({ ...observation, status: 'finall' });
    expect(finding && describeFinding(finding, 'en').remedy).toBe('Perhaps "final" is meant.');
    expect(finding && describeFinding(finding, 'no').remedy).toBe('Kanskje menes «final».');
  });

  it('leave no placeholder open', () => {
    const findings = validator.validateText(
      '{"resourceType":"Patient","active":1,"active":2,"foo":1,"name":[],"birthDate":"x","gender":"x","text":{"div":"x"},' +
        '"extension":[{"url":"http://unknown.test/x","valueString":"y"}],"managingOrganization":{"reference":"#x"}}',
    );
    for (const finding of findings) {
      expect(describeFinding(finding).message).not.toMatch(/\{\w+\}/);
      expect(describeFinding(finding).remedy).not.toMatch(/\{\w+\}/);
    }
  });
});

describe('input that is no resource at all', () => {
  it.each([
    undefined,
    null,
    1,
    'x',
    Number.NaN,
    () => 1,
    new Map(),
    { resourceType: {} },
    { resourceType: '__proto__' },
  ])('never throws: %s', (value) => {
    expect(validator.validate(value).some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('stops at a depth', () => {
    const cycle: Record<string, unknown> = { url: 'http://example.org/x' };
    cycle['extension'] = [cycle, cycle];
    const found = validator.validate({ resourceType: 'Patient', extension: [cycle] });
    expect(found.map(({ definition }) => definition.code)).toContain('nested-too-deeply');
  });
});

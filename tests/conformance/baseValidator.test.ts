import type { Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBaseValidator } from '../../src/conformance/baseValidator.ts';
import { describeFinding } from '../../src/findings/finding.ts';

const validate = createBaseValidator();
const examplesDir = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));
const judgedByHl7 = join(import.meta.dirname, '../../../shared/tools/hl7-validator/examples-with-errors.tsv');

const patient = (rest: object): unknown => ({ resourceType: 'Patient', ...rest });
const carePlan = (rest: object): unknown => ({
  resourceType: 'CarePlan',
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/1' },
  ...rest,
});

function codesOf(resource: unknown): string[] {
  return validate(resource as Resource).map(({ definition, place }) => `${definition.code} ${place}`);
}

function example(name: string): Resource {
  return JSON.parse(readFileSync(join(examplesDir, name), 'utf8')) as Resource;
}

/** Official examples small enough to be judged in a test; definitions and code lists, the bulk of the package, apart. */
const exampleNames = readdirSync(examplesDir).filter(
  (name) =>
    name.endsWith('.json') &&
    !/^(package|ig-|SearchParameter|ValueSet|CodeSystem|StructureDefinition|ConceptMap|OperationDefinition)/.test(
      name,
    ) &&
    statSync(join(examplesDir, name)).size < 100_000,
);

describe('a valid resource', () => {
  it.each<[string, unknown]>([
    ['with a reference by identifier alone', carePlan({ subject: { identifier: { system: 'urn:oid:1.2', value: '1' } } })],
    ['with a primitive that has only an extension', patient({ _birthDate: { extension: [{ url: 'http://example.org/x', valueCode: 'unknown' }] } })],
    ['with null beside an extension in an array', patient({ name: [{ given: ['Kari', null], _given: [null, { extension: [{ url: 'http://example.org/x', valueCode: 'unknown' }] }] }] })],
    ['with a contained resource of another type', carePlan({ contained: [{ resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', description: { text: 'x' }, subject: { reference: 'Patient/1' } }], goal: [{ reference: '#g' }] })],
    ['with base64 in lines', { resourceType: 'Binary', contentType: 'text/plain', data: 'YWJj\r\nZGVm\n' }],
    ['with base64 of more than a megabyte', { resourceType: 'Binary', contentType: 'text/plain', data: 'YWJj'.repeat(500_000) }],
    ['that is a transaction without fullUrl', { resourceType: 'Bundle', type: 'transaction', entry: [{ request: { method: 'GET', url: 'Patient/1' } }] }],
    ['with the element that is named resourceType', { resourceType: 'ExampleScenario', status: 'draft', instance: [{ resourceId: 'a', resourceType: 'Patient' }] }],
    ['with a property left undefined', patient({ gender: undefined })],
  ])('%s has no finding', (_title, resource) => {
    expect(codesOf(resource)).toEqual([]);
  }); // prettier-ignore
});

describe('a fault is named with its place', () => {
  it.each<[unknown, string[]]>([
    [patient({ fodselsdato: '2001-01-01' }), ['unknown-element Patient.fodselsdato']],
    [patient({ birthDate: '2001-13-01' }), ['value-format Patient.birthDate']],
    [patient({ birthDate: '2001-02-29' }), ['value-format Patient.birthDate']],
    [patient({ birthDate: 20010101 }), ['json-type Patient.birthDate']],
    [patient({ name: { family: 'Nordmann' } }), ['array-expected Patient.name']],
    [patient({ birthDate: ['2001-01-01'] }), ['single-expected Patient.birthDate']],
    [patient({ name: [{ given: [' '] }] }), ['blank-string Patient.name[0].given[0]']],
    [patient({ name: [{ given: [null] }] }), ['empty-value Patient.name[0].given[0]']],
    [patient({ gender: 'kvinne' }), ['code-not-allowed Patient.gender']],
    [patient({ telecom: [] }), ['empty-value Patient.telecom']],
    [carePlan({ status: 'bogus' }), ['code-not-allowed CarePlan.status']],
    [carePlan({ period: { start: '2026-02-01', end: '2026-01-01' } }), ['invariant CarePlan.period']],
    [carePlan({ goal: [{ reference: '#nope' }] }), ['reference-not-contained CarePlan.goal[0]']],
    [
      patient({
        text: {
          status: 'generated',
          div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>',
        },
      }),
      ['narrative-unsafe Patient.text.div'],
    ],
    [patient({ id: 'a b' }), ['id-syntax Patient.id']],
    [patient({ id: 7 }), ['id-syntax Patient.id']],
    [patient({ multipleBirthInteger: 1.5 }), ['number-range Patient.multipleBirth']],
    [patient({ deceasedBoolean: false, deceasedDateTime: '2024-01-01' }), ['choice-conflict Patient']],
    [patient({ contact: [{ gender: 'female' }] }), ['invariant Patient.contact[0]']],
    [
      patient({ name: [{ resourceType: 'Patient', family: 'x' }] }),
      ['unknown-element Patient.name[0].resourceType'],
    ],
    [patient({ contained: [{ resourceType: 'Pasient' }] }), ['unknown-resource-type Patient.contained[0]']],
    [JSON.parse('{"resourceType":"Patient","constructor":1}'), ['unknown-element Patient']],
    [JSON.parse('{"resourceType":"Patient","__proto__":{"a":1}}'), ['unknown-element Patient']],
    [carePlan({ intent: undefined }), ['required-element CarePlan.intent']],
    [carePlan({ subject: { reference: 'Organization/1' } }), ['reference-target CarePlan.subject']],
    [{ resourceType: 'Pasient' }, ['unknown-resource-type Pasient']],
    [{ resourceType: 'Resource' }, ['unknown-resource-type Resource']],
    [{ resourceType: 7 }, ['unknown-resource-type ']],
    [{}, ['unknown-resource-type ']],
    [null, ['not-judged ']],
    ['Patient', ['not-judged ']],
    [[], ['not-judged ']],
    [
      { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient({ gender: 1 }) }] },
      ['json-type Bundle.entry[0].resource.gender'],
    ],
    [
      {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ fullUrl: 'http://a/Patient/1/_history/1', resource: patient({}) }],
      },
      ['invariant Bundle.entry[0]'],
    ],
  ])('%j', (resource, expected) => {
    expect(codesOf(resource)).toEqual(expected);
  });

  it('quotes what was found, and says it in both languages', () => {
    const [finding] = validate(patient({ birthDate: '1.2.2003' }) as Resource);
    expect(finding && describeFinding(finding).message).toBe('"1.2.2003" is not a valid date.');
    expect(finding && describeFinding(finding, 'no').message).toBe('"1.2.2003" er ingen gyldig date.');
  });

  it('lists no more than a hundred, and says how many there are', () => {
    const findings = validate(
      patient({ name: Array.from({ length: 150 }, () => ({ family: 1 })) }) as Resource,
    );
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)).toMatchObject({
      definition: { code: 'further-findings' },
      values: { count: '50' },
    });
  });
});

describe('what is empty is no value', () => {
  it.each([
    [{ telecom: [] }, 'Patient.telecom'],
    [{ language: '' }, 'Patient.language'],
    [{ name: [{ given: [''] }] }, 'Patient.name[0].given[0]'],
    [{ name: [{}] }, 'Patient.name[0]'],
  ])('%j', (content, place) => {
    const findings = createBaseValidator()({ resourceType: 'Patient', ...content } as unknown as Resource);
    expect(findings.map((finding) => [finding.definition.code, finding.place])).toEqual([
      ['empty-value', place],
    ]);
  });
});

describe('content that would lead a recursion astray', () => {
  it('is refused when it is too deep', () => {
    let extension: object = { url: 'http://example.org/x', valueString: 'x' };
    for (let depth = 0; depth < 5_000; depth += 1) {
      extension = { url: 'http://example.org/x', extension: [extension] };
    }
    expect(
      validate(patient({ extension: [extension] }) as Resource).map(({ definition }) => definition.code),
    ).toEqual(['nested-too-deeply']);
  });

  it('is refused when it contains itself', () => {
    const name: Record<string, unknown> = { family: 'x' };
    name['extension'] = [name, name];
    expect(validate(patient({ name: [name] }) as Resource).map(({ definition }) => definition.code)).toEqual([
      'not-plain-json',
      'not-plain-json',
    ]);
  });

  it.each([NaN, Infinity, 1n, () => 1, Symbol('x')])('is refused when it is no JSON: %s', (value) => {
    expect(codesOf(patient({ multipleBirthInteger: value }))).toEqual([
      'not-plain-json Patient.multipleBirthInteger',
    ]);
  });
});

describe('official R4 examples', () => {
  it.skipIf(!existsSync(judgedByHl7))(
    'get no error that HL7’s own validator does not give (skipped without ../shared)',
    () => {
      const faulty = new Set(readFileSync(judgedByHl7, 'utf8').split('\n').map((line) => line.split('\t')[0])); // prettier-ignore
      const refused = exampleNames
        .filter((name) => !faulty.has(name))
        .filter((name) => validate(example(name)).some(({ severity }) => severity === 'error'));
      expect(exampleNames.length).toBeGreaterThan(700);
      expect(refused).toEqual([]);
    },
  );

  it('never make the validator throw, whatever is done to one value in them', () => {
    const names = exampleNames.filter((name) =>
      /^(Patient|CarePlan|Task|Encounter|Bundle|ServiceRequest)-/.test(name),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.jsonValue({ maxDepth: 3 }),
        (name, position, value) => {
          const resource = example(name);
          replaceOne(resource, position, value);
          expect(Array.isArray(validate(resource))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Puts `value` in the place of one value in the tree. */
function replaceOne(root: object, position: number, value: unknown): void {
  const slots: [Record<string, unknown>, string][] = [];
  const collect = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) {
        slots.push([node as Record<string, unknown>, key]);
        collect(child);
      }
    }
  };
  collect(root);
  const slot = slots[position % slots.length];
  if (slot !== undefined) {
    slot[0][slot[1]] = value;
  }
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CarePlan, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createConformance } from '../../src/conformance/conformance.ts';
import { describeFinding, type Finding } from '../../src/findings/finding.ts';
import { KNOWN_DIFFERENCES } from '../oracle/knownDifferences.ts';
import { openKnowledge } from '../../src/knowledge.ts';

const knowledge = { current: openKnowledge() };
const conformance = createConformance(knowledge, {
  knownExtensions: ['helsedir.test', 'https://kommune.test/fhir/'],
});
const examplesDir = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));
const judgedByHl7 = join(import.meta.dirname, '../../../shared/tools/hl7-validator/examples-with-errors.tsv');

function carePlan(rest: object = {}): CarePlan {
  return {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject: { reference: 'Patient/1' },
    ...rest,
  };
}

function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ severity, definition, place }) => `${severity} ${definition.code} ${place}`);
}

describe('a write', () => {
  it.each<[string, Resource, readonly string[]]>([
    ['without narrative', carePlan(), []],
    [
      'with an unknown extension',
      carePlan({ extension: [{ url: 'https://nobody.test/x', valueString: 'x' }] }),
      ['warning unknown-extension CarePlan.extension[0]'],
    ],
    [
      'with an unknown modifierExtension',
      carePlan({ modifierExtension: [{ url: 'https://nobody.test/x', valueString: 'x' }] }),
      ['error unknown-extension CarePlan.modifierExtension[0]'],
    ],
    [
      'with extensions that the operator knows',
      carePlan({
        extension: [
          { url: 'https://fhir.helsedir.test/x', valueString: 'x' },
          { url: 'https://kommune.test/fhir/x', valueString: 'x' },
        ],
      }),
      [],
    ],
    [
      'with another text beside the code of a national list',
      carePlan({
        category: [
          { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: 'D11', display: 'Noe annet' }] },
        ],
      }),
      ['warning wrong-display CarePlan.category[0].coding[0]'],
    ],
    [
      'with an unknown profile',
      carePlan({ meta: { profile: ['https://nobody.test/profile'] } }),
      ['warning unknown-profile CarePlan.meta.profile'],
    ],
    ['of a wrong code', carePlan({ status: 'actve' }), ['error code-not-allowed CarePlan.status']],
  ])('%s', (_what, resource, expected) => {
    expect(told(conformance.judgeWrite(resource))).toEqual(expected);
  });

  it.each([
    ['no resource', null],
    ['a text', 'Patient'],
    ['a list', []],
    ['an unknown type', { resourceType: 'Pasient' }],
    [
      'a property of every object',
      JSON.parse('{"resourceType":"Patient","__proto__":{"a":1},"constructor":1}'),
    ],
  ])('of %s is refused', (_what, value) => {
    expect(conformance.judgeWrite(value as Resource).some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('says what was found in both languages', () => {
    const [finding] = conformance.judgeWrite({ resourceType: 'Patient', birthDate: '1.2.2003' });
    expect(finding && describeFinding(finding).message).toBe('"1.2.2003" is not a valid date.');
    expect(finding && describeFinding(finding, 'no').message).toBe('"1.2.2003" er ingen gyldig date.');
  });
});

describe('a text', () => {
  const text = JSON.stringify(
    carePlan({ text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' } }),
  );

  it('is judged by the profiles that are asked for', () => {
    expect(conformance.judgeText(text)).toEqual([]);
    expect(conformance.judgeText(text, ['http://hl7.org/fhir/StructureDefinition/CarePlan'])).toEqual([]);
    expect(told(conformance.judgeText(text, ['https://nobody.test/x']))).toEqual(['error profile-unknown ']);
    expect(told(conformance.judgeText(text, ['http://hl7.org/fhir/StructureDefinition/Task']))).toEqual([
      'error profile-type CarePlan',
    ]);
  });

  it('has errors for unknown extensions', () => {
    const unknown = JSON.stringify({
      ...JSON.parse(text),
      extension: [{ url: 'https://nobody.test/x', valueString: 'x' }],
    });
    expect(told(conformance.judgeText(unknown))).toEqual(['error unknown-extension CarePlan.extension[0]']);
  });
});

it('what we made is judged by our own profile of its kind', () => {
  const pathway = carePlan({
    category: [{ coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: 'D11' }] }],
  });
  expect(told(conformance.judgeOwn(pathway))).toEqual(['error required-element CarePlan']);
  expect(conformance.judgeOwn(carePlan())).toEqual([]);
});

/** Official examples small enough to be judged in a test; definitions and code lists, the bulk of the package, apart. */
function exampleNames(): readonly string[] {
  return readdirSync(examplesDir).filter(
    (name) =>
      name.endsWith('.json') &&
      !/^(package|ig-|SearchParameter|ValueSet|CodeSystem|StructureDefinition|ConceptMap|OperationDefinition)/.test(
        name,
      ) &&
      statSync(join(examplesDir, name)).size < 100_000,
  );
}

it.skipIf(!existsSync(judgedByHl7))(
  'official examples are refused only for what HL7’s own validator refuses (skipped without ../shared)',
  { timeout: 60_000 },
  () => {
    const faulty = new Set(
      readFileSync(judgedByHl7, 'utf8')
        .split('\n')
        .map((line) => line.split('\t')[0]),
    );
    const differing = new Set<string>(KNOWN_DIFFERENCES.flatMap(({ files }) => files));
    const names = exampleNames().filter((name) => !faulty.has(name) && !differing.has(name));
    const refused = names.filter((name) =>
      conformance
        .judgeWrite(JSON.parse(readFileSync(join(examplesDir, name), 'utf8')) as Resource)
        .some(({ severity }) => severity === 'error'),
    );
    expect(names.length).toBeGreaterThan(600);
    expect(refused).toEqual([]);
  },
);

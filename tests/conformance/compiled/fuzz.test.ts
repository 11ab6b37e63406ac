import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';
import { mutate, seeded } from '../../oracle/mutations.ts';

const EXAMPLES = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));
const validator = createValidator({ files: openDefinitionFiles() });

const RESOURCES = [
  'CarePlan-example',
  'Task-example1',
  'Encounter-f201',
  'Observation-blood-pressure',
  'Bundle-father',
].map((name) => JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8')) as Record<string, unknown>);

describe('whatever comes', () => {
  it('is answered with findings, each with a place and a sentence', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(...RESOURCES.keys()), (value, position) => {
        const resourceType = RESOURCES[position]?.['resourceType'];
        const content = typeof value === 'object' && !Array.isArray(value) ? value : { status: value };
        const findings = validator.validate({ ...content, resourceType });
        return findings.every(({ definition }) => definition.code !== 'not-judged');
      }),
    );
  });

  it('text that is cut off or changed never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RESOURCES),
        fc.nat(),
        fc.string({ maxLength: 5 }),
        (resource, at, piece) => {
          const text = JSON.stringify(resource);
          const position = at % text.length;
          return Array.isArray(
            validator.validateText(text.slice(0, position) + piece + text.slice(position)),
          );
        },
      ),
    );
  });

  it('mutated examples are all judged', () => {
    const random = seeded(7);
    for (const resource of RESOURCES) {
      for (let count = 0; count < 200; count += 1) {
        const { text } = mutate(resource, random);
        const codes = validator.validateText(text).map(({ definition }) => definition.code);
        expect(codes).not.toContain('not-judged');
      }
    }
  });

  it('the same content gets the same findings as an object and as text', () => {
    for (const resource of RESOURCES) {
      expect(validator.validateText(JSON.stringify(resource))).toEqual(validator.validate(resource));
    }
  });
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { evalFhirPathTyped, getParsedExpressionForResourceType, toTypedValue } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createSearchParameters } from '../../../src/definitions/searchParameters.ts';
import { beginsWith, compileExpression } from '../../../src/store/index/expression.ts';

const examples = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));
const parameters = createSearchParameters();

/** HL7's examples, but for definitional ones and the largest. */
function* exampleResources(): Generator<Resource> {
  for (const name of readdirSync(examples)) {
    const path = join(examples, name);
    if (
      /^(?!SearchParameter|StructureDefinition|ValueSet|CodeSystem|ConceptMap|OperationDefinition)[A-Z].*\.json$/.test(
        name,
      ) &&
      statSync(path).size < 50_000
    ) {
      yield JSON.parse(readFileSync(path, 'utf8')) as Resource;
    }
  }
}

/** The interpreter does not resolve an absolute reference to its type; the compiled path reads it from the URL. */
const isAbsoluteReference = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'reference' in value &&
  /^https?:/.test(String(value.reference));

/** A union has each value once. */
const distinct = (values: readonly unknown[]): string =>
  [...new Set(values.map((value) => JSON.stringify(value)))].join('\n');

describe('a compiled expression', () => {
  it("finds in HL7's examples what the FHIRPath interpreter finds", () => {
    const cache = new Map<string, ReturnType<typeof compileExpression>['evaluate']>();
    const different: string[] = [];
    let found = 0;
    for (const resource of exampleResources()) {
      const { resourceType } = resource;
      for (const { code, type, expression } of parameters.of(resourceType).values()) {
        const key = `${resourceType}.${code}`;
        const evaluate = cache.get(key) ?? compileExpression(resourceType, expression).evaluate;
        cache.set(key, evaluate);
        const parsed = getParsedExpressionForResourceType(resourceType, expression);
        const interpreted = evalFhirPathTyped(parsed, [toTypedValue(resource)]).map(
          ({ value }) => value as unknown,
        );
        const compiled = evaluate(resource).filter(
          (value) => interpreted.length > 0 || !isAbsoluteReference(value),
        );
        found += compiled.length;
        // The interpreter drops quantities that are almost equal to another one from a union.
        const compared =
          type === 'quantity'
            ? compiled.filter((value) => distinct(interpreted).includes(distinct([value])))
            : compiled;
        if (distinct(compared) !== distinct(interpreted)) {
          different.push(`${key} in ${resource.id ?? ''}`);
        }
      }
    }
    expect(different).toEqual([]);
    expect(found).toBeGreaterThan(3000);
  });

  it('finds nothing in a resource without one of its first elements', () => {
    const missed: string[] = [];
    let found = 0;
    for (const resource of exampleResources()) {
      const { resourceType } = resource;
      for (const { code, expression } of parameters.of(resourceType).values()) {
        const { evaluate, firstElements } = compileExpression(resourceType, expression);
        if (firstElements !== undefined && evaluate(resource).length > 0) {
          found++;
          const begins = (property: string): boolean =>
            firstElements.some((firstElement) => beginsWith(property, firstElement));
          if (!Object.keys(resource).some(begins)) {
            missed.push(`${resourceType}.${code} in ${resource.id ?? ''}`);
          }
        }
      }
    }
    expect(missed).toEqual([]);
    expect(found).toBeGreaterThan(3000);
  });

  it.each([
    ['Patient', 'Patient.deceased.exists() and Patient.deceased != false', { deceasedBoolean: true }, [true]],
    [
      'Observation',
      '(Observation.value as Quantity) | (Observation.component.value as Quantity)',
      { component: [{ valueQuantity: { value: 1 } }] },
      [{ value: 1 }],
    ],
    ['Observation', '(Observation.value.ofType(string))', { valueCodeableConcept: {} }, []],
    [
      'Patient',
      "Patient.telecom.where(system='phone').value",
      {
        telecom: [
          { system: 'phone', value: '1' },
          { system: 'email', value: '2' },
        ],
      },
      ['1'],
    ],
    [
      'Task',
      'Task.restriction.period.end',
      { restriction: { period: { end: '2026-03-02' } } },
      ['2026-03-02'],
    ],
    [
      'CarePlan',
      'Group.name | CarePlan.subject.where(resolve() is Patient)',
      { subject: { reference: 'Group/1' } },
      [],
    ],
    [
      'CarePlan',
      'CarePlan.subject.where(resolve() is Patient)',
      { subject: { type: 'Patient', display: 'x' } },
      [{ type: 'Patient', display: 'x' }],
    ],
    [
      'Bundle',
      'Bundle.entry[0].resource',
      { entry: [{ resource: { resourceType: 'Patient' } }, {}] },
      [{ resourceType: 'Patient' }],
    ],
  ])('of %s: %s', (resourceType, expression, content, expected) => {
    const resource = { resourceType, ...content } as unknown as Resource;
    expect(compileExpression(resourceType, expression).evaluate(resource)).toEqual(expected);
  });
});

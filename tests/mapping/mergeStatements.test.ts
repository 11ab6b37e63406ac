import type { Organization, Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeStatements, type MergedStatements } from '../../src/mapping/mergeStatements.ts';

interface Statement {
  readonly resource: Resource;
  readonly at: number;
}

function merged([first, ...others]: readonly Statement[]): MergedStatements {
  if (first === undefined) {
    throw new Error('There is one statement at least');
  }
  return others.reduce(
    ({ resource, times }, { resource: stated, at }) => mergeStatements(resource, times, stated, at),
    mergeStatements(first.resource, { assertedAt: first.at }, first.resource, first.at),
  );
}

const text = fc.constantFrom('a', 'b', 'c');
const statement = fc.record(
  {
    resourceType: fc.constant('Patient' as const),
    birthDate: fc.constantFrom('1980-01-01', '1990-02-02'),
    gender: fc.constantFrom('male', 'female'),
    name: text.map((family) => [{ family }]),
    meta: fc.record(
      { profile: text.map((url) => [url]), security: text.map((code) => [{ code }]) },
      { requiredKeys: [] },
    ),
    identifier: fc.uniqueArray(
      text.map((value) => ({ system: 'urn:oid:1.2.3', value })),
      { selector: ({ value }) => value, maxLength: 2 },
    ),
  },
  { requiredKeys: ['resourceType'] },
);

describe('statements of one party', () => {
  it('say the same whichever comes first, however many there are', () => {
    const statements = fc
      .array(statement, { minLength: 1, maxLength: 6 })
      .map((resources) => resources.map((resource, at): Statement => ({ resource: resource, at })));
    fc.assert(
      fc.property(
        statements.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([inOrder, shuffled]) => {
          expect(merged(shuffled)).toEqual(merged(inOrder));
        },
      ),
    );
  });

  it('count by element: the newest that tells it, though a newer one of other things came before', () => {
    const name = (at: number, value: string): Statement => ({
      resource: { resourceType: 'Organization', name: value },
      at,
    });
    const newest: Statement = {
      resource: { resourceType: 'Organization', telecom: [{ value: '1' }] },
      at: 3,
    };
    const { resource, times } = merged([newest, name(1, 'former'), name(2, 'later')]);
    expect((resource as Organization).name).toBe('later');
    expect(times).toEqual({ assertedAt: 3, told: { name: 2 } });
  });
});

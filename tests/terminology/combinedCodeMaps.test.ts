import type { CodeSystem, ConceptMap } from '@medplum/fhirtypes';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { mapInForce } from '../../src/terminology/combinedCodeMaps.ts';

const definitions = openDefinitions({ profilesDir: join(import.meta.dirname, '../../profiles') });
const combined = definitions.read('CodeSystem', 'volven-9327') as CodeSystem;
const map = (id: string) => definitions.read('ConceptMap', id) as ConceptMap;

it.each(['combined-code-to-components', 'components-to-combined-code'])(
  '%s is the same with the list that ships',
  (id) => {
    const sorted = ({ group = [] }: ConceptMap) =>
      group
        .flatMap(({ source, target, element }) =>
          element.flatMap(({ code, target: targets = [] }) =>
            targets.map((each) =>
              JSON.stringify([source, target, code, each.code, each.equivalence, each.dependsOn ?? []]),
            ),
          ),
        )
        .sort();
    const inForce = mapInForce(map(id), structuredClone(combined));
    expect(sorted(inForce)).toEqual(sorted(map(id)));
    expect({ ...inForce, group: [] }).toEqual({ ...map(id), group: [] });
  },
);

it('follows the list: a new code is translated, one that is gone is not', () => {
  const [first, ...others] = combined.concept ?? [];
  const imported: CodeSystem = {
    ...combined,
    concept: [...others, { ...first, code: 'D01Z', display: 'Ny' }],
  };
  const text = JSON.stringify(mapInForce(map('combined-code-to-components'), imported));
  expect(text).toContain('"D01Z"');
  expect(text).not.toContain('"D01A"');
  expect(JSON.stringify(mapInForce(map('components-to-combined-code'), imported))).toContain('"D01Z"');
  expect(mapInForce(map('sex-to-administrative-gender'), imported)).toBe(map('sex-to-administrative-gender'));
  expect(mapInForce(map('combined-code-to-components'), undefined)).toBe(map('combined-code-to-components'));
});

import { describe, expect, it } from 'vitest';
import { errorsOf } from '../errorsOf.ts';

const ucum = (value: number, code: string, unit?: string): object => ({
  value,
  ...(unit !== undefined && { unit }),
  system: 'http://unitsofmeasure.org',
  code,
});
const WRONG = ['Observation.value.ofType(Range) invariant'];

describe('a Range, whose low end is not above its high one (rng-2)', () => {
  it.each<[string, object, object, readonly string[]]>([
    ['numbers', { value: 1 }, { value: 2 }, []],
    ['numbers the other way round', { value: 2 }, { value: 1 }, WRONG],
    ['units that can be converted', ucum(1, 'g'), ucum(2000, 'mg'), []],
    ['units that can be converted, the other way round', ucum(1, 'g'), ucum(2, 'mg'), WRONG],
    ['units that cannot: their values as they stand', ucum(1, 'g'), ucum(2, 's'), []],
    ['units that cannot, the other way round', ucum(2, 'g'), ucum(1, 's'), WRONG],
    ['the same words', { value: 1, unit: 'mg' }, { value: 2, unit: 'mg' }, []],
    ['words that differ', { value: 1, unit: 'mg' }, { value: 2, unit: 'g' }, WRONG],
    ['a code and words, which are no code', ucum(1, 'mg'), { value: 2, unit: 'mg' }, WRONG],
  ])('%s', (_what, low, high, errors) => {
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      valueRange: { low, high },
    };
    expect(errorsOf(observation)).toEqual(errors);
  });
});

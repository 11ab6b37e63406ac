import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../src/synthetic/randomSource.ts';

describe('random source', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const numbers = (seed: string): number[] => {
      const random = createRandomSource(seed);
      return Array.from({ length: 20 }, () => random.integer(0, 1_000_000));
    };
    expect(numbers('7')).toEqual(numbers('7'));
    expect(numbers('7')).not.toEqual(numbers('8'));
    // Written down once, so that a change of the algorithm, which changes everybody's data, is seen.
    expect(numbers('7').slice(0, 5)).toEqual([287638, 492316, 717138, 544737, 323691]);
  });

  it('reaches both ends of a span, evenly', () => {
    const random = createRandomSource('even');
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const face = random.integer(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('follows weights, and never picks what has none', () => {
    const random = createRandomSource('weights');
    const picked = Array.from({ length: 1000 }, () =>
      random.weighted([
        [9, 'often'],
        [1, 'seldom'],
        [0, 'never'],
      ]),
    );
    expect(picked).not.toContain('never');
    expect(picked.filter((choice) => choice === 'often').length).toBeGreaterThan(800);
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandomSource('none').pick([])).toThrow(RangeError);
  });
});

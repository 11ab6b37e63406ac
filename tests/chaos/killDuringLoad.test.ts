import { expect, it } from 'vitest';
import { killDuringLoad } from './killDuringLoad.ts';

it('kill -9 during load loses no record that was answered, and leaves none in parts or twice', async () => {
  const { answered, unanswered, losses } = await killDuringLoad({
    seed: 1,
    kills: 3,
    records: 150,
    longestRun: 40,
  });
  expect(losses).toEqual([]);
  expect(answered).toBe(150);
  expect(unanswered).toBeGreaterThan(0);
}, 120_000);

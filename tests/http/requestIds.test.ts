import { describe, expect, it } from 'vitest';
import { createRequestIds } from '../../src/http/requestIds.ts';

describe('the ids of requests', () => {
  it('are UUIDs, each another, also those of another process', () => {
    const [one, other] = [createRequestIds(), createRequestIds()];
    const ids = Array.from({ length: 5_000 }, () => [one(), other()]).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id))).toEqual([]);
  });
});

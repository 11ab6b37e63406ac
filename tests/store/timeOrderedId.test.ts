import { describe, expect, it } from 'vitest';
import { timeOrderedId } from '../../src/store/timeOrderedId.ts';

describe('an id', () => {
  it('is a UUID version 7 that begins with the time', () => {
    const at = Date.UTC(2026, 2, 1, 12);
    const ids = Array.from({ length: 1_000 }, () => timeOrderedId(at));
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(timeOrderedId(at + 1) > timeOrderedId(at)).toBe(true);
  });
});

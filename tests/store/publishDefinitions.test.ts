import type { WithId } from '@medplum/core';
import type { ValueSet } from '@medplum/fhirtypes';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';
import { publishDefinitions } from '../../src/store/publishDefinitions.ts';
import type { Store } from '../../src/store/store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ databaseUrl: 'sqlite::memory:', check: () => [] });
});
afterEach(() => store.close());

function valueSet(id: string, title: string): WithId<ValueSet> {
  return { resourceType: 'ValueSet', id, status: 'active', title };
}

async function versionOf(id: string): Promise<string> {
  const stored = await store.readText(LOCAL_OPERATOR, 'ValueSet', id);
  return stored?.text === undefined ? 'none' : stored.versionId;
}

it('stores what is new or changed, leaves the rest, and deletes what is no longer shipped', async () => {
  const many = Array.from({ length: 50 }, (_, index) => valueSet(`set-${index}`, 'first'));
  await publishDefinitions(store, LOCAL_OPERATOR, { digest: 'a', resources: () => many });
  expect(await versionOf('set-49')).toBe('1');

  const next = [valueSet('set-1', 'first'), valueSet('set-2', 'second'), valueSet('other', 'first')];
  await publishDefinitions(store, LOCAL_OPERATOR, { digest: 'b', resources: () => next });
  expect(await Promise.all(['set-0', 'set-1', 'set-2', 'other'].map(versionOf))).toEqual([
    'none',
    '1',
    '2',
    '1',
  ]);
});

it('asks for nothing when the store has them', async () => {
  const resources = vi.fn(() => [valueSet('a', 'first')]);
  await publishDefinitions(store, LOCAL_OPERATOR, { digest: 'a', resources });
  await publishDefinitions(store, LOCAL_OPERATOR, { digest: 'a', resources });
  expect(resources).toHaveBeenCalledTimes(1);
});

it('goes on where it was broken off', async () => {
  const abort = new AbortController();
  const many = Array.from({ length: 50 }, (_, index) => valueSet(`set-${index}`, 'first'));
  const resources = vi.fn(function* () {
    yield* many.slice(0, 30);
    abort.abort();
    yield* many.slice(30);
  });
  await expect(
    publishDefinitions(store, LOCAL_OPERATOR, { digest: 'a', resources, signal: abort.signal }),
  ).rejects.toThrow();
  expect(await versionOf('set-49')).toBe('none');
  await publishDefinitions(store, LOCAL_OPERATOR, { digest: 'a', resources: () => many });
  expect(await Promise.all(['set-0', 'set-49'].map(versionOf))).toEqual(['1', '1']);
});

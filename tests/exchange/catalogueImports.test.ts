import type { CodeSystem } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  followImports,
  NO_IMPORTS,
  published,
  readImports,
  saveImport,
} from '../../src/exchange/catalogueImports.ts';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { addImport, revertImport, type ImportLog } from '../../src/terminology/import/importLog.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ databaseUrl: 'sqlite::memory:', check: () => [] });
});
afterEach(() => store.close());

const AT = '2026-03-10T12:00:00.000Z';

function list(version: string): CodeSystem {
  return published({
    resourceType: 'CodeSystem',
    url: 'http://example.org/list',
    version,
    status: 'active',
    content: 'complete',
  });
}

function imported(log: ImportLog, id: string): ImportLog {
  return addImport(log, { id, at: AT, source: 'list.json', codeSystem: list(id) });
}

async function storedVersion(): Promise<string | undefined> {
  const stored = await store.readText(LOCAL_OPERATOR, 'CodeSystem', list('').id ?? '');
  return stored?.text === undefined ? undefined : (JSON.parse(stored.text) as CodeSystem).version;
}

describe('imports', () => {
  it('are read as they were saved, from where one has read already', async () => {
    const first = imported([], '1');
    expect(await saveImport(store, LOCAL_OPERATOR, { log: first, sequence: 1 }, list('1'))).toBe(true);
    const afterFirst = await readImports(store, LOCAL_OPERATOR);
    expect(afterFirst).toEqual({ log: first, sequence: 1 });
    expect(await readImports(store, LOCAL_OPERATOR, afterFirst)).toBe(afterFirst);

    const second = imported(first, '2');
    await saveImport(store, LOCAL_OPERATOR, { log: second, sequence: 2 }, list('2'));
    expect(await readImports(store, LOCAL_OPERATOR, afterFirst)).toEqual({ log: second, sequence: 2 });
    expect(await storedVersion()).toBe('2');
  });

  it('of two at the same time, the second is told', async () => {
    const log = imported([], '1');
    await saveImport(store, LOCAL_OPERATOR, { log, sequence: 1 }, list('1'));
    expect(await saveImport(store, LOCAL_OPERATOR, { log: imported([], '9'), sequence: 1 }, list('9'))).toBe(
      false,
    );
    expect(await readImports(store, LOCAL_OPERATOR)).toEqual({ log, sequence: 1 });
    expect(await storedVersion()).toBe('1');
  });

  it('taken back leave the list gone when it does not ship', async () => {
    const log = imported([], '1');
    await saveImport(store, LOCAL_OPERATOR, { log, sequence: 1 }, list('1'));
    const reverted = revertImport(log, '1', AT);
    if (!reverted.ok) {
      throw new Error('not reverted');
    }
    await saveImport(store, LOCAL_OPERATOR, { log: reverted.log, sequence: 2 }, { gone: list('1') });
    expect(await storedVersion()).toBeUndefined();
    expect((await readImports(store, LOCAL_OPERATOR)).log).toHaveLength(2);
  });
});

it('whoever follows is told of each change, once', async () => {
  const told: number[] = [];
  const following = followImports(store, LOCAL_OPERATOR, {
    every: 5,
    known: NO_IMPORTS,
    onChange: (log) => told.push(log.length),
    onError: (error) => {
      throw error;
    },
  });
  const log = imported([], '1');
  await saveImport(store, LOCAL_OPERATOR, { log, sequence: 1 }, list('1'));
  await expect.poll(() => told).toEqual([1]);
  await saveImport(store, LOCAL_OPERATOR, { log: imported(log, '2'), sequence: 2 }, list('2'));
  await expect.poll(() => told).toEqual([1, 2]);
  await following.stop();
});

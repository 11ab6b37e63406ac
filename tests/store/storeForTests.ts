import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { openStore, type StoreOptions } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';

/** A folder of its own for each test file; `remove` takes it away. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'forlopsbro-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A store in a file of its own, that accepts every write unless `options` say otherwise. */
export function openTestStore(folder: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({ databaseUrl: `sqlite:${join(folder, 'data', 'test.db')}`, check: () => [], ...options });
}

/** The outcome with which the promise is rejected. */
export async function outcomeOfFailure(promise: Promise<unknown>): Promise<OperationOutcome> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof OperationOutcomeError) {
      return error.outcome;
    }
    throw error;
  }
  throw new Error('Nothing failed');
}

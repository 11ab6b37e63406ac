import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';
import { temporaryFolder } from './storeForTests.ts';

const folder = temporaryFolder();
const databaseUrl = `sqlite:${folder.path}/crash.db`;
const WRITER = join(import.meta.dirname, 'crashWriter.ts');

afterAll(() => folder.remove());

/** Starts a process that writes, kills it once it has answered `count` times, and gives the ids it answered. */
function answeredBeforeKill(prefix: string, count: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, databaseUrl, prefix], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.split('\n').length > count) {
        child.kill('SIGKILL');
      }
    });
    child.on('error', reject);
    // The last line may have been cut.
    child.on('close', () => resolve(output.split('\n').slice(0, -1)));
  });
}

describe('a process that is killed while it writes', () => {
  it('has stored, whole, all that it answered', async () => {
    for (const [prefix, count] of [
      ['a', 40],
      ['b', 150],
      ['c', 1],
    ] as const) {
      const answered = await answeredBeforeKill(prefix, count);
      expect(answered.length).toBeGreaterThanOrEqual(count);
      const store = await openStore({ databaseUrl, check: () => [] });
      const repository = store.repository(LOCAL_OPERATOR);
      const plans = await repository.readReferences(answered.map((id) => ({ reference: `CarePlan/${id}` })));
      expect(plans.filter((plan) => plan instanceof Error)).toEqual([]);
      await store.write(LOCAL_OPERATOR, async (unit) => {
        for (const id of answered) {
          expect(await unit.findByIdentifier('CarePlan', { system: 'urn:x', value: id })).toHaveLength(1);
          expect(await unit.readReceipt('s', id)).toBeDefined();
          expect((await unit.readRecordEntry('urn:x', id))?.owned).toEqual([`CarePlan/${id}`]);
        }
      });
      const [patients, carePlans] = await Promise.all(
        (['Patient', 'CarePlan'] as const).map((resourceType) =>
          repository.search({ resourceType, count: 0 }),
        ),
      );
      expect(patients?.total).toBe(carePlans?.total);
      await store.close();
    }
  });
});

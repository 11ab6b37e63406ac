import type { CarePlan, Task } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore, temporaryFolder } from './storeForTests.ts';

const folder = temporaryFolder();
let store: Store;
let count = 0;

beforeEach(async () => {
  store = await openTestStore(`${folder.path}/${count++}`);
});
afterEach(() => store.close());
afterAll(() => folder.remove());

const plan = (id: string, subject: string): CarePlan & { id: string } => ({
  resourceType: 'CarePlan',
  id,
  status: 'active',
  intent: 'plan',
  subject: { reference: subject },
});
const task = (id: string, ...plans: readonly string[]): Task & { id: string } => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  basedOn: plans.map((reference) => ({ reference })),
});
const idsOf = (resources: readonly { readonly id: string }[]): readonly string[] =>
  resources.map(({ id }) => id);

describe('resources that refer to others', () => {
  it('are found oldest first, of each target those that were created last', async () => {
    await store.write(LOCAL_OPERATOR, async (unit) => {
      for (const id of ['a', 'b', 'c', 'd']) {
        await unit.put(plan(id, 'Patient/1'));
      }
      await unit.put(plan('e', 'Patient/2'));
      await unit.put({ ...plan('a', 'Patient/1'), status: 'completed' });
      await unit.delete('CarePlan', 'c');
    });
    const repository = store.repository(LOCAL_OPERATOR);
    const find = async (targets: readonly string[], most: number): Promise<readonly string[]> =>
      idsOf(await repository.findReferring('CarePlan', 'subject', targets, most));
    expect(await find(['Patient/1'], 10)).toEqual(['a', 'b', 'd']);
    expect(await find(['Patient/1'], 2)).toEqual(['b', 'd']);
    expect(await find(['Patient/2', 'Patient/1', 'Patient/2'], 1)).toEqual(['d', 'e']);
    expect(await find(['Patient/3'], 10)).toEqual([]);
    expect(await find([], 10)).toEqual([]);
    expect(await repository.findReferring('Task', 'based-on', ['CarePlan/a'], 10)).toEqual([]);
  });

  it('are each found once, and as the unit of work has written them', async () => {
    await store.write(LOCAL_OPERATOR, async (unit) => {
      await unit.put(task('both', 'CarePlan/a', 'CarePlan/b'));
      await unit.put(task('one', 'CarePlan/b'));
      const found = await unit.repository.findReferring('Task', 'based-on', ['CarePlan/a', 'CarePlan/b'], 10);
      expect(idsOf(found)).toEqual(['both', 'one']);
      expect(found[1]).toMatchObject({ resourceType: 'Task', meta: { versionId: '1' } });
    });
  });
});

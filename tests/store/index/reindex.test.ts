import type { SearchParameter, Task } from '@medplum/fhirtypes';
import { afterAll, describe, expect, it } from 'vitest';
import { createSearchParameters } from '../../../src/definitions/searchParameters.ts';
import { LOCAL_OPERATOR } from '../../../src/store/actor.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestStore, temporaryFolder } from '../storeForTests.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const own = (expression: string): SearchParameter => ({
  resourceType: 'SearchParameter',
  url: 'http://a.example/SearchParameter/due',
  name: 'due',
  status: 'active',
  description: 'Deadline',
  code: 'due',
  base: ['Task'],
  type: 'date',
  expression,
});

const open = (expression: string): Promise<Store> =>
  openTestStore(folder.path, { searchParameters: createSearchParameters([own(expression)]) });
const due = async (store: Store, value: string): Promise<string[]> => {
  const filters = [{ code: 'due', operator: 'eq' as const, value }];
  return (await store.repository(LOCAL_OPERATOR).searchResources({ resourceType: 'Task', filters })).map(
    ({ id }) => id,
  );
};

describe('a store whose search parameters have changed', () => {
  it('indexes what it holds anew when it is opened', async () => {
    const task = (id: string): Task => ({
      resourceType: 'Task',
      id,
      status: 'requested',
      intent: 'plan',
      authoredOn: '2026-03-01',
      restriction: { period: { end: '2026-03-09' } },
    });
    const before = await open('Task.authoredOn');
    for (const id of ['a', 'b', 'c']) {
      await before.repository(LOCAL_OPERATOR).updateResource(task(id));
    }
    await before.repository(LOCAL_OPERATOR).deleteResource('Task', 'b');
    expect(await due(before, '2026-03-01')).toEqual(['a', 'c']);
    await before.close();

    const after = await open('Task.restriction.period.end');
    expect(await due(after, '2026-03-01')).toEqual([]);
    expect(await due(after, '2026-03-09')).toEqual(['a', 'c']);
    await after.close();
  });
});

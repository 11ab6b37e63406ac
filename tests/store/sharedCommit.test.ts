import type { Patient } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import type { Store, UnitOfWork } from '../../src/store/store.ts';
import { openTestStore, temporaryFolder } from './storeForTests.ts';

const folder = temporaryFolder();
let store: Store;
let count = 0;

beforeEach(async () => {
  store = await openTestStore(`${folder.path}/${count++}`);
});
afterEach(() => store.close());
afterAll(() => folder.remove());

const patient = (id: string, value = id): Patient & { id: string } => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system: 'urn:x', value }],
});
const write = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> => store.write(LOCAL_OPERATOR, work);
const put = (...patients: readonly (Patient & { id: string })[]): Promise<void> =>
  write(async (unit) => {
    for (const each of patients) {
      await unit.put(each);
    }
  });
const find = async (unit: UnitOfWork, value: string): Promise<readonly string[]> =>
  (await unit.findByIdentifier('Patient', { system: 'urn:x', value })).map(({ id }) => id);
const found = (value: string): Promise<readonly string[]> => write((unit) => find(unit, value));

describe('units that share a commit', () => {
  it('each find what those before have written', async () => {
    const seen = await Promise.all([
      put(patient('a')),
      found('a'),
      put(patient('b'), patient('c', 'b')),
      found('b'),
      found('a'),
    ]);
    expect(seen).toEqual([undefined, ['a'], undefined, ['b', 'c'], ['a']]);
  });

  it('keep what they have written when one that has searched it fails', async () => {
    const outcomes = await Promise.allSettled([
      put(patient('a')),
      write(async (unit) => {
        expect(await find(unit, 'a')).toEqual(['a']);
        await unit.put(patient('lost', 'a'));
        throw new Error('refused');
      }),
      put(patient('b')),
      write(async (unit) => {
        const nested = unit.repository.withTransaction(
          async (repository) => {
            await repository.updateResource(patient('lost-too', 'b'));
            throw new Error('refused within');
          },
          { resourceTypes: 'Patient' },
        );
        await expect(nested).rejects.toThrow('refused within');
        return [...(await find(unit, 'a')), ...(await find(unit, 'b'))];
      }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outcomes[3]).toMatchObject({ value: ['a', 'b'] });
    expect(await found('a')).toEqual(['a']);
    expect(await found('b')).toEqual(['b']);
    const { total } = await store.repository(LOCAL_OPERATOR).search({ resourceType: 'Patient', count: 0 });
    expect(total).toBe(2);
  });

  it('change and delete what those before have written', async () => {
    const [, , , changed] = await Promise.all([
      put(patient('a'), patient('b')),
      put(patient('a', 'changed')),
      write((unit) => unit.delete('Patient', 'b')),
      found('changed'),
    ]);
    expect(changed).toEqual(['a']);
    expect([await found('a'), await found('b'), await found('changed')]).toEqual([[], [], ['a']]);
  });
});

import { sql, Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommitQueue } from '../../src/store/commitQueue.ts';
import { Durability } from '../../src/store/durability.ts';
import { NodeSqliteDialect } from '../../src/store/engine/sqliteDialect.ts';
import type { Schema } from '../../src/store/schema.ts';

let database: Kysely<Schema>;
/** Waits for the disk that have been asked for; each goes on until the test ends it. */
let waits: PromiseWithResolvers<void>[];
let queue: CommitQueue;

beforeEach(async () => {
  database = new Kysely<Schema>({
    dialect: new NodeSqliteDialect({ path: ':memory:', pragmas: ['foreign_keys = on'] }),
  });
  await sql`create table parent (id integer primary key)`.execute(database);
  await sql`create table child (parent integer references parent (id) deferrable initially deferred)`.execute(
    database,
  );
  waits = [];
  queue = new CommitQueue(
    database,
    new Durability(() => {
      const wait: PromiseWithResolvers<void> = Promise.withResolvers();
      waits.push(wait);
      return wait.promise;
    }),
  );
});
afterEach(() => database.destroy());

const add = (id: number): Promise<number> =>
  queue.run(async (transaction) => {
    await sql`insert into parent (id) values (${id})`.execute(transaction);
    return id;
  });
const stored = async (): Promise<readonly number[]> =>
  (await sql<{ id: number }>`select id from parent order by id`.execute(database)).rows.map(({ id }) => id);
/** Long enough for all that waits for nothing but the event loop. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('units that wait together', () => {
  it('are answered when the disk has what they committed, and others commit meanwhile', async () => {
    const answered: number[] = [];
    const note = (id: number): number => answered.push(id);
    const first = [add(1).then(note), add(2).then(note)];
    await settle();
    expect(waits).toHaveLength(1);
    const second = [add(3).then(note)];
    await settle();
    const third = [add(4).then(note)];
    await settle();
    expect(await stored()).toEqual([1, 2, 3, 4]);
    expect(answered).toEqual([]);
    expect(waits).toHaveLength(1);
    waits[0]?.resolve();
    await Promise.all(first);
    expect(answered).toEqual([1, 2]);
    await settle();
    expect(waits).toHaveLength(2);
    waits[1]?.resolve();
    await Promise.all([...second, ...third]);
    expect(answered).toEqual([1, 2, 3, 4]);
    expect(waits).toHaveLength(2);
  });

  it('fail together with the disk, and so does all that comes later', async () => {
    const first = add(1);
    const expected = expect(first).rejects.toThrow('disk');
    await settle();
    waits[0]?.reject(new Error('the disk is gone'));
    await expected;
    await expect(add(2)).rejects.toThrow('disk');
    expect(await stored()).toEqual([1]);
    expect(waits).toHaveLength(1);
  });

  it('take back what they remember when their commit fails', async () => {
    const undone: string[] = [];
    const remember = (name: string, parent?: number): Promise<void> =>
      queue.run(async (transaction, undo) => {
        undo.push(() => undone.push(name));
        if (parent !== undefined) {
          await sql`insert into child (parent) values (${parent})`.execute(transaction);
        }
      });
    const outcomes = Promise.allSettled([remember('first'), remember('second', 7), add(5)]);
    await settle();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(undone).toEqual(['first', 'second']);
    expect(await stored()).toEqual([]);
    expect(waits).toHaveLength(0);
  });

  it('take back what they remember when they fail alone', async () => {
    const undone: string[] = [];
    const failing = queue.run((_transaction, undo) => {
      undo.push(() => undone.push('failing'));
      return Promise.reject(new Error('refused'));
    });
    const expected = expect(failing).rejects.toThrow('refused');
    const good = add(1);
    await settle();
    waits[0]?.resolve();
    await expected;
    expect(await good).toBe(1);
    expect(undone).toEqual(['failing']);
    expect(await stored()).toEqual([1]);
  });
});

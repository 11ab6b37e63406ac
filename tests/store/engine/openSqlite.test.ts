import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteFile } from '../../../src/store/engine/openSqlite.ts';
import { temporaryFolder } from '../storeForTests.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

describe('a database file', () => {
  it('has its commits flushed to the disk, also when it is opened by a link', async () => {
    mkdirSync(join(folder.path, 'real'));
    const real = join(folder.path, 'real', 'data.db');
    const link = join(folder.path, 'link.db');
    const first = openSqliteFile(real);
    await sql`create table number (value integer)`.execute(first.writer);
    await first.synchronize();
    await first.close();
    symlinkSync(real, link);

    const second = openSqliteFile(link);
    await sql`insert into number values (1)`.execute(second.writer);
    await Promise.all([second.synchronize(), second.synchronize()]);
    const { rows } = await sql`select value from number`.execute(second.reader);
    expect(rows).toEqual([{ value: 1 }]);
    await second.close();
    await expect(sql`select value from number`.execute(second.reader)).rejects.toThrow('destroyed');
  });
});

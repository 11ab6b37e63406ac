import { CompiledQuery, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * How many rows share the first column of each index, the first two, and so on; the first number is the table's
 * rows. SQLite's planner takes an index without figures for nearly unique by its first column, and so walks through
 * all values of a search parameter where a look at one resource's rows would do. These are the proportions of a large
 * store; they are written once, so that a search takes the same way whatever is stored.
 */
const STATISTICS: readonly (readonly [table: string, index: string, figures: string])[] = [
  ['resource', 'resource_by_id', '1000000 100000 1'],
  ['resource', 'resource_by_creation', '1000000 100000 100000 1'],
  ['resource', 'resource_by_update', '1000000 100000 100000 5 1'],
  ['token_index', 'token_index', '4000000 4 2 2 1'],
  ['token_index', 'token_index_by_code', '4000000 100000 100 1 1'],
  ['reference_index', 'reference_index', '6000000 6 2 2 1'],
  ['reference_index', 'reference_index_by_target_id', '6000000 100000 5 1 1'],
  ['date_index', 'date_index', '1000000 2 1 1 1'],
  ['date_index', 'date_index_by_start_at', '1000000 100000 50 1 1'],
  ['date_index', 'date_index_by_end_at', '1000000 100000 50 1 1'],
  ['string_index', 'string_index', '1000000 6 2 1'],
  ['string_index', 'string_index_by_folded', '1000000 100000 50 1'],
  ['quantity_index', 'quantity_index', '1000000 2 1 1'],
  ['quantity_index', 'quantity_index_by_low', '1000000 100000 50 1 1'],
  ['uri_index', 'uri_index', '1000000 2 1 1'],
  ['uri_index', 'uri_index_by_value', '1000000 100000 1000 1'],
];

/** Gives the planner its figures, where it has others. */
export async function assumeStatistics(database: Kysely<Schema>): Promise<void> {
  const run = async (text: string, ...parameters: readonly string[]): Promise<readonly unknown[]> =>
    (await database.executeQuery(CompiledQuery.raw(text, [...parameters]))).rows;
  if ((await run("select name from sqlite_schema where name = 'sqlite_stat1'")).length === 0) {
    // Makes the planner's table.
    await run('analyze migration');
  }
  const present = await run('select tbl, idx, stat from sqlite_stat1 order by idx');
  const expected = STATISTICS.map(([tbl, idx, stat]) => ({ tbl, idx, stat })).sort((one, other) =>
    one.idx < other.idx ? -1 : 1,
  );
  if (JSON.stringify(present) === JSON.stringify(expected)) {
    return;
  }
  await run('delete from sqlite_stat1');
  for (const { tbl, idx, stat } of expected) {
    await run('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)', tbl, idx, stat);
  }
  // Reads the figures into this connection; others read them when they open the database or see it changed.
  await run('analyze sqlite_schema');
}

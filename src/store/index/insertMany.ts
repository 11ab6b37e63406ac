import type { CompiledQuery, Kysely } from 'kysely';
import { execute } from '../engine/execute.ts';
import type { Schema } from '../schema.ts';

/** Most rows a statement, and a number up to which every number of rows has a statement of its own: what one resource has. */
const MOST_ROWS = 64;
const ROWS_OF_ONE = 16;

const compiledByEngine = new WeakMap<object, Map<keyof Schema, CompiledQuery[]>>();

/** Inserts the rows, whose values stand in the order of `columns`. */
export async function insertMany(
  database: Kysely<Schema>,
  table: keyof Schema,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  let start = 0;
  while (start < rows.length) {
    const size = rowsTogether(rows.length - start);
    const parameters = rows.slice(start, start + size).flat();
    await execute(database, { ...compiledInsert(database, table, columns, size), parameters });
    start += size;
  }
}

function rowsTogether(left: number): number {
  return left >= MOST_ROWS ? MOST_ROWS : Math.min(left, ROWS_OF_ONE);
}

function compiledInsert(
  database: Kysely<Schema>,
  table: keyof Schema,
  columns: readonly string[],
  size: number,
): CompiledQuery {
  const { adapter } = database.getExecutor();
  let compiled = compiledByEngine.get(adapter);
  if (compiled === undefined) {
    compiled = new Map();
    compiledByEngine.set(adapter, compiled);
  }
  const bySize = compiled.get(table) ?? [];
  let insert = bySize[size];
  if (insert === undefined) {
    const row = Object.fromEntries(columns.map((column) => [column, 0]));
    const untyped = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    insert = untyped
      .insertInto(table)
      .values(Array.from({ length: size }, () => row))
      .compile();
    bySize[size] = insert;
    compiled.set(table, bySize);
  }
  return insert;
}

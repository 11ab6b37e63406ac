import type { CompiledQuery, Kysely } from 'kysely';
import { execute, isDirect } from '../engine/execute.ts';
import type { Schema } from '../schema.ts';

/** Most rows a statement, and a number up to which every number of rows has a statement of its own: what one resource has. */
const MOST_ROWS = 64;
const ROWS_OF_ONE = 16;

const compiledByEngine = new WeakMap<object, Map<keyof Schema, CompiledQuery[]>>();

/** @param values of the rows, one row after the other, each in the order of `columns` */
export async function insertMany(
  database: Kysely<Schema>,
  table: keyof Schema,
  columns: readonly string[],
  values: readonly unknown[],
): Promise<void> {
  const width = columns.length;
  let start = 0;
  while (start < values.length) {
    const size = rowsTogether((values.length - start) / width);
    const end = start + size * width;
    const parameters = end - start === values.length ? values : values.slice(start, end);
    const { sql, query, queryId } = compiledInsert(database, table, columns, size);
    await execute(database, { sql, query, queryId, parameters });
    start = end;
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
  let bySize = compiled.get(table);
  if (bySize === undefined) {
    bySize = [];
    compiled.set(table, bySize);
  }
  return (bySize[size] ??= compileInsert(database, table, columns, size));
}

function compileInsert(
  database: Kysely<Schema>,
  table: keyof Schema,
  columns: readonly string[],
  size: number,
): CompiledQuery {
  const row = Object.fromEntries(columns.map((column) => [column, 0]));
  const untyped = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
  const insert = untyped.insertInto(table).values(Array.from({ length: size }, () => row));
  // SQLite keeps each page as it was for a statement that may fail midway and be taken back alone. Nobody goes on after
  // that here: the unit of work, or the whole transaction, is rolled back.
  return (isDirect(database.getExecutor().adapter) ? insert.orFail() : insert).compile();
}

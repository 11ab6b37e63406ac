import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Rows a statement; few sizes, so that few statements are prepared. */
const SIZES = [64, 16, 4, 1] as const;

const compiledByEngine = new WeakMap<object, Map<string, CompiledQuery>>();

/** Inserts the rows, whose values stand in the order of `columns`. */
export async function insertMany(
  database: Kysely<Schema>,
  table: keyof Schema,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  let start = 0;
  for (const size of SIZES) {
    while (rows.length - start >= size) {
      const parameters = rows.slice(start, start + size).flat();
      await database.executeQuery({ ...compiledInsert(database, table, columns, size), parameters });
      start += size;
    }
  }
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
  const name = `${table} ${size}`;
  let insert = compiled.get(name);
  if (insert === undefined) {
    const row = Object.fromEntries(columns.map((column) => [column, 0]));
    const untyped = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    insert = untyped
      .insertInto(table)
      .values(Array.from({ length: size }, () => row))
      .compile();
    compiled.set(name, insert);
  }
  return insert;
}

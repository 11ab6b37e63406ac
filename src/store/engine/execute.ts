import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The adapter of a query builder whose connection is in this process and answers at once. */
export interface DirectAdapter {
  /** Within a transaction nobody else has the connection; elsewhere statements may have to wait for one. */
  readonly runsAtOnce: 'always' | 'within a transaction';
  runAtOnce<R>(query: CompiledQuery): R[];
  /** Runs the insertion of one row; gives the number that the engine gave to it. */
  insertAtOnce(query: CompiledQuery): number;
}

/**
 * Runs a compiled query: at once where the engine can, as the query builder's own way through locks and promises costs
 * more than most statements. Throws at once, or rejects.
 */
export function execute<R>(database: Kysely<Schema>, query: CompiledQuery<R>): R[] | Promise<R[]> {
  return directOf(database)?.runAtOnce<R>(query) ?? executeLater(database, query);
}

async function executeLater<R>(database: Kysely<Schema>, query: CompiledQuery<R>): Promise<R[]> {
  return (await database.executeQuery<R>(query)).rows;
}

/** The adapter when statements on the connection, or within the transaction, can run at once. */
export function directOf(database: Kysely<Schema>): DirectAdapter | undefined {
  const { adapter } = database.getExecutor();
  return isDirect(adapter) && (database.isTransaction || adapter.runsAtOnce === 'always')
    ? adapter
    : undefined;
}

export function isDirect(adapter: object): adapter is DirectAdapter {
  return 'runAtOnce' in adapter;
}

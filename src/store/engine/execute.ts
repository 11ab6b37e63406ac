import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The adapter of a query builder whose connection is in this process and answers at once. */
export interface DirectAdapter {
  /** Within a transaction nobody else has the connection; elsewhere statements may have to wait for one. */
  readonly runsAtOnce: 'always' | 'within a transaction';
  runAtOnce<R>(query: CompiledQuery): R[];
}

/**
 * Runs a compiled query: at once where the engine can, as the query builder's own way through locks and promises costs
 * more than most statements.
 */
export async function execute<R>(database: Kysely<Schema>, query: CompiledQuery<R>): Promise<R[]> {
  const { adapter } = database.getExecutor();
  if (isDirect(adapter) && (database.isTransaction || adapter.runsAtOnce === 'always')) {
    return adapter.runAtOnce<R>(query);
  }
  return (await database.executeQuery<R>(query)).rows;
}

function isDirect(adapter: object): adapter is DirectAdapter {
  return 'runAtOnce' in adapter;
}

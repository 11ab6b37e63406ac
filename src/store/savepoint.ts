import { CompiledQuery, type Kysely } from 'kysely';
import { execute } from './engine/execute.ts';
import type { Schema } from './schema.ts';

/** All of `work` on the transaction or, when it throws, nothing of it; the transaction goes on either way. */
export async function withinSavepoint<T>(
  transaction: Kysely<Schema>,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const { begin, release, rollBack } = statementsOf(name);
  await execute(transaction, begin);
  try {
    const result = await work();
    await execute(transaction, release);
    return result;
  } catch (error) {
    await execute(transaction, rollBack);
    await execute(transaction, release);
    throw error;
  }
}

interface SavepointStatements {
  readonly begin: CompiledQuery;
  readonly release: CompiledQuery;
  readonly rollBack: CompiledQuery;
}

/** By name: there are as many as savepoints have ever stood within each other. */
const statements = new Map<string, SavepointStatements>();

function statementsOf(name: string): SavepointStatements {
  const known = statements.get(name) ?? {
    begin: CompiledQuery.raw(`savepoint ${name}`),
    release: CompiledQuery.raw(`release savepoint ${name}`),
    rollBack: CompiledQuery.raw(`rollback to savepoint ${name}`),
  };
  statements.set(name, known);
  return known;
}

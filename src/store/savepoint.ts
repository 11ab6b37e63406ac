import { CompiledQuery, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** All of `work` on the transaction or, when it throws, nothing of it; the transaction goes on either way. */
export async function withinSavepoint<T>(
  transaction: Kysely<Schema>,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  await transaction.executeQuery(CompiledQuery.raw(`savepoint ${name}`));
  try {
    const result = await work();
    await transaction.executeQuery(CompiledQuery.raw(`release savepoint ${name}`));
    return result;
  } catch (error) {
    await transaction.executeQuery(CompiledQuery.raw(`rollback to savepoint ${name}`));
    await transaction.executeQuery(CompiledQuery.raw(`release savepoint ${name}`));
    throw error;
  }
}

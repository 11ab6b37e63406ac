import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import { execute } from './engine/execute.ts';
import type { Schema } from './schema.ts';

/** Runs one prepared statement on a connection or within a transaction. */
export type Statement<A extends readonly unknown[], R> = (
  database: Kysely<Schema>,
  ...values: A
) => Promise<R[]>;

/** Stands for a value that is given at each run. */
class Slot {
  readonly position: number;

  constructor(position: number) {
    this.position = position;
  }
}

/**
 * A statement that the query builder makes once for each engine; `build` gets a stand-in for each value, in order,
 * and uses each as a value only.
 */
export function statement<A extends readonly unknown[], R>(
  arity: A['length'],
  build: (database: Kysely<Schema>, ...slots: A) => Compilable<R>,
): Statement<A, R> {
  const compiledByEngine = new WeakMap<object, CompiledQuery<R>>();
  const slots = Array.from({ length: arity }, (_, position) => new Slot(position)) as unknown as A;
  return (database, ...values) => {
    const { adapter } = database.getExecutor();
    let compiled = compiledByEngine.get(adapter);
    if (compiled === undefined) {
      compiled = build(database, ...slots).compile();
      compiledByEngine.set(adapter, compiled);
    }
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.position] : parameter,
    );
    const { sql, query, queryId } = compiled;
    return execute(database, { sql, query, queryId, parameters });
  };
}

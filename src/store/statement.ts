import type { Compilable, CompiledQuery, InsertQueryBuilder, InsertResult, Kysely } from 'kysely';
import { directOf, execute } from './engine/execute.ts';
import type { Schema } from './schema.ts';

/** Runs one prepared statement on a connection or within a transaction: at once where the engine can. */
export type Statement<A extends readonly unknown[], R> = (
  database: Kysely<Schema>,
  ...values: A
) => R[] | Promise<R[]>;

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
  const prepared = prepare(arity, build);
  return (database, ...values) => execute(database, prepared(database, values));
}

/** As `statement`, for the insertion of one row into `resource`; gives the row's key. */
export function insertion<A extends readonly unknown[]>(
  arity: A['length'],
  build: (database: Kysely<Schema>, ...slots: A) => InsertQueryBuilder<Schema, 'resource', InsertResult>,
): (database: Kysely<Schema>, ...values: A) => number | Promise<number> {
  const atOnce = prepare(arity, build);
  const later = statement(arity, (database, ...slots: A) => build(database, ...slots).returning('key'));
  const insertLater = async (database: Kysely<Schema>, values: A): Promise<number> => {
    const [row] = await later(database, ...values);
    if (row === undefined) {
      throw new Error('The database gave no key for a new row');
    }
    return row.key;
  };
  return (database, ...values) =>
    // To hand rows back costs the engine a table of its own for them.
    directOf(database)?.insertAtOnce(atOnce(database, values)) ?? insertLater(database, values);
}

function prepare<A extends readonly unknown[], R>(
  arity: A['length'],
  build: (database: Kysely<Schema>, ...slots: A) => Compilable<R>,
): (database: Kysely<Schema>, values: A) => CompiledQuery<R> {
  const compiledByEngine = new WeakMap<object, CompiledStatement<R>>();
  const slots = Array.from({ length: arity }, (_, position) => new Slot(position)) as unknown as A;
  return (database, values) => {
    const { adapter } = database.getExecutor();
    let compiled = compiledByEngine.get(adapter);
    if (compiled === undefined) {
      const query = build(database, ...slots).compile();
      compiled = { query, isInOrder: isInOrder(query.parameters, arity) };
      compiledByEngine.set(adapter, compiled);
    }
    const { sql, query, queryId, parameters } = compiled.query;
    return {
      sql,
      query,
      queryId,
      parameters: compiled.isInOrder
        ? values
        : parameters.map((parameter) => (parameter instanceof Slot ? values[parameter.position] : parameter)),
    };
  };
}

interface CompiledStatement<R> {
  readonly query: CompiledQuery<R>;
  /** Whether its parameters are the values, in their order. */
  readonly isInOrder: boolean;
}

function isInOrder(parameters: readonly unknown[], arity: number): boolean {
  return (
    parameters.length === arity &&
    parameters.every((parameter, index) => parameter instanceof Slot && parameter.position === index)
  );
}

import type { InsertResult, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { statement } from '../statement.ts';

const findParameter = statement<[resourceType: string, code: string], { id: number }>(
  2,
  (database, resourceType, code) =>
    database
      .selectFrom('search_parameter')
      .select('id')
      .where('resource_type', '=', resourceType)
      .where('code', '=', code),
);
const addParameter = statement<[resourceType: string, code: string], InsertResult>(
  2,
  (database, resourceType, code) =>
    database
      .insertInto('search_parameter')
      .values({ resource_type: resourceType, code })
      .onConflict((conflict) => conflict.doNothing()),
);
const findSystem = statement<[uri: string], { id: number }>(1, (database, uri) =>
  database.selectFrom('token_system').select('id').where('uri', '=', uri),
);
const addSystem = statement<[uri: string], InsertResult>(1, (database, uri) =>
  database
    .insertInto('token_system')
    .values({ uri })
    .onConflict((conflict) => conflict.doNothing()),
);

/** How many systems are remembered; the rest are looked up in the database. */
const MOST_SYSTEMS = 20_000;

/**
 * The short numbers by which the index tables name search parameters and token systems: given on first use, kept for
 * ever, and remembered here.
 */
export class ShortNumbers {
  readonly #parameters = new Map<string, Map<string, number>>();
  readonly #systems = new Map<string, number>();

  /** Undefined: no resource has ever had a value for the parameter. */
  async findParameter(
    database: Kysely<Schema>,
    resourceType: string,
    code: string,
  ): Promise<number | undefined> {
    return (
      this.knownParameter(resourceType, code) ?? (await findParameter(database, resourceType, code))[0]?.id
    );
  }

  /** Undefined: no token has ever had the system. The empty system is 0. */
  async findSystem(database: Kysely<Schema>, uri: string): Promise<number | undefined> {
    return uri === '' ? 0 : (this.#systems.get(uri) ?? (await findSystem(database, uri))[0]?.id);
  }

  /** The number of a parameter, when it is remembered. */
  knownParameter(resourceType: string, code: string): number | undefined {
    return this.#parameters.get(resourceType)?.get(code);
  }

  /** The number of a system, when it is remembered. */
  knownSystem(uri: string): number | undefined {
    return uri === '' ? 0 : this.#systems.get(uri);
  }

  /** What is given anew is added to `undo`: to be called when the transaction is rolled back. */
  async parameter(
    database: Kysely<Schema>,
    resourceType: string,
    code: string,
    undo: (() => void)[],
  ): Promise<number> {
    const known = this.knownParameter(resourceType, code);
    if (known !== undefined) {
      return known;
    }
    await addParameter(database, resourceType, code);
    const id = theOnly(await findParameter(database, resourceType, code));
    const ofType = this.#parameters.get(resourceType) ?? new Map<string, number>();
    this.#parameters.set(resourceType, ofType.set(code, id));
    undo.push(() => ofType.delete(code));
    return id;
  }

  /** As `parameter`, for a system. */
  async system(database: Kysely<Schema>, uri: string, undo: (() => void)[]): Promise<number> {
    const known = uri === '' ? 0 : this.#systems.get(uri);
    if (known !== undefined) {
      return known;
    }
    await addSystem(database, uri);
    const id = theOnly(await findSystem(database, uri));
    if (this.#systems.size >= MOST_SYSTEMS) {
      this.#systems.clear();
    }
    this.#systems.set(uri, id);
    undo.push(() => this.#systems.delete(uri));
    return id;
  }
}

function theOnly(rows: readonly { readonly id: number }[]): number {
  const [row] = rows;
  if (row === undefined) {
    throw new Error('A row that was just inserted cannot be read');
  }
  return row.id;
}

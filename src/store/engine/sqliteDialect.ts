import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
} from 'kysely';
import type { DirectAdapter } from './execute.ts';

/** How many prepared statements a connection keeps; the least recently used goes first. */
const STATEMENT_CACHE_SIZE = 400;

export interface SqliteConnectionOptions {
  /** A file's path, or `:memory:`. */
  readonly path: string;
  /** Whether there are never transactions on the connection, so that every statement may run at once. */
  readonly onlyReads?: boolean;
  /** Pragmas in the order in which they are set. */
  readonly pragmas: readonly string[];
}

/** Kysely dialect on node:sqlite: one connection, statements prepared once and kept by their SQL text. */
export class NodeSqliteDialect implements Dialect {
  readonly #connection: NodeSqliteConnection;
  readonly #onlyReads: boolean;

  constructor(options: SqliteConnectionOptions) {
    this.#connection = new NodeSqliteConnection(options);
    this.#onlyReads = options.onlyReads ?? false;
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#connection);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new NodeSqliteAdapter(this.#connection, this.#onlyReads);
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class NodeSqliteAdapter extends SqliteAdapter implements DirectAdapter {
  readonly runsAtOnce: DirectAdapter['runsAtOnce'];
  readonly #connection: NodeSqliteConnection;

  constructor(connection: NodeSqliteConnection, onlyReads: boolean) {
    super();
    this.#connection = connection;
    this.runsAtOnce = onlyReads ? 'always' : 'within a transaction';
  }

  runAtOnce<R>(query: CompiledQuery): R[] {
    return this.#connection.run(query) as R[];
  }
}

class NodeSqliteDriver implements Driver {
  readonly #connection: NodeSqliteConnection;

  constructor(connection: NodeSqliteConnection) {
    this.#connection = connection;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }

  /** Immediate: a transaction is for writing, and the lock is taken at its start, not in its midst. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }
}

interface PreparedStatement {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();

  constructor({ path, pragmas }: SqliteConnectionOptions) {
    this.#database = new DatabaseSync(path);
    for (const pragma of pragmas) {
      this.#database.exec(`pragma ${pragma}`);
    }
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return Promise.resolve({ rows: this.run(query) as R[] });
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  run(query: CompiledQuery): unknown[] {
    const { statement, returnsRows } = this.#prepare(query.sql);
    const parameters = query.parameters as readonly SQLInputValue[];
    if (returnsRows) {
      return statement.all(...parameters);
    }
    statement.run(...parameters);
    return [];
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(text: string): PreparedStatement {
    const known = this.#statements.get(text);
    if (known !== undefined) {
      this.#statements.delete(text);
      this.#statements.set(text, known);
      return known;
    }
    const statement = this.#database.prepare(text);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    this.#statements.set(text, prepared);
    if (this.#statements.size > STATEMENT_CACHE_SIZE) {
      const oldest = this.#statements.keys().next();
      if (oldest.done !== true) {
        this.#statements.delete(oldest.value);
      }
    }
    return prepared;
  }
}

export const WITHOUT_ROWID = sql`without rowid`;

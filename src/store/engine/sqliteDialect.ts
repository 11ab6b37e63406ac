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

  insertAtOnce(query: CompiledQuery): number {
    return this.#connection.insert(query);
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
  /** The count of uses, of all statements, at which it was used last. */
  lastUse: number;
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();
  #uses = 0;

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

  run({ sql: text, parameters }: CompiledQuery): unknown[] {
    const { statement, returnsRows } = this.#prepare(text);
    if (returnsRows) {
      return statement.all(...(parameters as readonly SQLInputValue[]));
    }
    statement.run(...(parameters as readonly SQLInputValue[]));
    return [];
  }

  insert({ sql: text, parameters }: CompiledQuery): number {
    const { statement } = this.#prepare(text);
    return Number(statement.run(...(parameters as readonly SQLInputValue[])).lastInsertRowid);
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(text: string): PreparedStatement {
    let prepared = this.#statements.get(text);
    if (prepared === undefined) {
      const statement = this.#database.prepare(text);
      prepared = { statement, returnsRows: statement.columns().length > 0, lastUse: 0 };
      this.#statements.set(text, prepared);
      if (this.#statements.size > STATEMENT_CACHE_SIZE) {
        this.#forgetLeastUsed();
      }
    }
    this.#uses++;
    prepared.lastUse = this.#uses;
    return prepared;
  }

  #forgetLeastUsed(): void {
    let oldest: string | undefined;
    let oldestUse = Infinity;
    for (const [text, { lastUse }] of this.#statements) {
      // The one that is new has not been used yet.
      if (lastUse > 0 && lastUse < oldestUse) {
        oldest = text;
        oldestUse = lastUse;
      }
    }
    if (oldest !== undefined) {
      this.#statements.delete(oldest);
    }
  }
}

export const WITHOUT_ROWID = sql`without rowid`;

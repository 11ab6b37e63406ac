import type { ColumnDataType, Expression, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * One database engine: all that differs between SQLite and PostgreSQL stands behind this and in the dialect that
 * it was made of. The rest of the room speaks to the query builder only.
 */
export interface Engine {
  /** For transactions: the only connection that writes. */
  readonly writer: Kysely<Schema>;
  /** For reads outside a unit of work: sees committed data only. */
  readonly reader: Kysely<Schema>;
  /**
   * Whether reader and writer are one connection (a database in memory): then a read waits for the running unit of
   * work, and a read of the store from within a unit would wait for ever.
   */
  readonly oneConnection: boolean;
  readonly columns: ColumnTypes;
  /** Resolves when what has been committed by then is on the disk: a commit alone does not wait for that. */
  synchronize(): Promise<void>;
  /** To be called when the tables are up to date: what the engine needs to plan well. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** How the engine spells the column types of the migrations. */
export interface ColumnTypes {
  /** A whole number that the engine gives to each new row, rising. */
  readonly key: ColumnDataType | Expression<unknown>;
  /** Whole numbers up to 2^53: keys, and instants in milliseconds since 1970. */
  readonly integer: ColumnDataType | Expression<unknown>;
  readonly real: ColumnDataType | Expression<unknown>;
  /** Compared byte for byte, so that ranges of it mean the same in every engine. */
  readonly text: ColumnDataType | Expression<unknown>;
  readonly bytes: ColumnDataType | Expression<unknown>;
  /** What ends the definition of a table that is stored in the order of its primary key. */
  readonly orderedByPrimaryKey: Expression<unknown> | undefined;
}

import type { Kysely } from 'kysely';
import type { ColumnTypes } from '../engine/engine.ts';
import type { Schema } from '../schema.ts';

/** One step forward of the tables. A step that has been released is never changed. */
export interface Migration {
  /** Counts from 1 without gaps. */
  readonly version: number;
  readonly name: string;
  up(database: Kysely<Schema>, columns: ColumnTypes): Promise<void>;
}

import { isDeepStrictEqual } from 'node:util';
import type { DeleteResult, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { statement, type Statement } from '../statement.ts';
import type {
  IndexedDate,
  IndexedQuantity,
  IndexedReferenceValue,
  IndexedString,
  IndexedToken,
  IndexedUri,
  IndexedValues,
} from './indexedValue.ts';
import { insertMany } from './insertMany.ts';
import type { ShortNumbers } from './shortNumbers.ts';

/** The columns of each index table, in the order in which rows are handed over. */
const TABLES = {
  token_index: ['resource_key', 'parameter', 'system', 'code'],
  reference_index: ['resource_key', 'parameter', 'target_type', 'target_id'],
  date_index: ['resource_key', 'parameter', 'start_at', 'end_at'],
  string_index: ['resource_key', 'parameter', 'ordinal', 'folded', 'exact'],
  quantity_index: ['resource_key', 'parameter', 'ordinal', 'low', 'high', 'system', 'code', 'unit'],
  uri_index: ['resource_key', 'parameter', 'value'],
} as const;

type IndexTableName = keyof typeof TABLES;
/** Values of rows, one row after the other. */
type Values = (string | number)[];

const KIND_OF_TABLE: Readonly<Record<IndexTableName, keyof IndexedValues>> = {
  token_index: 'tokens',
  reference_index: 'references',
  date_index: 'dates',
  string_index: 'strings',
  quantity_index: 'quantities',
  uri_index: 'uris',
};

const TABLE_NAMES = Object.keys(TABLES) as readonly IndexTableName[];

const removeFrom = Object.fromEntries(
  TABLE_NAMES.map((table) => [
    table,
    statement<[key: number], DeleteResult>(1, (database, key) =>
      database.deleteFrom(table).where('resource_key', '=', key),
    ),
  ]),
) as Readonly<Record<IndexTableName, Statement<[key: number], DeleteResult>>>;

type PendingRows = Map<IndexTableName, Values>;

/** What the units that share a transaction have left to write, each after it has ended. */
const pendingOf = new WeakMap<Kysely<Schema>, PendingRows>();

/** Writes what units have left to write; to be called before their transaction is committed. */
export async function writePending(transaction: Kysely<Schema>): Promise<void> {
  const pending = pendingOf.get(transaction);
  if (pending !== undefined) {
    pendingOf.delete(transaction);
    await insertAll(transaction, pending);
  }
}

/**
 * Collects what a unit of work adds to the search index, to be written in few statements together with that of the
 * others of its transaction: before anything searches, and before the commit.
 */
export class IndexWriter {
  readonly #database: Kysely<Schema>;
  readonly #numbers: ShortNumbers;
  readonly #undo: (() => void)[];
  readonly #pending: PendingRows = new Map();
  #hasWrittenOthers = false;

  constructor(database: Kysely<Schema>, numbers: ShortNumbers, undo: (() => void)[]) {
    this.#database = database;
    this.#numbers = numbers;
    this.#undo = undo;
  }

  async add(resourceType: string, key: number, values: IndexedValues): Promise<void> {
    for (const table of TABLE_NAMES) {
      if (values[KIND_OF_TABLE[table]].length > 0) {
        await this.#addTo(table, resourceType, key, values);
      }
    }
  }

  /** Writes only the tables in which something is different. */
  async replace(
    resourceType: string,
    key: number,
    before: IndexedValues,
    after: IndexedValues,
  ): Promise<void> {
    const changed = TABLE_NAMES.filter(
      (table) => !isDeepStrictEqual(before[KIND_OF_TABLE[table]], after[KIND_OF_TABLE[table]]),
    );
    if (changed.length > 0) {
      await this.flush();
      for (const table of changed) {
        await removeFrom[table](this.#database, key);
        await this.#addTo(table, resourceType, key, after);
      }
    }
  }

  async remove(key: number): Promise<void> {
    await this.flush();
    for (const table of TABLE_NAMES) {
      await removeFrom[table](this.#database, key);
    }
  }

  /**
   * Writes all that is pending. What others have left stays pending too until this unit ends well: it is taken back with
   * the unit.
   */
  async flush(): Promise<void> {
    const others = pendingOf.get(this.#database);
    if (others !== undefined && !this.#hasWrittenOthers) {
      this.#hasWrittenOthers = true;
      await insertAll(this.#database, others);
    }
    await this.#writeOwn();
  }

  /** Leaves what is pending to `writePending`, now that nothing will be taken back. */
  leave(): void {
    let left = pendingOf.get(this.#database);
    if (left === undefined || this.#hasWrittenOthers) {
      left = new Map();
      pendingOf.set(this.#database, left);
    }
    for (const [table, rows] of this.#pending) {
      const before = left.get(table);
      if (before === undefined) {
        left.set(table, rows);
      } else {
        for (const value of rows) {
          before.push(value);
        }
      }
    }
    this.#pending.clear();
  }

  /** Forgets what has not been written, after a rollback. */
  discard(): void {
    this.#pending.clear();
  }

  async #writeOwn(): Promise<void> {
    if (this.#pending.size > 0) {
      await insertAll(this.#database, this.#pending);
      this.#pending.clear();
    }
  }

  async #addTo(
    table: IndexTableName,
    resourceType: string,
    key: number,
    values: IndexedValues,
  ): Promise<void> {
    const indexed = values[KIND_OF_TABLE[table]];
    let rows = this.#pending.get(table);
    if (rows === undefined) {
      rows = [];
      this.#pending.set(table, rows);
    }
    for (let ordinal = 0; ordinal < indexed.length; ordinal++) {
      const value = indexed[ordinal];
      if (value !== undefined) {
        const code = value.parameter;
        const parameter =
          this.#numbers.knownParameter(resourceType, code) ??
          (await this.#numbers.parameter(this.#database, resourceType, code, this.#undo));
        if (isToken(value)) {
          const system =
            this.#numbers.knownSystem(value.system) ??
            (await this.#numbers.system(this.#database, value.system, this.#undo));
          rows.push(key, parameter, system, value.code);
        } else {
          addRow(rows, key, parameter, value, ordinal);
        }
      }
    }
  }
}

async function insertAll(database: Kysely<Schema>, pending: PendingRows): Promise<void> {
  for (const [table, rows] of pending) {
    await insertMany(database, table, TABLES[table], rows);
  }
}

function addRow(
  rows: Values,
  key: number,
  parameter: number,
  value: IndexedReferenceValue | IndexedDate | IndexedString | IndexedQuantity | IndexedUri,
  ordinal: number,
): void {
  if ('low' in value) {
    rows.push(key, parameter, ordinal, value.low, value.high, value.system, value.code, value.unit);
  } else if ('start' in value) {
    rows.push(key, parameter, value.start, value.end);
  } else if ('folded' in value) {
    rows.push(key, parameter, ordinal, value.folded, value.exact);
  } else if ('value' in value) {
    rows.push(key, parameter, value.value);
  } else {
    rows.push(key, parameter, value.type, value.id);
  }
}

function isToken(value: IndexedValues[keyof IndexedValues][number]): value is IndexedToken {
  return 'system' in value && !('low' in value);
}

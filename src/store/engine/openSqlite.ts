import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { ColumnTypes, Engine } from './engine.ts';
import { NodeSqliteDialect, WITHOUT_ROWID } from './sqliteDialect.ts';
import { assumeStatistics } from './sqliteStatistics.ts';

const COLUMNS: ColumnTypes = {
  key: 'integer',
  integer: 'integer',
  real: 'real',
  text: 'text',
  bytes: 'blob',
  orderedByPrimaryKey: WITHOUT_ROWID,
};

/** How long a connection waits for another process's lock, in milliseconds. */
const BUSY_TIMEOUT = 10_000;
/** Page cache of each connection, in KiB. */
const CACHE = 16_384;
/** Pages of 4 KiB in the write-ahead log after which they are carried over into the database file. */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens (and makes, with its folder) a database file. Write-ahead log: readers go on while one writes.
 * `synchronous=full`: a commit that has returned is on the disk.
 */
export function openSqliteFile(path: string): Engine {
  mkdirSync(dirname(path), { recursive: true });
  const shared = [`busy_timeout = ${BUSY_TIMEOUT}`, `cache_size = -${CACHE}`, 'temp_store = memory'];
  const writer = new Kysely<Schema>({
    dialect: new NodeSqliteDialect({
      path,
      pragmas: [
        ...shared,
        'journal_mode = wal',
        'synchronous = full',
        'foreign_keys = on',
        `wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
      ],
    }),
  });
  const reader = new Kysely<Schema>({
    dialect: new NodeSqliteDialect({ path, pragmas: [...shared, 'query_only = on'] }),
  });
  return {
    writer,
    reader,
    oneConnection: false,
    columns: COLUMNS,
    prepare: () => assumeStatistics(writer),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** A database in memory: gone when it is closed. */
export function openSqliteMemory(): Engine {
  const database = new Kysely<Schema>({
    dialect: new NodeSqliteDialect({ path: ':memory:', pragmas: ['foreign_keys = on'] }),
  });
  return {
    writer: database,
    reader: database,
    oneConnection: true,
    columns: COLUMNS,
    prepare: () => assumeStatistics(database),
    close: () => database.destroy(),
  };
}

import { mkdirSync } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
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
 * `synchronous=normal`: a commit does not wait for the disk, which would hold the event loop; `synchronize` does.
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
        'synchronous = normal',
        'foreign_keys = on',
        `wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
      ],
    }),
  });
  const reader = new Kysely<Schema>({
    dialect: new NodeSqliteDialect({ path, onlyReads: true, pragmas: [...shared, 'query_only = on'] }),
  });
  const log = new WriteAheadLog(path);
  return {
    writer,
    reader,
    oneConnection: false,
    columns: COLUMNS,
    synchronize: () => log.synchronize(),
    prepare: () => assumeStatistics(writer),
    close: async () => {
      await log.close();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/**
 * The file to which commits are appended. A handle beside SQLite's own flushes the same pages, and takes none of its
 * locks away when it is closed: these are on the other two files. What SQLite carries over into the database file it has
 * flushed here itself before (https://sqlite.org/pragma.html#pragma_synchronous).
 */
class WriteAheadLog {
  readonly #databasePath: string;
  #file: Promise<FileHandle> | undefined;

  constructor(databasePath: string) {
    this.#databasePath = databasePath;
  }

  async synchronize(): Promise<void> {
    this.#file ??= openLog(this.#databasePath);
    await (await this.#file).datasync();
  }

  async close(): Promise<void> {
    await (await this.#file)?.close();
  }
}

/** SQLite keeps it beside the file itself, also where the path is that of a link. */
async function openLog(databasePath: string): Promise<FileHandle> {
  return open(`${await realpath(databasePath)}-wal`, 'r+');
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
    synchronize: () => Promise.resolve(),
    prepare: () => assumeStatistics(database),
    close: () => database.destroy(),
  };
}

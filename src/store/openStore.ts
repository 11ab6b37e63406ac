import type { Kysely } from 'kysely';
import { sharedSearchParameters, type SearchParameters } from '../definitions/searchParameters.ts';
import type { Actor } from './actor.ts';
import { readCatalogueImports } from './catalogueLedger.ts';
import { CommitQueue } from './commitQueue.ts';
import { Durability } from './durability.ts';
import { parseDatabaseUrl } from './engine/databaseUrl.ts';
import type { Engine } from './engine/engine.ts';
import { openSqliteFile, openSqliteMemory } from './engine/openSqlite.ts';
import { createExtract } from './index/extract.ts';
import { writePending } from './index/indexWriter.ts';
import { bringIndexUpToDate } from './index/reindex.ts';
import { ShortNumbers } from './index/shortNumbers.ts';
import { readReceipts } from './ledger.ts';
import { findMessages, pageOfMessages } from './messages.ts';
import { migrate } from './migrations/migrate.ts';
import { StoreRepository } from './repository.ts';
import { readRow } from './resourceRows.ts';
import type { Schema } from './schema.ts';
import { createSearch } from './search/search.ts';
import type {
  CatalogueImport,
  MessageEntry,
  MessageFilter,
  MessagePage,
  Receipt,
  Store,
  StoredResources,
  StoredText,
  UnitOfWork,
  WriteCheck,
} from './store.ts';
import { timeOrderedId } from './timeOrderedId.ts';
import { Unit, type UnitSurroundings } from './unit.ts';

export interface StoreOptions {
  /** `sqlite:PATH` or `sqlite::memory:`. */
  readonly databaseUrl: string;
  readonly check: WriteCheck;
  readonly now?: () => Date;
  /** Ids of new resources; UUIDs by default. */
  readonly newId?: () => string;
  /** Where the FHIR API is served, without a slash at the end: for links and absolute references. */
  readonly baseUrl?: string;
  /** By default the standard ones, and ours from profiles/. */
  readonly searchParameters?: SearchParameters;
}

/**
 * Opens the store, makes what is missing of it, and brings tables and search index up to date. Throws an Error when
 * the database cannot be opened or comes from a newer version of the program.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, check, now = () => new Date(), newId = timeOrderedId, baseUrl = '' } = options;
  const location = parseDatabaseUrl(databaseUrl);
  const engine = 'memory' in location ? openSqliteMemory() : openSqliteFile(location.path);
  try {
    await migrate(engine, now);
    await engine.prepare();
    const searchParameters = options.searchParameters ?? sharedSearchParameters();
    const surroundings: UnitSurroundings = {
      check,
      now,
      newId,
      extract: createExtract(searchParameters, baseUrl),
      numbers: new ShortNumbers(),
      fingerprint: (resourceType) => searchParameters.fingerprint(resourceType),
      indexedTypes: new Set(),
    };
    await bringIndexUpToDate(engine.writer, surroundings);
    return new SqlStore(engine, surroundings, searchParameters, baseUrl);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

class SqlStore implements Store {
  readonly #engine: Engine;
  readonly #surroundings: UnitSurroundings;
  readonly #durability: Durability;
  readonly #queue: CommitQueue;
  readonly #access: Pick<
    ConstructorParameters<typeof StoreRepository>[0],
    'baseUrl' | 'search' | 'newId' | 'numbers'
  >;

  constructor(
    engine: Engine,
    surroundings: UnitSurroundings,
    searchParameters: SearchParameters,
    baseUrl: string,
  ) {
    this.#engine = engine;
    this.#surroundings = surroundings;
    this.#durability = new Durability(() => engine.synchronize());
    this.#queue = new CommitQueue(engine.writer, this.#durability, writePending);
    const search = createSearch({
      searchParameters,
      numbers: surroundings.numbers,
      baseUrl,
      now: surroundings.now,
    });
    this.#access = { baseUrl, search, newId: surroundings.newId, numbers: surroundings.numbers };
  }

  repository(_actor: Actor): StoredResources {
    return new StoreRepository({
      ...this.#access,
      database: () => this.#reader(),
      rows: () => this.#reader(),
      write: (work) => this.#write(work),
    });
  }

  write<T>(_actor: Actor, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.#write(work);
  }

  async readText(_actor: Actor, resourceType: string, id: string): Promise<StoredText | undefined> {
    const row = await readRow(await this.#reader(), resourceType, id);
    return (
      row && {
        versionId: String(row.version),
        lastUpdated: new Date(row.last_updated),
        ...(row.content === null ? {} : { text: row.content }),
      }
    );
  }

  async receiptsOf(_actor: Actor, messageId: string): Promise<readonly Receipt[]> {
    return readReceipts(await this.#reader(), messageId);
  }

  async findMessages(_actor: Actor, filter: MessageFilter): Promise<readonly MessageEntry[]> {
    return findMessages(await this.#reader(), filter);
  }

  async pageOfMessages(
    _actor: Actor,
    filter: Pick<MessageFilter, 'state' | 'type' | 'sender'>,
    count: number,
    after?: string,
  ): Promise<MessagePage> {
    return pageOfMessages(await this.#reader(), filter, count, after);
  }

  async catalogueImports(_actor: Actor, after: number): Promise<readonly CatalogueImport[]> {
    return readCatalogueImports(await this.#reader(), after);
  }

  async ping(): Promise<void> {
    this.#durability.requireWorkingDisk();
    const database = await this.#reader();
    await database.selectFrom('migration').select('version').limit(1).execute();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await this.#engine.close();
  }

  #write<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#queue.run((transaction, undo) =>
      Unit.run(transaction, undo, this.#surroundings, (unit) => this.#repositoryOf(unit), work),
    );
  }

  #repositoryOf(unit: Unit): StoredResources {
    return new StoreRepository({
      ...this.#access,
      database: () => unit.database(),
      rows: () => unit.rows(),
      write: (work) => work(unit),
    });
  }

  /** What is read is on the disk: nobody is told of what a power cut could still take back. */
  async #reader(): Promise<Kysely<Schema>> {
    if (this.#engine.oneConnection && this.#queue.isInside) {
      throw new Error('A unit of work reads through the unit that is given: the store would wait for itself');
    }
    await this.#durability.settled;
    return this.#engine.reader;
  }
}

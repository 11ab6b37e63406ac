import { badRequest, OperationOutcomeError, type WithId } from '@medplum/core';
import type { Identifier, Resource } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import { hasErrors, type Finding } from '../findings/finding.ts';
import * as catalogueLedger from './catalogueLedger.ts';
import { findByIdentifier } from './findByIdentifier.ts';
import { IndexWriter } from './index/indexWriter.ts';
import { noteIndexedType, type IndexSurroundings } from './index/reindex.ts';
import * as ledger from './ledger.ts';
import * as messages from './messages.ts';
import { insertRow, keepVersion, readRow, resourceOf, updateRow } from './resourceRows.ts';
import { withinSavepoint } from './savepoint.ts';
import { equalApartFromVersion, withVersion } from './versioning.ts';
import type { ResourceRow, Schema } from './schema.ts';
import { requireMatch, requireValidId } from './preconditions.ts';
import type {
  Assertion,
  CatalogueImport,
  ProposedWrite,
  MessageEntry,
  MessageFilter,
  Receipt,
  RecordEntry,
  StoredResources,
  UnitOfWork,
  WriteCheck,
  WriteEffect,
} from './store.ts';
import { noteStoredText } from './storedTexts.ts';
import { WriteRefused } from './writeRefused.ts';

/** What all units of work of a store share. */
export interface UnitSurroundings extends IndexSurroundings {
  readonly check: WriteCheck;
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface Written {
  readonly resource: WithId<Resource>;
  readonly effect: WriteEffect;
}

/** The unit of work on a transaction; not to be used after the function that it was given to has ended. */
export class Unit implements UnitOfWork {
  readonly repository: StoredResources;
  readonly #transaction: Kysely<Schema>;
  readonly #surroundings: UnitSurroundings;
  readonly #index: IndexWriter;
  readonly #undo: (() => void)[];
  #nested = 0;
  #over = false;

  constructor(
    transaction: Kysely<Schema>,
    undo: (() => void)[],
    surroundings: UnitSurroundings,
    repositoryOf: (unit: Unit) => StoredResources,
  ) {
    this.#transaction = transaction;
    this.#undo = undo;
    this.#surroundings = surroundings;
    this.#index = new IndexWriter(transaction, surroundings.numbers, undo);
    this.repository = repositoryOf(this);
  }

  /**
   * Runs `work` in a new unit on the transaction; what it adds to the search index may be left to `writePending`. To take back what the unit remembers
   * outside the database is added to `undo`, for when it is rolled back.
   */
  static async run<T>(
    transaction: Kysely<Schema>,
    undo: (() => void)[],
    surroundings: UnitSurroundings,
    repositoryOf: (unit: Unit) => StoredResources,
    work: (unit: Unit) => Promise<T>,
  ): Promise<T> {
    const unit = new Unit(transaction, undo, surroundings, repositoryOf);
    try {
      const result = await work(unit);
      unit.#index.leave();
      return result;
    } finally {
      unit.#over = true;
    }
  }

  /** For reads that do not look at the search index. */
  rows(): Promise<Kysely<Schema>> {
    return Promise.resolve(this.#open());
  }

  /** For reads that need what the unit has written so far, the search index included. */
  async database(): Promise<Kysely<Schema>> {
    const transaction = this.#open();
    await this.#index.flush();
    return transaction;
  }

  /** All of `work` or, when it throws, nothing of it. */
  async withinSavepoint<T>(work: () => Promise<T>): Promise<T> {
    const transaction = await this.database();
    this.#nested++;
    try {
      return await withinSavepoint(transaction, `nested_${this.#nested}`, async () => {
        const result = await work();
        await this.#index.flush();
        return result;
      });
    } catch (error) {
      this.#index.discard();
      for (const undo of this.#undo.splice(0)) {
        undo();
      }
      throw error;
    } finally {
      this.#nested--;
    }
  }

  async read(resourceType: string, id: string): Promise<Resource | undefined> {
    const row = await readRow(this.#open(), resourceType, id);
    return row === undefined ? undefined : resourceOf(row);
  }

  async findByIdentifier(
    resourceType: string,
    identifier: Pick<Identifier, 'system' | 'value'>,
  ): Promise<WithId<Resource>[]> {
    return findByIdentifier(await this.database(), this.#surroundings.numbers, resourceType, identifier);
  }

  put(resource: WithId<Resource>): Promise<Written> {
    return this.update(resource);
  }

  async putReceived(
    resource: WithId<Resource>,
  ): Promise<Written & { readonly findings: readonly Finding[] }> {
    const findings: Finding[] = [];
    const written = await this.update(resource, undefined, findings);
    return { ...written, findings };
  }

  /** Stores a resource that is not there yet. */
  async create(resource: Resource, assignedId?: string): Promise<Written> {
    const id = assignedId ?? this.#surroundings.newId();
    requireValidId(resource, id);
    if (assignedId !== undefined && (await readRow(this.#open(), resource.resourceType, id)) !== undefined) {
      throw new OperationOutcomeError(
        badRequest('Assigned ID is already in use', `${resource.resourceType}.id`),
      );
    }
    const proposed = withVersion(resource, id, 1, this.#surroundings.now());
    return this.#insert(proposed, JSON.stringify(proposed), resource);
  }

  /**
   * Stores the next version, or the first one when there is none yet.
   *
   * @param told takes what the check finds; without it an error refuses the write
   */
  async update(resource: WithId<Resource>, ifMatch?: string, told?: Finding[]): Promise<Written> {
    const { resourceType, id } = resource;
    requireValidId(resource, id);
    const row = await readRow(this.#open(), resourceType, id);
    requireMatch(row, ifMatch);
    if (row === undefined) {
      const content = JSON.stringify(withVersion(resource, id, 1, this.#surroundings.now()));
      return this.#insert(JSON.parse(content) as WithId<Resource>, content, resource, told);
    }
    const previous = resourceOf(row);
    const normalized = JSON.parse(JSON.stringify(resource)) as WithId<Resource>;
    if (previous !== undefined && equalApartFromVersion(previous, normalized)) {
      return { resource: previous, effect: 'unchanged' };
    }
    return this.#replace(row, previous, normalized, resource, told);
  }

  /** Deleting what is not there, or no more, changes nothing (FHIR R4 3.1.0.7). */
  async delete(resourceType: string, id: string, ifMatch?: string): Promise<void> {
    const transaction = this.#open();
    const row = await readRow(transaction, resourceType, id);
    requireMatch(row, ifMatch);
    if (row !== undefined && row.deleted === 0) {
      await keepVersion(transaction, row.key);
      await updateRow(transaction, row.version + 1, this.#surroundings.now().getTime(), 1, null, row.key);
      await this.#index.remove(row.key);
    }
  }

  readReceipt(sender: string, messageId: string): Promise<Receipt | undefined> {
    return ledger.readReceipt(this.#open(), sender, messageId);
  }

  saveReceipt(receipt: Receipt): Promise<void> {
    return ledger.saveReceipt(this.#open(), receipt);
  }

  saveAccount(sender: string, messageId: string, account: string): Promise<void> {
    return ledger.saveAccount(this.#open(), sender, messageId, account);
  }

  findMessages(filter: MessageFilter): Promise<readonly MessageEntry[]> {
    return messages.findMessages(this.#open(), filter);
  }

  saveMessage(message: MessageEntry): Promise<void> {
    return messages.saveMessage(this.#open(), message);
  }

  readRecordEntry(system: string, value: string): Promise<RecordEntry | undefined> {
    return ledger.readRecordEntry(this.#open(), system, value);
  }

  saveRecordEntry(entry: RecordEntry): Promise<void> {
    return ledger.saveRecordEntry(this.#open(), entry);
  }

  readAssertion(reference: string): Promise<Assertion | undefined> {
    return ledger.readAssertion(this.#open(), reference);
  }

  saveAssertion(reference: string, assertion: Assertion): Promise<void> {
    return ledger.saveAssertion(this.#open(), reference, assertion);
  }

  addCatalogueImport(step: CatalogueImport): Promise<void> {
    return catalogueLedger.addCatalogueImport(this.#open(), step);
  }

  readState(name: string): Promise<string | undefined> {
    return catalogueLedger.readState(this.#open(), name);
  }

  saveState(name: string, content: string): Promise<void> {
    return catalogueLedger.saveState(this.#open(), name, content);
  }

  /** @param content the resource as JSON */
  async #insert(
    resource: WithId<Resource>,
    content: string,
    given: Resource,
    told?: Finding[],
  ): Promise<Written> {
    await this.#check({ resource, given }, told);
    noteStoredText(resource, content);
    const transaction = this.#open();
    const lastUpdated = Date.parse(resource.meta?.lastUpdated ?? '');
    const { resourceType, id } = resource;
    const key = await insertRow(transaction, resourceType, id, 1, lastUpdated, 0, content);
    if (!this.#surroundings.indexedTypes.has(resourceType)) {
      await noteIndexedType(transaction, this.#surroundings, resourceType, this.#undo);
    }
    await this.#index.add(resourceType, key, this.#surroundings.extract(resource));
    return { resource, effect: 'created' };
  }

  /** @param proposed as it comes out of JSON, and nobody else's */
  async #replace(
    row: ResourceRow,
    previous: WithId<Resource> | undefined,
    proposed: WithId<Resource>,
    given: Resource,
    told?: Finding[],
  ): Promise<Written> {
    const now = this.#surroundings.now();
    const version = row.version + 1;
    const resource = withVersion(proposed, proposed.id, version, now);
    const content = JSON.stringify(resource);
    await this.#check({ resource, given, ...(previous === undefined ? {} : { previous }) }, told);
    noteStoredText(resource, content);
    const transaction = this.#open();
    await keepVersion(transaction, row.key);
    await updateRow(transaction, version, now.getTime(), 0, content, row.key);
    const { extract } = this.#surroundings;
    if (previous === undefined) {
      await this.#index.add(resource.resourceType, row.key, extract(resource));
      return { resource, effect: 'created' };
    }
    await this.#index.replace(resource.resourceType, row.key, extract(previous), extract(resource));
    return { resource, effect: 'updated' };
  }

  async #check(write: ProposedWrite, told: Finding[] | undefined): Promise<void> {
    const findings = await this.#surroundings.check(write, this);
    if (told !== undefined) {
      told.push(...findings);
    } else if (hasErrors(findings)) {
      throw new WriteRefused(findings);
    }
  }

  #open(): Kysely<Schema> {
    if (this.#over) {
      throw new Error('This unit of work is over');
    }
    return this.#transaction;
  }
}

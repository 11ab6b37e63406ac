import type { FhirRepository } from '@medplum/fhir-router';
import type { Identifier, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import type { Finding } from '../findings/finding.ts';
import type { Actor } from './actor.ts';

/** One resource about to be stored, with what it replaces. */
export interface ProposedWrite {
  readonly resource: Resource;
  /** What the caller handed in: the same, before it got its id and version. */
  readonly given: Resource;
  readonly previous?: Resource;
}

/** Reads as the transaction sees it. */
export interface TransactionReader {
  read(resourceType: string, id: string): Promise<Resource | undefined>;
  /** The resources of the type that carry the identifier, oldest first, deleted ones left out. */
  findByIdentifier(
    resourceType: string,
    identifier: Pick<Identifier, 'system' | 'value'>,
  ): Promise<WithId<Resource>[]>;
}

/**
 * Judges what is about to be stored; findings of severity error refuse the write. Every write passes it, so no
 * path in can go round the rules.
 */
export type WriteCheck = (
  write: ProposedWrite,
  reader: TransactionReader,
) => readonly Finding[] | Promise<readonly Finding[]>;

/** What became of one resource. */
export type WriteEffect = 'created' | 'updated' | 'unchanged';

/** A stored answer to something that was received once. */
export interface Receipt {
  /** Who sent it: the sender's HER-id or another stable key. */
  readonly sender: string;
  /** The message's own id. */
  readonly messageId: string;
  /** SHA-256 of the bytes as received, hex. */
  readonly digest: string;
  /** When it was received, an instant. */
  readonly receivedAt: string;
  /** The answer, byte for byte, and its media type. */
  readonly answer: Uint8Array;
  readonly answerType: string;
  /** What became of it: JSON of the exchange room (resources, findings, all acknowledgements). */
  readonly account: string;
}

/** What a received message says of itself and of others; texts are empty where it says nothing. */
export interface MessageEntry {
  /** As in its receipt. */
  readonly sender: string;
  readonly messageId: string;
  /** List 8279. */
  readonly type: string;
  /** When it was made, epoch milliseconds. */
  readonly madeAt: number;
  /** When it was received, an instant. */
  readonly receivedAt: string;
  /** What has become of it since: of the exchange room. */
  readonly state: string;
  /** Key of the document that it carries, changes or cancels. */
  readonly document: string;
  /** Ids of the first and of the previous message of its conversation. */
  readonly conversation: string;
  readonly parent: string;
  /** Reference of the patient. */
  readonly patient: string;
  /** JSON of the exchange room. */
  readonly content: string;
}

/** Which messages; those that fulfil all that is given. */
export interface MessageFilter {
  readonly sender?: string;
  /** Any of these ids. */
  readonly ids?: readonly string[];
  readonly document?: string;
  readonly patient?: string;
  readonly state?: string;
  readonly type?: string;
  /** Those that are of a conversation or answer a message of one of these ids. */
  readonly about?: readonly string[];
}

/** A page of the messages, the last received first. */
export interface MessagePage {
  readonly messages: readonly MessageEntry[];
  /** Continues after the last of the page; absent at the end. */
  readonly next?: string;
}

/** What a pathway record made, so that the next one knows what is gone. */
export interface RecordEntry {
  /** The pathway's identifier. */
  readonly system: string;
  readonly value: string;
  /** When the record was made, epoch milliseconds. */
  readonly recordedAt: number;
  /** SHA-256 of the record in canonical form, hex. */
  readonly digest: string;
  /** References (`Task/…`) of the resources that belong to this pathway alone. */
  readonly owned: readonly string[];
}

/** Who told of a resource, and as of when. */
export interface Assertion {
  /** When what the resource says was true, epoch milliseconds, as far as records and messages have told. */
  readonly assertedAt: number;
  /** Keys of the records that the resource belongs to: while there is one, it is not retracted. */
  readonly owners: readonly string[];
  /**
   * Of a shared party: when its elements were told that the newest statement does not tell, epoch milliseconds by their
   * names.
   */
  readonly told?: Readonly<Record<string, number>>;
}

/** One step in the history of imported code lists. */
export interface CatalogueImport {
  /** Counts from 1 without gaps. */
  readonly sequence: number;
  /** JSON of the terminology room: a list that took effect, or one that was taken back. */
  readonly content: string;
}

/** Beside what @medplum/fhir-router asks of a repository, what many writes read: at the cost of what it finds alone. */
export interface ReferringReader {
  /**
   * The resources of the type that refer to one of the targets (`Type/id`) by the search parameter, oldest first; of
   * each target as many as `most`, those that were created last.
   */
  findReferring(
    resourceType: string,
    parameter: string,
    targets: readonly string[],
    most: number,
  ): Promise<WithId<Resource>[]>;
}

export type StoredResources = FhirRepository & ReferringReader;

/** Everything within is committed together, durably, or not at all. */
export interface UnitOfWork extends TransactionReader {
  /** For @medplum/fhir-router and others that want its interface; bound to this unit of work. */
  readonly repository: StoredResources;
  /** Creates, updates, or leaves untouched a resource that equals what is stored (meta apart). */
  put(
    resource: WithId<Resource>,
  ): Promise<{ readonly resource: WithId<Resource>; readonly effect: WriteEffect }>;
  /**
   * The same for what came in a message, which is never refused for its content: what the check finds is told beside
   * the effect instead.
   */
  putReceived(resource: WithId<Resource>): Promise<{
    readonly resource: WithId<Resource>;
    readonly effect: WriteEffect;
    readonly findings: readonly Finding[];
  }>;
  readReceipt(sender: string, messageId: string): Promise<Receipt | undefined>;
  saveReceipt(receipt: Receipt): Promise<void>;
  /** Gives a stored receipt another account; the answer stays as it was given. */
  saveAccount(sender: string, messageId: string, account: string): Promise<void>;
  /** The messages that fulfil the filter, oldest made first. */
  findMessages(filter: MessageFilter): Promise<readonly MessageEntry[]>;
  saveMessage(message: MessageEntry): Promise<void>;
  /** Deletes a resource; nothing when it is not there. */
  delete(resourceType: string, id: string): Promise<void>;
  readRecordEntry(system: string, value: string): Promise<RecordEntry | undefined>;
  saveRecordEntry(entry: RecordEntry): Promise<void>;
  /** Undefined when no record or message has told of the resource. */
  readAssertion(reference: string): Promise<Assertion | undefined>;
  saveAssertion(reference: string, assertion: Assertion): Promise<void>;
  /** Fails when there is one of that number already: somebody else has imported meanwhile. */
  addCatalogueImport(step: CatalogueImport): Promise<void>;
  /** What the program remembers of itself under a name. */
  readState(name: string): Promise<string | undefined>;
  saveState(name: string, content: string): Promise<void>;
}

/** The current state of a resource, as stored. */
export interface StoredText {
  readonly versionId: string;
  readonly lastUpdated: Date;
  /** JSON; absent when the resource has been deleted. */
  readonly text?: string;
}

export interface Store {
  /** Repository for the FHIR API: each write is a unit of work of its own. */
  repository(actor: Actor): StoredResources;
  /**
   * Runs `work` and commits once; resolves after the commit is durable. Units that wait together may share one
   * commit, but each sees the effects of those before it and each fails alone. `work` may be run again.
   */
  write<T>(actor: Actor, work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** For answers that pass a resource on unread; undefined when there never was one. */
  readText(actor: Actor, resourceType: string, id: string): Promise<StoredText | undefined>;
  /** All receipts with this message id, whoever sent it, newest first. */
  receiptsOf(actor: Actor, messageId: string): Promise<readonly Receipt[]>;
  /** The messages that fulfil the filter, oldest made first. */
  findMessages(actor: Actor, filter: MessageFilter): Promise<readonly MessageEntry[]>;
  /** @param after the `next` of the page before */
  pageOfMessages(
    actor: Actor,
    filter: Pick<MessageFilter, 'state' | 'type' | 'sender'>,
    count: number,
    after?: string,
  ): Promise<MessagePage>;
  /** The steps after a number, oldest first; cheap when there are none. */
  catalogueImports(actor: Actor, after: number): Promise<readonly CatalogueImport[]>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

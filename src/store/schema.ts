import type { Generated, Selectable } from 'kysely';

/** The tables. Instants are milliseconds since 1970, UTC. */
export interface Schema {
  /** The current state of every resource that ever was. */
  resource: ResourceTable;
  /** The states before the current one. */
  resource_version: ResourceVersionTable;
  /** A short number for each search parameter of each type, by which the index tables name it. */
  search_parameter: { id: Generated<number>; resource_type: string; code: string };
  /** A short number for each system of tokens; 0 stands for no system. */
  token_system: { id: Generated<number>; uri: string };
  /** By which search parameters the resources of a type are indexed. */
  indexed_type: { resource_type: string; fingerprint: string };
  token_index: TokenIndexTable;
  reference_index: ReferenceIndexTable;
  date_index: DateIndexTable;
  string_index: StringIndexTable;
  quantity_index: QuantityIndexTable;
  uri_index: UriIndexTable;
  receipt: ReceiptTable;
  message: MessageTable;
  record_entry: RecordEntryTable;
  assertion: { reference: string; asserted_at: number; owners: string; told: string | null };
  /** The code lists that operators have imported and taken back; JSON of the terminology room. */
  catalogue_import: { sequence: number; content: string };
  /** What the program remembers of itself, such as which definitions it has published. */
  program_state: { name: string; content: string };
  /** Which migrations have been run. */
  migration: { version: number; name: string; applied_at: string };
}

export interface ResourceTable {
  /** Rises in the order of creation; never used twice. */
  key: Generated<number>;
  type: string;
  id: string;
  version: number;
  last_updated: number;
  /** 1: deleted; then there is no content. */
  deleted: number;
  /** The resource as JSON. */
  content: string | null;
}

export type ResourceRow = Selectable<ResourceTable>;

export interface ResourceVersionTable {
  resource_key: number;
  version: number;
  last_updated: number;
  deleted: number;
  content: string | null;
}

/** What every index table says: this resource has, for this search parameter, the value in the other columns. */
interface IndexTable {
  resource_key: number;
  parameter: number;
}

export interface TokenIndexTable extends IndexTable {
  system: number;
  /** Empty where there is a system only. */
  code: string;
}

export interface ReferenceIndexTable extends IndexTable {
  /** Resource type of a reference within this server; empty for any other, whose URL is then `target_id`. */
  target_type: string;
  target_id: string;
}

/** The time that a value covers, both ends included. */
export interface DateIndexTable extends IndexTable {
  start_at: number;
  end_at: number;
}

export interface StringIndexTable extends IndexTable {
  ordinal: number;
  /** Without case and accents. */
  folded: string;
  exact: string;
}

/** Numbers and quantities; both bounds are included, and equal but for a Range. */
export interface QuantityIndexTable extends IndexTable {
  ordinal: number;
  low: number;
  high: number;
  system: string;
  code: string;
  unit: string;
}

export interface UriIndexTable extends IndexTable {
  value: string;
}

export interface ReceiptTable {
  sender: string;
  message_id: string;
  digest: string;
  received_at: string;
  answer: Uint8Array;
  answer_type: string;
  account: string;
}

export interface RecordEntryTable {
  system: string;
  value: string;
  recorded_at: number;
  digest: string;
  /** JSON array of references. */
  owned: string;
}

/** A received message; the texts are empty where it says nothing. */
export interface MessageTable {
  sender: string;
  message_id: string;
  type: string;
  made_at: number;
  received_at: string;
  state: string;
  document: string;
  conversation: string;
  parent: string;
  patient: string;
  /** JSON of the exchange room. */
  content: string;
}

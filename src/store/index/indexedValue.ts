import type { IndexedReference } from './reference.ts';

/** What the search index holds of one resource, by kind of table. `parameter` is the search parameter's code. */
export interface IndexedValues {
  readonly tokens: readonly IndexedToken[];
  readonly references: readonly IndexedReferenceValue[];
  readonly dates: readonly IndexedDate[];
  readonly strings: readonly IndexedString[];
  readonly quantities: readonly IndexedQuantity[];
  readonly uris: readonly IndexedUri[];
}

export interface IndexedToken {
  readonly parameter: string;
  /** Empty: no system. */
  readonly system: string;
  /** Empty: a system only. */
  readonly code: string;
}

export interface IndexedReferenceValue extends IndexedReference {
  readonly parameter: string;
}

export interface IndexedDate {
  readonly parameter: string;
  readonly start: number;
  readonly end: number;
}

export interface IndexedString {
  readonly parameter: string;
  readonly folded: string;
  readonly exact: string;
}

export interface IndexedQuantity {
  readonly parameter: string;
  readonly low: number;
  readonly high: number;
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

export interface IndexedUri {
  readonly parameter: string;
  readonly value: string;
}

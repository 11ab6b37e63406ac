import type { Conformance } from '../conformance/conformance.ts';
import type { KithDecoder } from '../formats/kith/decode.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import type { Store } from '../store/store.ts';
import type { Terminology } from '../terminology/terminology.ts';

/** What the exchange works with; the composition (app.ts) gives it once. */
export interface Exchange {
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly terminology: Terminology;
  readonly kith: KithDecoder;
  readonly conformance: Conformance;
  /** HER-ids that are ours; empty: every receiver is ours. */
  readonly ownHerIds: ReadonlySet<string>;
  /** Whether a message to a service that is not ours, of an enterprise that is, is taken in or rejected (E21). */
  readonly unknownService: 'accept' | 'reject';
  readonly software: { readonly name: string; readonly version: string };
  readonly now: () => Date;
  /** A new UUID. */
  readonly newId: () => string;
}

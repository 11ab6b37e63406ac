import type { Bundle, Identifier, Resource } from '@medplum/fhirtypes';

/**
 * What mapping hands to the commit step: a transaction Bundle and, beside each entry, how its resource is
 * recognised among those stored.
 */
export interface MappedTransaction {
  /** Type `transaction`; every entry has a `urn:uuid:` fullUrl, and references between them use it. */
  readonly bundle: Bundle;
  /** One for each entry of the Bundle, in its order. */
  readonly entries: readonly MappedEntry[];
}

export interface MappedEntry {
  readonly fullUrl: string;
  readonly resource: Resource;
  /**
   * The identifiers by which a stored resource is recognised as this one; the first that finds one decides. Empty:
   * always a new resource (a Provenance, a Binary).
   */
  readonly matchBy: readonly Pick<Identifier, 'system' | 'value'>[];
  /**
   * `owned`: belongs to this pathway or message alone, stored as stated, and retracted when a later record of the
   * same pathway lacks it. `shared`: a party that others tell of too (Patient, Practitioner, PractitionerRole,
   * Organization), merged with what is stored, newer over older.
   */
  readonly ownership: 'owned' | 'shared';
}

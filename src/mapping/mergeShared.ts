import type { Resource } from '@medplum/fhirtypes';
import { identifiersOf } from '../fhir/identifier.ts';
import { uniteIdentifiers } from './identity.ts';

/**
 * What is stored of a party with what is newly stated of it: a stated element takes the place of the stored one (of
 * `meta`, each of its elements), what is not stated stays, identifiers of both are kept. The id is the stored one's.
 */
export function mergeShared(stored: Resource, stated: Resource): Resource {
  const identifier = uniteIdentifiers(identifiersOf(stated), identifiersOf(stored));
  const { id } = stored;
  // Object.assign: spreading two unions of all resource types makes the compiler multiply them.
  const merged: Resource = Object.assign({}, stored as object, stated as object) as Resource;
  const meta = Object.assign({}, stored.meta, stated.meta);
  return Object.assign(
    merged,
    id === undefined ? {} : { id },
    Object.keys(meta).length === 0 ? {} : { meta },
    identifier.length === 0 ? {} : { identifier },
  );
}

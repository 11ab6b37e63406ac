import type { BundleEntry, Identifier, Organization } from '@medplum/fhirtypes';
import { identifierKey, isBusinessIdentifier } from '../../fhir/identifier.ts';

/**
 * A message may give a unit the number of the enterprise around it. The number is the first one's that it names; on
 * another name in the same message it stays with its type and without its system, so that nobody takes the two for
 * one.
 */
export function withoutBorrowedNumbers(entries: readonly BundleEntry[]): readonly BundleEntry[] {
  const names = new Map<string, string>();
  return entries.map((entry) => {
    const { resource } = entry;
    if (resource?.resourceType !== 'Organization' || resource.name === undefined) {
      return entry;
    }
    const name = resource.name.trim();
    const isBorrowed = (identifier: Identifier): boolean => {
      if (!isBusinessIdentifier(identifier)) {
        return false;
      }
      const key = identifierKey(identifier);
      const owner = names.get(key) ?? name;
      names.set(key, owner);
      return owner !== name;
    };
    const identifier = (resource.identifier ?? []).map((stated) => {
      if (!isBorrowed(stated)) {
        return stated;
      }
      const unsystematic = { ...stated };
      delete unsystematic.system;
      return unsystematic;
    });
    const organization: Organization = { ...resource, identifier };
    return resource.identifier === undefined ? entry : { ...entry, resource: organization };
  });
}

import type { Bundle } from '@medplum/fhirtypes';
import type { PathwayRecord } from '../../../src/pathway/record.ts';

/** Properties of a record whose words are translated into FHIR's own, or choose the definitions. */
const TRANSLATED = new Set(['relation', 'followUp', 'topics', 'protectedAddress', 'edition']);

/** The texts and numbers of the record that are nowhere in what it became. */
export function lostValues(record: PathwayRecord, bundle: Bundle): readonly string[] {
  const found = new Set(valuesOf(bundle));
  return valuesOf(record, TRANSLATED).filter((value) => !found.has(value));
}

function valuesOf(value: unknown, without: ReadonlySet<string> = new Set()): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    return [String(value)];
  }
  return typeof value !== 'object' || value === null
    ? []
    : Object.entries(value)
        .filter(([name]) => !without.has(name))
        .flatMap(([, member]: [string, unknown]) => valuesOf(member, without));
}

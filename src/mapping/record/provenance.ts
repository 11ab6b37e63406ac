import type { Provenance } from '@medplum/fhirtypes';
import { identifierKey } from '../../fhir/identifier.ts';
import { uuidOf } from '../../fhir/uuid.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import type { RecordContext } from './context.ts';

/**
 * Who told of all this, and when: one Provenance for each record, as FHIR gives it no identifier. Its id is derived
 * from the pathway and the time of the record, so that the same record makes the same one.
 */
export function mapProvenance(context: RecordContext, targets: readonly MappedEntry[]): MappedEntry {
  const { record, organizations, security } = context;
  const id = uuidOf(`Provenance|${identifierKey(record.identifier)}|${record.recordedAt}`);
  const resource: Provenance = {
    resourceType: 'Provenance',
    id,
    ...(security.length > 0 && { meta: { security: [...security] } }),
    target: targets.map(({ fullUrl }) => ({ reference: fullUrl })),
    recorded: record.recordedAt,
    agent: [
      {
        type: {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
              code: 'author',
              display: 'Author',
            },
          ],
        },
        who: organizations.referenceTo(record.trust),
      },
    ],
  };
  return { fullUrl: `urn:uuid:${id}`, matchBy: [], ownership: 'shared', resource };
}

import type { Binary, DocumentReference, Provenance } from '@medplum/fhirtypes';
import { hash } from 'node:crypto';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import { uuidOf } from '../../fhir/uuid.ts';
import { derivedIdentifier, fullUrlOf } from '../identity.ts';
import type { PartyReference, PatientReference } from './parties.ts';
import type { MappedEntry } from '../mappedTransaction.ts';

export interface OriginalMessage {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Sender and id of the message. */
  readonly message: BusinessIdentifier;
  /** When it was made, an instant. */
  readonly madeAt: string;
  readonly patient: PatientReference | undefined;
  readonly sender: PartyReference | undefined;
  /** fullUrls of what was made of it. */
  readonly targets: readonly string[];
}

/** Id of the Binary that keeps a message as it came. */
export function originalBinaryId(message: BusinessIdentifier): string {
  return uuidOf(`Binary|${derivedIdentifier('original-message', message).value}`);
}

/**
 * The message as it came, byte for byte (Binary), described (DocumentReference), and the trail from it to what was made
 * of it (Provenance).
 */
export function mapOriginal(original: OriginalMessage): readonly MappedEntry[] {
  const { bytes, contentType, message, madeAt, patient, sender, targets } = original;
  const identity = derivedIdentifier('original-message', message);
  const binaryId = originalBinaryId(message);
  const provenanceId = uuidOf(`Provenance|${identity.value}`);
  const binary: Binary = {
    resourceType: 'Binary',
    id: binaryId,
    contentType,
    data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  };
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    identifier: [{ ...identity }],
    status: 'current',
    ...(patient === undefined ? {} : { subject: patient }),
    date: madeAt,
    ...(sender === undefined ? {} : { author: [sender] }),
    description: 'The message as it was received',
    content: [
      {
        attachment: {
          contentType,
          url: `urn:uuid:${binaryId}`,
          size: bytes.byteLength,
          hash: hash('sha1', bytes, 'base64'),
        },
      },
    ],
  };
  const documentUrl = fullUrlOf('DocumentReference', identity);
  const provenance: Provenance = {
    resourceType: 'Provenance',
    id: provenanceId,
    target: targets.map((reference) => ({ reference })),
    recorded: madeAt,
    agent: [{ who: sender ?? { display: message.value } }],
    entity: [{ role: 'source', what: { reference: documentUrl } }],
  };
  return [
    { fullUrl: `urn:uuid:${binaryId}`, resource: binary, matchBy: [], ownership: 'owned' },
    { fullUrl: documentUrl, resource: document, matchBy: [identity], ownership: 'owned' },
    { fullUrl: `urn:uuid:${provenanceId}`, resource: provenance, matchBy: [], ownership: 'owned' },
  ];
}

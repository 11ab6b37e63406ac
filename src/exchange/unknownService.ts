import { createFinding, describeFinding, type Language } from '../findings/finding.ts';
import type { KithDecodeResult } from '../formats/kith/decode.ts';
import type { EnvelopeReceiver } from '../formats/kith/envelope.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';

type Readable = Exclude<KithDecodeResult, { kind: 'unreadable' }>;

/**
 * Rejects a message (E21) whose receivers with us are all services that we do not receive for, although their enterprise
 * is ours, where the operator has chosen so. A service is known by the innermost HER-id of the receiver.
 */
export function rejectUnknownService(
  { ownHerIds, unknownService }: Pick<Exchange, 'ownHerIds' | 'unknownService'>,
  decoded: Readable,
  receivers: readonly EnvelopeReceiver[],
  language: Language,
): Readable {
  const isKnown = ({ party }: EnvelopeReceiver): boolean =>
    party.herId === undefined || ownHerIds.has(party.herId);
  if (
    unknownService === 'accept' ||
    decoded.kind === 'rejected' ||
    ownHerIds.size === 0 ||
    receivers.some(isKnown)
  ) {
    return decoded;
  }
  const { envelope, appRecVersion, findings } = decoded;
  const finding = createFinding(EXCHANGE_FINDINGS.unknownService, envelope.places.receiver, {
    herId: receivers[0]?.party.herId ?? '',
  });
  return {
    kind: 'rejected',
    envelope,
    appRecVersion,
    faults: [{ code: 'E21', reason: describeFinding(finding, language).message }],
    findings: [...findings, finding],
  };
}

import type { Bundle, MessageHeader, OperationOutcome } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../findings/finding.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { decodeAppRec } from '../formats/kith/appRec.ts';
import { originalBinaryId } from '../mapping/message/original.ts';
import type { Actor } from '../store/actor.ts';
import { digestOfBytes } from './digest.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';
import { messageIdentifier } from './takeMessage.ts';
import { ACKNOWLEDGEMENT } from './thread/messageFacts.ts';
import { answerOfAccount } from './messageAnswers.ts';

/** What a received acknowledgement is answered with: an acknowledgement is not acknowledged. */
export type AcknowledgementAnswer = {
  readonly kind: 'taken' | 'conflict';
  readonly body: OperationOutcome;
};

/**
 * An application acknowledgement in (AppRec 1.0 or 1.1): kept as it came, and tied to the message that it answers by
 * the id of that message, whichever comes first. Undefined when the bytes are no AppRec that can be read.
 */
export async function receiveAcknowledgement(
  exchange: Exchange,
  actor: Actor,
  bytes: Uint8Array,
  contentType: string,
  language: Language,
): Promise<AcknowledgementAnswer | undefined> {
  const read = decodeAppRec(bytes, exchange.terminology);
  const header = read.ok ? headerOf(read.bundle) : undefined;
  const id = read.ok ? read.bundle.identifier?.value?.replace(/^urn:uuid:/, '') : undefined;
  const original = header?.response?.identifier;
  if (!read.ok || id === undefined || original === undefined) {
    return undefined;
  }
  const sender = `apprec:${senderOf(read.bundle, header)}`;
  const digest = digestOfBytes(bytes);
  return exchange.store.write(actor, async (unit): Promise<AcknowledgementAnswer> => {
    const former = await unit.readReceipt(sender, id);
    if (former !== undefined) {
      return former.digest === digest
        ? { kind: 'taken', body: JSON.parse(Buffer.from(former.answer).toString()) as OperationOutcome }
        : {
            kind: 'conflict',
            body: outcomeOf(
              [createFinding(EXCHANGE_FINDINGS.messageConflict, '', { messageId: id })],
              language,
            ),
          };
    }
    const receivedAt = exchange.now().toISOString();
    const isKnown = (await unit.findMessages({ ids: [original] })).length > 0;
    const findings: readonly Finding[] = [
      ...read.findings,
      createFinding(
        isKnown ? EXCHANGE_FINDINGS.acknowledgementTaken : EXCHANGE_FINDINGS.acknowledgementUnknown,
        '',
        { messageId: original },
      ),
    ];
    const body = outcomeOf(findings, language);
    const identity = messageIdentifier(sender, id);
    await unit.put({
      resourceType: 'Binary',
      id: originalBinaryId(identity),
      contentType,
      data: Buffer.from(bytes).toString('base64'),
    });
    await unit.saveMessage({
      sender,
      messageId: id,
      type: ACKNOWLEDGEMENT,
      madeAt: Date.parse(read.bundle.timestamp ?? receivedAt),
      receivedAt,
      state: 'in-force',
      document: '',
      conversation: '',
      parent: original,
      patient: '',
      content: JSON.stringify({ serviceType: 'N', slots: {}, notices: [], answers: [], enterprise: [] }),
    });
    await unit.saveReceipt({
      sender,
      messageId: id,
      digest,
      receivedAt,
      answer: Buffer.from(JSON.stringify(body)),
      answerType: 'application/fhir+json',
      account: JSON.stringify(answerOfAccount({ id, sender, receivedAt, bundle: read.bundle })),
    });
    return { kind: 'taken', body };
  });
}

function headerOf(bundle: Bundle): MessageHeader | undefined {
  const resource = bundle.entry?.[0]?.resource;
  return resource?.resourceType === 'MessageHeader' ? resource : undefined;
}

/** By the HER-id of its address; else by the number that the unit has. */
function senderOf(bundle: Bundle, header: MessageHeader | undefined): string {
  const endpoint = header?.source.endpoint;
  const unit = bundle.entry?.find(({ fullUrl }) => fullUrl === header?.sender?.reference)?.resource;
  const [identifier] = unit?.resourceType === 'Organization' ? (unit.identifier ?? []) : [];
  return endpoint?.split('.').at(-1) ?? identifier?.value ?? '';
}

import type { OperationOutcome } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../findings/finding.ts';
import { identifierKey } from '../fhir/identifier.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { FORLOPSBRO } from '../fhir/systems.ts';
import type { KithDecodeResult } from '../formats/kith/decode.ts';
import type { KithEnvelope } from '../formats/kith/envelope.ts';
import { mapMessage } from '../mapping/message/mapMessage.ts';
import type { Actor } from '../store/actor.ts';
import type { Receipt, UnitOfWork } from '../store/store.ts';
import { accountFinding, type MessageAccount } from './account.ts';
import { acknowledge, ownReceivers } from './acknowledge.ts';
import { CLOCK_TOLERANCE } from './clock.ts';
import { collisionsInMessage } from './collisions.ts';
import { commitTransaction, type CommittedResource } from './commit.ts';
import { effectsOnOthers } from './effectsOnOthers.ts';
import { recognise } from './recognise.ts';
import { digestOfBytes } from './digest.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';

/** What a received message is answered with. */
export type MessageAnswer =
  | {
      readonly kind: 'acknowledged';
      /** The AppRec as XML, byte for byte as it was first given. */
      readonly xml: Uint8Array;
      readonly account: MessageAccount;
    }
  | {
      /** `unreadable`: nobody can be answered; `not-ours`: no receiver is ours; `conflict`: the id is used already. */
      readonly kind: 'unreadable' | 'not-ours' | 'conflict';
      readonly body: OperationOutcome;
    };

type Readable = Exclude<KithDecodeResult, { kind: 'unreadable' }>;

/**
 * A KITH XML message in: decoded, mapped to one transaction, committed once together with its receipt and its
 * acknowledgements, and answered after the commit. The same message again gets the stored answer and changes nothing.
 */
export async function receiveMessage(
  exchange: Exchange,
  actor: Actor,
  bytes: Uint8Array,
  contentType: string,
  language: Language = 'en',
): Promise<MessageAnswer> {
  const decoded = exchange.kith.decode(bytes);
  if (decoded.kind === 'unreadable') {
    return { kind: 'unreadable', body: outcomeOf(decoded.findings, language) };
  }
  const { envelope } = decoded;
  const receivers = ownReceivers(envelope, exchange.ownHerIds);
  if (receivers.length === 0) {
    return {
      kind: 'not-ours',
      body: outcomeOf([createFinding(EXCHANGE_FINDINGS.notOurs, envelope.places.receiver)], language),
    };
  }
  const digest = digestOfBytes(bytes);
  return exchange.store.write(actor, async (unit): Promise<MessageAnswer> => {
    const former = await unit.readReceipt(envelope.sender.key, envelope.msgId);
    if (former !== undefined) {
      return answerAgain(former, digest, envelope, language);
    }
    const receivedAt = exchange.now();
    const { resources, findings } = await takeIn(exchange, unit, decoded, receivedAt, bytes, contentType);
    const faults = decoded.kind === 'rejected' ? decoded.faults : [];
    const acknowledgements = acknowledge(
      exchange,
      decoded,
      receivers,
      receivedAt,
      faults,
      findings,
      language,
    );
    const account: MessageAccount = {
      messageId: envelope.msgId,
      messageType: envelope.type.code,
      sender: senderOf(envelope),
      made: envelope.genDate,
      receivedAt: receivedAt.toISOString(),
      status: decoded.kind === 'rejected' ? 'rejected' : 'accepted',
      resources,
      findings: findings.map(accountFinding),
      acknowledgements,
    };
    const xml = Buffer.from(acknowledgements[0]?.xml ?? '', 'utf8');
    await unit.saveReceipt({
      sender: envelope.sender.key,
      messageId: envelope.msgId,
      digest,
      receivedAt: account.receivedAt,
      answer: xml,
      answerType: 'application/xml',
      account: JSON.stringify(account),
    });
    return { kind: 'acknowledged', xml, account };
  });
}

/** The account of a stored receipt. */
export function accountOf(receipt: Receipt): MessageAccount {
  return JSON.parse(receipt.account) as MessageAccount;
}

function answerAgain(
  former: Receipt,
  digest: string,
  { places }: KithEnvelope,
  language: Language,
): MessageAnswer {
  if (former.digest !== digest) {
    const finding = createFinding(EXCHANGE_FINDINGS.messageConflict, places.messageId, {
      messageId: former.messageId,
    });
    return { kind: 'conflict', body: outcomeOf([finding], language) };
  }
  return { kind: 'acknowledged', xml: former.answer, account: accountOf(former) };
}

/** Stores what the message tells; what is doubtful in it becomes findings, as it is no ground for rejection. */
async function takeIn(
  exchange: Exchange,
  unit: UnitOfWork,
  decoded: Readable,
  receivedAt: Date,
  bytes: Uint8Array,
  contentType: string,
): Promise<{ readonly resources: readonly CommittedResource[]; readonly findings: readonly Finding[] }> {
  if (decoded.kind === 'rejected') {
    return { resources: [], findings: decoded.findings };
  }
  const { envelope, bundle } = decoded;
  // A message whose own time cannot be read tells of the time at which it came.
  const stated = bundle.timestamp ?? receivedAt.toISOString();
  const isFuture = Date.parse(stated) > receivedAt.getTime() + CLOCK_TOLERANCE;
  const madeAt = isFuture ? receivedAt.toISOString() : stated;
  const message = { system: `${FORLOPSBRO}/sid/message`, value: `${envelope.sender.key}|${envelope.msgId}` };
  const mapped = mapMessage(bundle, {
    catalogue: exchange.catalogue,
    terminology: exchange.terminology,
    message,
    senderKey: envelope.sender.key,
    original: bytes,
    contentType,
    madeAt,
    receivedAt: receivedAt.toISOString(),
  });
  const told: Finding[] = [];
  const owner = identifierKey(message);
  const senderPrefix = identifierKey({ ...message, value: `${envelope.sender.key}|` });
  const recognition = await recognise(unit, mapped.entries, {
    owner,
    // Change and cancel are the document's own sender's.
    mayBelongTo: (owners) => owners.some((other) => other.startsWith(senderPrefix)),
    newId: exchange.newId,
  });
  const { resources } = await commitTransaction(unit, mapped, recognition, {
    assertedAt: Date.parse(madeAt),
    owner,
    put: async (resource) => {
      const { findings, ...written } = await unit.putReceived(resource);
      told.push(
        ...findings.map((finding) =>
          finding.severity === 'error' ? { ...finding, severity: 'warning' as const } : finding,
        ),
      );
      return written;
    },
  });
  return {
    resources,
    findings: [
      ...decoded.findings,
      ...(isFuture
        ? [createFinding(EXCHANGE_FINDINGS.messageFromFuture, '', { made: envelope.genDate })]
        : []),
      ...mapped.findings,
      ...collisionsInMessage(recognition.collisions),
      // The pathway's codes are told by the mapping already, at their place in the message.
      ...told.filter((finding) => !mapped.findings.some((other) => isSameFault(finding, other))),
      ...effectsOnOthers(resources),
    ],
  };
}

function isSameFault(one: Finding, other: Finding): boolean {
  const codeIn = ({ values }: Finding): string | undefined => values['code'] ?? values['pathwayType'];
  return one.definition.code === other.definition.code && codeIn(one) === codeIn(other);
}

function senderOf({ sender }: KithEnvelope): MessageAccount['sender'] {
  const name = sender.organisations[0]?.name ?? sender.professional?.name;
  return {
    ...(name === undefined ? {} : { name }),
    ...(sender.herId === undefined ? {} : { herId: sender.herId }),
  };
}

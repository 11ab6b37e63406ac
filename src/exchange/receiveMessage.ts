import type { OperationOutcome } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../findings/finding.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import type { KithDecodeResult } from '../formats/kith/decode.ts';
import type { KithEnvelope } from '../formats/kith/envelope.ts';
import type { Actor } from '../store/actor.ts';
import type { MessageEntry, Receipt, UnitOfWork } from '../store/store.ts';
import { accountFinding, type MessageAccount } from './account.ts';
import { acknowledge, ownReceivers } from './acknowledge.ts';
import type { CommittedResource } from './commit.ts';
import { digestOfBytes } from './digest.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';
import { receiveAcknowledgement, type AcknowledgementAnswer } from './receiveAcknowledgement.ts';
import { releaseWaiting } from './releaseWaiting.ts';
import { takeMessage, type Arrival } from './takeMessage.ts';
import { rejectUnknownService } from './unknownService.ts';
import { followPatient, type OpenQuestions } from './thread/followPatient.ts';
import type { ThreadMessage } from './thread/messageFacts.ts';

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
    }
  /** It is an acknowledgement itself. */
  | AcknowledgementAnswer;

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
  const read = exchange.kith.decode(bytes);
  if (read.kind === 'unreadable') {
    const acknowledgement = await receiveAcknowledgement(exchange, actor, bytes, contentType, language);
    if (acknowledgement !== undefined) {
      return acknowledgement;
    }
    return { kind: 'unreadable', body: outcomeOf(read.findings, language) };
  }
  const { envelope } = read;
  const receivers = ownReceivers(envelope, exchange.ownHerIds);
  if (receivers.length === 0) {
    return {
      kind: 'not-ours',
      body: outcomeOf([createFinding(EXCHANGE_FINDINGS.notOurs, envelope.places.receiver)], language),
    };
  }
  const decoded = rejectUnknownService(exchange, read, receivers, language);
  const digest = digestOfBytes(bytes);
  return exchange.store.write(actor, async (unit): Promise<MessageAnswer> => {
    const former = await unit.readReceipt(envelope.sender.key, envelope.msgId);
    if (former !== undefined) {
      return answerAgain(former, digest, envelope, language);
    }
    const receivedAt = exchange.now();
    const { resources, findings } = await takeIn(exchange, unit, decoded, { bytes, contentType, receivedAt });
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

/** What became of it; nothing is stored of a rejected one but that it was received. */
async function takeIn(
  exchange: Exchange,
  unit: UnitOfWork,
  decoded: Readable,
  arrival: Arrival,
): Promise<{ readonly resources: readonly CommittedResource[]; readonly findings: readonly Finding[] }> {
  const { envelope } = decoded;
  if (decoded.kind === 'rejected') {
    await unit.saveMessage(rejectedEntry(envelope, arrival));
    return { resources: [], findings: decoded.findings };
  }
  const { message, resources, findings } = await takeMessage(exchange, unit, decoded, arrival);
  await releaseWaiting(exchange, unit, message);
  const questions = await followPatient(exchange, unit, message.patient);
  return { resources, findings: [...findings, ...questionFindings(message, questions)] };
}

function rejectedEntry(
  { sender, msgId, type, conversation }: KithEnvelope,
  { receivedAt }: Arrival,
): MessageEntry {
  return {
    sender: sender.key,
    messageId: msgId,
    type: type.code,
    madeAt: receivedAt.getTime(),
    receivedAt: receivedAt.toISOString(),
    state: 'rejected',
    document: '',
    conversation: conversation?.conversation ?? '',
    parent: conversation?.parent ?? '',
    patient: '',
    content: '{}',
  };
}

/** What is not clear from the messages that have come. */
function questionFindings({ messageId, state }: ThreadMessage, questions: OpenQuestions): readonly Finding[] {
  return [
    ...(state === 'waiting' ? [createFinding(EXCHANGE_FINDINGS.messageWaits, '')] : []),
    ...(questions.referral.has(messageId) ? [createFinding(EXCHANGE_FINDINGS.statusWaits, '')] : []),
    ...(questions.stay.has(messageId) ? [createFinding(EXCHANGE_FINDINGS.stayUnclear, '')] : []),
    ...(questions.pathway.has(messageId) ? [createFinding(EXCHANGE_FINDINGS.pathwayUnclear, '')] : []),
    ...(questions.withoutPathway.has(messageId) ? [createFinding(EXCHANGE_FINDINGS.pathwayUnknown, '')] : []),
  ];
}

function senderOf({ sender }: KithEnvelope): MessageAccount['sender'] {
  const name = sender.organisations[0]?.name ?? sender.professional?.name;
  return {
    ...(name === undefined ? {} : { name }),
    ...(sender.herId === undefined ? {} : { herId: sender.herId }),
  };
}

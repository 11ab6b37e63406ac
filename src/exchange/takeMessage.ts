import type { Bundle, Resource } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../findings/finding.ts';
import { identifierKey, isBusinessIdentifier, type BusinessIdentifier } from '../fhir/identifier.ts';
import { FORLOPSBRO } from '../fhir/systems.ts';
import type { KithDecodeResult } from '../formats/kith/decode.ts';
import type { MappedEntry, MappedTransaction } from '../mapping/mappedTransaction.ts';
import { mapMessage } from '../mapping/message/mapMessage.ts';
import { statedDocument } from '../mapping/message/messageDocument.ts';
import { partiesOf } from '../mapping/message/parties.ts';
import { cancel, retract } from '../mapping/retract.ts';
import type { UnitOfWork } from '../store/store.ts';
import { CLOCK_TOLERANCE } from './clock.ts';
import { collisionsInMessage } from './collisions.ts';
import { commitTransaction, type CommittedResource, type Verdict } from './commit.ts';
import { effectsOnOthers } from './effectsOnOthers.ts';
import { asWarnings, faultsOfMapping } from './faultsOfMapping.ts';
import type { Exchange } from './exchange.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';
import { recognise } from './recognise.ts';
import { askedEntries } from './thread/askedEntries.ts';
import { stateIn, threadOf, type DocumentThread } from './thread/documentThread.ts';
import { factsOfMessage, serviceType, slotOf } from './thread/factsOfMessage.ts';
import { messageEntryOf, type ThreadMessage } from './thread/messageFacts.ts';
import { readThread } from './thread/readThread.ts';
import { documentIdentifier, resolveDocument, type MessageIdentity } from './thread/resolveDocument.ts';
import { retractFormer } from './thread/retractFormer.ts';
import { staysOf, storeStays } from './thread/storedStays.ts';

export type DecodedMessage = Extract<KithDecodeResult, { kind: 'decoded' }>;

/** How a message came. */
export interface Arrival {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly receivedAt: Date;
}

export interface Taken {
  readonly message: ThreadMessage;
  readonly resources: readonly CommittedResource[];
  readonly findings: readonly Finding[];
}

export const MESSAGE_SYSTEM = `${FORLOPSBRO}/sid/message`;

export function messageIdentifier(sender: string, messageId: string): BusinessIdentifier {
  return { system: MESSAGE_SYSTEM, value: `${sender}|${messageId}` };
}

/**
 * Stores what a message tells, in its place among the messages of its document: what a newer one says is left as it is,
 * what the newest no longer says or cancels is taken back, and a stay is what all its messages tell of it. What is
 * doubtful becomes findings, as it is no ground for rejection.
 */
export async function takeMessage(
  exchange: Exchange,
  unit: UnitOfWork,
  decoded: DecodedMessage,
  { bytes, contentType, receivedAt }: Arrival,
): Promise<Taken> {
  const { envelope, bundle } = decoded;
  // A message whose own time cannot be read tells of the time at which it came.
  const stated = bundle.timestamp ?? receivedAt.toISOString();
  const isFuture = Date.parse(stated) > receivedAt.getTime() + CLOCK_TOLERANCE;
  const madeAt = isFuture ? receivedAt.toISOString() : stated;
  const sender = envelope.sender.key;
  const identity: MessageIdentity = {
    system: MESSAGE_SYSTEM,
    sender,
    messageId: envelope.msgId,
    type: envelope.type.code,
    serviceType: serviceType(bundle),
    conversation: envelope.conversation?.conversation?.trim() ?? '',
    parent: envelope.conversation?.parent?.trim() ?? '',
  };
  const [former] = await readThread(unit, { sender, ids: [envelope.msgId] });
  const document = await documentOf(unit, bundle, identity);
  const others = (await readThread(unit, { sender, document })).filter(
    ({ messageId }) => messageId !== envelope.msgId,
  );
  const draft = {
    ...identity,
    madeAt: Date.parse(madeAt),
    receivedAt: receivedAt.toISOString(),
    document,
    state: 'in-force',
    patient: '',
  };
  const { serviceType: type } = identity;
  const isWaiting = type !== 'N' && others.every(({ facts }) => facts.serviceType !== 'N');
  const message = messageIdentifier(sender, envelope.msgId);
  const mapped = mapMessage(bundle, {
    catalogue: exchange.catalogue,
    terminology: exchange.terminology,
    message,
    document: documentIdentifier(document),
    isWaiting,
    senderKey: sender,
    original: bytes,
    contentType,
    madeAt,
    receivedAt: receivedAt.toISOString(),
  });
  const told: ThreadMessage = { ...draft, facts: factsOfMessage(bundle, envelope, mapped.entries) };
  const thread = threadOf([told, ...others]);

  const patient = await knownPatient(unit, bundle, mapped.entries);
  const ofPatient = patient === undefined ? [] : await otherMessagesOf(unit, patient, told);
  const stays = staysOf([...ofPatient, told]);
  const own = ownStays(told, stays, mapped.entries);
  const asked = await askedEntries(unit, exchange.terminology, told, ofPatient, thread.isCancelled);
  const entries = mapped.entries.map((entry) =>
    withFormerIdentity(
      withoutDeath(asked.as(own.get(entry.fullUrl)?.entry ?? entry)),
      document,
      former?.document,
    ),
  );
  const transaction: MappedTransaction = { ...mapped, entries };

  const owner = identifierKey(message);
  const senderPrefix = identifierKey({ ...message, value: `${sender}|` });
  const recognition = await recognise(unit, entries, {
    owner,
    // Change and cancel are the document's own sender's.
    mayBelongTo: (owners) => owners.some((other) => other.startsWith(senderPrefix)),
    newId: exchange.newId,
    settled: new Map([...[...own].map(([fullUrl, { id }]) => [fullUrl, id] as const), ...asked.settled]),
  });
  const writes: Finding[] = [...asWarnings(exchange.conformance.judgeOwn(bundle))];
  const committed = await commitTransaction(unit, transaction, recognition, {
    assertedAt: Date.parse(madeAt),
    owner,
    verdictOf: (entry) => (own.has(entry.fullUrl) ? AS_STATED : verdictOf(entry, told, thread)),
    put: async (resource) => {
      const { findings, ...written } = await unit.putReceived(resource);
      writes.push(...asWarnings([...findings, ...faultsOfMapping(exchange, written)]));
      return written;
    },
  });
  const patientUrl = partiesOf(bundle).patient?.reference;
  const stored: ThreadMessage = {
    ...told,
    patient: patientUrl === undefined ? '' : (committed.references.get(patientUrl) ?? ''),
    state: stateIn(told, thread),
    facts: committed.stored(told.facts),
  };
  await unit.saveMessage(messageEntryOf(stored));
  const standing = new Set(stays.map(({ reference }) => reference));
  const gone = await takeBack(unit, stored, others, thread, standing);
  await saveStates(unit, others, thread);
  await storeStays(
    unit,
    [...(await otherMessagesOf(unit, stored.patient, stored)), stored],
    (one) => one.sender === sender && one.document === document,
  );
  const resources = [...committed.resources, ...gone];
  return {
    message: stored,
    resources,
    findings: [
      ...decoded.findings,
      ...(isFuture
        ? [createFinding(EXCHANGE_FINDINGS.messageFromFuture, '', { made: envelope.genDate })]
        : []),
      // A pathway code that is in no list is told already, where it stands in the message as it came.
      ...mapped.findings.filter((finding) => !decoded.findings.some((other) => isSameFault(finding, other))),
      ...collisionsInMessage(recognition.collisions),
      // The pathway's codes are told by the mapping already, at their place in the message.
      ...writes.filter((finding) => !mapped.findings.some((other) => isSameFault(finding, other))),
      ...effectsOnOthers(resources),
    ],
  };
}

async function documentOf(unit: UnitOfWork, bundle: Bundle, identity: MessageIdentity): Promise<string> {
  const stated = statedDocument(bundle, identity.sender);
  if (stated !== undefined) {
    return identifierKey(stated);
  }
  const { sender, conversation, parent } = identity;
  const ids = [conversation, parent].filter((id) => id !== '');
  const known =
    identity.serviceType === 'N' || ids.length === 0
      ? []
      : [...(await readThread(unit, { sender, ids })), ...(await readThread(unit, { sender, about: ids }))];
  return resolveDocument(identity, known);
}

/** The patient whom the message is about, as far as stored already. */
async function knownPatient(
  unit: UnitOfWork,
  bundle: Bundle,
  entries: readonly MappedEntry[],
): Promise<string | undefined> {
  const url = partiesOf(bundle).patient?.reference;
  const entry = entries.find(({ fullUrl }) => fullUrl === url);
  for (const identifier of entry?.matchBy ?? []) {
    const [found] = await unit.findByIdentifier('Patient', identifier);
    if (found !== undefined) {
      return `Patient/${found.id}`;
    }
  }
  return undefined;
}

async function otherMessagesOf(
  unit: UnitOfWork,
  patient: string,
  message: Pick<ThreadMessage, 'sender' | 'messageId'>,
): Promise<readonly ThreadMessage[]> {
  return patient === ''
    ? []
    : (await readThread(unit, { patient })).filter(
        ({ sender, messageId }) => sender !== message.sender || messageId !== message.messageId,
      );
}

interface OwnStay {
  readonly entry: MappedEntry;
  /** Id under which the stay is stored, or will be. */
  readonly id: string;
}

/** The entries of the message that are stays: what all the notices of each tell together. */
function ownStays(
  { facts }: ThreadMessage,
  stays: ReturnType<typeof staysOf>,
  entries: readonly MappedEntry[],
): ReadonlyMap<string, OwnStay> {
  const own = new Map<string, OwnStay>();
  for (const { reference: fullUrl } of facts.notices) {
    const stay = stays.find(({ notices }) => notices.some(({ notice }) => notice.reference === fullUrl));
    const entry = entries.find((candidate) => candidate.fullUrl === fullUrl);
    if (stay !== undefined && entry !== undefined) {
      own.set(fullUrl, {
        entry: { ...entry, resource: stay.encounter },
        id: stay.reference.slice('Encounter/'.length),
      });
    }
  }
  return own;
}

const AS_STATED: Verdict = { kind: 'stated', as: (resource) => resource };
const AS_CANCELLED: Verdict = { kind: 'stated', as: cancelContent };
const AS_RETRACTED: Verdict = { kind: 'stated', as: retract };
const AS_CANCELLED_FORMER: Verdict = { kind: 'stated', as: cancel };

function verdictOf(
  entry: MappedEntry,
  message: ThreadMessage,
  thread: DocumentThread<ThreadMessage>,
): Verdict | undefined {
  const slot = slotOf(entry);
  if (slot === undefined) {
    return undefined;
  }
  if (message.messageId === thread.newest.messageId) {
    return thread.isCancelled ? AS_CANCELLED : AS_STATED;
  }
  const newer = thread.messages.slice(thread.messages.indexOf(message) + 1);
  if (newer.some(({ facts }) => slot in facts.slots)) {
    return { kind: 'newer-stored' };
  }
  return thread.isCancelled ? AS_CANCELLED_FORMER : AS_RETRACTED;
}

const PARTIES: ReadonlySet<string> = new Set([
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'RelatedPerson',
]);

/** The people and units that a cancellation names are who they are. */
function cancelContent(resource: Resource): Resource {
  return PARTIES.has(resource.resourceType) ? resource : cancel(resource);
}

/** What was said before and is not said any more, or has been cancelled. */
async function takeBack(
  unit: UnitOfWork,
  message: ThreadMessage,
  others: readonly ThreadMessage[],
  thread: DocumentThread<ThreadMessage>,
  standingStays: ReadonlySet<string>,
): Promise<readonly CommittedResource[]> {
  if (thread.newest.messageId !== message.messageId) {
    return [];
  }
  const kept = new Set([...Object.values(message.facts.slots), ...standingStays]);
  const former = others
    .flatMap(({ facts }) => Object.entries(facts.slots))
    .filter(([slot, reference]) => !(slot in message.facts.slots) && !kept.has(reference))
    .map(([, reference]) => reference);
  const owners = new Set(
    thread.messages.map(({ sender, messageId }) => identifierKey(messageIdentifier(sender, messageId))),
  );
  return retractFormer(unit, former, owners, thread.isCancelled ? cancel : retract);
}

async function saveStates(
  unit: UnitOfWork,
  others: readonly ThreadMessage[],
  thread: DocumentThread<ThreadMessage>,
): Promise<void> {
  for (const other of others) {
    const state = stateIn(other, thread);
    // What waited acts when it is taken in once more.
    if (state !== other.state && other.state !== 'waiting') {
      await unit.saveMessage(messageEntryOf({ ...other, state }));
    }
  }
}

/** While a message waited, its document was called by the conversation: what it made is recognised by that too. */
function withFormerIdentity(entry: MappedEntry, document: string, former: string | undefined): MappedEntry {
  const [identity] = entry.matchBy;
  if (
    former === undefined ||
    former === document ||
    slotOf(entry) === undefined ||
    identity === undefined ||
    !isBusinessIdentifier(identity) ||
    !identity.value.startsWith(document)
  ) {
    return entry;
  }
  const value = `${former}${identity.value.slice(document.length)}`;
  return { ...entry, matchBy: [...entry.matchBy, { system: identity.system, value }] };
}

/** That the patient is dead holds as long as the message that tells it, and so is stored apart. */
function withoutDeath(entry: MappedEntry): MappedEntry {
  const { resource } = entry;
  if (resource.resourceType !== 'Patient' || resource.deceasedDateTime === undefined) {
    return entry;
  }
  const patient = { ...resource } as Record<string, unknown>;
  delete patient.deceasedDateTime;
  delete patient._deceasedDateTime;
  return { ...entry, resource: patient as unknown as Resource };
}

function isSameFault(one: Finding, other: Finding): boolean {
  const codeIn = ({ values }: Finding): string | undefined => values['code'] ?? values['pathwayType'];
  return one.definition.code === other.definition.code && codeIn(one) === codeIn(other);
}

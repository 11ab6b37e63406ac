import { identifierKey, type BusinessIdentifier } from '../../fhir/identifier.ts';
import type { ServiceType, ThreadMessage } from './messageFacts.ts';

export interface MessageIdentity {
  /** System of the identifiers of messages; the value is `sender|id`. */
  readonly system: string;
  readonly sender: string;
  readonly messageId: string;
  /** List 8279. */
  readonly type: string;
  readonly serviceType: ServiceType;
  /** Empty where the message names none. */
  readonly conversation: string;
  readonly parent: string;
}

type Known = Pick<ThreadMessage, 'sender' | 'messageId' | 'type' | 'document' | 'conversation' | 'madeAt'> & {
  readonly facts: { readonly serviceType: ServiceType };
};

/**
 * The document that a message without a document id carries, changes or cancels (HISD 1154:2018, 4.2): a new one is its
 * own; a change or cancellation is of the former message that it names, else of the first of the conversation, when
 * that is of the same type, else of the last of that type in the conversation. Until one of these has come, the
 * document is called by the conversation and the type.
 *
 * @param known other messages of the same sender
 * @returns key of the document, `system|value`
 */
export function resolveDocument(message: MessageIdentity, known: readonly Known[]): string {
  const { system, sender, messageId, type, serviceType, conversation, parent } = message;
  const own = identifierKey({ system, value: `${sender}|${messageId}` });
  if (serviceType === 'N') {
    return own;
  }
  const candidates = known.filter(
    (other) => other.sender === sender && other.type === type && other.messageId !== messageId,
  );
  const named = (id: string): Known | undefined =>
    id === '' ? undefined : candidates.find((other) => other.messageId === id);
  const inConversation = candidates
    .filter((other) => conversation !== '' && other.conversation === conversation)
    .filter(({ facts }) => facts.serviceType === 'N')
    .sort((one, other) => one.madeAt - other.madeAt)
    .at(-1);
  const about = named(parent) ?? named(conversation) ?? inConversation;
  if (about !== undefined) {
    return about.document;
  }
  const first = conversation === '' ? parent : conversation;
  return first === '' ? own : identifierKey({ system, value: `${sender}|${first}|${type}` });
}

/** The identifier behind the key of a document; systems have no `|`. */
export function documentIdentifier(key: string): BusinessIdentifier {
  const end = key.indexOf('|');
  return { system: key.slice(0, end), value: key.slice(end + 1) };
}

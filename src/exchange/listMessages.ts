import type { Actor } from '../store/actor.ts';
import type { MessageEntry, Store } from '../store/store.ts';
import type { MessageState } from './thread/messageFacts.ts';

/** A message in the list: nothing of the patient. */
export interface ListedMessage {
  readonly messageId: string;
  /** List 8279. */
  readonly messageType: string;
  /** Key of the sender: its HER-id, else another number of its. */
  readonly sender: string;
  /** Instants. */
  readonly made: string;
  readonly receivedAt: string;
  readonly state: MessageState;
  /** Ids of the first and the previous message of its conversation. */
  readonly conversation?: string;
  readonly parent?: string;
}

export const MESSAGE_STATES: readonly MessageState[] = [
  'in-force',
  'waiting',
  'changed',
  'cancelled',
  'rejected',
];

export interface MessageList {
  readonly messages: readonly ListedMessage[];
  /** Continues after the last of them; absent at the end. */
  readonly next?: string;
}

/** The messages that have come, the last received first. */
export async function listMessages(
  store: Store,
  actor: Actor,
  filter: { readonly state?: string; readonly type?: string; readonly sender?: string },
  count: number,
  after?: string,
): Promise<MessageList> {
  const page = await store.pageOfMessages(actor, filter, count, after);
  return {
    messages: page.messages.map(listed),
    ...(page.next === undefined ? {} : { next: page.next }),
  };
}

function listed({
  messageId,
  type,
  sender,
  madeAt,
  receivedAt,
  state,
  conversation,
  parent,
}: MessageEntry): ListedMessage {
  return {
    messageId,
    messageType: type,
    sender,
    made: new Date(madeAt).toISOString(),
    receivedAt,
    state: state as MessageState,
    ...(conversation === '' ? {} : { conversation }),
    ...(parent === '' ? {} : { parent }),
  };
}

/** How it stands with a message now, and what has come about it. */
export async function standingOf(
  store: Store,
  actor: Actor,
  sender: string,
  messageId: string,
): Promise<Pick<ListedMessage, 'conversation' | 'parent'> & { readonly state?: MessageState }> {
  const [message] = await store.findMessages(actor, { sender, ids: [messageId] });
  if (message === undefined) {
    return {};
  }
  const { state, conversation, parent } = listed(message);
  return {
    state,
    ...(conversation === undefined ? {} : { conversation }),
    ...(parent === undefined ? {} : { parent }),
  };
}

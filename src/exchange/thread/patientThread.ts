import type { TiedNotice } from '../../mapping/message/stay/assignStays.ts';
import { inOrder, threadOf } from './documentThread.ts';
import type { ThreadMessage } from './messageFacts.ts';

/** The messages of a patient of which what they say holds: the newest of each document that is not cancelled. */
export function messagesInForce(messages: readonly ThreadMessage[]): ReadonlySet<ThreadMessage> {
  const documents = new Map<string, ThreadMessage[]>();
  for (const message of messages) {
    const key = `${message.sender} ${message.document}`;
    documents.set(key, [...(documents.get(key) ?? []), message]);
  }
  return new Set(
    [...documents.values()].flatMap(([first, ...others]) => {
      const thread = first === undefined ? undefined : threadOf([first, ...others]);
      return thread === undefined || !thread.hasOriginal || thread.isCancelled ? [] : [thread.newest];
    }),
  );
}

/** What the messages of a patient tell of stays, oldest first. */
export function noticesOf(messages: readonly ThreadMessage[]): readonly TiedNotice[] {
  const inForce = messagesInForce(messages);
  return inOrder(messages).flatMap((message) => {
    const { messageId, conversation, parent, document, madeAt, facts } = message;
    return facts.notices.map((notice) => ({
      messageId,
      conversation,
      parent,
      document: `${message.sender} ${document}`,
      enterprise: facts.enterprise,
      madeAt,
      holds: inForce.has(message),
      notice,
    }));
  });
}

import type { MessageState, ServiceType, ThreadMessage } from './messageFacts.ts';

/** What has to be known of a message to place it among those of its document. */
type Placed = Pick<ThreadMessage, 'messageId' | 'madeAt' | 'parent'> & {
  readonly facts: { readonly serviceType: ServiceType };
};

const RANK: Readonly<Record<ServiceType, number>> = { N: 0, M: 1, C: 2 };

/**
 * The messages of one document from the oldest to the newest, whatever the order in which they came: by GenDate; those
 * of the same second by who names whom as the former, then new before change before cancellation.
 */
export function inOrder<T extends Placed>(messages: readonly T[]): readonly T[] {
  const byId = new Map(messages.map((message) => [message.messageId, message]));
  const depthOf = (message: T): number => {
    let depth = 0;
    const seen = new Set<string>();
    let current: T | undefined = message;
    while (current !== undefined && !seen.has(current.messageId)) {
      seen.add(current.messageId);
      const former: T | undefined = byId.get(current.parent);
      depth += former?.madeAt === message.madeAt ? 1 : 0;
      current = former?.madeAt === message.madeAt ? former : undefined;
    }
    return depth;
  };
  return messages
    .map((message) => ({ message, depth: depthOf(message) }))
    .sort(
      (one, other) =>
        one.message.madeAt - other.message.madeAt ||
        one.depth - other.depth ||
        RANK[one.message.facts.serviceType] - RANK[other.message.facts.serviceType] ||
        (one.message.messageId < other.message.messageId ? -1 : 1),
    )
    .map(({ message }) => message);
}

/** What holds of a document, of which messages have come. */
export interface DocumentThread<T> {
  /** From the oldest to the newest. */
  readonly messages: readonly T[];
  readonly newest: T;
  /** Whether the message that the others change or cancel has come. */
  readonly hasOriginal: boolean;
  readonly isCancelled: boolean;
}

/** @param messages at least one, all of the same document */
export function threadOf<T extends Placed>(messages: readonly [T, ...T[]]): DocumentThread<T> {
  const ordered = inOrder(messages);
  const newest = ordered.at(-1) ?? messages[0];
  return {
    messages: ordered,
    newest,
    hasOriginal: ordered.some(({ facts }) => facts.serviceType === 'N'),
    isCancelled: newest.facts.serviceType === 'C',
  };
}

/** A change or cancellation acts on all earlier messages of its document (HISD 1154:2018, 4). */
export function stateIn<T extends Placed>(message: T, thread: DocumentThread<T>): MessageState {
  if (!thread.hasOriginal) {
    return 'waiting';
  }
  if (message.messageId === thread.newest.messageId) {
    return 'in-force';
  }
  return thread.isCancelled ? 'cancelled' : 'changed';
}

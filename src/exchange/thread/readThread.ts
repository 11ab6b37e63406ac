import type { MessageFilter, UnitOfWork } from '../../store/store.ts';
import { ACKNOWLEDGEMENT, factsIn, type MessageFacts, type ThreadMessage } from './messageFacts.ts';

/**
 * The messages that were taken in and fulfil the filter, oldest made first; a rejected one has said nothing, and an
 * acknowledgement tells of no patient.
 */
export async function readThread(unit: UnitOfWork, filter: MessageFilter): Promise<readonly ThreadMessage[]> {
  const found = await unit.findMessages(filter);
  const read = READ.get(unit) ?? new Map<string, Read>();
  READ.set(unit, read);
  return found
    .filter(({ state, type }) => state !== 'rejected' && type !== ACKNOWLEDGEMENT)
    .map(({ content, ...message }) => {
      const key = `${message.sender}|${message.messageId}`;
      const former = read.get(key);
      const facts = former?.content === content ? former.facts : factsIn(content);
      read.set(key, { content, facts });
      return { ...message, facts };
    });
}

interface Read {
  readonly content: string;
  readonly facts: MessageFacts;
}

/** A unit of work reads the messages of a patient several times, and most of them stay the same meanwhile. */
const READ = new WeakMap<UnitOfWork, Map<string, Read>>();

import type { UnitOfWork } from '../../store/store.ts';
import { messageEntryOf, type ThreadMessage } from './messageFacts.ts';

/** A resource that is found to be another. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What the message made, and its account, with references as moved; gives the message as it then is. */
export async function moveMessage(
  unit: UnitOfWork,
  message: ThreadMessage,
  moves: readonly Move[],
): Promise<ThreadMessage> {
  const moved = { ...message, facts: withReferences(message.facts, moves) };
  await unit.saveMessage(messageEntryOf(moved));
  const { sender, messageId } = message;
  const account = (await unit.readReceipt(sender, messageId))?.account;
  if (account !== undefined) {
    await unit.saveAccount(sender, messageId, JSON.stringify(withReferences(JSON.parse(account), moves)));
  }
  for (const reference of message.facts.aboutStays) {
    const [resourceType = '', id = ''] = reference.split('/');
    const stored = await unit.read(resourceType, id);
    if (stored !== undefined) {
      await unit.putReceived(Object.assign({}, withReferences(stored, moves), { id }));
    }
  }
  return moved;
}

/** A copy in which references are as moved. */
function withReferences<T>(value: T, moves: readonly Move[]): T {
  if (typeof value === 'string') {
    return (moves.find(({ from }) => from === value)?.to ?? value) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withReferences(item, moves)) as T;
  }
  return typeof value === 'object' && value !== null
    ? (Object.fromEntries(
        Object.entries(value).map(([key, item]: [string, unknown]) => [key, withReferences(item, moves)]),
      ) as T)
    : value;
}

import type { Kysely } from 'kysely';
import type { MessageTable, Schema } from './schema.ts';
import type { MessageEntry, MessageFilter, MessagePage } from './store.ts';

/** The received messages, by what ties them together. */

export async function findMessages(
  database: Kysely<Schema>,
  { sender, ids, document, patient, state, type, about }: MessageFilter,
): Promise<readonly MessageEntry[]> {
  let query = database.selectFrom('message').selectAll();
  query = sender === undefined ? query : query.where('sender', '=', sender);
  query = ids === undefined ? query : query.where('message_id', 'in', ids);
  query = document === undefined ? query : query.where('document', '=', document);
  query = patient === undefined ? query : query.where('patient', '=', patient);
  query = state === undefined ? query : query.where('state', '=', state);
  query = type === undefined ? query : query.where('type', '=', type);
  query =
    about === undefined
      ? query
      : query.where((where) => where.or([where('conversation', 'in', about), where('parent', 'in', about)]));
  const rows = await query.orderBy('made_at').orderBy('message_id').execute();
  return rows.map(messageOf);
}

export async function pageOfMessages(
  database: Kysely<Schema>,
  { state, type, sender }: Pick<MessageFilter, 'state' | 'type' | 'sender'>,
  count: number,
  after?: string,
): Promise<MessagePage> {
  let query = database.selectFrom('message').selectAll();
  query = state === undefined ? query : query.where('state', '=', state);
  query = type === undefined ? query : query.where('type', '=', type);
  query = sender === undefined ? query : query.where('sender', '=', sender);
  const last = after === undefined ? undefined : placeOf(after);
  query =
    last === undefined
      ? query
      : query.where((where) =>
          where.or([
            where('received_at', '<', last.receivedAt),
            where.and([where('received_at', '=', last.receivedAt), where('message_id', '>', last.messageId)]),
            where.and([
              where('received_at', '=', last.receivedAt),
              where('message_id', '=', last.messageId),
              where('sender', '>', last.sender),
            ]),
          ]),
        );
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('message_id')
    .orderBy('sender')
    .limit(count + 1)
    .execute();
  const messages = rows.slice(0, count).map(messageOf);
  const end = messages.at(-1);
  return { messages, ...(rows.length > count && end !== undefined ? { next: tokenOf(end) } : {}) };
}

export async function saveMessage(database: Kysely<Schema>, message: MessageEntry): Promise<void> {
  const row: MessageTable = {
    sender: message.sender,
    message_id: message.messageId,
    type: message.type,
    made_at: message.madeAt,
    received_at: message.receivedAt,
    state: message.state,
    document: message.document,
    conversation: message.conversation,
    parent: message.parent,
    patient: message.patient,
    content: message.content,
  };
  await database
    .insertInto('message')
    .values(row)
    .onConflict((conflict) => conflict.columns(['sender', 'message_id']).doUpdateSet(row))
    .execute();
}

function messageOf(row: MessageTable): MessageEntry {
  return {
    sender: row.sender,
    messageId: row.message_id,
    type: row.type,
    madeAt: row.made_at,
    receivedAt: row.received_at,
    state: row.state,
    document: row.document,
    conversation: row.conversation,
    parent: row.parent,
    patient: row.patient,
    content: row.content,
  };
}

function tokenOf({ receivedAt, messageId, sender }: MessageEntry): string {
  return Buffer.from(JSON.stringify([receivedAt, messageId, sender])).toString('base64url');
}

/** Undefined for what is no token of ours: the first page then. */
function placeOf(
  token: string,
): { readonly receivedAt: string; readonly messageId: string; readonly sender: string } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    const [receivedAt, messageId, sender] = Array.isArray(value) ? (value as unknown[]) : [];
    return typeof receivedAt === 'string' && typeof messageId === 'string' && typeof sender === 'string'
      ? { receivedAt, messageId, sender }
      : undefined;
  } catch {
    return undefined;
  }
}

import type { InsertResult, Kysely, UpdateResult } from 'kysely';
import type { ReceiptTable, RecordEntryTable, Schema } from './schema.ts';
import { statement } from './statement.ts';
import type { Assertion, Receipt, RecordEntry } from './store.ts';

/** What the exchange remembers beside the resources: receipts, records and since when shared resources say what they say. */

const findReceipt = statement<[sender: string, messageId: string], ReceiptTable>(
  2,
  (database, sender, messageId) =>
    database
      .selectFrom('receipt')
      .selectAll()
      .where('sender', '=', sender)
      .where('message_id', '=', messageId),
);

const findReceipts = statement<[messageId: string], ReceiptTable>(1, (database, messageId) =>
  database
    .selectFrom('receipt')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('received_at', 'desc')
    .orderBy('sender'),
);

const addReceipt = statement<
  [
    sender: string,
    messageId: string,
    digest: string,
    receivedAt: string,
    answer: Uint8Array,
    answerType: string,
    account: string,
  ],
  InsertResult
>(7, (database, sender, messageId, digest, receivedAt, answer, answerType, account) =>
  database.insertInto('receipt').values({
    sender,
    message_id: messageId,
    digest,
    received_at: receivedAt,
    answer,
    answer_type: answerType,
    account,
  }),
);

const putAccount = statement<[account: string, sender: string, messageId: string], UpdateResult>(
  3,
  (database, account, sender, messageId) =>
    database
      .updateTable('receipt')
      .set({ account })
      .where('sender', '=', sender)
      .where('message_id', '=', messageId),
);

const findRecordEntry = statement<[system: string, value: string], RecordEntryTable>(
  2,
  (database, system, value) =>
    database.selectFrom('record_entry').selectAll().where('system', '=', system).where('value', '=', value),
);

const putRecordEntry = statement<
  [system: string, value: string, recordedAt: number, digest: string, owned: string],
  InsertResult
>(5, (database, system, value, recordedAt, digest, owned) =>
  database
    .insertInto('record_entry')
    .values({ system, value, recorded_at: recordedAt, digest, owned })
    .onConflict((conflict) =>
      conflict.columns(['system', 'value']).doUpdateSet((row) => ({
        recorded_at: row.ref('excluded.recorded_at'),
        digest: row.ref('excluded.digest'),
        owned: row.ref('excluded.owned'),
      })),
    ),
);

const findAssertion = statement<
  [reference: string],
  { asserted_at: number; owners: string; told: string | null }
>(1, (database, reference) =>
  database
    .selectFrom('assertion')
    .select(['asserted_at', 'owners', 'told'])
    .where('reference', '=', reference),
);

const putAssertion = statement<
  [reference: string, assertedAt: number, owners: string, told: string | null],
  InsertResult
>(4, (database, reference, assertedAt, owners, told) =>
  database
    .insertInto('assertion')
    .values({ reference, asserted_at: assertedAt, owners, told })
    .onConflict((conflict) =>
      conflict.column('reference').doUpdateSet((row) => ({
        asserted_at: row.ref('excluded.asserted_at'),
        owners: row.ref('excluded.owners'),
        told: row.ref('excluded.told'),
      })),
    ),
);

export async function readReceipt(
  database: Kysely<Schema>,
  sender: string,
  messageId: string,
): Promise<Receipt | undefined> {
  const [row] = await findReceipt(database, sender, messageId);
  return row === undefined ? undefined : receiptOf(row);
}

/** Newest first. */
export async function readReceipts(database: Kysely<Schema>, messageId: string): Promise<readonly Receipt[]> {
  return (await findReceipts(database, messageId)).map(receiptOf);
}

export async function saveReceipt(database: Kysely<Schema>, receipt: Receipt): Promise<void> {
  const { sender, messageId, digest, receivedAt, answer, answerType, account } = receipt;
  await addReceipt(database, sender, messageId, digest, receivedAt, answer, answerType, account);
}

export async function saveAccount(
  database: Kysely<Schema>,
  sender: string,
  messageId: string,
  account: string,
): Promise<void> {
  await putAccount(database, account, sender, messageId);
}

export async function readRecordEntry(
  database: Kysely<Schema>,
  system: string,
  value: string,
): Promise<RecordEntry | undefined> {
  const [row] = await findRecordEntry(database, system, value);
  return row === undefined
    ? undefined
    : {
        system,
        value,
        recordedAt: row.recorded_at,
        digest: row.digest,
        owned: JSON.parse(row.owned) as string[],
      };
}

export async function saveRecordEntry(database: Kysely<Schema>, entry: RecordEntry): Promise<void> {
  await putRecordEntry(
    database,
    entry.system,
    entry.value,
    entry.recordedAt,
    entry.digest,
    JSON.stringify(entry.owned),
  );
}

export async function readAssertion(
  database: Kysely<Schema>,
  reference: string,
): Promise<Assertion | undefined> {
  const [row] = await findAssertion(database, reference);
  return row === undefined
    ? undefined
    : {
        assertedAt: row.asserted_at,
        owners: JSON.parse(row.owners) as string[],
        ...(row.told === null ? {} : { told: JSON.parse(row.told) as Record<string, number> }),
      };
}

export async function saveAssertion(
  database: Kysely<Schema>,
  reference: string,
  { assertedAt, owners, told }: Assertion,
): Promise<void> {
  await putAssertion(
    database,
    reference,
    assertedAt,
    JSON.stringify(owners),
    told === undefined ? null : JSON.stringify(told),
  );
}

function receiptOf(row: ReceiptTable): Receipt {
  return {
    sender: row.sender,
    messageId: row.message_id,
    digest: row.digest,
    receivedAt: row.received_at,
    answer: row.answer,
    answerType: row.answer_type,
    account: row.account,
  };
}

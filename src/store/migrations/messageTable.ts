import type { Migration } from './migration.ts';

/** What messages said of themselves and of others, so that they can be tied together in whatever order they come. */
export const messageTable: Migration = {
  version: 3,
  name: 'messages and what ties them together',
  up: async ({ schema }, { integer, text }) => {
    await schema
      .createTable('message')
      .addColumn('sender', text, (column) => column.notNull())
      .addColumn('message_id', text, (column) => column.notNull())
      .addColumn('type', text, (column) => column.notNull())
      .addColumn('made_at', integer, (column) => column.notNull())
      .addColumn('received_at', text, (column) => column.notNull())
      .addColumn('state', text, (column) => column.notNull())
      .addColumn('document', text, (column) => column.notNull())
      .addColumn('conversation', text, (column) => column.notNull())
      .addColumn('parent', text, (column) => column.notNull())
      .addColumn('patient', text, (column) => column.notNull())
      .addColumn('content', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('message_key', ['sender', 'message_id'])
      .execute();
    for (const column of ['message_id', 'document', 'conversation', 'parent', 'patient', 'received_at']) {
      await schema.createIndex(`message_by_${column}`).on('message').column(column).execute();
    }
    await schema.createIndex('message_by_state').on('message').columns(['state', 'received_at']).execute();
  },
};

import type { CreateTableBuilder, Kysely } from 'kysely';
import type { ColumnTypes } from '../engine/engine.ts';
import type { Schema } from '../schema.ts';
import type { Migration } from './migration.ts';

/** Resources with their versions, the search index, and what the exchange remembers. */
export const firstTables: Migration = {
  version: 1,
  name: 'resources, search index, receipts',
  up: async (database, columns) => {
    await createResourceTables(database, columns);
    await createIndexTables(database, columns);
    await createExchangeTables(database, columns);
  },
};

async function createResourceTables(
  { schema }: Kysely<Schema>,
  { key, integer, text }: ColumnTypes,
): Promise<void> {
  await schema
    .createTable('resource')
    .addColumn('key', key, (column) => column.primaryKey())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .addColumn('last_updated', integer, (column) => column.notNull())
    .addColumn('deleted', integer, (column) => column.notNull())
    .addColumn('content', text)
    .execute();
  await schema.createIndex('resource_by_id').unique().on('resource').columns(['type', 'id']).execute();
  await schema
    .createIndex('resource_by_creation')
    .on('resource')
    .columns(['type', 'deleted', 'key'])
    .execute();
  await schema
    .createIndex('resource_by_update')
    .on('resource')
    .columns(['type', 'deleted', 'last_updated', 'key'])
    .execute();
  await schema
    .createTable('resource_version')
    .addColumn('resource_key', integer, (column) => column.notNull())
    .addColumn('version', integer, (column) => column.notNull())
    .addColumn('last_updated', integer, (column) => column.notNull())
    .addColumn('deleted', integer, (column) => column.notNull())
    .addColumn('content', text)
    .addPrimaryKeyConstraint('resource_version_key', ['resource_key', 'version'])
    .execute();
}

/**
 * Each index table is kept in the order of its resources (to find what a resource has, and to take it out), and has
 * an index in the order of its values that ends with the resource's key: a page of matches in the order of creation
 * is then one stretch of the index, however many there are.
 */
async function createIndexTables(database: Kysely<Schema>, columns: ColumnTypes): Promise<void> {
  const { schema } = database;
  const { key, integer, real, text } = columns;
  await schema
    .createTable('search_parameter')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('resource_type', text, (column) => column.notNull())
    .addColumn('code', text, (column) => column.notNull())
    .addUniqueConstraint('search_parameter_code', ['resource_type', 'code'])
    .execute();
  await schema
    .createTable('token_system')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('uri', text, (column) => column.notNull().unique())
    .execute();
  await schema
    .createTable('indexed_type')
    .addColumn('resource_type', text, (column) => column.primaryKey())
    .addColumn('fingerprint', text, (column) => column.notNull())
    .execute();

  const create = async (
    table: string,
    values: Readonly<Record<string, ColumnTypes['integer']>>,
    primaryKey: readonly string[],
    indexes: readonly (readonly string[])[],
  ): Promise<void> => {
    let builder: CreateTableBuilder<string, string> = schema
      .createTable(table)
      .addColumn('resource_key', integer, (column) => column.notNull())
      .addColumn('parameter', integer, (column) => column.notNull());
    for (const [name, type] of Object.entries(values)) {
      builder = builder.addColumn(name, type, (column) => column.notNull());
    }
    builder = builder.addPrimaryKeyConstraint(`${table}_key`, ['resource_key', 'parameter', ...primaryKey]);
    await (
      columns.orderedByPrimaryKey === undefined ? builder : builder.modifyEnd(columns.orderedByPrimaryKey)
    ).execute();
    for (const names of indexes) {
      await schema
        .createIndex(`${table}_by_${names[0] ?? ''}`)
        .on(table)
        .columns(['parameter', ...names])
        .execute();
    }
  };

  await create(
    'token_index',
    { system: integer, code: text },
    ['system', 'code'],
    [['code', 'resource_key', 'system']],
  );
  await create(
    'reference_index',
    { target_type: text, target_id: text },
    ['target_type', 'target_id'],
    [['target_id', 'resource_key', 'target_type']],
  );
  await create(
    'date_index',
    { start_at: integer, end_at: integer },
    ['start_at', 'end_at'],
    [
      ['start_at', 'resource_key', 'end_at'],
      ['end_at', 'resource_key', 'start_at'],
    ],
  );
  await create(
    'string_index',
    { ordinal: integer, folded: text, exact: text },
    ['ordinal'],
    [['folded', 'resource_key']],
  );
  await create(
    'quantity_index',
    { ordinal: integer, low: real, high: real, system: text, code: text, unit: text },
    ['ordinal'],
    [['low', 'resource_key', 'high']],
  );
  await create('uri_index', { value: text }, ['value'], [['value', 'resource_key']]);
}

async function createExchangeTables(
  { schema }: Kysely<Schema>,
  { integer, text, bytes }: ColumnTypes,
): Promise<void> {
  await schema
    .createTable('receipt')
    .addColumn('sender', text, (column) => column.notNull())
    .addColumn('message_id', text, (column) => column.notNull())
    .addColumn('digest', text, (column) => column.notNull())
    .addColumn('received_at', text, (column) => column.notNull())
    .addColumn('answer', bytes, (column) => column.notNull())
    .addColumn('answer_type', text, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('receipt_key', ['message_id', 'sender'])
    .execute();
  await schema
    .createTable('record_entry')
    .addColumn('system', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('recorded_at', integer, (column) => column.notNull())
    .addColumn('digest', text, (column) => column.notNull())
    .addColumn('owned', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('record_entry_key', ['system', 'value'])
    .execute();
  await schema
    .createTable('assertion')
    .addColumn('reference', text, (column) => column.primaryKey())
    .addColumn('asserted_at', integer, (column) => column.notNull())
    .addColumn('owners', text, (column) => column.notNull())
    .execute();
}

import type { Migration } from './migration.ts';

/** The code lists that operators have imported, and what the program remembers of itself. */
export const catalogueTables: Migration = {
  version: 2,
  name: 'imported code lists, published definitions',
  up: async ({ schema }, { integer, text }) => {
    await schema
      .createTable('catalogue_import')
      .addColumn('sequence', integer, (column) => column.primaryKey())
      .addColumn('content', text, (column) => column.notNull())
      .execute();
    await schema
      .createTable('program_state')
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('content', text, (column) => column.notNull())
      .execute();
  },
};

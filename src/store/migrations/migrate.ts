import type { Engine } from '../engine/engine.ts';
import { catalogueTables } from './catalogueTables.ts';
import { firstTables } from './firstTables.ts';
import { messageTable } from './messageTable.ts';
import type { Migration } from './migration.ts';
import { toldTimes } from './toldTimes.ts';

const MIGRATIONS: readonly Migration[] = [firstTables, catalogueTables, messageTable, toldTimes];

/**
 * Brings the tables to the newest version, each step in a transaction of its own. Throws an Error when the database
 * comes from a newer version of the program.
 */
export async function migrate(engine: Engine, now: () => Date): Promise<void> {
  const { writer, columns } = engine;
  await writer.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('version', columns.integer, (column) => column.primaryKey())
    .addColumn('name', columns.text, (column) => column.notNull())
    .addColumn('applied_at', columns.text, (column) => column.notNull())
    .execute();
  const newest = MIGRATIONS.length;
  for (const migration of MIGRATIONS) {
    await writer.transaction().execute(async (transaction) => {
      const applied = await transaction.selectFrom('migration').select('version').execute();
      const version = Math.max(0, ...applied.map((row) => row.version));
      if (version > newest) {
        throw new Error(
          `The database has tables of version ${version}; this program knows versions up to ${newest}`,
        );
      }
      if (migration.version > version) {
        await migration.up(transaction, columns);
        await transaction
          .insertInto('migration')
          .values({ version: migration.version, name: migration.name, applied_at: now().toISOString() })
          .execute();
      }
    });
  }
}

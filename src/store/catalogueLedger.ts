import type { InsertResult, Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { statement } from './statement.ts';
import type { CatalogueImport } from './store.ts';

/** The code lists that operators have imported, and what the program remembers of itself. */

const findImportsAfter = statement<[sequence: number], CatalogueImport>(1, (database, sequence) =>
  database.selectFrom('catalogue_import').selectAll().where('sequence', '>', sequence).orderBy('sequence'),
);

const findState = statement<[name: string], { content: string }>(1, (database, name) =>
  database.selectFrom('program_state').select('content').where('name', '=', name),
);

const putState = statement<[name: string, content: string], InsertResult>(2, (database, name, content) =>
  database
    .insertInto('program_state')
    .values({ name, content })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((row) => ({ content: row.ref('excluded.content') })),
    ),
);

export async function readCatalogueImports(
  database: Kysely<Schema>,
  after: number,
): Promise<readonly CatalogueImport[]> {
  return findImportsAfter(database, after);
}

/** Numbers rise without gaps, so that of two processes that add after the same one, one fails. */
export async function addCatalogueImport(
  database: Kysely<Schema>,
  { sequence, content }: CatalogueImport,
): Promise<void> {
  await database.insertInto('catalogue_import').values({ sequence, content }).execute();
}

export async function readState(database: Kysely<Schema>, name: string): Promise<string | undefined> {
  const [row] = await findState(database, name);
  return row?.content;
}

export async function saveState(database: Kysely<Schema>, name: string, content: string): Promise<void> {
  await putState(database, name, content);
}

import type { InsertResult, Kysely } from 'kysely';
import type { Resource } from '@medplum/fhirtypes';
import type { Schema } from '../schema.ts';
import { statement } from '../statement.ts';
import { EXTRACTION_VERSION, type Extract } from './extract.ts';
import { IndexWriter } from './indexWriter.ts';
import type { ShortNumbers } from './shortNumbers.ts';

export interface IndexSurroundings {
  readonly extract: Extract;
  readonly numbers: ShortNumbers;
  readonly fingerprint: (resourceType: string) => string;
  /** Types of which it is written down by which parameters they are indexed. */
  readonly indexedTypes: Set<string>;
}

/** Resources a transaction. */
const STEP = 500;

const noteType = statement<[resourceType: string, fingerprint: string], InsertResult>(
  2,
  (database, resourceType, fingerprint) =>
    database
      .insertInto('indexed_type')
      .values({ resource_type: resourceType, fingerprint })
      .onConflict((conflict) =>
        conflict
          .column('resource_type')
          .doUpdateSet((row) => ({ fingerprint: row.ref('excluded.fingerprint') })),
      ),
);

/**
 * Writes down by which parameters the resources of the type are indexed; to be called with the first one. What is
 * remembered for it is added to `undo`, for a rollback.
 */
export async function noteIndexedType(
  database: Kysely<Schema>,
  { fingerprint, indexedTypes }: IndexSurroundings,
  resourceType: string,
  undo: (() => void)[],
): Promise<void> {
  await noteType(database, resourceType, versioned(fingerprint(resourceType)));
  indexedTypes.add(resourceType);
  undo.push(() => indexedTypes.delete(resourceType));
}

/** Indexes anew the resources of the types whose search parameters have changed since they were indexed. */
export async function bringIndexUpToDate(
  database: Kysely<Schema>,
  surroundings: IndexSurroundings,
): Promise<void> {
  const types = await database.selectFrom('indexed_type').selectAll().execute();
  for (const { resource_type: resourceType, fingerprint } of types) {
    if (fingerprint !== versioned(surroundings.fingerprint(resourceType))) {
      await indexAnew(database, surroundings, resourceType);
      await noteType(database, resourceType, versioned(surroundings.fingerprint(resourceType)));
    }
    surroundings.indexedTypes.add(resourceType);
  }
}

async function indexAnew(
  database: Kysely<Schema>,
  surroundings: IndexSurroundings,
  resourceType: string,
): Promise<void> {
  let after = 0;
  for (;;) {
    const rows = await database
      .selectFrom('resource')
      .select(['key', 'content'])
      .where('type', '=', resourceType)
      .where('deleted', '=', 0)
      .where('key', '>', after)
      .orderBy('key')
      .limit(STEP)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) {
      return;
    }
    await database.transaction().execute(async (transaction) => {
      const writer = new IndexWriter(transaction, surroundings.numbers, []);
      for (const { key } of rows) {
        await writer.remove(key);
      }
      for (const { key, content } of rows) {
        if (content !== null) {
          await writer.add(resourceType, key, surroundings.extract(JSON.parse(content) as Resource));
        }
      }
      await writer.flush();
    });
    after = last.key;
  }
}

function versioned(fingerprint: string): string {
  return `${EXTRACTION_VERSION}:${fingerprint}`;
}

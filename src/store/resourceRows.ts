import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { InsertResult, Kysely, UpdateResult } from 'kysely';
import type { ResourceRow, Schema } from './schema.ts';
import { insertion, statement } from './statement.ts';

/** The state of a resource as stored: current, or one of its versions. */
export interface StoredState {
  readonly version: number;
  readonly last_updated: number;
  readonly deleted: number;
  readonly content: string | null;
}

/** The resource of a state; undefined when that state is deleted. */
export function resourceOf({ content }: Pick<StoredState, 'content'>): WithId<Resource> | undefined {
  return content === null ? undefined : (JSON.parse(content) as WithId<Resource>);
}

const COLUMNS = ['key', 'type', 'id', 'version', 'last_updated', 'deleted', 'content'] as const;

export const readRows = statement<[type: string, id: string], ResourceRow>(2, (database, type, id) =>
  database.selectFrom('resource').select(COLUMNS).where('type', '=', type).where('id', '=', id),
);

/** The current row, a deleted one too. */
export async function readRow(
  database: Kysely<Schema>,
  type: string,
  id: string,
): Promise<ResourceRow | undefined> {
  return (await readRows(database, type, id))[0];
}

/** Gives the new row's key. */
export const insertRow = insertion<
  [type: string, id: string, version: number, lastUpdated: number, deleted: 0, content: string]
>(6, (database, type, id, version, lastUpdated, deleted, content) =>
  database.insertInto('resource').values({ type, id, version, last_updated: lastUpdated, deleted, content }),
);

export const updateRow = statement<
  [version: number, lastUpdated: number, deleted: number, content: string | null, key: number],
  UpdateResult
>(5, (database, version, lastUpdated, deleted, content, key) =>
  database
    .updateTable('resource')
    .set({ version, last_updated: lastUpdated, deleted, content })
    .where('key', '=', key),
);

/** Copies the current state among the versions, before it is replaced. */
export const keepVersion = statement<[key: number], InsertResult>(1, (database, key) =>
  database
    .insertInto('resource_version')
    .columns(['resource_key', 'version', 'last_updated', 'deleted', 'content'])
    .expression((builder) =>
      builder
        .selectFrom('resource')
        .select(['key', 'version', 'last_updated', 'deleted', 'content'])
        .where('key', '=', key),
    ),
);

export const readVersionRows = statement<[key: number, version: number], StoredState>(
  2,
  (database, key, version) =>
    database
      .selectFrom('resource_version')
      .select(['version', 'last_updated', 'deleted', 'content'])
      .where('resource_key', '=', key)
      .where('version', '=', version),
);

/** Former versions older than `before`, newest first. */
export const readFormerVersions = statement<[key: number, before: number, limit: number], StoredState>(
  3,
  (database, key, before, limit) =>
    database
      .selectFrom('resource_version')
      .select(['version', 'last_updated', 'deleted', 'content'])
      .where('resource_key', '=', key)
      .where('version', '<', before)
      .orderBy('version', 'desc')
      .limit(limit),
);

/** How many references are looked up by one statement, and up to how many by one each, which is made only once. */
const LOOKUP_SIZE = 100;
const FEW = 8;

/** The contents of the resources of one type with these ids, deleted ones left out, in no certain order. */
export async function readContents(
  database: Kysely<Schema>,
  type: string,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly content: string | null }[]> {
  const found: { readonly id: string; readonly content: string | null }[] = [];
  if (ids.length <= FEW) {
    for (const id of ids) {
      const row = await readRow(database, type, id);
      if (row?.deleted === 0) {
        found.push(row);
      }
    }
    return found;
  }
  for (let start = 0; start < ids.length; start += LOOKUP_SIZE) {
    const rows = await database
      .selectFrom('resource')
      .select(['id', 'content'])
      .where('type', '=', type)
      .where('id', 'in', ids.slice(start, start + LOOKUP_SIZE))
      .where('deleted', '=', 0)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** As `readContents`, by key. */
export async function readContentsByKey(
  database: Kysely<Schema>,
  keys: readonly number[],
): Promise<{ readonly key: number; readonly content: string | null }[]> {
  const found: { readonly key: number; readonly content: string | null }[] = [];
  for (let start = 0; start < keys.length; start += LOOKUP_SIZE) {
    const rows = await database
      .selectFrom('resource')
      .select(['key', 'content'])
      .where('key', 'in', keys.slice(start, start + LOOKUP_SIZE))
      .execute();
    found.push(...rows);
  }
  return found;
}

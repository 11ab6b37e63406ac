import { gone, notFound, OperationOutcomeError, type WithId } from '@medplum/core';
import type { ReadHistoryOptions } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import {
  readFormerVersions,
  readRow,
  readVersionRows,
  resourceOf,
  type StoredState,
} from './resourceRows.ts';
import type { ResourceRow, Schema } from './schema.ts';

const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 1000;

/** The versions of one resource, newest first, deletions among them; throws *not found* when there never was one. */
export async function readHistory(
  database: Kysely<Schema>,
  baseUrl: string,
  resourceType: string,
  id: string,
  { offset = 0, limit = DEFAULT_LIMIT }: ReadHistoryOptions,
): Promise<Bundle> {
  const row = await readRow(database, resourceType, id);
  if (row === undefined) {
    throw new OperationOutcomeError(notFound);
  }
  const start = Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
  const count = Number.isSafeInteger(limit) && limit >= 0 ? Math.min(limit, HIGHEST_LIMIT) : DEFAULT_LIMIT;
  // Versions count from 1 without gaps, so an offset from the newest is a version.
  const newest = row.version - start;
  const states: StoredState[] = start === 0 && count > 0 ? [row] : [];
  const before = start === 0 ? row.version : newest + 1;
  if (count > states.length && before > 1) {
    states.push(...(await readFormerVersions(database, row.key, before, count - states.length)));
  }
  const url = (from: number): string =>
    `${prefix(baseUrl)}${resourceType}/${id}/_history?_count=${count}${from > 0 ? `&_offset=${from}` : ''}`;
  const next = start + count;
  return {
    resourceType: 'Bundle',
    type: 'history',
    total: row.version,
    link: [
      { relation: 'self', url: url(start) },
      ...(count > 0 && next < row.version ? [{ relation: 'next' as const, url: url(next) }] : []),
    ],
    ...(states.length === 0 ? {} : { entry: states.map((state) => entryOf(row, state, baseUrl)) }),
  };
}

/** Throws *gone* when that version is a deletion, *not found* when there is none. */
export async function readVersion(
  database: Kysely<Schema>,
  resourceType: string,
  id: string,
  version: string,
): Promise<WithId<Resource>> {
  const row = await readRow(database, resourceType, id);
  if (row === undefined || !/^[1-9]\d{0,8}$/.test(version)) {
    throw new OperationOutcomeError(notFound);
  }
  const number = Number(version);
  const state = row.version === number ? row : (await readVersionRows(database, row.key, number))[0];
  if (state === undefined) {
    throw new OperationOutcomeError(notFound);
  }
  const resource = resourceOf(state);
  if (resource === undefined) {
    throw new OperationOutcomeError(gone);
  }
  return resource;
}

function entryOf(row: ResourceRow, state: StoredState, baseUrl: string): BundleEntry {
  const resource = resourceOf(state);
  const url = `${row.type}/${row.id}`;
  const method = resource === undefined ? 'DELETE' : state.version === 1 ? 'POST' : 'PUT';
  return {
    fullUrl: `${prefix(baseUrl)}${url}`,
    ...(resource === undefined ? {} : { resource }),
    request: { method, url: method === 'POST' ? row.type : url },
    response: {
      status: method === 'DELETE' ? '204' : method === 'POST' ? '201' : '200',
      etag: `W/"${state.version}"`,
      lastModified: new Date(state.last_updated).toISOString(),
    },
  };
}

function prefix(baseUrl: string): string {
  return baseUrl === '' ? '' : `${baseUrl}/`;
}

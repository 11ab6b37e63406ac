import { OperationOutcomeError, type SearchRequest } from '@medplum/core';
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import { outcomeOf } from '../../fhir/outcome.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { SEARCH_FINDINGS } from '../findings.ts';
import type { ShortNumbers } from '../index/shortNumbers.ts';
import { readContentsByKey, resourceOf } from '../resourceRows.ts';
import type { Schema } from '../schema.ts';
import { checkRequest, DEFAULT_COUNT, HIGHEST_COUNT } from './checkRequest.ts';
import { conditionOf } from './condition.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { findIncluded, MOST_INCLUDED, type KeyedResource } from './includes.ts';
import { pageLinks } from './pageLinks.ts';
import type { MatchRow, Plan } from './matching.ts';
import { countMatches, findMatches } from './plan.ts';
import type { ReadingSurroundings } from './readCriterion.ts';
import { sortKeysOf } from './sortKey.ts';

export interface SearchSurroundings extends ReadingSurroundings {
  readonly numbers: ShortNumbers;
}

/** Throws an OperationOutcomeError (400) whose issues name every fault of the request. */
export type Search = (database: Kysely<Schema>, request: SearchRequest) => Promise<Bundle>;

/**
 * Without `_total` the matches are counted up to this many, and on the first page only; beyond it Bundle.total is
 * left out. `_total=accurate` counts them all.
 */
const COUNTED = 2_000;

export function createSearch(surroundings: SearchSurroundings): Search {
  return async (database, request) => {
    const { criteria, findings } = checkRequest(surroundings, request);
    const sort = request.sortRules ?? [];
    const cursor = request.cursor === undefined ? undefined : readCursor(request.cursor, sort.length);
    if (request.cursor !== undefined && cursor === undefined) {
      findings.push(createFinding(SEARCH_FINDINGS.cursorInvalid, '_cursor'));
    }
    refuse(findings);
    const { resourceType } = request;
    const { numbers, searchParameters, baseUrl } = surroundings;
    const plan: Plan = {
      resourceType,
      conditions: await Promise.all(
        criteria.map((criterion) => conditionOf(database, numbers, resourceType, criterion)),
      ),
      sort: await sortKeysOf(database, numbers, searchParameters, resourceType, sort),
    };
    const count = Math.min(request.count ?? DEFAULT_COUNT, HIGHEST_COUNT);
    const offset = request.offset ?? 0;
    const rows =
      count === 0 ? [] : (await findMatches(database, plan, cursor, offset + count + 1)).slice(offset);
    const page = rows.slice(0, count);
    const last = page.at(-1);
    const total = await totalOf(database, plan, request, {
      rows,
      count,
      isFirst: cursor === undefined && offset === 0,
    });
    const entry = await entriesOf(database, surroundings, request, page);
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      ...(total === undefined ? {} : { total }),
      link: pageLinks(
        request,
        baseUrl,
        rows.length > count && last !== undefined ? writeCursor(last) : undefined,
      ),
      ...(entry.length === 0 ? {} : { entry }),
    };
  };
}

async function totalOf(
  database: Kysely<Schema>,
  plan: Plan,
  { total }: SearchRequest,
  {
    rows,
    count,
    isFirst,
  }: { readonly rows: readonly MatchRow[]; readonly count: number; readonly isFirst: boolean },
): Promise<number | undefined> {
  if (total === 'none') {
    return undefined;
  }
  if (isFirst && count > 0 && rows.length <= count) {
    return rows.length;
  }
  if (total === 'accurate' || count === 0) {
    return countMatches(database, plan, Number.MAX_SAFE_INTEGER);
  }
  if (!isFirst) {
    return undefined;
  }
  const counted = await countMatches(database, plan, COUNTED + 1);
  return counted > COUNTED ? undefined : counted;
}

async function entriesOf(
  database: Kysely<Schema>,
  surroundings: SearchSurroundings,
  request: SearchRequest,
  page: readonly MatchRow[],
): Promise<BundleEntry[]> {
  const contents = new Map(
    (
      await readContentsByKey(
        database,
        page.map(({ key }) => key),
      )
    ).map((row) => [row.key, row]),
  );
  const matches: KeyedResource[] = page.flatMap(({ key }) => {
    const resource = resourceOf(contents.get(key) ?? { content: null });
    return resource === undefined ? [] : [{ key, resource }];
  });
  const prefix = surroundings.baseUrl === '' ? '' : `${surroundings.baseUrl}/`;
  const entry = ({ resource }: KeyedResource, mode: 'match' | 'include'): BundleEntry => ({
    fullUrl: `${prefix}${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  });
  const entries = matches.map((match) => entry(match, 'match'));
  if (request.include === undefined && request.revInclude === undefined) {
    return entries;
  }
  const { included, truncated } = await findIncluded(database, surroundings, request, matches);
  entries.push(...included.map((one) => entry(one, 'include')));
  if (truncated) {
    const finding = createFinding(SEARCH_FINDINGS.includesTruncated, '', { most: String(MOST_INCLUDED) });
    entries.push({ resource: outcomeOf([finding]), search: { mode: 'outcome' } });
  }
  return entries;
}

function refuse(findings: readonly Finding[]): void {
  if (findings.length > 0) {
    throw new OperationOutcomeError(outcomeOf(findings));
  }
}

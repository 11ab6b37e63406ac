import type { IncludeTarget, SearchRequest, WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SearchParameters } from '../../definitions/searchParameters.ts';
import type { ShortNumbers } from '../index/shortNumbers.ts';
import { resourceOf } from '../resourceRows.ts';
import type { Schema } from '../schema.ts';

/** A resource with its key in the tables. */
export interface KeyedResource {
  readonly key: number;
  readonly resource: WithId<Resource>;
}

/** More resources than this are not included in one page. */
export const MOST_INCLUDED = 1000;
/** How often what was included includes more (`:iterate`). */
const MOST_ROUNDS = 5;
/** Keys and ids a statement. */
const STEP = 200;

export interface IncludeSurroundings {
  readonly searchParameters: SearchParameters;
  readonly numbers: ShortNumbers;
}

/**
 * What `_include` and `_revinclude` add to the matches, each resource once, deleted ones left out. References are
 * read from the search index. `truncated`: there would be more.
 */
export async function findIncluded(
  database: Kysely<Schema>,
  surroundings: IncludeSurroundings,
  { include = [], revInclude = [] }: SearchRequest,
  matches: readonly KeyedResource[],
): Promise<{ readonly included: readonly KeyedResource[]; readonly truncated: boolean }> {
  const seen = new Set(matches.map(({ key }) => key));
  const included: KeyedResource[] = [];
  let base = matches;
  for (let round = 0; round < MOST_ROUNDS && base.length > 0; round++) {
    const again = ({ modifier }: IncludeTarget): boolean => round === 0 || modifier === 'iterate';
    const next: KeyedResource[] = [];
    for (const [direction, target] of [
      ...include.filter(again).map((one) => ['forward', one] as const),
      ...revInclude.filter(again).map((one) => ['reverse', one] as const),
    ]) {
      const find = direction === 'forward' ? findReferred : findReferring;
      for (const found of await find(database, surroundings, target, base)) {
        if (seen.has(found.key)) {
          continue;
        }
        if (included.length + next.length >= MOST_INCLUDED) {
          return { included: [...included, ...next], truncated: true };
        }
        seen.add(found.key);
        next.push(found);
      }
    }
    included.push(...next);
    base = next;
  }
  return { included, truncated: false };
}

interface ContentRow {
  readonly key: number;
  readonly content: string | null;
}

/** What the resources of the base refer to. */
async function findReferred(
  database: Kysely<Schema>,
  surroundings: IncludeSurroundings,
  target: IncludeTarget,
  base: readonly KeyedResource[],
): Promise<readonly KeyedResource[]> {
  const keys = base
    .filter(({ resource }) => resource.resourceType === target.resourceType)
    .map(({ key }) => key);
  const parameters = await parameterNumbers(database, surroundings, target);
  return parameters.length === 0
    ? []
    : inSteps(database, keys, (step) => {
        const ofType =
          target.targetType === undefined
            ? sql`i.target_type <> ''`
            : sql`i.target_type = ${target.targetType}`;
        return sql`select distinct r.key, r.content from reference_index as i cross join resource as r
          where i.resource_key in (${sql.join(step)}) and i.parameter in (${sql.join(parameters)}) and ${ofType}
          and r.type = i.target_type and r.id = i.target_id and r.deleted = 0 order by r.key limit ${MOST_INCLUDED + 1}`;
      });
}

/** What refers to the resources of the base. */
async function findReferring(
  database: Kysely<Schema>,
  surroundings: IncludeSurroundings,
  target: IncludeTarget,
  base: readonly KeyedResource[],
): Promise<readonly KeyedResource[]> {
  const parameters = await parameterNumbers(database, surroundings, target);
  const found: KeyedResource[] = [];
  const idsByType = Map.groupBy(base, ({ resource }) => resource.resourceType);
  for (const [type, resources] of idsByType) {
    if (parameters.length === 0 || (target.targetType !== undefined && target.targetType !== type)) {
      continue;
    }
    const ids = resources.map(({ resource }) => resource.id);
    found.push(
      ...(await inSteps(
        database,
        ids,
        (step) => sql`select distinct r.key, r.content from reference_index as i cross join resource as r
          where i.parameter in (${sql.join(parameters)}) and i.target_id in (${sql.join(step)}) and i.target_type = ${type}
          and r.key = i.resource_key order by r.key limit ${MOST_INCLUDED + 1}`,
      )),
    );
  }
  return found;
}

async function parameterNumbers(
  database: Kysely<Schema>,
  { searchParameters, numbers }: IncludeSurroundings,
  { resourceType, searchParam }: IncludeTarget,
): Promise<readonly number[]> {
  const codes = searchParam === '*' ? referenceParameters(searchParameters, resourceType) : [searchParam];
  const found = await Promise.all(codes.map((code) => numbers.findParameter(database, resourceType, code)));
  return found.filter((number) => number !== undefined);
}

/** Codes of the reference parameters of a type: what can be included from it. */
export function referenceParameters(
  searchParameters: SearchParameters,
  resourceType: string,
): readonly string[] {
  return [...searchParameters.of(resourceType).values()]
    .filter(({ type }) => type === 'reference')
    .map(({ code }) => code);
}

async function inSteps<T>(
  database: Kysely<Schema>,
  values: readonly T[],
  query: (step: readonly T[]) => RawBuilder<unknown>,
): Promise<readonly KeyedResource[]> {
  const found: KeyedResource[] = [];
  for (let start = 0; start < values.length; start += STEP) {
    const step = query(values.slice(start, start + STEP)) as RawBuilder<ContentRow>;
    for (const { key, content } of (await step.execute(database)).rows) {
      const resource = resourceOf({ content });
      if (resource !== undefined) {
        found.push({ key, resource });
      }
    }
  }
  return found;
}

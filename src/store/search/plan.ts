import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Cursor } from './cursor.ts';
import {
  all,
  AND,
  canLead,
  isNever,
  keysOf,
  meets,
  resources,
  type IndexCondition,
  type MatchRow,
  type Plan,
} from './matching.ts';
import { sortedMatches } from './sortedMatches.ts';
import { alongCondition, alongCreation, alongUpdates, alongValues } from './walk.ts';

/** A condition met by fewer resources than this is worked through as a whole; of others only a stretch is. */
const FEW = 1000;

/**
 * The first `limit` matches after the cursor. Without a sort they come in the order of creation, in which new
 * resources come last: a page is never shifted by what is stored meanwhile. Which table leads:
 * - the condition that is met by few resources, where there is one;
 * - else, in the order of creation, an index whose rows for the value stand in that order: one stretch of it;
 * - else all resources of the type by creation, by update or by the value that they are sorted by, until the page is
 *   full;
 * - else, for other orders and where resources without a value come in, all that match.
 */
export async function findMatches(
  database: Kysely<Schema>,
  plan: Plan,
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly MatchRow[]> {
  const { conditions, sort } = plan;
  if (conditions.some(isNever)) {
    return [];
  }
  const candidates = conditions.filter(canLead);
  const inOrder = candidates.find(({ alternatives }) =>
    alternatives.every((alternative) => alternative.inOrder),
  );
  if (sort.length === 0 && candidates.length === 1 && conditions.length === 1 && inOrder !== undefined) {
    return alongCondition(database, inOrder, [], cursor, limit);
  }
  const few = await findSelective(database, candidates);
  if (few !== undefined) {
    return few.rows === 0 ? [] : sortedMatches(database, plan, few.condition, cursor, limit);
  }
  const onResources = conditions.some(({ of }) => of === 'resource');
  if (sort.length === 0) {
    return inOrder === undefined || onResources
      ? alongCreation(database, plan, cursor, limit)
      : alongCondition(
          database,
          inOrder,
          conditions.filter((condition) => condition !== inOrder),
          cursor,
          limit,
        );
  }
  const [first, ...others] = sort;
  if (first?.code === '_lastUpdated' && others.length === 0) {
    return alongUpdates(database, plan, first.descending, cursor, limit);
  }
  const pastValues = cursor?.sortValues[0] === null;
  if (first?.index !== undefined && others.length === 0 && !onResources && !pastValues) {
    const rows = await alongValues(database, plan, { ...first, index: first.index }, cursor, limit);
    if (rows.length === limit) {
      return rows;
    }
  }
  return sortedMatches(database, plan, candidates[0], cursor, limit);
}

/** How many resources match, or `most` when there are more. */
export async function countMatches(database: Kysely<Schema>, plan: Plan, most: number): Promise<number> {
  const { conditions } = plan;
  if (conditions.some(isNever)) {
    return 0;
  }
  const candidates = conditions.filter(canLead);
  const lead =
    candidates.length > 1
      ? ((await findSelective(database, candidates))?.condition ?? candidates[0])
      : candidates[0];
  const others = conditions.filter((condition) => condition !== lead);
  const matches =
    lead === undefined || others.some(({ of }) => of === 'resource')
      ? sql`select r.key from ${resources(lead)} where ${all(plan, lead, others)}`
      : others.length === 0
        ? keysOf(lead.alternatives)
        : sql`select m.key from (${keysOf(lead.alternatives)}) as m where ${sql.join(
            others.map((other) => meets(other, sql`m.key`)),
            AND,
          )}`;
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from (select key from (${matches}) as matched limit ${most}) as counted`.execute(
    database,
  );
  return rows[0]?.count ?? 0;
}

/** The condition with the fewest rows, and how many, when that is few. */
async function findSelective(
  database: Kysely<Schema>,
  candidates: readonly IndexCondition[],
): Promise<{ readonly condition: IndexCondition; readonly rows: number } | undefined> {
  let best: IndexCondition | undefined;
  let fewest = FEW;
  for (const candidate of candidates) {
    let count = 0;
    for (const { table, where } of candidate.alternatives) {
      const rows = sql`select 1 from ${sql.table(table)} where ${where} limit ${fewest - count}`;
      const counted = await sql<{
        count: number;
      }>`select count(*) as count from (${rows}) as counted`.execute(database);
      count += counted.rows[0]?.count ?? 0;
      if (count >= fewest) {
        break;
      }
    }
    if (count < fewest) {
      best = candidate;
      fewest = count;
    }
    if (fewest === 0) {
      break;
    }
  }
  return best === undefined ? undefined : { condition: best, rows: fewest };
}

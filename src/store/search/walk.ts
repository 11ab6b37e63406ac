import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Condition } from './condition.ts';
import type { Sql } from './sqlPart.ts';
import type { Cursor } from './cursor.ts';
import { all, AND, meets, TRUE, UNION, type IndexCondition, type MatchRow, type Plan } from './matching.ts';
import type { SortKey } from './sortKey.ts';

/**
 * Ways through an index in the order of the results, that end when the page is full: their cost hangs on the page,
 * and on how often the other conditions are met, not on how much is stored.
 */

/** The order of creation, along the rows of one condition; the others are tried on each. */
export function alongCondition(
  database: Kysely<Schema>,
  lead: IndexCondition,
  others: readonly Condition[],
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly MatchRow[]> {
  return keysOnly(database, stretchOf(lead, others, cursor, limit));
}

/** The first keys of each alternative, which its index gives in order, merged. */
function stretchOf(
  { alternatives }: IndexCondition,
  others: readonly Condition[],
  cursor: Cursor | undefined,
  limit: number,
): Sql {
  const stretches = alternatives.map(({ table, where, once }) => {
    const further = [
      ...(cursor === undefined ? [] : [sql`d.resource_key > ${cursor.key}`]),
      ...others.map((other) => meets(other, sql`d.resource_key`)),
    ];
    return sql`select ${once ? sql`` : sql`distinct `}d.resource_key as key from ${sql.table(table)} as d
      where ${sql.join([where, ...further], AND)} order by d.resource_key limit ${limit}`;
  });
  const [only, ...rest] = stretches;
  return only !== undefined && rest.length === 0
    ? only
    : sql`select key from (${sql.join(
        stretches.map((stretch) => sql`select key from (${stretch}) as stretch`),
        UNION,
      )}) as merged order by key limit ${limit}`;
}

/** The order of creation, along all resources of the type. */
export function alongCreation(
  database: Kysely<Schema>,
  plan: Plan,
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly MatchRow[]> {
  const after = cursor === undefined ? TRUE : sql`r.key > ${cursor.key}`;
  return keysOnly(
    database,
    sql`select r.key from resource as r where ${all(plan, undefined, plan.conditions)} and ${after} order by r.key limit ${limit}`,
  );
}

/** The order of `_lastUpdated`. */
export async function alongUpdates(
  database: Kysely<Schema>,
  plan: Plan,
  descending: boolean,
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly MatchRow[]> {
  const direction = descending ? sql`desc` : sql`asc`;
  const [updated] = cursor?.sortValues ?? [];
  const after =
    cursor === undefined
      ? TRUE
      : sql`(r.last_updated, r.key) ${descending ? sql`<` : sql`>`} (${updated}, ${cursor.key})`;
  const { rows } = await sql<{
    key: number;
    updated: number;
  }>`select r.key, r.last_updated as updated from resource as r
    where ${all(plan, undefined, plan.conditions)} and ${after}
    order by r.last_updated ${direction}, r.key ${direction} limit ${limit}`.execute(database);
  return rows.map((row) => ({ key: row.key, sortValues: [row.updated] }));
}

/**
 * The order of an indexed value, along the rows of its parameter; resources without a value are not met with. Of
 * several values of a resource the row that sorts first counts.
 */
export async function alongValues(
  database: Kysely<Schema>,
  plan: Plan,
  { index, descending }: SortKey & { readonly index: NonNullable<SortKey['index']> },
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly MatchRow[]> {
  const table = sql.table(index.table);
  const [value, otherValue] = [sql.ref(`d.${index.column}`), sql.ref(`e.${index.column}`)];
  const direction = descending ? sql`desc` : sql`asc`;
  const before = descending ? sql`>` : sql`<`;
  const [sortValue] = cursor?.sortValues ?? [];
  const after =
    cursor === undefined
      ? TRUE
      : sql`(${value}, d.resource_key) ${descending ? sql`<` : sql`>`} (${sortValue}, ${cursor.key})`;
  const isFirst = sql`not exists (select 1 from ${table} as e where e.resource_key = d.resource_key
    and e.parameter = d.parameter and ${otherValue} ${before} ${value})`;
  const conditions = plan.conditions.map((condition) => meets(condition, sql`d.resource_key`));
  const { rows } = await sql<{ key: number; value: string | number }>`
    select distinct d.resource_key as key, ${value} as value from ${table} as d
    where d.parameter = ${index.parameter} and ${sql.join([after, ...conditions, isFirst], AND)}
    order by ${value} ${direction}, d.resource_key ${direction} limit ${limit}`.execute(database);
  return rows.map((row) => ({ key: row.key, sortValues: [row.value] }));
}

async function keysOnly(database: Kysely<Schema>, query: Sql): Promise<readonly MatchRow[]> {
  const { rows } = await (query as ReturnType<typeof sql<{ key: number }>>).execute(database);
  return rows.map(({ key }) => ({ key, sortValues: [] }));
}

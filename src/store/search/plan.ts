import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Condition, IndexAlternative, Sql } from './condition.ts';
import type { Cursor } from './cursor.ts';
import type { SortKey } from './sortKey.ts';

/** One match: the resource's key and its values in the order of the results. */
export interface MatchRow {
  readonly key: number;
  readonly sortValues: readonly (string | number | null)[];
}

/** What is searched for, in the terms of the tables. */
export interface Plan {
  readonly resourceType: string;
  readonly conditions: readonly Condition[];
  readonly sort: readonly SortKey[];
}

type IndexCondition = Extract<Condition, { of: 'index' }>;

/** A condition met by fewer resources than this is worked through as a whole; of others only a stretch is. */
const FEW = 1000;

const AND = sql` and `;
const UNION = sql` union `;

/**
 * The first `limit` matches after the cursor. Without a sort they come in the order of creation, in which new
 * resources come last: a page is never shifted by what is stored meanwhile. Which table leads:
 * - the condition that is met by few resources, where there is one;
 * - else, in the order of creation, an index whose rows for the value stand in that order: one stretch of it;
 * - else all resources of the type, by creation or (sorted by `_lastUpdated`) by update, until the page is full;
 * - else, sorted by other values, all that match.
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
    return keysOnly(database, stretchOf(inOrder, [], cursor, limit));
  }
  const few = await findSelective(database, candidates);
  if (few !== undefined) {
    return sortedMatches(database, plan, few, cursor, limit);
  }
  if (sort.length === 0) {
    return keysOnly(
      database,
      inOrder === undefined || conditions.some(({ of }) => of === 'resource')
        ? byCreation(plan, cursor, limit)
        : stretchOf(
            inOrder,
            conditions.filter((condition) => condition !== inOrder),
            cursor,
            limit,
          ),
    );
  }
  const [first, ...others] = sort;
  return first?.code === '_lastUpdated' && others.length === 0
    ? byUpdate(database, plan, first.descending, cursor, limit)
    : sortedMatches(database, plan, candidates[0], cursor, limit);
}

/** How many resources match, or `most` when there are more. */
export async function countMatches(database: Kysely<Schema>, plan: Plan, most: number): Promise<number> {
  const { conditions } = plan;
  if (conditions.some(isNever)) {
    return 0;
  }
  const candidates = conditions.filter(canLead);
  const lead =
    candidates.length > 1 ? ((await findSelective(database, candidates)) ?? candidates[0]) : candidates[0];
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

const TRUE = sql`1 = 1`;

function isNever(condition: Condition): boolean {
  return condition.of === 'index' && !condition.negated && condition.alternatives.length === 0;
}

function canLead(condition: Condition): condition is IndexCondition {
  return condition.of === 'index' && !condition.negated;
}

/** The condition with the fewest rows, when that is few. */
async function findSelective(
  database: Kysely<Schema>,
  candidates: readonly IndexCondition[],
): Promise<IndexCondition | undefined> {
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
  return best;
}

/** The keys of the resources that meet one of the alternatives, each once. */
function keysOf(alternatives: readonly IndexAlternative[]): Sql {
  const [only, ...others] = alternatives;
  if (only !== undefined && others.length === 0) {
    return sql`select ${only.once ? sql`` : sql`distinct `}resource_key as key from ${sql.table(only.table)} where ${only.where}`;
  }
  return sql.join(
    alternatives.map(
      ({ table, where }) => sql`select resource_key as key from ${sql.table(table)} where ${where}`,
    ),
    UNION,
  );
}

function meets(condition: Condition, key: Sql): Sql {
  if (condition.of === 'resource') {
    return condition.where;
  }
  const rows = condition.alternatives.map(
    ({ table, where }) =>
      sql`exists (select 1 from ${sql.table(table)} where ${where} and resource_key = ${key})`,
  );
  const one = rows.length === 0 ? sql`1 = 0` : sql`(${sql.join(rows, sql` or `)})`;
  return condition.negated ? sql`not ${one}` : one;
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

function resources(lead: IndexCondition | undefined): Sql {
  return lead === undefined
    ? sql`resource as r`
    : // A cross join, with the condition in `all`: engines then keep to the order in which the tables stand.
      sql`(${keysOf(lead.alternatives)}) as m cross join resource as r`;
}

function all(
  { resourceType }: Plan,
  lead: IndexCondition | undefined,
  conditions: readonly Condition[],
): Sql {
  return sql.join(
    [
      ...(lead === undefined ? [] : [sql`r.key = m.key`]),
      sql`r.type = ${resourceType} and r.deleted = 0`,
      ...conditions.map((condition) => meets(condition, sql`r.key`)),
    ],
    AND,
  );
}

function byCreation(plan: Plan, cursor: Cursor | undefined, limit: number): Sql {
  const after = cursor === undefined ? TRUE : sql`r.key > ${cursor.key}`;
  return sql`select r.key from resource as r where ${all(plan, undefined, plan.conditions)} and ${after} order by r.key limit ${limit}`;
}

async function byUpdate(
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

async function sortedMatches(
  database: Kysely<Schema>,
  plan: Plan,
  lead: IndexCondition | undefined,
  cursor: Cursor | undefined,
  limit: number,
): Promise<readonly MatchRow[]> {
  const columns = plan.sort.map((_, index) => sql.ref(`s${index}`));
  const values = plan.sort.map(({ value }, index) => sql`, ${value} as ${columns[index]}`);
  const others = plan.conditions.filter((condition) => condition !== lead);
  const matches = sql`select r.key${sql.join(values, sql``)} from ${resources(lead)} where ${all(plan, lead, others)}`;
  const descending = plan.sort.at(-1)?.descending ?? false;
  const order = plan.sort.map(
    (key, index) =>
      sql`(${columns[index]} is null) asc, ${columns[index]} ${key.descending ? sql`desc` : sql`asc`}, `,
  );
  const { rows } = await sql<
    Readonly<Record<string, string | number | null>>
  >`select * from (${matches}) as matched
    where ${cursor === undefined ? TRUE : after(plan.sort, columns, cursor, descending)}
    order by ${sql.join(order, sql``)}key ${descending ? sql`desc` : sql`asc`} limit ${limit}`.execute(
    database,
  );
  return rows.map((row) => ({
    key: Number(row.key),
    sortValues: plan.sort.map((_, index) => row[`s${index}`] ?? null),
  }));
}

/** Comes after the cursor: at the first level that differs, and by its key where none does. */
function after(sort: readonly SortKey[], columns: readonly Sql[], cursor: Cursor, descending: boolean): Sql {
  const equal: Sql[] = [];
  const cases: Sql[] = [];
  for (const [index, { descending: down }] of sort.entries()) {
    const column = columns[index] ?? sql`null`;
    const value = cursor.sortValues[index] ?? null;
    if (value !== null) {
      const beyond = sql`(${column} ${down ? sql`<` : sql`>`} ${value} or ${column} is null)`;
      cases.push(sql.join([...equal, beyond], AND));
    }
    equal.push(value === null ? sql`${column} is null` : sql`${column} = ${value}`);
  }
  cases.push(sql.join([...equal, sql`key ${descending ? sql`<` : sql`>`} ${cursor.key}`], AND));
  return sql`(${sql.join(cases, sql` or `)})`;
}

async function keysOnly(database: Kysely<Schema>, query: Sql): Promise<readonly MatchRow[]> {
  const { rows } = await (query as ReturnType<typeof sql<{ key: number }>>).execute(database);
  return rows.map(({ key }) => ({ key, sortValues: [] }));
}

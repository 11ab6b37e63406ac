import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Sql } from './sqlPart.ts';
import type { Cursor } from './cursor.ts';
import { all, AND, resources, TRUE, type IndexCondition, type MatchRow, type Plan } from './matching.ts';
import type { SortKey } from './sortKey.ts';

/** Works through all that match, led by the condition, and sorts it: for any order, and dear when much matches. */
export async function sortedMatches(
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

import { sql } from 'kysely';
import type { Condition, IndexAlternative } from './condition.ts';
import type { Sql } from './sqlPart.ts';
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

export type IndexCondition = Extract<Condition, { of: 'index' }>;

export const AND = sql` and `;
export const UNION = sql` union `;
export const TRUE = sql`1 = 1`;

export function isNever(condition: Condition): boolean {
  return condition.of === 'index' && !condition.negated && condition.alternatives.length === 0;
}

export function canLead(condition: Condition): condition is IndexCondition {
  return condition.of === 'index' && !condition.negated;
}

/** The keys of the resources that meet one of the alternatives, each once. */
export function keysOf(alternatives: readonly IndexAlternative[]): Sql {
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

/** Whether the resource with the key meets the condition. */
export function meets(condition: Condition, key: Sql): Sql {
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

/** All resources, or those that the leading condition gives: `r`, to be joined by `all`. */
export function resources(lead: IndexCondition | undefined): Sql {
  return lead === undefined
    ? sql`resource as r`
    : // A cross join, with the condition in `all`: engines then keep to the order in which the tables stand.
      sql`(${keysOf(lead.alternatives)}) as m cross join resource as r`;
}

/** Of the plan's type, not deleted, and meets the conditions: for `r`. */
export function all(
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

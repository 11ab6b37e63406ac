import { sql, type Kysely } from 'kysely';
import type { SortRule } from '@medplum/core';
import type { SearchParameters } from '../../definitions/searchParameters.ts';
import type { ShortNumbers } from '../index/shortNumbers.ts';
import type { Schema } from '../schema.ts';
import { TABLE_OF_TYPE, type IndexTableName } from './condition.ts';
import type { Sql } from './sqlPart.ts';

/** One level of the order of the results. What has no value comes last. */
export interface SortKey {
  readonly code: string;
  readonly descending: boolean;
  /** The value of the resource with the alias `r`. */
  readonly value: Sql;
  /** Where the values stand in their order; absent for what stands in table `resource`. */
  readonly index?: { readonly table: IndexTableName; readonly column: string; readonly parameter: number };
}

const SORTED_COLUMN: Readonly<Record<IndexTableName, string>> = {
  token_index: 'code',
  reference_index: 'target_id',
  date_index: 'start_at',
  string_index: 'folded',
  quantity_index: 'low',
  uri_index: 'value',
};

/** Of several values of a resource the lowest counts, or in descending order the highest. */
export async function sortKeysOf(
  database: Kysely<Schema>,
  numbers: ShortNumbers,
  parameters: SearchParameters,
  resourceType: string,
  rules: readonly SortRule[],
): Promise<readonly SortKey[]> {
  const keys: SortKey[] = [];
  for (const { code, descending = false } of rules) {
    const sorted = await valueOf(database, numbers, parameters, resourceType, code, descending);
    keys.push({ code, descending, ...sorted });
  }
  return keys;
}

async function valueOf(
  database: Kysely<Schema>,
  numbers: ShortNumbers,
  parameters: SearchParameters,
  resourceType: string,
  code: string,
  descending: boolean,
): Promise<Pick<SortKey, 'value' | 'index'>> {
  if (code === '_id') {
    return { value: sql`r.id` };
  }
  if (code === '_lastUpdated') {
    return { value: sql`r.last_updated` };
  }
  const parameter = await numbers.findParameter(database, resourceType, code);
  const type = parameters.of(resourceType).get(code)?.type;
  if (parameter === undefined || type === undefined) {
    return { value: sql`null` };
  }
  const table = TABLE_OF_TYPE[type];
  const column = SORTED_COLUMN[table];
  const extreme = descending ? sql`max(${sql.ref(column)})` : sql`min(${sql.ref(column)})`;
  const value = sql`(select ${extreme} from ${sql.table(table)} where resource_key = r.key and parameter = ${parameter})`;
  return { value, index: { table, column, parameter } };
}

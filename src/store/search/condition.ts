import { sql, type Kysely } from 'kysely';
import type { SearchParameterType } from '../../definitions/searchParameters.ts';
import { identifierParameter, textParameter } from '../index/extract.ts';
import type { ShortNumbers } from '../index/shortNumbers.ts';
import type { Schema } from '../schema.ts';
import {
  compareDates,
  compareQuantity,
  compareReference,
  compareRole,
  compareString,
  compareUri,
} from './comparison.ts';
import type { Criterion, TokenAlternative } from './criterion.ts';
import type { Sql } from './sqlPart.ts';

/** A criterion in the terms of the tables. */
export type Condition =
  /** On the columns of table `resource`, under the alias `r`. */
  | { readonly of: 'resource'; readonly where: Sql }
  /** At least one of the alternatives has a row for the resource; when negated, none has. */
  | { readonly of: 'index'; readonly alternatives: readonly IndexAlternative[]; readonly negated: boolean };

/** Rows of one index table. */
export interface IndexAlternative {
  readonly table: IndexTableName;
  readonly where: Sql;
  /** The table's index gives these rows in the order of their resources. */
  readonly inOrder: boolean;
  /** No resource has more than one of these rows. */
  readonly once: boolean;
}

export type IndexTableName =
  'token_index' | 'reference_index' | 'date_index' | 'string_index' | 'quantity_index' | 'uri_index';

export const TABLE_OF_TYPE: Readonly<Record<SearchParameterType, IndexTableName>> = {
  token: 'token_index',
  reference: 'reference_index',
  date: 'date_index',
  string: 'string_index',
  number: 'quantity_index',
  quantity: 'quantity_index',
  uri: 'uri_index',
};

export async function conditionOf(
  database: Kysely<Schema>,
  numbers: ShortNumbers,
  resourceType: string,
  criterion: Criterion,
): Promise<Condition> {
  if (criterion.kind === 'id') {
    return {
      of: 'resource',
      where: criterion.ids.length === 0 ? NEVER : sql`r.id in (${sql.join(criterion.ids)})`,
    };
  }
  if (criterion.kind === 'everyOrNone') {
    return { of: 'resource', where: criterion.every ? ALWAYS : NEVER };
  }
  if (criterion.kind === 'lastUpdated') {
    const updated = sql`r.last_updated`;
    const alternatives = criterion.alternatives.flatMap((alternative) =>
      compareDates(alternative, updated, updated),
    );
    return {
      of: 'resource',
      where: alternatives.length === 0 ? NEVER : sql`(${sql.join(alternatives, OR)})`,
    };
  }
  const rows = async (
    table: IndexTableName,
    code: string,
    conditions: readonly (Sql | undefined)[],
    inOrder: boolean,
    once = false,
  ): Promise<IndexAlternative[]> => {
    const parameter = await numbers.findParameter(database, resourceType, code);
    return parameter === undefined
      ? []
      : conditions
          .filter((condition) => condition !== undefined)
          .map((condition) => ({
            table,
            inOrder,
            once,
            where: sql`parameter = ${parameter} and ${condition}`,
          }));
  };
  const { parameter } = criterion;
  switch (criterion.kind) {
    case 'missing': {
      const alternatives = await rows(TABLE_OF_TYPE[criterion.type], parameter, [ALWAYS], false);
      // A reference by identifier only, and a concept in words only, are values too.
      const others =
        criterion.type === 'reference'
          ? await rows('token_index', identifierParameter(parameter), [ALWAYS], false)
          : criterion.type === 'token'
            ? await rows('string_index', textParameter(parameter), [ALWAYS], false)
            : [];
      return { of: 'index', alternatives: [...alternatives, ...others], negated: criterion.missing };
    }
    case 'token': {
      const conditions = criterion.alternatives.map((alternative) =>
        compareToken(database, numbers, alternative),
      );
      const inOrder = criterion.alternatives.every(({ code }) => code !== undefined);
      const once = inOrder && criterion.alternatives.every(({ system }) => system !== undefined);
      const alternatives = await rows('token_index', parameter, await Promise.all(conditions), inOrder, once);
      return { of: 'index', alternatives, negated: criterion.negated };
    }
    case 'reference': {
      const { alternatives, throughRoles } = criterion;
      const direct = await rows('reference_index', parameter, alternatives.map(compareReference), true);
      if (!throughRoles) {
        return positive(direct);
      }
      const held = await numbers.findParameter(database, 'PractitionerRole', 'practitioner');
      const roles = held === undefined ? [] : alternatives.map((one) => compareRole(one, held));
      return positive([...direct, ...(await rows('reference_index', parameter, roles, false))]);
    }
    case 'date': {
      const conditions = criterion.alternatives.flatMap((alternative) =>
        compareDates(alternative, sql`start_at`, sql`end_at`),
      );
      return positive(await rows('date_index', parameter, conditions, false));
    }
    case 'string':
      return positive(
        await rows('string_index', parameter, criterion.alternatives.map(compareString), false),
      );
    case 'quantity':
      return positive(
        await rows('quantity_index', parameter, criterion.alternatives.map(compareQuantity), false),
      );
    case 'uri': {
      const inOrder = criterion.alternatives.every(({ match }) => match === 'exact');
      return positive(await rows('uri_index', parameter, criterion.alternatives.map(compareUri), inOrder));
    }
  }
}

const OR = sql` or `;
const ALWAYS = sql`1 = 1`;
const NEVER = sql`1 = 0`;

function positive(alternatives: readonly IndexAlternative[]): Condition {
  return { of: 'index', alternatives, negated: false };
}

async function compareToken(
  database: Kysely<Schema>,
  numbers: ShortNumbers,
  { system, code, codes }: TokenAlternative,
): Promise<Sql | undefined> {
  const systemNumber = system === undefined ? undefined : await numbers.findSystem(database, system);
  if (system !== undefined && systemNumber === undefined) {
    return undefined;
  }
  const systemIs = systemNumber === undefined ? undefined : sql`system = ${systemNumber}`;
  const codeIs =
    codes !== undefined
      ? sql`code in (${sql.join(codes)})`
      : code === undefined
        ? undefined
        : sql`code = ${code}`;
  return sql.join(
    [codeIs, systemIs].filter((condition) => condition !== undefined),
    sql` and `,
  );
}

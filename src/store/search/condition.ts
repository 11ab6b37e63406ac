import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SearchParameterType } from '../../definitions/searchParameters.ts';
import { identifierParameter } from '../index/extract.ts';
import { fold } from '../index/fold.ts';
import type { ShortNumbers } from '../index/shortNumbers.ts';
import type { Schema } from '../schema.ts';
import type {
  Criterion,
  DateAlternative,
  QuantityAlternative,
  ReferenceAlternative,
  StringAlternative,
  TokenAlternative,
  UriAlternative,
} from './criterion.ts';

export type Sql = RawBuilder<unknown>;

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
      const identifiers =
        criterion.type === 'reference'
          ? await rows('token_index', identifierParameter(parameter), [ALWAYS], false)
          : [];
      return { of: 'index', alternatives: [...alternatives, ...identifiers], negated: criterion.missing };
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
    case 'reference':
      return positive(
        await rows('reference_index', parameter, criterion.alternatives.map(compareReference), true),
      );
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
  { system, code }: TokenAlternative,
): Promise<Sql | undefined> {
  const systemNumber = system === undefined ? undefined : await numbers.findSystem(database, system);
  if (system !== undefined && systemNumber === undefined) {
    return undefined;
  }
  const systemIs = systemNumber === undefined ? undefined : sql`system = ${systemNumber}`;
  const codeIs = code === undefined ? undefined : sql`code = ${code}`;
  return sql.join(
    [codeIs, systemIs].filter((condition) => condition !== undefined),
    sql` and `,
  );
}

function compareReference({ type, id }: ReferenceAlternative): Sql {
  return type === undefined
    ? sql`target_id = ${id} and target_type <> ''`
    : sql`target_id = ${id} and target_type = ${type}`;
}

/**
 * FHIR R4 3.1.1.4.6: `eq` the given time holds the whole of the stored one; `gt` and `lt` the stored one reaches
 * beyond the given one; `ge` and `le` it reaches into it or beyond; `sa` and `eb` it lies beyond it. More than one
 * condition: one of them is to hold.
 */
function compareDates(
  { prefix, range: { start, end } }: DateAlternative,
  startAt: Sql,
  endAt: Sql,
): readonly Sql[] {
  const within = sql`(${startAt} >= ${start} and ${startAt} <= ${end} and ${endAt} <= ${end})`;
  switch (prefix) {
    case 'eq':
      return [within];
    case 'ne':
      return [sql`${startAt} < ${start}`, sql`${endAt} > ${end}`];
    case 'gt':
      return [sql`${endAt} > ${end}`];
    case 'lt':
      return [sql`${startAt} < ${start}`];
    case 'ge':
      return [sql`${endAt} >= ${start}`];
    case 'le':
      return [sql`${startAt} <= ${end}`];
    case 'sa':
      return [sql`${startAt} > ${end}`];
    case 'eb':
      return [sql`${endAt} < ${start}`];
    case 'ap':
      return [sql`(${startAt} <= ${end} and ${endAt} >= ${start})`];
  }
}

/** Comes after every string that begins with what stands before it. */
const LAST_CHARACTER = '\u{10FFFF}';

function compareString({ match, text }: StringAlternative): Sql {
  const folded = fold(text);
  switch (match) {
    case 'start':
      return startsWith(sql`folded`, folded);
    case 'exact':
      return sql`folded = ${folded} and exact = ${text}`;
    case 'contains':
      return sql`folded like ${`%${folded.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
  }
}

function startsWith(column: Sql, text: string): Sql {
  return sql`${column} >= ${text} and ${column} < ${text + LAST_CHARACTER}`;
}

/** FHIR R4 3.1.1.4.6 and 3.1.1.4.8: equality within the precision given, order by the exact value. */
function compareQuantity({ prefix, value, tolerance, system, unit }: QuantityAlternative): Sql {
  const inUnit = [
    ...(system === undefined ? [] : [sql`system = ${system}`]),
    ...(unit === undefined
      ? []
      : [system === undefined ? sql`(code = ${unit} or unit = ${unit})` : sql`code = ${unit}`]),
  ];
  return sql.join([compareNumbers(prefix, value, tolerance), ...inUnit], sql` and `);
}

function compareNumbers(prefix: QuantityAlternative['prefix'], value: number, tolerance: number): Sql {
  switch (prefix) {
    case 'eq':
      return sql`low >= ${value - tolerance} and high < ${value + tolerance}`;
    case 'ne':
      return sql`(low < ${value - tolerance} or high >= ${value + tolerance})`;
    case 'gt':
      return sql`high > ${value}`;
    case 'lt':
      return sql`low < ${value}`;
    case 'ge':
      return sql`high >= ${value}`;
    case 'le':
      return sql`low <= ${value}`;
    case 'sa':
      return sql`low > ${value}`;
    case 'eb':
      return sql`high < ${value}`;
    case 'ap': {
      const tenth = Math.abs(value) / 10;
      return sql`low <= ${value + tenth} and high >= ${value - tenth}`;
    }
  }
}

function compareUri({ match, value }: UriAlternative): Sql {
  switch (match) {
    case 'exact':
      return sql`value = ${value}`;
    case 'below':
      return startsWith(sql`value`, value);
    case 'above':
      return sql`value in (${sql.join(beginningsOf(value))})`;
  }
}

/** The URL and those that stand above it in its path, e.g. `http://a/b/c`, `http://a/b`, `http://a`. */
function beginningsOf(url: string): readonly string[] {
  const [, origin = '', path = ''] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?)(.*)$/i.exec(url) ?? [];
  const segments = path.split('/');
  return segments.map((_, index) => origin + segments.slice(0, segments.length - index).join('/'));
}

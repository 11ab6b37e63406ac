import { sql } from 'kysely';
import { fold } from '../index/fold.ts';
import type { Sql } from './sqlPart.ts';
import type {
  DateAlternative,
  QuantityAlternative,
  ReferenceAlternative,
  StringAlternative,
  UriAlternative,
} from './criterion.ts';

export function compareReference({ type, id }: ReferenceAlternative): Sql {
  return type === undefined
    ? sql`target_id = ${id} and target_type <> ''`
    : sql`target_id = ${id} and target_type = ${type}`;
}

/**
 * A reference to one of the roles that the practitioner has; undefined when no practitioner is asked for.
 *
 * @param held The number of the parameter `PractitionerRole.practitioner`.
 */
export function compareRole({ type, id }: ReferenceAlternative, held: number): Sql | undefined {
  return type === undefined || type === 'Practitioner'
    ? sql`target_type = 'PractitionerRole' and target_id in (
        select role.id from reference_index as held cross join resource as role
        where held.parameter = ${held} and held.target_type = 'Practitioner' and held.target_id = ${id}
        and role.key = held.resource_key)`
    : undefined;
}

/**
 * FHIR R4 3.1.1.4.6: `eq` the given time holds the whole of the stored one; `gt` and `lt` the stored one reaches
 * beyond the given one; `ge` and `le` it reaches into it or beyond; `sa` and `eb` it lies beyond it. More than one
 * condition: one of them is to hold.
 */
export function compareDates(
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

export function compareString({ match, text }: StringAlternative): Sql {
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
export function compareQuantity({ prefix, value, tolerance, system, unit }: QuantityAlternative): Sql {
  const inUnit = [
    ...(system === undefined ? [] : [sql`system = ${system}`]),
    ...(unit === undefined
      ? []
      : [system === undefined ? sql`(code = ${unit} or unit = ${unit})` : sql`code = ${unit}`]),
  ];
  return sql.join([compareNumbers(prefix, value, tolerance), ...inUnit], sql` and `);
}

export function compareNumbers(prefix: QuantityAlternative['prefix'], value: number, tolerance: number): Sql {
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

export function compareUri({ match, value }: UriAlternative): Sql {
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

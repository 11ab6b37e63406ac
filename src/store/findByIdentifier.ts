import type { WithId } from '@medplum/core';
import type { Identifier, Resource } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import type { ShortNumbers } from './index/shortNumbers.ts';
import { resourceOf } from './resourceRows.ts';
import type { Schema } from './schema.ts';
import { statement } from './statement.ts';

const findContents = statement<
  [parameter: number, value: string, system: number],
  { content: string | null }
>(3, (database, parameter, value, system) =>
  database
    .selectFrom('token_index')
    .innerJoin('resource', 'resource.key', 'token_index.resource_key')
    .select('resource.content')
    .where('token_index.parameter', '=', parameter)
    .where('token_index.code', '=', value)
    .where('token_index.system', '=', system)
    .orderBy('token_index.resource_key'),
);

/** The resources that carry the identifier (both its system, or none, and its value), oldest first. */
export async function findByIdentifier(
  database: Kysely<Schema>,
  numbers: ShortNumbers,
  resourceType: string,
  { system = '', value }: Pick<Identifier, 'system' | 'value'>,
): Promise<WithId<Resource>[]> {
  if (value === undefined || value === '') {
    return [];
  }
  const parameter = await numbers.findParameter(database, resourceType, 'identifier');
  const systemNumber = await numbers.findSystem(database, system);
  if (parameter === undefined || systemNumber === undefined) {
    return [];
  }
  const rows = await findContents(database, parameter, value, systemNumber);
  return rows.flatMap((row) => resourceOf(row) ?? []);
}

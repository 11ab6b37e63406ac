import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Kysely } from 'kysely';
import { readReference } from './index/reference.ts';
import type { ShortNumbers } from './index/shortNumbers.ts';
import { resourceOf } from './resourceRows.ts';
import type { Schema } from './schema.ts';
import { statement } from './statement.ts';

const findContents = statement<
  [parameter: number, targetId: string, targetType: string, most: number],
  { key: number; content: string | null }
>(4, (database, parameter, targetId, targetType, most) =>
  database
    .selectFrom('reference_index')
    .innerJoin('resource', 'resource.key', 'reference_index.resource_key')
    .select(['resource.key', 'resource.content'])
    .where('reference_index.parameter', '=', parameter)
    .where('reference_index.target_id', '=', targetId)
    .where('reference_index.target_type', '=', targetType)
    .orderBy('reference_index.resource_key', 'desc')
    .limit(most),
);

/** The resources that refer to one of the targets (`Type/id`), oldest first; of each target the last created ones. */
export async function findReferring(
  database: Kysely<Schema>,
  numbers: ShortNumbers,
  resourceType: string,
  parameter: string,
  targets: readonly string[],
  most: number,
): Promise<WithId<Resource>[]> {
  const number = await numbers.findParameter(database, resourceType, parameter);
  const contents = new Map<number, string | null>();
  for (const target of number === undefined ? [] : new Set(targets)) {
    const reference = readReference(target, '');
    if (number !== undefined && reference !== undefined) {
      for (const { key, content } of await findContents(
        database,
        number,
        reference.id,
        reference.type,
        most,
      )) {
        contents.set(key, content);
      }
    }
  }
  return [...contents]
    .sort(([one], [other]) => one - other)
    .flatMap(([, content]) => resourceOf({ content }) ?? []);
}

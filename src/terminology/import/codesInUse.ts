import type { CodeSystem } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { conceptsOf } from '../concepts.ts';
import type { ListDifference } from './difference.ts';
import { IMPORT_FINDINGS } from './findings.ts';

/**
 * A warning for each code that goes although codes of another list are made of it (a combined code of its event, say),
 * or name it as their edition.
 *
 * @param lists those in force
 */
export function removedInUse(
  { system, removed }: Pick<ListDifference, 'system' | 'removed'>,
  lists: readonly CodeSystem[],
): readonly Finding[] {
  const gone = new Set(removed.map(({ code }) => code));
  if (gone.size === 0) {
    return [];
  }
  return lists
    .filter(({ url }) => url !== system)
    .flatMap((list) => {
      const users = new Map<string, string[]>();
      for (const { code, property = [] } of conceptsOf(list)) {
        for (const { valueCoding } of property) {
          if (
            valueCoding?.code !== undefined &&
            valueCoding.system === system &&
            gone.has(valueCoding.code)
          ) {
            users.set(valueCoding.code, [...(users.get(valueCoding.code) ?? []), code]);
          }
        }
      }
      return [...users].map(([code, [example = '', ...others]]) =>
        createFinding(IMPORT_FINDINGS.codeInUse, code, {
          code,
          list: list.title ?? list.url ?? '',
          count: String(others.length + 1),
          example,
        }),
      );
    });
}

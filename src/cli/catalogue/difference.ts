import { textOf } from '../../terminology/concepts.ts';
import type { ListDifference } from '../../terminology/import/difference.ts';
import { shortName } from './namedList.ts';

/** A line for each code: + new, - gone, ~ changed with what it was and will be; then the numbers. */
export function printDifference({ system, added, removed, changed, unchanged }: ListDifference): void {
  const lines = [
    ...added.map((concept) => `+ ${concept.code}  ${textOf(concept, 'no')}`),
    ...removed.map((concept) => `- ${concept.code}  ${textOf(concept, 'no')}`),
    ...changed.flatMap(({ code, changes }) =>
      changes.map(({ what, from = '–', to = '–' }) => `~ ${code}  ${what}: ${from} → ${to}`),
    ),
    `List ${shortName(system)}: ${added.length} new, ${removed.length} gone, ${changed.length} changed, ${unchanged} as before`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

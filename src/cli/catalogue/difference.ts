import { textOf } from '../../terminology/concepts.ts';
import type { ListDifference } from '../../terminology/import/difference.ts';
import { shortName } from './namedList.ts';

/** So many codes that change alike are told together. */
const ALIKE = 4;

/** Characters of a line of codes. */
const WIDTH = 100;

/**
 * A line for each code: + new, - gone, ~ changed with what it was and will be, or one for many that change alike, with
 * their codes below; then the numbers.
 */
export function printDifference({ system, added, removed, changed, unchanged }: ListDifference): void {
  const lines = [
    ...added.map((concept) => `+ ${concept.code}  ${textOf(concept, 'no')}`),
    ...removed.map((concept) => `- ${concept.code}  ${textOf(concept, 'no')}`),
    ...changedLines(changed),
    `List ${shortName(system)}: ${added.length} new, ${removed.length} gone, ${changed.length} changed, ${unchanged} as before`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function changedLines(changed: ListDifference['changed']): readonly string[] {
  const codesOf = new Map<string, string[]>();
  for (const { code, changes } of changed) {
    for (const { what, from = '–', to = '–' } of changes) {
      const change = `${what}: ${from} → ${to}`;
      const codes = codesOf.get(change) ?? [];
      codesOf.set(change, codes);
      codes.push(code);
    }
  }
  return [...codesOf].flatMap(([change, codes]) =>
    codes.length < ALIKE
      ? codes.map((code) => `~ ${code}  ${change}`)
      : [`~ ${codes.length} codes  ${change}`, ...wrapped(codes)],
  );
}

function wrapped(codes: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const code of codes) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + code.length <= WIDTH) {
      lines[lines.length - 1] = `${last} ${code}`;
    } else {
      lines.push(`    ${code}`);
    }
  }
  return lines;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Validator } from '../../src/conformance/compiled/validator.ts';

/** Examples that are measured together. */
export interface ExampleGroup {
  readonly name: string;
  readonly files: readonly string[];
}

/** JSON files of a folder whose names begin so. */
export function examplesIn(folder: string, begin = ''): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(begin) && name.endsWith('.json'))
    .map((name) => join(folder, name));
}

/** Batches of each, one after the other; the best counts. */
const ROUNDS = 15;
/** Short enough that the machine seldom does something else meanwhile. */
const BATCH_CHARACTERS = 500_000;

/** Prints median and worst ratio to JSON.parse over all examples of a group, as every example has its own. */
export function printRatios(validator: Validator, { name, files }: ExampleGroup): void {
  const ratios = files.map((file) => ratiosOf(validator, file));
  const parsed = ratios.map(({ ofParsed }) => ofParsed).sort((a, b) => a - b);
  const text = ratios.map(({ ofText }) => ofText).sort((a, b) => a - b);
  console.log(
    `  ${name.padEnd(28)} ${String(files.length).padStart(3)} examples: ours ${shown(parsed)}, from text, parse included ${shown(text)}`,
  );
}

function shown(sorted: readonly number[]): string {
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `median ${median.toFixed(2)} worst ${(sorted.at(-1) ?? 0).toFixed(2)}`;
}

function ratiosOf(
  validator: Validator,
  file: string,
): { readonly ofParsed: number; readonly ofText: number } {
  const text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  const resource: unknown = JSON.parse(text);
  const runs = [
    () => JSON.parse(text) as unknown,
    () => validator.validate(resource),
    () => validator.validateText(text),
  ];
  const calls = Math.max(5, Math.ceil(BATCH_CHARACTERS / text.length));
  const [parse = 0, parsed = 0, fromText = 0] = bestOf(runs, calls);
  return { ofParsed: parsed / parse, ofText: fromText / parse };
}

function bestOf(runs: readonly (() => unknown)[], calls: number): readonly number[] {
  const best = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, run] of runs.entries()) {
      best[index] = Math.min(best[index] ?? 0, timeOfCall(run, calls));
    }
  }
  return best;
}

/** Microseconds. */
function timeOfCall(run: () => unknown, calls: number): number {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) {
    run();
  }
  return ((performance.now() - start) / calls) * 1000;
}

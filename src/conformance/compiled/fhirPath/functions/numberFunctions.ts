import type { Collection } from '../../elementTree.ts';
import { EMPTY, systemItem } from '../item.ts';
import { type FunctionCompiler, type FunctionTable, plain, withValues } from './functionCompiler.ts';

/** A function of a number and perhaps another; what has no result, such as the root of a negative, is empty. */
function ofNumber(calculate: (number: number, other: number | undefined) => number): FunctionCompiler {
  return withValues(([item], [other]) => {
    const second: unknown = other?.[0]?.value;
    if (typeof item?.value !== 'number' || (other !== undefined && typeof second !== 'number')) {
      return EMPTY;
    }
    const result = calculate(item.value, typeof second === 'number' ? second : undefined);
    return Number.isFinite(result) ? [systemItem(result)] : EMPTY;
  });
}

function rounded(number: number, precision = 0): number {
  const scale = 10 ** precision;
  return Math.round(number * scale) / scale;
}

const nowAs = (typeName: string, from: number, to: number) =>
  plain((): Collection => [{ value: new Date().toISOString().slice(from, to), typeName }]);

/** Math and the current time (FHIRPath 2.0, 5.7 and 5.9). */
export const NUMBER_FUNCTIONS: FunctionTable = [
  ['abs', ofNumber(Math.abs)],
  ['ceiling', ofNumber(Math.ceil)],
  ['exp', ofNumber(Math.exp)],
  ['floor', ofNumber(Math.floor)],
  ['ln', ofNumber(Math.log)],
  ['log', ofNumber((number, base = Math.E) => Math.log(number) / Math.log(base))],
  ['power', ofNumber((number, exponent = 1) => number ** exponent)],
  ['round', ofNumber(rounded)],
  ['sqrt', ofNumber(Math.sqrt)],
  ['truncate', ofNumber(Math.trunc)],
  ['now', nowAs('System.DateTime', 0, 24)],
  ['today', nowAs('System.Date', 0, 10)],
  ['timeOfDay', nowAs('System.Time', 11, 23)],
];

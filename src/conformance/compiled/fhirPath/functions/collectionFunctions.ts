import type { Collection, Item } from '../../elementTree.ts';
import { distinct, keySet, ofTruth, singleOf, truthOf } from '../collections.ts';
import { EMPTY, systemItem } from '../item.ts';
import { keyOfItem } from '../values.ts';
import { each, filter, type FunctionTable, plain, withCriteria, withValues } from './functionCompiler.ts';

/** The items that the other collection has, or those that it has not. */
function shared(items: Collection, other: Collection, wanted: boolean): Collection {
  const keys = keySet(other);
  return items.filter((item) => keys.has(keyOfItem(item)) === wanted);
}

const numberOf = (items: Collection | undefined): number => Number(items?.[0]?.value ?? 0);

const allAre = (wanted: boolean) => plain((input) => ofTruth(input.every(({ value }) => value === wanted)));
const anyIs = (wanted: boolean) => plain((input) => ofTruth(input.some(({ value }) => value === wanted)));

/** Where repeat() stops: no resource that is accepted nests so far. */
const MAX_REPEATED = 100_000;

/** Existence, filtering, subsetting, combining and aggregates (FHIRPath 2.0, 5.1 to 5.4 and 7). */
export const COLLECTION_FUNCTIONS: FunctionTable = [
  ['empty', plain((input) => ofTruth(input.length === 0))],
  ['not', plain((input) => (input.length === 0 ? EMPTY : ofTruth(truthOf(input) !== true)))],
  ['count', plain((input) => [systemItem(input.length)])],
  ['first', plain((input) => input.slice(0, 1))],
  ['last', plain((input) => input.slice(-1))],
  ['tail', plain((input) => input.slice(1))],
  [
    'single',
    plain((input) => {
      const item = singleOf(input, 'single()');
      return item === undefined ? EMPTY : [item];
    }),
  ],
  ['distinct', plain((input) => distinct(input))],
  ['isDistinct', plain((input) => ofTruth(distinct(input).length === input.length))],
  ['allTrue', allAre(true)],
  ['allFalse', allAre(false)],
  ['anyTrue', anyIs(true)],
  ['anyFalse', anyIs(false)],
  ['skip', withValues((input, [count]) => input.slice(numberOf(count)))],
  ['take', withValues((input, [count]) => input.slice(0, numberOf(count)))],
  ['trace', plain((input) => input)],
  ['union', withValues((input, [other]) => distinct([...input, ...(other ?? EMPTY)]))],
  ['combine', withValues((input, [other]) => [...input, ...(other ?? EMPTY)])],
  ['intersect', withValues((input, [other = EMPTY]) => distinct(shared(input, other, true)))],
  ['exclude', withValues((input, [other = EMPTY]) => shared(input, other, false))],
  ['subsetOf', withValues((input, [other = EMPTY]) => ofTruth(shared(input, other, false).length === 0))],
  ['supersetOf', withValues((input, [other = EMPTY]) => ofTruth(shared(other, input, false).length === 0))],
  [
    'exists',
    withCriteria((input, criteria, environment) =>
      ofTruth((criteria === undefined ? input : filter(input, criteria, environment)).length > 0),
    ),
  ],
  [
    'where',
    withCriteria((input, criteria, environment) =>
      criteria === undefined ? EMPTY : filter(input, criteria, environment),
    ),
  ],
  [
    'all',
    withCriteria((input, criteria, environment) =>
      ofTruth(criteria === undefined || filter(input, criteria, environment).length === input.length),
    ),
  ],
  [
    'select',
    withCriteria((input, criteria, environment) => {
      const found: Item[] = [];
      if (criteria !== undefined) {
        each(input, criteria, environment, (_item, result) => {
          found.push(...result);
          return true;
        });
      }
      return found;
    }),
  ],
  [
    'repeat',
    withCriteria((input, criteria, environment) => {
      const found: Item[] = [];
      const seen = new Set<unknown>();
      // Elements are the same when they are one; values that an expression made, when they are equal.
      const isNew = (item: Item): boolean => {
        const key = typeof item.value === 'object' ? item.value : keyOfItem(item);
        const isKnown = seen.has(key);
        seen.add(key);
        return !isKnown;
      };
      let level: Collection = input;
      while (criteria !== undefined && level.length > 0 && found.length < MAX_REPEATED) {
        const next: Item[] = [];
        each(level, criteria, environment, (_item, result) => {
          next.push(...result.filter(isNew));
          return true;
        });
        found.push(...next);
        level = next;
      }
      return found;
    }),
  ],
  [
    'iif',
    (args, compile) => {
      const [criterion, whenTrue, whenFalse] = args.map(compile);
      return (input, environment) => {
        const inner = input[0] === undefined ? environment : { ...environment, $this: input[0] };
        const chosen = truthOf(criterion?.(input, inner) ?? EMPTY) === true ? whenTrue : whenFalse;
        return chosen?.(input, inner) ?? EMPTY;
      };
    },
  ],
  [
    'aggregate',
    (args, compile) => {
      const [aggregator, start] = args.map(compile);
      return (input, environment) => {
        let $total = start?.(input, environment) ?? EMPTY;
        for (const [$index, $this] of input.entries()) {
          $total = aggregator?.([$this], { ...environment, $this, $index, $total }) ?? EMPTY;
        }
        return $total;
      };
    },
  ],
];

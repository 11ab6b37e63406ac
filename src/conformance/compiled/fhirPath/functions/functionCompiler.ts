import type { Atom } from '@medplum/core';
import type { Collection, Environment, Item } from '../../elementTree.ts';
import { textOf } from '../../json.ts';
import { truthOf, typeNameOfAtom } from '../collections.ts';
import type { Evaluate } from '../environment.ts';
import { EMPTY, systemItem } from '../item.ts';

/** How a function becomes what evaluates it: from its arguments, as its input alone or values or criteria. */

export type Compile = (atom: Atom) => Evaluate;
export type FunctionCompiler = (args: readonly Atom[], compile: Compile) => Evaluate;

/** Functions by their names. */
export type FunctionTable = readonly (readonly [string, FunctionCompiler])[];

/** Runs the criteria for each item, with the item as `$this`. */
export function each(
  items: Collection,
  criteria: Evaluate,
  environment: Environment,
  visit: (item: Item, result: Collection) => boolean,
): void {
  for (const [index, item] of items.entries()) {
    if (!visit(item, criteria([item], { ...environment, $this: item, $index: index }))) {
      return;
    }
  }
}

export function filter(items: Collection, criteria: Evaluate, environment: Environment): Collection {
  const kept: Item[] = [];
  each(items, criteria, environment, (item, result) => {
    if (truthOf(result) === true) {
      kept.push(item);
    }
    return true;
  });
  return kept;
}

/** A function of the input alone. */
export function plain(run: (input: Collection, environment: Environment) => Collection): FunctionCompiler {
  return () => run;
}

/** A function of the input and of values that its arguments yield. */
export function withValues(
  run: (input: Collection, values: readonly Collection[], environment: Environment) => Collection,
): FunctionCompiler {
  return (args, compile) => {
    const evaluated = args.map(compile);
    return (input, environment) =>
      run(
        input,
        evaluated.map((evaluate) => evaluate([environment.$this], environment)),
        environment,
      );
  };
}

/** A function of a single string; empty for an empty input. */
export function ofString(
  run: (text: string, values: readonly (string | undefined)[]) => string | number | boolean | undefined,
): FunctionCompiler {
  return withValues((input, values) => {
    const [item] = input;
    if (item === undefined || item.value === undefined) {
      return EMPTY;
    }
    const result = run(
      textOf(item.value),
      values.map(([value]) => (value === undefined ? undefined : textOf(value.value))),
    );
    return result === undefined ? EMPTY : [systemItem(result)];
  });
}

/** A function with criteria that are run for each item. */
export function withCriteria(
  run: (input: Collection, criteria: Evaluate | undefined, environment: Environment) => Collection,
): FunctionCompiler {
  return (args, compile) => {
    const criteria = args[0] === undefined ? undefined : compile(args[0]);
    return (input, environment) => run(input, criteria, environment);
  };
}

export function withType(run: (input: Collection, type: string) => Collection): FunctionCompiler {
  return (args) => {
    const type = typeNameOfAtom(args[0]);
    return (input) => run(input, type);
  };
}

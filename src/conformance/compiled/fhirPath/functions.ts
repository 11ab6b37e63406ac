import { isJsonObject, textOf } from '../json.ts';
import type { Collection, Environment, Item } from '../elementTree.ts';
import type { Atom } from '@medplum/core';
import { distinct, keySet, ofTruth, truthOf, typeNameOfAtom } from './collections.ts';
import { FhirPathError, type Evaluate } from './environment.ts';
import { addAllChildren, addChildren, EMPTY, systemItem } from './item.ts';
import { patternOf } from './pattern.ts';
import { isExactlyOfType, isOfType, keyOfItem } from './values.ts';

/** The functions of FHIRPath 2.0 and of FHIR (R4 2.9.1.4), as far as invariants and slices use them. */

type Compile = (atom: Atom) => Evaluate;
type FunctionCompiler = (args: readonly Atom[], compile: Compile) => Evaluate;

export function compileFunction(name: string, args: readonly Atom[], compile: Compile): Evaluate {
  const compiler = FUNCTIONS.get(name);
  if (compiler === undefined) {
    throw new FhirPathError(`The function ${name}() is not known here`);
  }
  return compiler(args, compile);
}

/** Runs the criteria for each item, with the item as `$this`. */
function each(
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

function filter(items: Collection, criteria: Evaluate, environment: Environment): Collection {
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
function plain(run: (input: Collection, environment: Environment) => Collection): FunctionCompiler {
  return () => run;
}

/** A function of the input and of values that its arguments yield. */
function withValues(
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
function ofString(
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
function withCriteria(
  run: (input: Collection, criteria: Evaluate | undefined, environment: Environment) => Collection,
): FunctionCompiler {
  return (args, compile) => {
    const criteria = args[0] === undefined ? undefined : compile(args[0]);
    return (input, environment) => run(input, criteria, environment);
  };
}

function withType(run: (input: Collection, type: string) => Collection): FunctionCompiler {
  return (args) => {
    const type = typeNameOfAtom(args[0]);
    return (input) => run(input, type);
  };
}

function descendants(input: Collection, environment: Environment): Collection {
  const found: Item[] = [];
  let level: Collection = input;
  while (level.length > 0) {
    const next: Item[] = [];
    for (const item of level) {
      addAllChildren(item, environment.typeOfResource, next);
    }
    for (const item of next) {
      found.push(item);
    }
    level = next;
  }
  return found;
}

function named(input: Collection, name: string, environment: Environment): Collection {
  const found: Item[] = [];
  for (const item of input) {
    addChildren(item, name, environment.typeOfResource, found);
  }
  return found;
}

function resolve(input: Collection, environment: Environment): Collection {
  const found: Item[] = [];
  for (const item of input) {
    const reference =
      typeof item.value === 'string'
        ? item.value
        : (item.value as { reference?: unknown } | undefined)?.reference;
    const target = typeof reference === 'string' ? environment.resolve(reference) : undefined;
    if (target !== undefined) {
      found.push(target);
    }
  }
  return found;
}

function toInteger(item: Item | undefined): Collection {
  const value = item?.value;
  if (typeof value === 'boolean') {
    return [systemItem(value ? 1 : 0)];
  }
  return (typeof value === 'number' && Number.isInteger(value)) ||
    (typeof value === 'string' && /^[+-]?\d{1,10}$/.test(value))
    ? [systemItem(Number(value))]
    : EMPTY;
}

function toDecimal(item: Item | undefined): Collection {
  const value = item?.value;
  return typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(value))
    ? [systemItem(Number(value))]
    : EMPTY;
}

/** Whether a code, Coding or CodeableConcept is in a value set; one that nobody here can tell is taken as in it. */
function isMember({ value }: Item, valueSet: string, environment: Environment): Collection {
  const choice = environment.codeChoice(valueSet);
  if (choice === undefined) {
    throw new FhirPathError(`The value set ${valueSet} is not at hand`);
  }
  const { coding } = isJsonObject(value) ? value : {};
  const codings: readonly unknown[] = Array.isArray(coding) ? coding : [value];
  return ofTruth(
    codings.some((each) => {
      const { system, code } = isJsonObject(each) ? each : { system: undefined, code: each };
      return (
        typeof code === 'string' &&
        choice.judge(typeof system === 'string' ? system : undefined, code) !== 'out'
      );
    }),
  );
}

/** The items that the other collection has, or those that it has not. */
function shared(items: Collection, other: Collection, wanted: boolean): Collection {
  const keys = keySet(other);
  return items.filter((item) => keys.has(keyOfItem(item)) === wanted);
}

const numberOf = (items: Collection | undefined): number => Number(items?.[0]?.value ?? 0);

const allAre = (wanted: boolean) => plain((input) => ofTruth(input.every(({ value }) => value === wanted)));
const anyIs = (wanted: boolean) => plain((input) => ofTruth(input.some(({ value }) => value === wanted)));

const FUNCTIONS: ReadonlyMap<string, FunctionCompiler> = new Map<string, FunctionCompiler>([
  ['empty', plain((input) => ofTruth(input.length === 0))],
  ['not', plain((input) => (input.length === 0 ? EMPTY : ofTruth(truthOf(input) !== true)))],
  ['count', plain((input) => [systemItem(input.length)])],
  ['first', plain((input) => input.slice(0, 1))],
  ['last', plain((input) => input.slice(-1))],
  ['tail', plain((input) => input.slice(1))],
  ['single', plain((input) => input.slice(0, 1))],
  ['distinct', plain((input) => distinct(input))],
  ['isDistinct', plain((input) => ofTruth(distinct(input).length === input.length))],
  ['allTrue', allAre(true)],
  ['allFalse', allAre(false)],
  ['anyTrue', anyIs(true)],
  ['anyFalse', anyIs(false)],
  [
    'children',
    plain((input, environment) => {
      const found: Item[] = [];
      for (const item of input) {
        addAllChildren(item, environment.typeOfResource, found);
      }
      return found;
    }),
  ],
  ['descendants', plain(descendants)],
  [
    'hasValue',
    plain((input) =>
      ofTruth(input.length === 1 && typeof input[0]?.value !== 'object' && input[0]?.value !== undefined),
    ),
  ],
  ['getValue', plain((input) => (typeof input[0]?.value === 'object' ? EMPTY : input.slice(0, 1)))],
  ['resolve', plain(resolve)],
  ['htmlChecks', plain(() => ofTruth(true))],
  [
    'memberOf',
    withValues((input, [valueSet], environment) =>
      input[0] === undefined ? EMPTY : isMember(input[0], textOf(valueSet?.[0]?.value), environment),
    ),
  ],
  [
    'conformsTo',
    withValues((input, [profile], environment) => {
      const canonical = textOf(profile?.[0]?.value);
      const conforms = input[0] === undefined ? undefined : environment.conformsTo(input[0], canonical);
      if (input[0] !== undefined && conforms === undefined) {
        throw new FhirPathError(`The profile ${canonical} is not at hand`);
      }
      return ofTruth(conforms);
    }),
  ],
  ['toInteger', plain(([item]) => toInteger(item))],
  ['toDecimal', plain(([item]) => toDecimal(item))],
  ['toString', plain(([item]) => (item?.value === undefined ? EMPTY : [systemItem(textOf(item.value))]))],
  [
    'convertsToInteger',
    plain(([item]) => (item === undefined ? EMPTY : ofTruth(toInteger(item).length > 0))),
  ],
  [
    'convertsToDecimal',
    plain(([item]) => (item === undefined ? EMPTY : ofTruth(toDecimal(item).length > 0))),
  ],
  ['now', plain(() => [{ value: new Date().toISOString(), typeName: 'System.DateTime' }])],
  ['today', plain(() => [{ value: new Date().toISOString().slice(0, 10), typeName: 'System.Date' }])],
  ['length', ofString((text) => text.length)],
  ['lower', ofString((text) => text.toLowerCase())],
  ['upper', ofString((text) => text.toUpperCase())],
  ['trim', ofString((text) => text.trim())],
  ['startsWith', ofString((text, [part]) => (part === undefined ? undefined : text.startsWith(part)))],
  ['endsWith', ofString((text, [part]) => (part === undefined ? undefined : text.endsWith(part)))],
  ['contains', ofString((text, [part]) => (part === undefined ? undefined : text.includes(part)))],
  ['indexOf', ofString((text, [part]) => (part === undefined ? undefined : text.indexOf(part)))],
  [
    'matches',
    ofString((text, [pattern]) => (pattern === undefined ? undefined : patternOf(pattern).test(text))),
  ],
  [
    'matchesFull',
    ofString((text, [pattern]) =>
      pattern === undefined ? undefined : patternOf(`^(?:${pattern})$`).test(text),
    ),
  ],
  ['replace', ofString((text, [part = '', other = '']) => text.replaceAll(part, () => other))],
  [
    'replaceMatches',
    ofString((text, [pattern = '', other = '']) =>
      text.replaceAll(new RegExp(patternOf(pattern), 'gs'), other),
    ),
  ],
  [
    'substring',
    ofString((text, [start, length]) => {
      const from = Number(start);
      return from < 0 || from >= text.length
        ? undefined
        : text.slice(from, length === undefined ? undefined : from + Number(length));
    }),
  ],
  ['abs', plain(([item]) => (typeof item?.value === 'number' ? [systemItem(Math.abs(item.value))] : EMPTY))],
  [
    'split',
    withValues((input, [separator]) =>
      textOf(input[0]?.value).split(textOf(separator?.[0]?.value)).map(systemItem),
    ),
  ],
  [
    'join',
    withValues((input, [separator]) => [
      systemItem(input.map(({ value }) => textOf(value)).join(textOf(separator?.[0]?.value ?? ''))),
    ]),
  ],
  ['skip', withValues((input, [count]) => input.slice(numberOf(count)))],
  ['take', withValues((input, [count]) => input.slice(0, numberOf(count)))],
  ['trace', plain((input) => input)],
  [
    'extension',
    withValues((input, [url], environment) =>
      named(input, 'extension', environment).filter(
        ({ value }) => (value as { url?: unknown }).url === url?.[0]?.value,
      ),
    ),
  ],
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
      let level: Collection = input;
      while (criteria !== undefined && level.length > 0 && found.length < MAX_REPEATED) {
        const next: Item[] = [];
        each(level, criteria, environment, (_item, result) => {
          next.push(...result.filter((item) => !found.includes(item)));
          return true;
        });
        found.push(...next);
        level = next;
      }
      return found;
    }),
  ],
  ['ofType', withType((input, type) => input.filter((item) => isExactlyOfType(item, type)))],
  ['as', withType((input, type) => input.filter((item) => isOfType(item, type)))],
  ['is', withType((input, type) => (input[0] === undefined ? EMPTY : ofTruth(isOfType(input[0], type))))],
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
]);

/** Where repeat() stops: no resource that is accepted nests so far. */
const MAX_REPEATED = 100_000;

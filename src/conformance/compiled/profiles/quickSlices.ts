import type { ComplexType, Property } from '../elementTree.ts';
import { isJsonObject } from '../json.ts';
import type { Walk } from '../walk.ts';
import { equalsFixed, matchesPattern } from './matching.ts';
import { stepsOf } from './places.ts';
import type { Discriminator, ProfileRule, Slicing } from './profileTree.ts';

/** Whether a JSON value is in a slice. */
type SliceTest = (value: unknown) => boolean;

interface Known {
  readonly property: Property;
  readonly test: SliceTest | undefined;
}

const tests = new WeakMap<ProfileRule, Known>();

/**
 * The usual way to tell a slice, prepared: every discriminator leads by plain names to a fixed value or a pattern.
 * Undefined where it takes more than that. `property` is how the values stand in their parent.
 */
export function quickTestOf(
  walk: Walk,
  slice: ProfileRule,
  slicing: Slicing,
  property: Property,
): SliceTest | undefined {
  let known = tests.get(slice);
  if (known?.property !== property) {
    known = { property, test: testOf(walk, slice, slicing, property) };
    tests.set(slice, known);
  }
  return known.test;
}

function testOf(
  walk: Walk,
  slice: ProfileRule,
  { discriminators }: Slicing,
  property: Property,
): SliceTest | undefined {
  const parts = discriminators.map((discriminator) => partOf(walk, slice, discriminator, property));
  const [first] = parts;
  if (first === undefined || parts.includes(undefined)) {
    return undefined;
  }
  return parts.length === 1 ? first : (value) => parts.every((part) => part?.(value) === true);
}

function partOf(
  walk: Walk,
  slice: ProfileRule,
  { type, path }: Discriminator,
  property: Property,
): SliceTest | undefined {
  const steps = stepsOf(path);
  if ((type !== 'value' && type !== 'pattern') || !isPlain(steps, property)) {
    return undefined;
  }
  const rules = rulesAt(walk, slice, steps);
  if (rules === undefined || rules.length === 0) {
    return undefined;
  }
  const wanted = rules.map(valueTestOf);
  const [first] = wanted;
  if (first === undefined || wanted.includes(undefined)) {
    return undefined;
  }
  return wanted.length === 1
    ? (value) => isAnyAt(value, steps, 0, first)
    : (value) => wanted.every((each) => each !== undefined && isAnyAt(value, steps, 0, each));
}

/** Whether each step is an element by its own name, no choice and no resource. */
function isPlain(steps: readonly string[], start: Property): boolean {
  let property = start;
  for (const step of steps) {
    const type: ComplexType | undefined = property.kind === 'complex' ? property.type() : undefined;
    const [next, ...others] = type?.byName.get(step) ?? [];
    if (next === undefined || others.length > 0 || next.key !== step || next.kind === 'resource') {
      return false;
    }
    property = next;
  }
  return true;
}

/** The rules at the end, of the slice and of profiles on its type; undefined where one above says what is there. */
function rulesAt(walk: Walk, slice: ProfileRule, steps: readonly string[]): readonly ProfileRule[] | undefined {
  let rules: readonly ProfileRule[] = [slice];
  for (const step of steps) {
    if (rules.some(({ fixed, pattern }) => fixed !== undefined || pattern !== undefined)) {
      return undefined;
    }
    const profiles = rules.flatMap(({ typeProfiles }) => [...typeProfiles.values()].flat());
    const roots = profiles.map((url) => walk.definitions.profile(url)?.root);
    const all = [...rules, ...roots];
    if (all.includes(undefined)) {
      return undefined;
    }
    rules = all.flatMap((rule) => nextRules(rule?.children.get(step)));
  }
  return rules;
}

/** Where slices must be there, what they say is said of the element. */
function nextRules(next: ProfileRule | undefined): readonly ProfileRule[] {
  const required = next?.slicing?.slices.filter(({ min }) => min > 0) ?? [];
  return next === undefined ? [] : required.length > 0 ? required : [next];
}

function valueTestOf({ fixed, pattern }: ProfileRule): SliceTest | undefined {
  if (fixed !== undefined) {
    return typeof fixed === 'string' ? (value) => value === fixed : (value) => equalsFixed(value, fixed);
  }
  return pattern === undefined ? undefined : (value) => matchesPattern(value, pattern);
}

function isAnyAt(value: unknown, steps: readonly string[], depth: number, test: SliceTest): boolean {
  const step = steps[depth];
  if (step === undefined) {
    return test(value);
  }
  const next = isJsonObject(value) ? value[step] : undefined;
  return Array.isArray(next)
    ? next.some((each) => isAnyAt(each, steps, depth + 1, test))
    : isAnyAt(next, steps, depth + 1, test);
}

import type { Walk } from '../walk.ts';
import type { Discriminator, ProfileRule } from './profileTree.ts';
import { stepsOf } from './places.ts';

/** What the place that a discriminator points at must be, for one slice: worked out once. */
export interface Plan {
  readonly steps: readonly string[];
  readonly rules: readonly ProfileRule[];
  /** Whether a fixed value or a pattern above the place says what must be there. */
  readonly isInherited: boolean;
}

const plans = new WeakMap<ProfileRule, Map<Discriminator, Plan>>();

export function planOf(walk: Walk, slice: ProfileRule, discriminator: Discriminator): Plan {
  let ofSlice = plans.get(slice);
  if (ofSlice === undefined) {
    ofSlice = new Map();
    plans.set(slice, ofSlice);
  }
  let plan = ofSlice.get(discriminator);
  if (plan === undefined) {
    const steps = stepsOf(discriminator.path);
    plan = { steps, rules: rulesAt(walk, slice, steps), isInherited: hasPatternAbove(slice, steps) };
    ofSlice.set(discriminator, plan);
  }
  return plan;
}

function hasPatternAbove(slice: ProfileRule, steps: readonly string[]): boolean {
  let rule: ProfileRule | undefined = slice;
  for (const step of steps) {
    if (rule?.fixed !== undefined || rule?.pattern !== undefined) {
      return true;
    }
    rule = rule?.children.get(step);
  }
  return false;
}

/** The rules of a slice at the end of the path: its own, and those of the profiles on the types along the path. */
function rulesAt(walk: Walk, slice: ProfileRule, steps: readonly string[]): readonly ProfileRule[] {
  let rules: readonly ProfileRule[] = [slice];
  for (const step of steps) {
    rules = rules.flatMap((rule) => [...nextRules(walk, rule, step)]);
  }
  return rules;
}

function nextRules(walk: Walk, rule: ProfileRule, step: string): readonly ProfileRule[] {
  const profiles = [...rule.typeProfiles.values()].flat().flatMap((url) => walk.definitions.profile(url)?.root ?? []);
  const roots = [rule, ...profiles];
  if (step === 'resolve()') {
    const targets = rule.targetProfiles.flatMap((url) => walk.definitions.profile(url)?.root ?? []);
    return [rule, ...targets];
  }
  if (step.startsWith('ofType(')) {
    return roots;
  }
  const extension = /^extension\('(.*)'\)$/.exec(step)?.[1];
  if (extension !== undefined) {
    return roots.flatMap(({ children }) =>
      (children.get('extension')?.slicing?.slices ?? []).filter((each) => urlsOf(walk, each).includes(extension)),
    );
  }
  return roots.flatMap(({ children }) => {
    const next = children.get(step);
    const required = next?.slicing?.slices.filter(({ min }) => min > 0) ?? [];
    return next === undefined ? [] : required.length > 0 ? required : [next];
  });
}

/** The URLs by which an extension slice is known. */
export function urlsOf(walk: Walk, slice: ProfileRule): readonly string[] {
  const fixed = slice.children.get('url')?.fixed;
  const profiles = slice.typeProfiles.get('Extension') ?? [];
  return [...(typeof fixed === 'string' ? [fixed] : []), ...profiles.map((url) => walk.definitions.profile(url)?.url ?? url)];
}

/** Whether the rule, or one below it, says what stands there. */
export function asksForValue(rule: ProfileRule): boolean {
  return (
    rule.fixed !== undefined || rule.pattern !== undefined || rule.binding?.strength === 'required' || hasValueBelow(rule)
  );
}

function hasValueBelow({ children }: ProfileRule): boolean {
  return [...children.values()].some((child) => child.fixed !== undefined || child.pattern !== undefined || hasValueBelow(child));
}

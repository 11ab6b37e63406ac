import { VALIDATION_FINDINGS } from '../findings.ts';
import type { Walk } from '../walk.ts';
import type { ProfileRule, Slicing } from './profileTree.ts';
import { faultOfSlicing } from './sliceFaults.ts';
import { isInSlice, mismatchOf, wantedOf, type Mismatch, type Trials } from './slicing.ts';
import type { ElementValue } from './values.ts';

/** How single values are judged, and tried without keeping what is found. */
export interface Judging {
  readonly value: (walk: Walk, value: ElementValue, rule: ProfileRule) => void;
  readonly trialsOf: (walk: Walk) => Trials;
}

export function atValue(walk: Walk, { property, index }: ElementValue, run: () => void): void {
  walk.at(property.step, () => (index === undefined ? run() : walk.at(index, run)));
}

const NONE: readonly ElementValue[] = [];

/** Gives each value its slice, judges it by that, and counts (R4 5.1.0.14, Slicing). */
export function judgeSlices(
  walk: Walk,
  values: readonly ElementValue[],
  rule: ProfileRule,
  slicing: Slicing,
  judging: Judging,
): void {
  const unclear = values[0] && faultOfSlicing(walk, slicing, values[0].property);
  if (unclear !== undefined) {
    walk.report(
      VALIDATION_FINDINGS.sliceUnclear,
      { rule: rule.id, text: unclear, profile: walk.profileUrl },
      rule.name,
    );
    return;
  }
  const trials = judging.trialsOf(walk);
  const counts = slicing.slices.map(() => 0);
  /** The values of slices that are sliced again. */
  let sliced: Map<ProfileRule, ElementValue[]> | undefined;
  const others: ElementValue[] = [];
  let last = -1;
  for (const value of values) {
    const position = slicing.slices.findIndex((slice) => isInSlice(walk, trials, value, slice, slicing));
    const slice = slicing.slices[position];
    if (slice === undefined) {
      others.push(value);
      if (slicing.rules === 'closed') {
        atValue(walk, value, () => reportClosed(walk, trials, value, rule, slicing));
      }
      continue;
    }
    if ((slicing.ordered && position < last) || (slicing.rules === 'openAtEnd' && others.length > 0)) {
      atValue(walk, value, () =>
        walk.report(VALIDATION_FINDINGS.sliceOrder, { rule: slice.id, profile: walk.profileUrl }),
      );
    }
    last = Math.max(last, position);
    counts[position] = (counts[position] ?? 0) + 1;
    if (slice.slicing !== undefined) {
      sliced ??= new Map<ProfileRule, ElementValue[]>(slicing.slices.map((each) => [each, []]));
      sliced.get(slice)?.push(value);
    }
    if (slice.judgesValues) {
      atValue(walk, value, () => judging.value(walk, value, slice));
    }
  }
  for (const [position, slice] of slicing.slices.entries()) {
    judgeCount(walk, trials, slice, counts[position] ?? 0, others, slicing);
    if (slice.slicing !== undefined) {
      judgeSlices(walk, sliced?.get(slice) ?? NONE, slice, slice.slicing, judging);
    }
  }
}

function judgeCount(
  walk: Walk,
  trials: Trials,
  slice: ProfileRule,
  count: number,
  others: readonly ElementValue[],
  slicing: Slicing,
): void {
  if (count >= slice.min && count <= slice.max) {
    return;
  }
  const values = {
    rule: slice.id,
    profile: walk.profileUrl,
    found: String(count),
    allowed: `${slice.min}..${slice.max === Number.POSITIVE_INFINITY ? '*' : slice.max}`,
  };
  if (count > slice.max) {
    const text = wantedOf(walk, slice, slicing);
    walk.report(VALIDATION_FINDINGS.sliceExceeded, { ...values, text }, slice.name);
    return;
  }
  const near = nearestValue(walk, trials, slice, others, slicing);
  if (near === undefined) {
    const text = wantedOf(walk, slice, slicing);
    walk.report(VALIDATION_FINDINGS.sliceMissing, { ...values, text }, slice.name);
  } else {
    walk.report(VALIDATION_FINDINGS.sliceMissingNear, { ...values, text: near }, slice.name);
  }
}

/** Values that are looked at to tell which of them came nearest. */
const MAX_COMPARED = 20;

/** The value outside all slices that lacks least to be in this one: which, and what it lacks. */
function nearestValue(
  walk: Walk,
  trials: Trials,
  slice: ProfileRule,
  others: readonly ElementValue[],
  slicing: Slicing,
): string | undefined {
  const tried = others.slice(0, MAX_COMPARED).flatMap((value) => {
    const mismatch = mismatchOf(walk, trials, value, slice, slicing);
    return mismatch === undefined ? [] : [{ value, mismatch }];
  });
  const best = mostMet(tried);
  return best && `[${best.value.index ?? 0}] ${best.mismatch.reason}`;
}

function reportClosed(
  walk: Walk,
  trials: Trials,
  value: ElementValue,
  rule: ProfileRule,
  slicing: Slicing,
): void {
  const tried = slicing.slices.slice(0, MAX_COMPARED).flatMap((slice) => {
    const mismatch = mismatchOf(walk, trials, value, slice, slicing);
    return mismatch === undefined ? [] : [{ slice, mismatch }];
  });
  const nearest = mostMet(tried);
  walk.report(VALIDATION_FINDINGS.sliceClosed, {
    rule: nearest?.slice.id ?? rule.id,
    text: nearest?.mismatch.reason ?? '',
    profile: walk.profileUrl,
  });
}

function mostMet<Tried extends { readonly mismatch: Mismatch }>(tried: readonly Tried[]): Tried | undefined {
  return tried.toSorted((a, b) => b.mismatch.met - a.mismatch.met)[0];
}

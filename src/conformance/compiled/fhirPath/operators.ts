import {
  AndAtom,
  ArithmeticOperatorAtom,
  ConcatAtom,
  ContainsAtom,
  EqualsAtom,
  EquivalentAtom,
  ImpliesAtom,
  InAtom,
  NotEqualsAtom,
  NotEquivalentAtom,
  OrAtom,
  UnionAtom,
  XorAtom,
  type Atom,
} from '@medplum/core';
import type { Collection } from '../elementTree.ts';
import { textOf } from '../json.ts';
import { arithmetic, type Combine } from './arithmetic.ts';
import { distinct, holds, ofTruth, singleOf, truthOf } from './collections.ts';
import { FhirPathError } from './environment.ts';
import { EMPTY, systemItem } from './item.ts';
import { quantitiesAreEquivalent } from './quantities.ts';
import { areEqual, itemsAreEqual } from './values.ts';

/** The operators of truth, equality, membership and text (FHIRPath 2.0, 6.1 to 6.5). */

/** What an operator makes of its two sides. */
export function combinationOf(atom: Atom): Combine {
  if (atom instanceof AndAtom) {
    return (left, right) => ofTruth(and(truthOf(left), () => truthOf(right())));
  }
  if (atom instanceof OrAtom) {
    return (left, right) => ofTruth(or(truthOf(left), () => truthOf(right())));
  }
  if (atom instanceof XorAtom) {
    return (left, right) => ofTruth(xor(truthOf(left), truthOf(right())));
  }
  if (atom instanceof ImpliesAtom) {
    return (left, right) => ofTruth(implies(truthOf(left), () => truthOf(right())));
  }
  if (atom instanceof EqualsAtom) {
    return (left, right) => ofTruth(areEqual(left, right()));
  }
  if (atom instanceof NotEqualsAtom) {
    return (left, right) => ofTruth(not(areEqual(left, right())));
  }
  if (atom instanceof EquivalentAtom) {
    return (left, right) => ofTruth(areEquivalent(left, right()));
  }
  if (atom instanceof NotEquivalentAtom) {
    return (left, right) => ofTruth(!areEquivalent(left, right()));
  }
  if (atom instanceof InAtom) {
    return (left, right) => {
      const item = singleOf(left, 'in');
      return item === undefined ? EMPTY : ofTruth(holds(right(), item));
    };
  }
  if (atom instanceof ContainsAtom) {
    return (left, right) => {
      const item = singleOf(right(), 'contains');
      return item === undefined ? EMPTY : ofTruth(holds(left, item));
    };
  }
  if (atom instanceof UnionAtom) {
    return (left, right) => distinct([...left, ...right()]);
  }
  if (atom instanceof ConcatAtom) {
    return (left, right) => [systemItem(textOf(left[0]?.value ?? '') + textOf(right()[0]?.value ?? ''))];
  }
  if (atom instanceof ArithmeticOperatorAtom) {
    return arithmetic(atom.operator);
  }
  throw new FhirPathError('The expression has an operator that is not understood');
}

function and(left: boolean | undefined, right: () => boolean | undefined): boolean | undefined {
  if (left === false) {
    return false;
  }
  const other = right();
  return other === false ? false : left === undefined || other === undefined ? undefined : true;
}

function or(left: boolean | undefined, right: () => boolean | undefined): boolean | undefined {
  if (left === true) {
    return true;
  }
  const other = right();
  return other === true ? true : left === undefined || other === undefined ? undefined : false;
}

function xor(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  return left === undefined || right === undefined ? undefined : left !== right;
}

function implies(left: boolean | undefined, right: () => boolean | undefined): boolean | undefined {
  if (left === false) {
    return true;
  }
  const other = right();
  return other === true ? true : left === true ? other : undefined;
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function areEquivalent(left: Collection, right: Collection): boolean {
  return (
    left.length === right.length &&
    left.every((item) =>
      right.some(
        (other) =>
          itemsAreEqual(item, other) === true ||
          quantitiesAreEquivalent(item, other) ||
          (typeof item.value === 'string' &&
            typeof other.value === 'string' &&
            normalized(item.value) === normalized(other.value)),
      ),
    )
  );
}

function normalized(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ');
}

import { textOf } from '../json.ts';
import type { Collection, Environment, Item } from '../elementTree.ts';
import {
  AndAtom,
  ArithmeticOperatorAtom,
  AsAtom,
  ConcatAtom,
  ContainsAtom,
  DotAtom,
  EmptySetAtom,
  EqualsAtom,
  EquivalentAtom,
  FunctionAtom,
  ImpliesAtom,
  InAtom,
  IndexerAtom,
  IsAtom,
  LiteralAtom,
  NotEqualsAtom,
  NotEquivalentAtom,
  OrAtom,
  SymbolAtom,
  UnionAtom,
  XorAtom,
  type Atom,
} from '@medplum/core';
import { arithmetic, signed, type Combine } from './arithmetic.ts';
import { FhirPathError, type Evaluate } from './environment.ts';
import { compileFunction } from './functions.ts';
import { parseExpression } from './parseExpression.ts';
import { distinct, holds, ofTruth, truthOf, typeNameOfAtom } from './collections.ts';
import { addChildren, EMPTY, systemItem } from './item.ts';
import { areEqual, isOfType, itemsAreEqual } from './values.ts';

/**
 * An expression as a function. The text is parsed by @medplum/core; the evaluation is our own, because it must know
 * the types of R4 as HL7 defines them, choice elements and primitive extensions, and be fast.
 *
 * @throws Error when the expression does not parse or uses what FHIRPath does not have.
 */
export function compileExpression(expression: string): Evaluate {
  return compileAtom(parseExpression(expression));
}

function compileAtom(atom: Atom): Evaluate {
  if (atom instanceof DotAtom) {
    const left = compileAtom(atom.left);
    const right = compileAtom(atom.right);
    const memory = memoryFor(atom);
    if (memory !== undefined) {
      return (input, environment) => {
        const remembered = memory(environment);
        const known = remembered.get(atom);
        if (known !== undefined) {
          return known;
        }
        const found = right(left(input, environment), environment);
        remembered.set(atom, found);
        return found;
      };
    }
    return (input, environment) => right(left(input, environment), environment);
  }
  if (atom instanceof SymbolAtom) {
    return compileSymbol(atom.name);
  }
  if (atom instanceof FunctionAtom) {
    return compileFunction(atom.name, atom.args, compileAtom);
  }
  if (atom instanceof LiteralAtom) {
    const literal: Collection = [literalItem(atom)];
    return () => literal;
  }
  if (atom instanceof EmptySetAtom) {
    return () => EMPTY;
  }
  if (atom instanceof IndexerAtom) {
    const left = compileAtom(atom.left);
    const index = compileAtom(atom.expr);
    return (input, environment) => {
      const found = left(input, environment)[Number(index([environment.$this], environment)[0]?.value)];
      return found === undefined ? EMPTY : [found];
    };
  }
  return compileOperator(atom);
}

/** Paths from `%context` that have been walked, for each node that an invariant is put to. */
const ofContext = new WeakMap<Item, Map<object, Collection>>();

function memoryOfContext({ context }: Environment): Map<object, Collection> {
  let memory = ofContext.get(context);
  if (memory === undefined) {
    memory = new Map();
    ofContext.set(context, memory);
  }
  return memory;
}

/** Where a path is remembered that depends on the resource or the context alone, so that it need be walked once. */
function memoryFor(atom: Atom): ((environment: Environment) => Map<object, Collection>) | undefined {
  if (atom instanceof DotAtom) {
    const { right } = atom;
    return right instanceof SymbolAtom || (right instanceof FunctionAtom && right.args.length === 0)
      ? memoryFor(atom.left)
      : undefined;
  }
  if (!(atom instanceof SymbolAtom)) {
    return undefined;
  }
  return atom.name === '%context'
    ? memoryOfContext
    : atom.name === '%resource' || atom.name === '%rootResource'
      ? ({ remembered }) => remembered
      : undefined;
}

function literalItem({ value: { type, value } }: LiteralAtom): Item {
  if (type === 'dateTime' && typeof value === 'string' && value.startsWith('T')) {
    return { value: value.replace(/^T|Z$/g, ''), typeName: 'System.Time' };
  }
  if (type === 'dateTime') {
    return { value, typeName: 'System.DateTime' };
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? systemItem(value)
    : { value, typeName: 'System.Quantity' };
}

const UCUM: Collection = [systemItem('http://unitsofmeasure.org')];
const SNOMED_CT: Collection = [systemItem('http://snomed.info/sct')];
const LOINC: Collection = [systemItem('http://loinc.org')];

function compileSymbol(name: string): Evaluate {
  switch (name) {
    case '$this':
      return (_input, environment) => [environment.$this];
    case '$index':
      return (_input, environment) => [systemItem(environment.$index)];
    case '$total':
      return (_input, environment) => environment.$total ?? EMPTY;
    case '%resource':
      return (_input, environment) => [environment.resource];
    case '%rootResource':
      return (_input, environment) => [environment.rootResource];
    case '%context':
      return (_input, environment) => [environment.context];
    case '%ucum':
      return () => UCUM;
    case '%sct':
      return () => SNOMED_CT;
    case '%loinc':
      return () => LOINC;
    default:
  }
  if (name.startsWith('%')) {
    throw new FhirPathError(`The variable ${name} is unknown`);
  }
  const startsWithCapital = /^[A-Z]/.test(name);
  return (input, environment) => {
    // At the start of an expression a type name stands for the node, if it is of that type.
    const [first] = input;
    if (startsWithCapital && first !== undefined && isOfType(first, name)) {
      return input;
    }
    if (first === undefined) {
      return EMPTY;
    }
    const found: Item[] = [];
    for (const item of input) {
      addChildren(item, name, environment.typeOfResource, found);
    }
    return found;
  };
}

function compileOperator(atom: Atom): Evaluate {
  if (atom instanceof AsAtom || atom instanceof IsAtom) {
    const left = compileAtom(atom.left);
    const type = typeNameOfAtom(atom.right);
    return atom instanceof AsAtom
      ? (input, environment) => left(input, environment).filter((item) => isOfType(item, type))
      : (input, environment) => {
          const [item] = left(input, environment);
          return item === undefined ? EMPTY : ofTruth(isOfType(item, type));
        };
  }
  if (!hasTwoSides(atom)) {
    throw new FhirPathError('The expression has a part that is not understood');
  }
  const left = compileAtom(atom.left);
  if (atom instanceof ArithmeticOperatorAtom && atom.left === atom.right) {
    // So the parser gives a sign before a number.
    return (input, environment) => signed(atom.operator, left(input, environment));
  }
  const right = compileAtom(atom.right);
  const combine = combinationOf(atom);
  // Both sides of an operator start from the node that the whole expression is asked of.
  return (input, environment) => combine(left(input, environment), () => right(input, environment));
}

interface TwoSides {
  readonly left: Atom;
  readonly right: Atom;
}

function hasTwoSides(atom: Atom): atom is Atom & TwoSides {
  return 'left' in atom && 'right' in atom;
}

function combinationOf(atom: Atom): Combine {
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
    return (left, right) => (left[0] === undefined ? EMPTY : ofTruth(holds(right(), left[0])));
  }
  if (atom instanceof ContainsAtom) {
    return (left, right) => {
      const [item] = right();
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

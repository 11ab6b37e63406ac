import type { Collection, Environment, Item } from '../elementTree.ts';
import {
  ArithmeticOperatorAtom,
  AsAtom,
  DotAtom,
  EmptySetAtom,
  FunctionAtom,
  IndexerAtom,
  IsAtom,
  LiteralAtom,
  SymbolAtom,
  type Atom,
} from '@medplum/core';
import { signed } from './arithmetic.ts';
import { FhirPathError, type Evaluate } from './environment.ts';
import { compileFunction } from './functions.ts';
import { combinationOf } from './operators.ts';
import { parseExpression } from './parseExpression.ts';
import { ofTruth, singleOf, typeNameOfAtom } from './collections.ts';
import { addChildren, EMPTY, systemItem } from './item.ts';
import { isOfType } from './values.ts';
import { compileVariable } from './variables.ts';

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

function compileSymbol(name: string): Evaluate {
  switch (name) {
    case '$this':
      return (_input, environment) => [environment.$this];
    case '$index':
      return (_input, environment) => [systemItem(environment.$index)];
    case '$total':
      return (_input, environment) => environment.$total ?? EMPTY;
    default:
  }
  if (name.startsWith('%')) {
    return compileVariable(name);
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
          const item = singleOf(left(input, environment), 'is');
          return item === undefined ? EMPTY : ofTruth(isOfType(item, type) && !isOtherKind(item, type));
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

/** A primitive of FHIR is not of a type of FHIRPath itself, `String`, for the operator (FHIRPath 2.0, 6.3.1). */
function isOtherKind({ typeName }: Item, type: string): boolean {
  return (
    /^(?:Boolean|String|Integer|Decimal|Date|DateTime|Time)$/.test(type) && !typeName.startsWith('System.')
  );
}

interface TwoSides {
  readonly left: Atom;
  readonly right: Atom;
}

function hasTwoSides(atom: Atom): atom is Atom & TwoSides {
  return 'left' in atom && 'right' in atom;
}

import {
  AsAtom,
  DotAtom,
  FunctionAtom,
  IndexerAtom,
  IsAtom,
  SymbolAtom,
  UnionAtom,
  type Atom,
} from '@medplum/core';
import type { ComplexType } from '../elementTree.ts';
import { typeNameOfAtom } from './collections.ts';

/** A type that a path can lead to: one with elements, or a primitive by name. */
export type PathType = ComplexType | string;

/** The types that a path can lead to; undefined where it cannot be told. */
type PathTypes = readonly PathType[] | undefined;

/** An element that none of the types has, where a path asks for it. */
export class UnknownElementError extends Error {
  readonly types: readonly string[];

  constructor(name: string, types: readonly string[]) {
    super(name);
    this.types = types;
  }
}

/** Functions that give what they are asked of, or some of it. */
const SAME: ReadonlySet<string> = new Set([
  'where',
  'first',
  'last',
  'tail',
  'single',
  'skip',
  'take',
  'distinct',
]);

/** Functions that tell whether something holds of what they are asked of. */
const ASKED: ReadonlySet<string> = new Set(['exists', 'all', 'empty', 'not']);

/**
 * Follows the names of an expression from the types given.
 *
 * @throws UnknownElementError when none of the types has an element of that name
 */
export function typesOfPath(
  atom: Atom,
  from: PathTypes,
  typeNamed: (name: string) => PathType | undefined,
): PathTypes {
  const follow = (part: Atom, types: PathTypes): PathTypes => typesOfPath(part, types, typeNamed);
  if (atom instanceof DotAtom) {
    return follow(atom.right, follow(atom.left, from));
  }
  if (atom instanceof SymbolAtom) {
    return from && typesOfElement(atom.name, from);
  }
  if (atom instanceof UnionAtom) {
    const left = follow(atom.left, from);
    const right = follow(atom.right, from);
    return left && right && [...left, ...right];
  }
  if (atom instanceof IndexerAtom) {
    return follow(atom.left, from);
  }
  if (atom instanceof AsAtom) {
    follow(atom.left, from);
    return named(atom.right, typeNamed);
  }
  if (atom instanceof IsAtom) {
    follow(atom.left, from);
    return ['boolean'];
  }
  if (atom instanceof FunctionAtom) {
    return typesOfFunction(atom, from, follow, typeNamed);
  }
  for (const side of sidesOf(atom)) {
    follow(side, from);
  }
  return undefined;
}

function typesOfFunction(
  { name, args }: FunctionAtom,
  from: PathTypes,
  follow: (part: Atom, types: PathTypes) => PathTypes,
  typeNamed: (name: string) => PathType | undefined,
): PathTypes {
  if (name === 'as' || name === 'ofType') {
    return args[0] === undefined ? undefined : named(args[0], typeNamed);
  }
  if (SAME.has(name)) {
    for (const argument of args) {
      follow(argument, from);
    }
    return from;
  }
  if (ASKED.has(name)) {
    for (const argument of args) {
      follow(argument, from);
    }
    return ['boolean'];
  }
  if (name === 'select' && args[0] !== undefined) {
    return follow(args[0], from);
  }
  return undefined;
}

function named(atom: Atom, typeNamed: (name: string) => PathType | undefined): PathTypes {
  const type = typeNamed(typeNameOfAtom(atom));
  return type === undefined ? undefined : [type];
}

/** The two sides of an operator. */
function sidesOf(atom: Atom): readonly Atom[] {
  const { left, right } = atom as Atom & { readonly left?: Atom; readonly right?: Atom };
  return [left, right].filter((side) => side !== undefined);
}

/**
 * The types of the elements of that name in the types given; undefined where it cannot be told.
 *
 * @throws UnknownElementError when none of them has one
 */
export function typesOfElement(name: string, types: readonly PathType[]): PathTypes {
  if (name.startsWith('$') || name.startsWith('%')) {
    return name === '$this' ? types : undefined;
  }
  const found: PathType[] = [];
  let isAny = false;
  for (const type of types) {
    if (typeof type === 'string') {
      isAny ||= name === 'extension' || name === 'id' || name === 'value';
      continue;
    }
    if (type.name === name || isResourceCalled(name, type)) {
      found.push(type);
      continue;
    }
    for (const property of type.byName.get(name) ?? []) {
      isAny ||= property.kind === 'resource';
      found.push(property.kind === 'complex' ? property.type() : property.typeName);
    }
  }
  if (found.length === 0 && !isAny && types.length > 0) {
    throw new UnknownElementError(
      name,
      types.map((type) => (typeof type === 'string' ? type : type.name)),
    );
  }
  return isAny ? undefined : found;
}

/** Whether the name is that of a supertype: every resource is a Resource, those with a narrative a DomainResource. */
function isResourceCalled(name: string, type: ComplexType): boolean {
  return type.isResource && (name === 'Resource' || (name === 'DomainResource' && type.byName.has('text')));
}

import type { Collection, Item } from '../elementTree.ts';
import { DotAtom, SymbolAtom, type Atom } from '@medplum/core';
import { FhirPathDataError, FhirPathError } from './environment.ts';
import { EMPTY, systemItem } from './item.ts';
import { isTemporal, itemsAreEqual, keyOfItem } from './values.ts';

/** True, false, or undefined for an empty collection; a single value that is no boolean is true (FHIRPath 2.0, 4.5). */
export function truthOf(items: Collection): boolean | undefined {
  const [first] = items;
  if (first === undefined) {
    return undefined;
  }
  return items.length === 1 && typeof first.value === 'boolean' ? first.value : true;
}

/**
 * The item of a collection that must not have more than one.
 *
 * @throws FhirPathDataError when it has more
 */
export function singleOf(items: Collection, name: string): Item | undefined {
  if (items.length > 1) {
    throw new FhirPathDataError(`${name} is for a single value`);
  }
  return items[0];
}

export function ofTruth(truth: boolean | undefined): Collection {
  return truth === undefined ? EMPTY : [systemItem(truth)];
}

/** The type that an atom names: `Patient`, `FHIR.Patient`. */
export function typeNameOfAtom(atom: Atom | undefined): string {
  if (atom instanceof SymbolAtom) {
    return atom.name;
  }
  if (atom instanceof DotAtom) {
    return `${typeNameOfAtom(atom.left)}.${typeNameOfAtom(atom.right)}`;
  }
  throw new FhirPathError('A type name is missing');
}

/** The keys of collections that many others are held against, such as one from `%resource`. */
const keysOf = new WeakMap<Collection, ReadonlySet<string>>();

export function keySet(items: Collection): ReadonlySet<string> {
  const known = keysOf.get(items);
  if (known !== undefined) {
    return known;
  }
  const keys = new Set(items.map(keyOfItem));
  keysOf.set(items, keys);
  return keys;
}

/** Where a scan takes longer than a set of keys. */
const FEW = 16;

export function holds(items: Collection, wanted: Item): boolean {
  if (items.length > FEW && !isTemporal(wanted)) {
    return keySet(items).has(keyOfItem(wanted));
  }
  return items.some((item) => itemsAreEqual(item, wanted) === true);
}

export function distinct(items: Collection): Collection {
  if (items.length < 2) {
    return items;
  }
  const byKey = new Map<string, Item>();
  for (const item of items) {
    const key = keyOfItem(item);
    if (!byKey.has(key)) {
      byKey.set(key, item);
    }
  }
  return [...byKey.values()];
}

import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { VALIDATION_FINDINGS } from '../findings.ts';
import { buildTree, elementsOf, type TreeNode } from '../profiles/profileElements.ts';
import type { Walk } from '../walk.ts';
import { DifferentialPlaces, idOf, type DifferentialPlace } from './differentialPlaces.ts';
import { faultsOfElement } from './differentialRules.ts';

/**
 * Whether a snapshot can be made of a differential (R4 profiling.html#snapshot, elementdefinition.html#interpretation):
 * its elements stand in the base definition, in its order, and narrow what that says of them.
 */
export function checkDifferential(
  walk: Walk,
  definition: StructureDefinition,
  base: StructureDefinition,
): void {
  const root = walk.definitions.knownType(definition.type);
  const elements = definition.differential?.element ?? [];
  if (root === undefined || base.type !== definition.type) {
    return;
  }
  const places = new DifferentialPlaces(walk.definitions, root, elements);
  const inBase =
    base.derivation === 'constraint'
      ? buildTree(elementsOf(base, (canonical) => walk.definitions.files.structure(canonical)))
      : undefined;
  const sliced = new Set<string>();
  let last: readonly number[] = [];
  for (const [index, element] of elements.entries()) {
    const at = `differential.element[${index}]`;
    const fault = (text: string): void =>
      walk.report(VALIDATION_FINDINGS.definitionFault, { text: `${idOf(element)}: ${text}` }, at);
    if (element.path.split('.')[0] !== definition.type) {
      continue;
    }
    const place = places.placeOf(element);
    if (place === undefined) {
      continue;
    }
    if ('step' in place) {
      fault(`${place.type} ∌ ${place.step}`);
      continue;
    }
    if (isBefore(place.order, last)) {
      fault(`↑ ${elements[index - 1]?.id ?? ''}`);
    }
    last = place.order;
    const before = inBase && nodeAt(inBase, idOf(element));
    checkSlicing(element, place, isSlicedIn(inBase, element), sliced, fault);
    for (const text of faultsOfElement(walk, element, place, before?.element)) {
      fault(text);
    }
  }
}

function isBefore(order: readonly number[], other: readonly number[]): boolean {
  for (const [index, each] of order.entries()) {
    const against = other[index];
    if (against === undefined || each !== against) {
      return against !== undefined && each < against;
    }
  }
  return order.length < other.length;
}

function nodeAt(tree: TreeNode, id: string): TreeNode | undefined {
  let node: TreeNode | undefined = tree;
  for (const step of id.split('.').slice(1)) {
    const [name = '', slice] = step.split(':');
    const child: TreeNode | undefined = node.children.get(name);
    node = slice === undefined ? child : child?.slices.get(slice);
    if (node === undefined) {
      return undefined;
    }
  }
  return node;
}

function isSlicedIn(base: TreeNode | undefined, element: ElementDefinition): boolean {
  const id = idOf(element);
  const node = base && nodeAt(base, id.slice(0, Math.max(id.lastIndexOf(':'), 0)));
  return node !== undefined && (node.slices.size > 0 || node.element.slicing !== undefined);
}

/** A slice needs its slicing before it; only what repeats, or is a choice, can be sliced. */
function checkSlicing(
  element: ElementDefinition,
  { properties }: DifferentialPlace,
  isSlicedInBase: boolean,
  sliced: Set<string>,
  fault: (text: string) => void,
): void {
  const { rule } = properties[0] ?? {};
  const isImplied =
    rule === undefined || rule.isChoice || /(?:^|\.)(?:modifierE|e)xtension$/.test(element.path);
  const id = idOf(element);
  if (element.slicing !== undefined) {
    sliced.add(id);
    if (!isImplied && !rule.repeats && properties[0]?.kind !== 'resource') {
      fault('slicing, max = 1');
    }
  }
  const ofSlices = id.slice(0, id.lastIndexOf(':'));
  const isSlice = element.sliceName !== undefined && !element.sliceName.includes('/');
  if (isSlice && !isImplied && rule.repeats && !isSlicedInBase && !sliced.has(ofSlices)) {
    fault(`sliceName ${element.sliceName ?? ''}, slicing = ∅`);
  }
}

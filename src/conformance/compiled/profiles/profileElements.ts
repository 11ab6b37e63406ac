import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';

/** Profiles of profiles are followed so far; one that is its own base ends there. */
const MAX_BASES = 20;

/**
 * All that a profile and the profiles that it stands on say of elements: the snapshot where there is one, else the
 * differential after that of its base. What the base type says is left out, as it is judged by itself; so a profile
 * needs no snapshot to be judged by.
 */
export function elementsOf(
  structure: StructureDefinition,
  find: (canonical: string) => StructureDefinition | undefined,
  depth = 0,
): readonly ElementDefinition[] {
  if (structure.snapshot !== undefined) {
    return structure.snapshot.element;
  }
  const base = structure.baseDefinition === undefined || depth > MAX_BASES ? undefined : find(structure.baseDefinition);
  const inherited = base?.derivation === 'constraint' ? elementsOf(base, find, depth + 1) : [];
  const own = structure.differential?.element ?? [];
  const root: ElementDefinition = { id: structure.type, path: structure.type };
  return [root, ...inherited, ...own];
}

/** An element with those below it and the slices of it. */
export interface TreeNode {
  element: ElementDefinition;
  readonly children: Map<string, TreeNode>;
  readonly slices: Map<string, TreeNode>;
}

/** The tree of the elements by their ids; what is said of an element later adds to what was said before. */
export function buildTree(elements: readonly ElementDefinition[]): TreeNode {
  const [first] = elements;
  const root: TreeNode = { element: first ?? { path: '' }, children: new Map(), slices: new Map() };
  for (const element of elements) {
    const steps = idOf(element).split('.').slice(1);
    let node = root;
    let path = root.element.path;
    for (const step of steps) {
      const [name = '', slice] = step.split(':');
      path = `${path}.${name}`;
      node = childOf(node.children, name, path);
      node = slice === undefined ? node : childOf(node.slices, slice, path, slice);
    }
    node.element = merged(node.element, element);
  }
  return root;
}

function idOf({ id, path, sliceName }: ElementDefinition): string {
  return id ?? (sliceName === undefined ? path : `${path}:${sliceName}`);
}

function childOf(map: Map<string, TreeNode>, name: string, path: string, sliceName?: string): TreeNode {
  const known = map.get(name);
  if (known !== undefined) {
    return known;
  }
  const made: TreeNode = {
    element: { path, ...(sliceName !== undefined && { sliceName }) },
    children: new Map(),
    slices: new Map(),
  };
  map.set(name, made);
  return made;
}

function merged(before: ElementDefinition, after: ElementDefinition): ElementDefinition {
  const constraint = [...(before.constraint ?? []), ...(after.constraint ?? [])];
  return {
    ...before,
    ...after,
    ...(constraint.length > 0 && { constraint: [...new Map(constraint.map((each) => [each.key, each])).values()] }),
  };
}

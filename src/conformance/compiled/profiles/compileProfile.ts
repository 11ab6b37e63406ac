import type { ComplexType, Invariant } from '../elementTree.ts';
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { createBinding } from '../bindings.ts';
import { createInvariant } from '../invariants.ts';
import type { CodeChoice } from '../valueSets.ts';
import type { Discriminator, Profile, ProfileRule, Slicing } from './profileTree.ts';

/** What a profile is compiled with. */
export interface ProfileContext {
  readonly type: (name: string) => ComplexType;
  readonly codeChoice: (canonical: string) => CodeChoice | undefined;
}

/**
 * A profile as a tree of what it adds: the base definition is judged beside it, so a rule that says no more than the
 * base says is left out, and an element without rules too.
 */
export function compileProfile(structure: StructureDefinition, definitions: ProfileContext): Profile | undefined {
  const elements = structure.snapshot?.element;
  const rootElement = elements?.[0];
  if (elements === undefined || rootElement === undefined) {
    return undefined;
  }
  const baseKeys = structure.derivation === 'specialization' ? undefined : keysOfBase(structure.type, definitions);
  const tree = buildTree(elements);
  return {
    url: structure.url,
    title: structure.title ?? structure.name,
    type: structure.type,
    isExtension: structure.type === 'Extension' && structure.derivation !== 'specialization',
    root: new RuleCompiler(definitions, baseKeys ?? new Set()).compile(tree, false),
    contexts: structure.context ?? [],
    isModifier: rootElement.isModifier ?? false,
  };
}

/** An element of the snapshot with those below it and the slices of it. */
interface TreeNode {
  readonly element: ElementDefinition;
  readonly children: Map<string, TreeNode>;
  readonly slices: Map<string, TreeNode>;
}

function buildTree(elements: readonly ElementDefinition[]): TreeNode {
  const nodes = new Map<string, TreeNode>();
  let root: TreeNode | undefined;
  for (const element of elements) {
    const id = element.id ?? element.path;
    const node: TreeNode = { element, children: new Map(), slices: new Map() };
    nodes.set(id, node);
    root ??= node;
    const dot = id.lastIndexOf('.');
    const parent = nodes.get(id.slice(0, dot));
    const name = id.slice(dot + 1);
    const colon = name.indexOf(':');
    if (dot < 0 || parent === undefined) {
      continue;
    }
    if (colon < 0) {
      parent.children.set(name, node);
    } else {
      const sliced = parent.children.get(name.slice(0, colon));
      sliced?.slices.set(name.slice(colon + 1), node);
    }
  }
  return root ?? { element: { path: '' }, children: new Map(), slices: new Map() };
}

/** The keys and expressions of the rules that the base definition has already. */
function keysOfBase(type: string, definitions: ProfileContext): ReadonlySet<string> {
  const keys = new Set<string>();
  const seen = new Set<ComplexType>();
  const add = (invariants: readonly Invariant[]): void =>
    invariants.forEach(({ key, expression }) => keys.add(`${key} ${expression}`));
  const visit = (complex: ComplexType): void => {
    if (seen.has(complex)) {
      return;
    }
    seen.add(complex);
    add(complex.invariants);
    for (const property of complex.properties.values()) {
      add(property.rule.invariants);
      if (property.kind === 'complex' && !property.isSibling) {
        visit(property.type());
      }
    }
  };
  visit(definitions.type(type));
  return keys;
}

/** Rules that every element and every resource keeps (see walk.ts). */
const EVERYWHERE = /^(?:ele-1|ext-1|dom-[2-6]|ref-1|txt-[12])$/;

class RuleCompiler {
  readonly #definitions: ProfileContext;
  readonly #baseKeys: ReadonlySet<string>;

  constructor(definitions: ProfileContext, baseKeys: ReadonlySet<string>) {
    this.#definitions = definitions;
    this.#baseKeys = baseKeys;
  }

  compile(node: TreeNode, inSlice: boolean): ProfileRule {
    const { element } = node;
    const last = element.path.slice(element.path.lastIndexOf('.') + 1);
    const isSlice = inSlice || element.sliceName !== undefined;
    const children = this.#children(node, isSlice);
    return {
      id: element.id ?? element.path,
      name: last.replace('[x]', ''),
      sliceName: element.sliceName,
      ...this.#cardinality(element),
      ...typesOf(element, last),
      fixed: valueOf(element, 'fixed'),
      pattern: valueOf(element, 'pattern'),
      minValue: valueOf(element, 'minValue'),
      maxValue: valueOf(element, 'maxValue'),
      maxLength: element.maxLength,
      binding: createBinding(element.binding, (canonical) => this.#definitions.codeChoice(canonical)),
      invariants: this.#invariants(element),
      children,
      slicing: this.#slicing(node),
    };
  }

  /** Of an element that stands in the base: only where the profile narrows it. */
  #cardinality({ min = 0, max = '*', base, path, sliceName }: ElementDefinition): { min: number; max: number } {
    const isOwn = sliceName !== undefined || base === undefined || !path.includes('.');
    const limit = max === '*' ? Number.POSITIVE_INFINITY : Number(max);
    return {
      min: isOwn || min > base.min ? (path.includes('.') ? min : 0) : 0,
      max: isOwn || max !== base.max ? limit : Number.POSITIVE_INFINITY,
    };
  }

  #invariants({ constraint, path }: ElementDefinition): readonly Invariant[] {
    return (constraint ?? [])
      .filter(({ key }) => !EVERYWHERE.test(key))
      .map((each) => createInvariant(each, path))
      .filter(({ key, expression }) => !this.#baseKeys.has(`${key} ${expression}`));
  }

  #children(node: TreeNode, inSlice: boolean): ReadonlyMap<string, ProfileRule> {
    const children = new Map<string, ProfileRule>();
    for (const child of node.children.values()) {
      const rule = this.compile(child, inSlice);
      if (hasRules(rule)) {
        children.set(rule.name, rule);
      }
    }
    return children;
  }

  #slicing({ element, slices }: TreeNode): Slicing | undefined {
    if (slices.size === 0) {
      return undefined;
    }
    const { slicing } = element;
    const isExtension = /\.(?:modifierE|e)xtension$/.test(element.path);
    const isChoice = element.path.endsWith('[x]');
    const all = [...slices];
    return {
      discriminators:
        (slicing?.discriminator as readonly Discriminator[] | undefined) ??
        (isExtension ? [{ type: 'value', path: 'url' }] : isChoice ? [{ type: 'type', path: '$this' }] : []),
      rules: slicing?.rules ?? 'open',
      ordered: slicing?.ordered ?? false,
      slices: all.filter(([name]) => !isResliceOfAny(name, all)).map(([name, slice]) => this.#slice(name, slice, all)),
    };
  }

  /** A slice with its own slices, `name/part`. */
  #slice(name: string, slice: TreeNode, all: readonly (readonly [string, TreeNode])[]): ProfileRule {
    const parts = all.filter(([other]) => other.startsWith(`${name}/`));
    return this.compile(parts.length === 0 ? slice : { ...slice, slices: new Map(parts) }, true);
  }
}

function isResliceOfAny(name: string, all: readonly (readonly [string, TreeNode])[]): boolean {
  return all.some(([other]) => name.startsWith(`${other}/`));
}

function typesOf(
  { type, path }: ElementDefinition,
  last: string,
): Pick<ProfileRule, 'types' | 'typeProfiles' | 'targetProfiles' | 'aggregation'> {
  const list = type ?? [];
  const isRoot = !path.includes('.');
  return {
    types: last.endsWith('[x]') || isRoot ? codes(list) : undefined,
    typeProfiles: new Map(
      list.flatMap(({ code, profile }) => (profile === undefined ? [] : [[code, profile] as const])),
    ),
    targetProfiles: list.flatMap(({ targetProfile }) => targetProfile ?? []),
    aggregation: list.flatMap(({ aggregation }) => aggregation ?? []),
  };
}

function codes(list: NonNullable<ElementDefinition['type']>): ReadonlySet<string> | undefined {
  return list.length === 0 ? undefined : new Set(list.map(({ code }) => code));
}

/** `fixedUri`, `patternCodeableConcept` …: whatever stands there. */
function valueOf(element: ElementDefinition, prefix: string): unknown {
  for (const [key, value] of Object.entries(element)) {
    if (key.startsWith(prefix) && /^[A-Z]/.test(key.slice(prefix.length))) {
      return value;
    }
  }
  return undefined;
}

function hasRules(rule: ProfileRule): boolean {
  return (
    rule.min > 0 ||
    rule.max !== Number.POSITIVE_INFINITY ||
    rule.types !== undefined ||
    rule.typeProfiles.size > 0 ||
    rule.targetProfiles.length > 0 ||
    rule.fixed !== undefined ||
    rule.pattern !== undefined ||
    rule.minValue !== undefined ||
    rule.maxValue !== undefined ||
    rule.maxLength !== undefined ||
    rule.binding !== undefined ||
    rule.invariants.length > 0 ||
    rule.children.size > 0 ||
    rule.slicing !== undefined
  );
}

import type { ComplexType, Invariant, Property } from '../elementTree.ts';
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { createBinding, type BindingRule } from '../bindings.ts';
import { FHIR_TYPE_PREFIX, typeNameOf } from '../compile.ts';
import { createInvariant } from '../invariants.ts';
import type { CodeChoice } from '../valueSets.ts';
import { childRules } from './childRules.ts';
import { buildTree, elementsOf, type TreeNode } from './profileElements.ts';
import type { Discriminator, Profile, ProfileRule, Slicing } from './profileTree.ts';

/** What a profile is compiled with. */
export interface ProfileContext {
  readonly type: (name: string) => ComplexType;
  readonly structure: (canonical: string) => StructureDefinition | undefined;
  readonly codeChoice: (canonical: string) => CodeChoice | undefined;
}

/**
 * A profile as a tree of what it adds: the base definition is judged beside it, so a rule that says no more than the
 * base says is left out, and an element without rules too.
 */
export function compileProfile(structure: StructureDefinition, context: ProfileContext): Profile | undefined {
  const elements = elementsOf(structure, context.structure);
  const [rootElement] = elements;
  if (rootElement === undefined) {
    return undefined;
  }
  const isConstraint = structure.derivation !== 'specialization';
  return {
    url: structure.url,
    title: structure.title ?? structure.name,
    type: structure.type,
    isExtension: structure.type === 'Extension' && isConstraint,
    root: new RuleCompiler(context, isConstraint ? keysOfBase(structure.type, context) : new Set()).compile(
      buildTree(elements),
      { properties: [], own: context.type(structure.type) },
    ),
    contexts: structure.context ?? [],
    contextInvariants: (structure.contextInvariant ?? []).map((expression, index) =>
      createInvariant(
        { key: `contextInvariant[${index}]`, severity: 'error', human: expression, expression },
        structure.url,
      ),
    ),
    isModifier: elements.some(({ path, isModifier }) => path === rootElement.path && isModifier === true),
  };
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

/** What the base definition has where an element of the profile stands. */
interface Base {
  /** The element, by each of its types. */
  readonly properties: readonly Property[];
  /** The element's own type, where it has but one with elements. */
  readonly own: ComplexType | undefined;
}

function baseOf({ path }: ElementDefinition, { own }: Base): Base {
  const name = path.slice(path.lastIndexOf('.') + 1).replace('[x]', '');
  const properties = own?.byName.get(name) ?? [];
  const [only] = properties;
  return {
    properties,
    own: properties.length === 1 && only?.kind === 'complex' ? only.type() : undefined,
  };
}

class RuleCompiler {
  readonly #definitions: ProfileContext;
  readonly #baseKeys: ReadonlySet<string>;

  constructor(definitions: ProfileContext, baseKeys: ReadonlySet<string>) {
    this.#definitions = definitions;
    this.#baseKeys = baseKeys;
  }

  compile(node: TreeNode, base: Base): ProfileRule {
    const { element } = node;
    const last = element.path.slice(element.path.lastIndexOf('.') + 1);
    const children = this.#children(node, base);
    const rule = {
      id: element.id ?? element.path,
      name: last.replace('[x]', ''),
      sliceName: element.sliceName,
      ...this.#cardinality(element),
      ...typesOf(element, last, base),
      fixed: valueOf(element, 'fixed'),
      pattern: valueOf(element, 'pattern'),
      minValue: valueOf(element, 'minValue'),
      maxValue: valueOf(element, 'maxValue'),
      maxLength: base.properties.some(({ rule: { maxLength } }) => maxLength === element.maxLength)
        ? undefined
        : element.maxLength,
      binding: this.#binding(element, base),
      invariants: this.#invariants(element),
      children,
      childrenIn: childRules(children),
      slicing: this.#slicing(node, base),
    };
    return { ...rule, judgesValues: judgesValues(rule) };
  }

  /** Only where it is not the binding that the base has. */
  #binding({ binding, sliceName }: ElementDefinition, { properties }: Base): BindingRule | undefined {
    const inBase = properties[0]?.rule.binding;
    const isSame =
      sliceName === undefined &&
      inBase !== undefined &&
      unversioned(inBase.valueSet) === unversioned(binding?.valueSet ?? '') &&
      inBase.strength === binding?.strength;
    return isSame ? undefined : createBinding(binding, (canonical) => this.#definitions.codeChoice(canonical));
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

  #children(node: TreeNode, base: Base): ReadonlyMap<string, ProfileRule> {
    const children = new Map<string, ProfileRule>();
    for (const child of node.children.values()) {
      const rule = this.compile(child, baseOf(child.element, base));
      if (hasRules(rule)) {
        children.set(rule.name, rule);
      }
    }
    return children;
  }

  #slicing({ element, slices }: TreeNode, base: Base): Slicing | undefined {
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
      slices: all.filter(([name]) => !isResliceOfAny(name, all)).map(([name, slice]) => this.#slice(name, slice, all, base)),
    };
  }

  /** A slice with its own slices, `name/part`. */
  #slice(name: string, slice: TreeNode, all: readonly (readonly [string, TreeNode])[], base: Base): ProfileRule {
    const parts = all.filter(([other]) => other.startsWith(`${name}/`));
    return this.compile(parts.length === 0 ? slice : { ...slice, slices: new Map(parts) }, base);
  }
}

function isResliceOfAny(name: string, all: readonly (readonly [string, TreeNode])[]): boolean {
  return all.some(([other]) => name.startsWith(`${other}/`));
}

function typesOf(
  { type, path, sliceName }: ElementDefinition,
  last: string,
  base: Base,
): Pick<ProfileRule, 'types' | 'typeProfiles' | 'targetProfiles' | 'aggregation'> {
  const list = type ?? [];
  const isNarrowed = sliceName !== undefined || list.length < base.properties.length;
  const isResource = base.properties[0]?.kind === 'resource' && list.every(({ code }) => code !== 'Resource');
  const isChoice = last.endsWith('[x]') || !path.includes('.');
  const targets = list.flatMap(({ targetProfile }) => targetProfile ?? []);
  const baseTargets = new Set(base.properties.flatMap((property) => [...property.targets]));
  const isSameTarget =
    sliceName === undefined &&
    targets.length === baseTargets.size &&
    targets.every((url) => url.startsWith(FHIR_TYPE_PREFIX) && baseTargets.has(typeNameOf(url)));
  return {
    types: ((isChoice && isNarrowed) || isResource) && list.length > 0 ? new Set(list.map(({ code }) => code)) : undefined,
    typeProfiles: new Map(
      list.flatMap(({ code, profile }) => (profile === undefined || isInBase(profile, base) ? [] : [[code, profile] as const])),
    ),
    targetProfiles: isSameTarget ? [] : targets,
    aggregation: list.flatMap(({ aggregation }) => aggregation ?? []),
  };
}

/** Whether the base asks for the same profile, as it does for SimpleQuantity. */
function isInBase(profiles: readonly string[], { properties }: Base): boolean {
  return properties.some((property) => property.kind === 'complex' && profiles.includes(property.type().url));
}

function unversioned(canonical: string): string {
  return canonical.split('|')[0] ?? '';
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

function judgesValues(rule: Omit<ProfileRule, 'judgesValues'>): boolean {
  return (
    rule.types !== undefined ||
    rule.typeProfiles.size > 0 ||
    rule.targetProfiles.length > 0 ||
    rule.aggregation.length > 0 ||
    rule.fixed !== undefined ||
    rule.pattern !== undefined ||
    rule.minValue !== undefined ||
    rule.maxValue !== undefined ||
    rule.maxLength !== undefined ||
    rule.binding !== undefined ||
    rule.invariants.length > 0 ||
    rule.children.size > 0
  );
}

function hasRules(rule: ProfileRule): boolean {
  return (
    rule.judgesValues || rule.min > 0 || rule.max !== Number.POSITIVE_INFINITY || rule.slicing !== undefined
  );
}

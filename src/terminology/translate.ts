import type {
  Coding,
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElementTarget,
  ConceptMapGroupElementTargetDependsOn,
} from '@medplum/fhirtypes';
import type { Dependency } from './operationInput.ts';
import { canonicalSystem } from './systemUri.ts';

type Equivalence = ConceptMapGroupElementTarget['equivalence'];

/** One code that a code is translated to; without a code where the map says that there is none. */
export interface Match {
  readonly equivalence: Equivalence;
  readonly concept?: Coding;
  /** Values of other elements that belong to the translation. */
  readonly products?: readonly ElementValue[];
  /** Values that other elements must have for it. */
  readonly dependsOn?: readonly ElementValue[];
  /** Canonical URL of the map. */
  readonly source?: string;
}

/** A value of an element other than the one that is translated. */
export interface ElementValue {
  /** URI of the element. */
  readonly element: string;
  readonly concept: Coding;
}

export interface TranslationRequest {
  readonly coding: Coding;
  /** From target to source. */
  readonly reverse?: boolean;
  readonly targetSystem?: string;
  readonly dependencies?: readonly Dependency[];
  /** The map that another leaves unmapped codes to. */
  readonly mapAt?: (canonical: string) => ConceptMap | undefined;
}

/** How many maps may leave a code to one another. */
const MAX_MAPS = 5;

/**
 * What a concept map makes of a code. Targets that depend on other elements are left out when a given element says
 * otherwise; an element that is not given leaves them in, so that several can come back, each with what it depends on.
 * Read backwards, what a target depends on belongs to its translation.
 */
export function matchesIn(
  map: ConceptMap,
  request: TranslationRequest,
  depth: number = MAX_MAPS,
): readonly Match[] {
  return (map.group ?? []).flatMap((group) => {
    const [from, to] = request.reverse === true ? [group.target, group.source] : [group.source, group.target];
    if (!isSameSystem(from, request.coding.system) || !isSameSystem(to, request.targetSystem)) {
      return [];
    }
    const version = request.reverse === true ? group.targetVersion : group.sourceVersion;
    if (version !== undefined && request.coding.version !== undefined && version !== request.coding.version) {
      return [];
    }
    const matches = request.reverse === true ? backwards(group, request) : forwards(group, request, depth);
    return matches.map((match) => ({ ...(map.url !== undefined && { source: map.url }), ...match }));
  });
}

/** Whether something was found that is not said to have no counterpart. */
export function isTranslation({ equivalence, concept }: Match): boolean {
  return concept !== undefined && equivalence !== 'unmatched' && equivalence !== 'disjoint';
}

function isSameSystem(system: string | undefined, wanted: string | undefined): boolean {
  return (
    wanted === undefined || (system !== undefined && canonicalSystem(system) === canonicalSystem(wanted))
  );
}

function forwards(group: ConceptMapGroup, request: TranslationRequest, depth: number): readonly Match[] {
  const { coding, dependencies = [] } = request;
  const elements = group.element.filter(({ code }) => code === coding.code);
  if (elements.length === 0) {
    return unmapped(group, request, depth);
  }
  return elements
    .flatMap(({ target = [] }) => target.filter((each) => fits(each, dependencies)))
    .map((target) => ({
      equivalence: target.equivalence,
      ...(target.code !== undefined && { concept: codingOf(group.target, target) }),
      ...(target.product !== undefined && { products: target.product.map(elementValueOf) }),
      ...(target.dependsOn !== undefined && { dependsOn: target.dependsOn.map(elementValueOf) }),
    }));
}

/** FHIR R4, ConceptMap.group.unmapped: what becomes of a code that the group does not name. */
function unmapped(
  { unmapped: rule, target }: ConceptMapGroup,
  request: TranslationRequest,
  depth: number,
): readonly Match[] {
  switch (rule?.mode) {
    case 'provided':
      return [{ equivalence: 'equal', concept: codingOf(target, request.coding) }];
    case 'fixed':
      return rule.code === undefined ? [] : [{ equivalence: 'inexact', concept: codingOf(target, rule) }];
    case 'other-map': {
      const other = depth > 0 ? request.mapAt?.(rule.url ?? '') : undefined;
      return other === undefined ? [] : matchesIn(other, request, depth - 1);
    }
    default:
      return [];
  }
}

function elementValueOf({
  property,
  system,
  value,
  display,
}: ConceptMapGroupElementTargetDependsOn): ElementValue {
  return { element: property, concept: codingOf(system, { code: value, display }) };
}

function backwards(group: ConceptMapGroup, { coding, dependencies = [] }: TranslationRequest): Match[] {
  return group.element.flatMap((element) =>
    (element.target ?? [])
      .filter((target) => target.code === coding.code && fits(target, dependencies))
      .map(({ equivalence, dependsOn, product }) => ({
        equivalence: reversed(equivalence),
        concept: codingOf(group.source, element),
        ...(dependsOn !== undefined && { products: dependsOn.map(elementValueOf) }),
        ...(product !== undefined && { dependsOn: product.map(elementValueOf) }),
      })),
  );
}

/** The elements on which a map's translations depend, by their URIs. */
export function elementsOf(map: ConceptMap): ReadonlySet<string> {
  const elements = new Set<string>();
  for (const { element } of map.group ?? []) {
    for (const { target = [] } of element) {
      for (const { dependsOn = [] } of target) {
        dependsOn.forEach(({ property }) => elements.add(property));
      }
    }
  }
  return elements;
}

/** Whether a name means an element: its URI, or what stands at the end of that. */
export function isElement(name: string | undefined, uri: string): boolean {
  return name === uri || name === shortNameOf(uri);
}

export function shortNameOf(uri: string): string {
  return uri.slice(Math.max(uri.lastIndexOf('#'), uri.lastIndexOf('/')) + 1);
}

function fits(
  { dependsOn = [] }: ConceptMapGroupElementTarget,
  dependencies: readonly Dependency[],
): boolean {
  return dependencies.every(({ element, system, value }) =>
    dependsOn.some(
      (dependency) =>
        isElement(element, dependency.property) &&
        dependency.value === value &&
        (dependency.system === undefined || isSameSystem(dependency.system, system)),
    ),
  );
}

function codingOf(
  system: string | undefined,
  { code, display }: { readonly code?: string | undefined; readonly display?: string | undefined },
): Coding {
  return {
    ...(system !== undefined && { system }),
    ...(code !== undefined && { code }),
    ...(display !== undefined && { display }),
  };
}

const REVERSED: Partial<Record<Equivalence, Equivalence>> = {
  wider: 'narrower',
  narrower: 'wider',
  subsumes: 'specializes',
  specializes: 'subsumes',
};

function reversed(equivalence: Equivalence): Equivalence {
  return REVERSED[equivalence] ?? equivalence;
}

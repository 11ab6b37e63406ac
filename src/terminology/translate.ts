import type {
  Coding,
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElement,
  ConceptMapGroupElementTarget,
  Parameters,
} from '@medplum/fhirtypes';
import type { Dependency } from './operationInput.ts';
import { canonicalSystem } from './systemUri.ts';

type Equivalence = ConceptMapGroupElementTarget['equivalence'];

/** One code that a code is translated to; without a code where the map says that there is none. */
export interface Match {
  readonly equivalence: Equivalence;
  readonly concept?: Coding;
  /** Canonical URL of the map. */
  readonly source?: string;
}

export interface TranslationRequest {
  readonly coding: Coding;
  /** From target to source. */
  readonly reverse?: boolean;
  readonly targetSystem?: string;
  readonly dependencies?: readonly Dependency[];
}

/**
 * What a concept map makes of a code. Targets that depend on other elements are left out when a given element says
 * otherwise; an element that is not given leaves them in, so that several can come back.
 */
export function matchesIn(map: ConceptMap, request: TranslationRequest): readonly Match[] {
  return (map.group ?? []).flatMap((group) => {
    const [from, to] = request.reverse === true ? [group.target, group.source] : [group.source, group.target];
    if (!isSameSystem(from, request.coding.system) || !isSameSystem(to, request.targetSystem)) {
      return [];
    }
    const matches = request.reverse === true ? backwards(group, request) : forwards(group, request);
    return matches.map((match) => ({ ...match, ...(map.url !== undefined && { source: map.url }) }));
  });
}

/** FHIR R4, ConceptMap/$translate: true when something was found that is not said to have no counterpart. */
export function reportMatches(matches: readonly Match[]): Parameters {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: matches.some(isTranslation) },
      ...matches.map(({ equivalence, concept, source }) => ({
        name: 'match',
        part: [
          { name: 'equivalence', valueCode: equivalence },
          ...(concept === undefined ? [] : [{ name: 'concept', valueCoding: concept }]),
          ...(source === undefined ? [] : [{ name: 'source', valueUri: source }]),
        ],
      })),
    ],
  };
}

export function isTranslation({ equivalence, concept }: Match): boolean {
  return concept !== undefined && equivalence !== 'unmatched' && equivalence !== 'disjoint';
}

function isSameSystem(system: string | undefined, wanted: string | undefined): boolean {
  return (
    wanted === undefined || (system !== undefined && canonicalSystem(system) === canonicalSystem(wanted))
  );
}

function forwards(group: ConceptMapGroup, { coding, dependencies = [] }: TranslationRequest): Match[] {
  return group.element
    .filter(({ code }) => code === coding.code)
    .flatMap(({ target = [] }) => target.filter((each) => fits(each, dependencies)))
    .map((target) => ({
      equivalence: target.equivalence,
      ...(target.code !== undefined && { concept: codingOf(group.target, target) }),
    }));
}

function backwards(group: ConceptMapGroup, { coding, dependencies = [] }: TranslationRequest): Match[] {
  return group.element.flatMap((element) =>
    (element.target ?? [])
      .filter((target) => target.code === coding.code && fits(target, dependencies))
      .map(({ equivalence }) => ({
        equivalence: reversed(equivalence),
        concept: codingOf(group.source, element),
      })),
  );
}

function fits(
  { dependsOn = [] }: ConceptMapGroupElementTarget,
  dependencies: readonly Dependency[],
): boolean {
  return dependencies.every(({ element, value }) =>
    dependsOn.some((dependency) => dependency.property === element && dependency.value === value),
  );
}

function codingOf(
  system: string | undefined,
  { code, display }: Pick<ConceptMapGroupElement, 'code' | 'display'>,
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

import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { conceptsOf } from './concepts.ts';

/** A code system prepared for questions about single codes. */
export interface CodeSystemIndex {
  readonly codeSystem: CodeSystem;
  readonly concepts: ReadonlyMap<string, CodeSystemConcept>;
  /** The concept of a code, in any case of its letters where the system says that case does not matter. */
  concept(code: string): CodeSystemConcept | undefined;
  /** Code → the codes right above it; only where the system has a hierarchy. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Code → the codes right below it. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** The properties that HL7 writes a hierarchy with where concepts do not stand within others (R4, CodeSystem.concept). */
const PARENT_PROPERTY = 'http://hl7.org/fhir/concept-properties#parent';
const CHILD_PROPERTY = 'http://hl7.org/fhir/concept-properties#child';

const indexes = new WeakMap<CodeSystem, CodeSystemIndex>();

/** The index of a code system, made once for each object. */
export function indexCodeSystem(codeSystem: CodeSystem): CodeSystemIndex {
  const known = indexes.get(codeSystem);
  if (known !== undefined) {
    return known;
  }
  const index = createIndex(codeSystem);
  indexes.set(codeSystem, index);
  return index;
}

function createIndex(codeSystem: CodeSystem): CodeSystemIndex {
  const concepts = new Map<string, CodeSystemConcept>();
  const parents = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  const relate = (parent: string, child: string): void => {
    if (parents.get(child)?.includes(parent) !== true) {
      added(parents, child).push(parent);
      added(children, parent).push(child);
    }
  };
  const parentCodes = codesOfProperty(codeSystem, PARENT_PROPERTY);
  const childCodes = codesOfProperty(codeSystem, CHILD_PROPERTY);
  for (const concept of conceptsOf(codeSystem)) {
    concepts.set(concept.code, concept);
    for (const child of concept.concept ?? []) {
      relate(concept.code, child.code);
    }
    for (const { code, valueCode } of concept.property ?? []) {
      if (valueCode !== undefined && parentCodes.has(code)) {
        relate(valueCode, concept.code);
      } else if (valueCode !== undefined && childCodes.has(code)) {
        relate(concept.code, valueCode);
      }
    }
  }
  const byLowerCase =
    codeSystem.caseSensitive === false
      ? new Map([...concepts].map(([code, concept]) => [code.toLowerCase(), concept]))
      : undefined;
  return {
    codeSystem,
    concepts,
    concept: (code) => concepts.get(code) ?? byLowerCase?.get(code.toLowerCase()),
    parents,
    children,
  };
}

function codesOfProperty({ property = [] }: CodeSystem, uri: string): ReadonlySet<string> {
  return new Set(property.filter((each) => each.uri === uri).map(({ code }) => code));
}

function added(map: Map<string, string[]>, key: string): string[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

/** Whether the codes themselves are here: of some code systems only the name is (FHIR R4, CodeSystem.content). */
export function hasCodes({ codeSystem }: CodeSystemIndex): boolean {
  return codeSystem.content !== 'not-present' && codeSystem.content !== 'supplement';
}

/** How a list is called in findings. */
export function nameOf({ codeSystem }: CodeSystemIndex): string {
  return codeSystem.title ?? codeSystem.name ?? codeSystem.url ?? '';
}

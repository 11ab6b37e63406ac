import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { conceptsOf } from './concepts.ts';

/** A code system prepared for questions about single codes. */
export interface CodeSystemIndex {
  readonly codeSystem: CodeSystem;
  readonly concepts: ReadonlyMap<string, CodeSystemConcept>;
  /** Code → the codes right above it; only where the system has a hierarchy. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Code → the codes right below it. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** The property that HL7 writes a hierarchy with where concepts do not stand within others (R4, CodeSystem.concept). */
const PARENT_PROPERTY = 'http://hl7.org/fhir/concept-properties#parent';

export function indexCodeSystem(codeSystem: CodeSystem): CodeSystemIndex {
  const concepts = new Map<string, CodeSystemConcept>();
  const parents = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  const relate = (parent: string, child: string): void => {
    added(parents, child).push(parent);
    added(children, parent).push(child);
  };
  const parentCodes = new Set(
    (codeSystem.property ?? []).filter(({ uri }) => uri === PARENT_PROPERTY).map(({ code }) => code),
  );
  for (const concept of conceptsOf(codeSystem)) {
    concepts.set(concept.code, concept);
    for (const child of concept.concept ?? []) {
      relate(concept.code, child.code);
    }
    for (const { code, valueCode } of concept.property ?? []) {
      if (parentCodes.has(code) && valueCode !== undefined) {
        relate(valueCode, concept.code);
      }
    }
  }
  return { codeSystem, concepts, parents, children };
}

function added(map: Map<string, string[]>, key: string): string[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

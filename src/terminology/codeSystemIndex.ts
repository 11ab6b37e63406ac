import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { conceptsOf } from './concepts.ts';

/** A code system prepared for questions about single codes. */
export interface CodeSystemIndex {
  readonly codeSystem: CodeSystem;
  readonly concepts: ReadonlyMap<string, CodeSystemConcept>;
  /** Code → the code above it; only where the system has a hierarchy. */
  readonly parents: ReadonlyMap<string, string>;
}

export function indexCodeSystem(codeSystem: CodeSystem): CodeSystemIndex {
  const concepts = new Map<string, CodeSystemConcept>();
  const parents = new Map<string, string>();
  for (const concept of conceptsOf(codeSystem)) {
    concepts.set(concept.code, concept);
    for (const child of concept.concept ?? []) {
      parents.set(child.code, concept.code);
    }
  }
  return { codeSystem, concepts, parents };
}

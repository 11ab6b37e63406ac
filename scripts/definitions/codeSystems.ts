import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty, Coding } from '@medplum/fhirtypes';

/** The code systems that everything else is derived from, and their concepts' properties. */

export function findCodeSystem(codeSystems: readonly CodeSystem[], url: string): CodeSystem {
  const found = codeSystems.find((codeSystem) => codeSystem.url === url);
  if (found === undefined) {
    throw new Error(`profiles/CodeSystem lacks ${url}`);
  }
  return found;
}

export function propertiesOf(concept: CodeSystemConcept, code: string): readonly CodeSystemConceptProperty[] {
  return (concept.property ?? []).filter((property) => property.code === code);
}

export function codingOf(concept: CodeSystemConcept, code: string): Coding | undefined {
  return propertiesOf(concept, code)[0]?.valueCoding;
}

export function dateOf(concept: CodeSystemConcept, code: string): string | undefined {
  return propertiesOf(concept, code)[0]?.valueDateTime;
}

export function flagOf(concept: CodeSystemConcept, code: string): boolean | undefined {
  return propertiesOf(concept, code)[0]?.valueBoolean;
}

import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty } from '@medplum/fhirtypes';
import type { Language } from '../findings/finding.ts';

/** Reading concepts of a code system. Displays stand in Norwegian, designations in English (and in full). */

/** Every concept of the code system, those below others included, in the system's order. */
export function* conceptsOf(codeSystem: Pick<CodeSystem, 'concept'>): Generator<CodeSystemConcept> {
  for (const concept of codeSystem.concept ?? []) {
    yield concept;
    yield* conceptsOf(concept);
  }
}

/** The display in a language; a code without a text in it has its display, and without one the code itself. */
export function textOf(concept: CodeSystemConcept, language: Language): string {
  const designation =
    language === 'en'
      ? concept.designation?.find((candidate) => candidate.language === 'en')?.value
      : undefined;
  return designation ?? concept.display ?? concept.code;
}

export function propertyOf(concept: CodeSystemConcept, code: string): CodeSystemConceptProperty | undefined {
  return concept.property?.find((property) => property.code === code);
}

export function propertiesOf(concept: CodeSystemConcept, code: string): readonly CodeSystemConceptProperty[] {
  return (concept.property ?? []).filter((property) => property.code === code);
}

/** The code of a property that is a Coding. */
export function codeOfProperty(concept: CodeSystemConcept, code: string): string | undefined {
  return propertyOf(concept, code)?.valueCoding?.code;
}

/** First and last day on which a code can be used; absent where unknown. */
export interface Validity {
  readonly validFrom?: string;
  readonly validTo?: string;
}

export function validityOf(concept: CodeSystemConcept): Validity {
  const validFrom = propertyOf(concept, 'validFrom')?.valueDateTime;
  const validTo = propertyOf(concept, 'validTo')?.valueDateTime;
  return { ...(validFrom !== undefined && { validFrom }), ...(validTo !== undefined && { validTo }) };
}

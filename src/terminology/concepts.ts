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

/**
 * The text in any language, named by a tag such as `nb`, `nn-NO` or `en`; where none is named or there is none, the display. Bokmål,
 * Nynorsk and Norwegian stand for one another.
 *
 * @param listLanguage of the displays
 */
export function textIn(
  concept: CodeSystemConcept,
  listLanguage: string | undefined,
  tag: string | undefined,
): string {
  if (tag === undefined) {
    return concept.display ?? concept.code;
  }
  const wanted = languageFamily(tag);
  const isDisplay =
    concept.display !== undefined && listLanguage !== undefined && languageFamily(listLanguage) === wanted;
  const designation = isDisplay
    ? undefined
    : concept.designation?.find(
        ({ language }) => language !== undefined && languageFamily(language) === wanted,
      );
  return designation?.value ?? concept.display ?? concept.code;
}

/** The language of a tag without region and script; `no` for Bokmål and Nynorsk too. */
export function languageFamily(tag: string): string {
  const [language = ''] = tag.toLowerCase().split('-');
  return language === 'nb' || language === 'nn' ? 'no' : language;
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

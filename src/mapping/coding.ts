import type { CodeableConcept, Coding } from '@medplum/fhirtypes';

/** Where mapping gets the texts of codes; the terminology is one. */
export interface CodeTexts {
  /** The Norwegian text; undefined when the list or the code is not known. */
  displayOf(system: string, code: string): string | undefined;
}

export function codingOf(texts: CodeTexts, system: string, code: string): Coding {
  const display = texts.displayOf(system, code);
  return { system, code, ...(display !== undefined && { display }) };
}

export function conceptOf(texts: CodeTexts, system: string, code: string): CodeableConcept {
  return { coding: [codingOf(texts, system, code)] };
}

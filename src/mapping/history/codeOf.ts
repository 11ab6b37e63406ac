import type { CodeableConcept } from '@medplum/fhirtypes';
import { canonicalSystem } from '../../terminology/systemUri.ts';

/** The first code of a list among concepts, under whichever of the list's URIs it stands. */
export function codeOf(
  concepts: CodeableConcept | readonly CodeableConcept[] | undefined,
  system: string,
): string | undefined {
  if (isOne(concepts)) {
    return codeIn(concepts, system);
  }
  for (const concept of concepts ?? []) {
    const code = codeIn(concept, system);
    if (code !== undefined) {
      return code;
    }
  }
  return undefined;
}

function isOne(
  concepts: CodeableConcept | readonly CodeableConcept[] | undefined,
): concepts is CodeableConcept {
  return concepts !== undefined && !Array.isArray(concepts);
}

function codeIn({ coding = [] }: CodeableConcept, system: string): string | undefined {
  for (const { system: given, code } of coding) {
    if (
      given !== undefined &&
      code !== undefined &&
      (given === system || canonicalSystem(given) === system)
    ) {
      return code;
    }
  }
  return undefined;
}

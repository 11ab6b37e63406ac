import type { CodeableConcept, Coding } from '@medplum/fhirtypes';
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

/** Every distinct code of a list among concepts, in their order. */
export function codesOf(concepts: readonly CodeableConcept[], system: string): readonly string[] {
  const codes = concepts
    .flatMap(({ coding = [] }) => coding)
    .filter((coding) => isOfList(coding, system))
    .flatMap(({ code }) => code ?? []);
  return codes.length < 2 ? codes : [...new Set(codes)];
}

function isOne(
  concepts: CodeableConcept | readonly CodeableConcept[] | undefined,
): concepts is CodeableConcept {
  return concepts !== undefined && !Array.isArray(concepts);
}

function codeIn({ coding = [] }: CodeableConcept, system: string): string | undefined {
  for (const each of coding) {
    if (each.code !== undefined && isOfList(each, system)) {
      return each.code;
    }
  }
  return undefined;
}

function isOfList({ system: given }: Coding, system: string): boolean {
  return given !== undefined && (given === system || canonicalSystem(given) === system);
}

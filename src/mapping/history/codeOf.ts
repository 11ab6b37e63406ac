import type { CodeableConcept } from '@medplum/fhirtypes';
import { canonicalSystem } from '../../terminology/systemUri.ts';

/** The first code of a list among concepts, under whichever of the list's URIs it stands. */
export function codeOf(
  concepts: CodeableConcept | readonly CodeableConcept[] | undefined,
  system: string,
): string | undefined {
  for (const { coding = [] } of [concepts ?? []].flat() as readonly CodeableConcept[]) {
    for (const { system: given, code } of coding) {
      if (given !== undefined && code !== undefined && canonicalSystem(given) === system) {
        return code;
      }
    }
  }
  return undefined;
}

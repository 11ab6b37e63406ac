import { ABSENT, type FhirNode } from '../mapping/node.ts';

/** A patient of whom the message tells nothing has a name that is not known: in FHIR no resource is empty (bdl-5). */
export function markUnknown(patient: FhirNode): void {
  if (Object.keys(patient).every((element) => element === 'resourceType')) {
    patient.name = [ABSENT];
  }
}

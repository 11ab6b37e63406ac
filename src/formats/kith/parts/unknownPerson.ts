import { ABSENT, type FhirNode } from '../mapping/node.ts';

const HAVE_A_NAME: ReadonlySet<unknown> = new Set(['Patient', 'Practitioner']);

/** A person of whom the message tells nothing has a name that is not known: in FHIR no resource is empty (bdl-5). */
export function markUnknown(resources: Iterable<FhirNode>): void {
  for (const resource of resources) {
    if (HAVE_A_NAME.has(resource.resourceType) && Object.keys(resource).length === 1) {
      resource.name = [ABSENT];
    }
  }
}

import type { Resource } from '@medplum/fhirtypes';
import { withFhirPlaces } from '../mapping/history/fhirPlaces.ts';
import { historiesOfResources } from '../mapping/history/historiesOfResources.ts';
import {
  resourcesOfBundle,
  resourcesOfParameter,
  type PlacedResource,
} from '../mapping/history/placedResource.ts';
import type { WholePathway } from './pathwaysTogether.ts';

/** The pathways in a Bundle, or in a resource by itself: CarePlans with their Tasks (design, FHIR model). */
export function pathwaysOfResource(resource: Resource): readonly Omit<WholePathway, 'line' | 'order'>[] {
  const resources =
    resource.resourceType === 'Bundle'
      ? resourcesOfBundle(resource)
      : resourcesOfParameter(resource, resource.resourceType);
  return historiesOfResources(resources).map((history) => ({
    name: senderKeyOf(resources.find(({ place }) => place === history.place)) ?? history.pathway,
    history,
    placed: (findings) => withFhirPlaces(findings, [history]),
  }));
}

/** The sender's own identifier of a pathway. */
function senderKeyOf(placed: PlacedResource | undefined): string | undefined {
  return placed?.resource.resourceType === 'CarePlan'
    ? placed.resource.identifier?.find(({ value }) => value !== undefined)?.value
    : undefined;
}

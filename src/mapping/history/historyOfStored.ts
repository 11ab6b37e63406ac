import type { Resource } from '@medplum/fhirtypes';
import type { PathwayHistory } from '../../pathway/history.ts';
import { historiesOfResources } from './historiesOfResources.ts';
import { storedResource } from './placedResource.ts';

/** The pathway that the stored resources of one CarePlan tell; undefined when they tell none. */
export function historyOfStored(resources: readonly Resource[]): PathwayHistory | undefined {
  return historiesOfResources(resources.map(storedResource))[0];
}

import type { Resource } from '@medplum/fhirtypes';
import type { Catalogue } from '../pathway/catalogue.ts';

const judged = new WeakMap<Resource, Catalogue>();

/** Notes plans that have been held, together with all of their pathways, against the rules and had no error. */
export function noteJudged(resources: readonly Resource[], catalogue: Catalogue): void {
  for (const resource of resources) {
    if (resource.resourceType === 'CarePlan') {
      judged.set(resource, catalogue);
    }
  }
}

/** Whether this very object has been judged so, by the same catalogue: then it need not be judged by itself again. */
export function wasJudged(resource: Resource, catalogue: Catalogue): boolean {
  return judged.get(resource) === catalogue;
}

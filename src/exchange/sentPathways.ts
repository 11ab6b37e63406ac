import { Operator } from '@medplum/core';
import type { CarePlan, Resource, Task } from '@medplum/fhirtypes';
import { isBusinessIdentifier } from '../fhir/identifier.ts';
import { storedResource, type PlacedResource } from '../mapping/history/placedResource.ts';
import { isMeasurementPoint } from '../mapping/history/registrationOfTask.ts';
import type { StoredResources } from '../store/store.ts';
import { distinct, plansOfTask, readAll, readOtherPathways, readStoredPathway } from './storedPathway.ts';

/** Pathways as they are to be judged. */
export interface SentPathways {
  readonly resources: readonly PlacedResource[];
  /** Places of the plans that are stored and not sent, of which Tasks were sent. */
  readonly storedPlans: ReadonlySet<string>;
}

/**
 * What was sent of pathways, beside what is stored of them where a part only was sent: of plans without any Task the
 * stored Tasks, of Tasks without any plan the stored plans with their other Tasks; and the other pathways of their
 * patients. Plans and Tasks sent together stand for themselves. What was sent takes the place of what is stored under
 * the same address, a plan also under the same identifier.
 */
export async function besideStored(
  repository: StoredResources,
  sent: readonly PlacedResource[],
): Promise<SentPathways> {
  const plans = sent.filter(
    (each): each is PlacedResource<CarePlan> => each.resource.resourceType === 'CarePlan',
  );
  const tasks = sent.map(({ resource }) => resource).filter(isPointOfPathway);
  if (plans.length > 0 === tasks.length > 0) {
    return { resources: sent, storedPlans: new Set() };
  }
  const addressOf = new Map<PlacedResource, string>();
  for (const plan of plans) {
    const id = await storedIdOf(repository, plan.resource);
    if (id !== undefined) {
      addressOf.set(plan, id);
    }
  }
  const named = await readAll(
    repository,
    tasks.flatMap(plansOfTask).map((id) => ({ reference: `CarePlan/${id}` })),
  );
  const ids = new Set([...addressOf.values(), ...named.flatMap(({ id }) => id ?? [])]);
  const stored: Resource[] = [];
  for (const id of ids) {
    const pathway = await readStoredPathway(repository, id);
    const plan = pathway.find((each): each is CarePlan => each.resourceType === 'CarePlan' && each.id === id);
    stored.push(...(await readOtherPathways(repository, plan?.subject.reference, ids)), ...pathway);
  }
  const resources = sent.map((each) => {
    const id = addressOf.get(each);
    return id === undefined ? each : { ...each, names: [...new Set([...each.names, `CarePlan/${id}`])] };
  });
  const superseded = new Set(resources.flatMap(({ names }) => names));
  const beside = distinct(stored)
    .map(storedResource)
    .filter(({ names }) => !names.some((name) => superseded.has(name)));
  return {
    resources: [...beside, ...resources],
    storedPlans: new Set(named.map((plan) => storedResource(plan).place)),
  };
}

function isPointOfPathway(resource: Resource): resource is Task {
  return resource.resourceType === 'Task' && isMeasurementPoint(resource);
}

/** Of the plan with the same id, else of the only one with one of its identifiers. */
async function storedIdOf(
  repository: StoredResources,
  { id, identifier = [] }: CarePlan,
): Promise<string | undefined> {
  if (id !== undefined) {
    const [own] = await readAll(repository, [{ reference: `CarePlan/${id}` }]);
    if (own !== undefined) {
      return id;
    }
  }
  for (const { system, value } of identifier.filter(isBusinessIdentifier)) {
    const [found, another] = await repository.searchResources<CarePlan>({
      resourceType: 'CarePlan',
      filters: [
        { code: 'identifier', operator: Operator.EQUALS, value: `${escaped(system)}|${escaped(value)}` },
      ],
      count: 2,
      total: 'none',
    });
    if (found !== undefined && another === undefined) {
      return found.id;
    }
  }
  return undefined;
}

/** FHIR R4 3.1.1.5.7: what separates values in a search stands for itself after a backslash. */
function escaped(text: string): string {
  return text.replace(/[\\|,$]/g, String.raw`\$&`);
}

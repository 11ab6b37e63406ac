import { Operator } from '@medplum/core';
import type { FhirRepository } from '@medplum/fhir-router';
import type { CarePlan, Encounter, Reference, Resource, Task } from '@medplum/fhirtypes';

/** As many Tasks or plans as one pathway, or one patient, can sensibly have. */
const LIMIT = 1_000;

/** References that one search asks for. */
const TOGETHER = 100;

/** Of so many pathways of one patient, those that changed last, each is judged among the others. */
const MOST_PATHWAYS = 20;

/**
 * What is stored of a pathway: its plan, the Tasks that point to it or to which it points, the contacts in which these
 * were coded, those of its referral, the referral and the patient. What a reference leads to that is not stored, is
 * left out.
 *
 * @throws OperationOutcomeError 404 or 410 for the plan
 */
export async function readStoredPathway(
  repository: FhirRepository,
  carePlanId: string,
): Promise<readonly Resource[]> {
  return pathwaysOfPlans(repository, [await repository.readResource<CarePlan>('CarePlan', carePlanId)]);
}

/**
 * What is stored of the pathways of a patient.
 *
 * @param subject reference of the patient; nothing is stored for one that leads elsewhere
 * @param except ids of plans that are left out
 */
export async function readOtherPathways(
  repository: FhirRepository,
  subject: string | undefined,
  except: ReadonlySet<string>,
): Promise<readonly Resource[]> {
  if (subject === undefined || !/^(Patient|Group)\/[A-Za-z0-9\-.]{1,64}$/.test(subject)) {
    return [];
  }
  const plans = await findAll<CarePlan>(repository, 'CarePlan', 'subject', subject, MOST_PATHWAYS);
  return pathwaysOfPlans(
    repository,
    plans.filter(({ id = '' }) => !except.has(id)),
  );
}

/** Read together: a patient with many pathways takes no more searches than one with few. */
async function pathwaysOfPlans(
  repository: FhirRepository,
  plans: readonly CarePlan[],
): Promise<readonly Resource[]> {
  const found = await findBasedOn<Task>(repository, 'Task', plans);
  const known = new Set(found.map(({ id }) => `Task/${id ?? ''}`));
  const others = await readAll(
    repository,
    plans
      .flatMap(({ activity = [] }) => activity)
      .flatMap(({ reference }) => reference ?? [])
      .filter(({ reference = '' }) => !known.has(reference)),
  );
  const tasks = [...found, ...others.filter((resource) => resource.resourceType === 'Task')];
  const around = await readAll(repository, [
    ...plans.flatMap(({ subject, supportingInfo = [], basedOn = [] }) => [
      subject,
      ...supportingInfo,
      ...basedOn,
    ]),
    ...tasks.flatMap(({ encounter }) => encounter ?? []),
  ]);
  const requests = around.filter(({ resourceType }) => resourceType === 'ServiceRequest');
  const contacts = await findBasedOn(repository, 'Encounter', requests);
  return distinct([...plans, ...tasks, ...around, ...contacts]);
}

/** The resources of the type that are based on one of these, of each as many as one can sensibly have. */
async function findBasedOn<T extends Task | Encounter>(
  repository: FhirRepository,
  resourceType: T['resourceType'],
  bases: readonly Resource[],
): Promise<readonly T[]> {
  const references = [...new Set(bases.map((base) => `${base.resourceType}/${base.id ?? ''}`))];
  const found: T[] = [];
  for (let start = 0; start < references.length; start += TOGETHER) {
    const some = references.slice(start, start + TOGETHER);
    const ofAll = await findAll<T>(repository, resourceType, 'based-on', some.join(','));
    if (ofAll.length < LIMIT) {
      found.push(...ofAll);
      continue;
    }
    for (const reference of some) {
      found.push(...(await findAll<T>(repository, resourceType, 'based-on', reference)));
    }
  }
  return found;
}

async function findAll<T extends Resource>(
  repository: FhirRepository,
  resourceType: T['resourceType'],
  parameter: string,
  value: string,
  count = LIMIT,
): Promise<readonly T[]> {
  const { entry = [] } = await repository.search<T>({
    resourceType,
    filters: [{ code: parameter, operator: Operator.EQUALS, value }],
    count,
    ...(count < LIMIT && { sortRules: [{ code: '_lastUpdated', descending: true }] }),
    total: 'none',
  });
  return entry.flatMap(({ resource }) => resource ?? []);
}

/** What references lead to, as far as it is stored. */
export async function readAll(
  repository: FhirRepository,
  references: readonly Reference[],
): Promise<readonly Resource[]> {
  const local = references.filter(({ reference }) => reference !== undefined);
  const results: readonly unknown[] = await repository.readReferences(local);
  return results.filter((result): result is Resource => !(result instanceof Error));
}

export function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((each) => [`${each.resourceType}/${each.id ?? ''}`, each])).values()];
}

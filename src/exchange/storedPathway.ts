import { Operator } from '@medplum/core';
import type { FhirRepository } from '@medplum/fhir-router';
import type { CarePlan, Reference, Resource, Task } from '@medplum/fhirtypes';

/** As many Tasks or plans as one pathway, or one patient, can sensibly have. */
const LIMIT = 1_000;

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
  return pathwayOfPlan(repository, await repository.readResource<CarePlan>('CarePlan', carePlanId));
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
  const others = await Promise.all(
    plans.filter(({ id = '' }) => !except.has(id)).map((plan) => pathwayOfPlan(repository, plan)),
  );
  return others.flat();
}

async function pathwayOfPlan(repository: FhirRepository, plan: CarePlan): Promise<readonly Resource[]> {
  const found = await findAll<Task>(repository, 'Task', 'based-on', `CarePlan/${plan.id ?? ''}`);
  const known = new Set(found.map(({ id }) => `Task/${id ?? ''}`));
  const others = await readAll(
    repository,
    (plan.activity ?? [])
      .flatMap(({ reference }) => reference ?? [])
      .filter(({ reference = '' }) => !known.has(reference)),
  );
  const tasks = [...found, ...others.filter((resource) => resource.resourceType === 'Task')];
  const around = await readAll(repository, [
    plan.subject,
    ...(plan.supportingInfo ?? []),
    ...(plan.basedOn ?? []),
    ...tasks.flatMap(({ encounter }) => encounter ?? []),
  ]);
  const contacts = await Promise.all(
    around
      .filter(({ resourceType }) => resourceType === 'ServiceRequest')
      .map(({ id }) => findAll(repository, 'Encounter', 'based-on', `ServiceRequest/${id ?? ''}`)),
  );
  return distinct([plan, ...tasks, ...around, ...contacts.flat()]);
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

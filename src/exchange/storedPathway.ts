import type { FhirRepository } from '@medplum/fhir-router';
import type { CarePlan, Reference, Resource, Task } from '@medplum/fhirtypes';
import type { StoredResources } from '../store/store.ts';

/** As many Tasks as one pathway, or contacts as one referral, can sensibly have. */
const LIMIT = 1_000;

/** Of so many pathways of one patient, those that were stored last, each is judged among the others. */
const MOST_PATHWAYS = 20;

/**
 * What is stored of a pathway: its plan, the Tasks that point to it or to which it points, the contacts in which these
 * were coded, those of its referral, the referral and the patient. What a reference leads to that is not stored, is
 * left out.
 *
 * @throws OperationOutcomeError 404 or 410 for the plan
 */
export async function readStoredPathway(
  repository: StoredResources,
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
  repository: StoredResources,
  subject: string | undefined,
  except: ReadonlySet<string>,
): Promise<readonly Resource[]> {
  if (subject === undefined || !/^(Patient|Group)\/[A-Za-z0-9\-.]{1,64}$/.test(subject)) {
    return [];
  }
  const plans = await repository.findReferring('CarePlan', 'subject', [subject], MOST_PATHWAYS);
  const others = (plans as CarePlan[]).filter(({ id = '' }) => !except.has(id));
  return others.length === 0 ? [] : pathwaysOfPlans(repository, others);
}

/**
 * Ids of the plans of which a stored Patient or Encounter tells: those of the patient that were stored last, or those
 * of the Tasks that were coded in the contact.
 */
export async function plansToldOf(
  repository: StoredResources,
  resourceType: 'Patient' | 'Encounter',
  id: string,
): Promise<readonly string[]> {
  const reference = `${resourceType}/${id}`;
  if (resourceType === 'Patient') {
    const plans = await repository.findReferring('CarePlan', 'subject', [reference], MOST_PATHWAYS);
    return plans.map((plan) => plan.id);
  }
  const tasks = await repository.findReferring('Task', 'encounter', [reference], LIMIT);
  return [...new Set((tasks as readonly Task[]).flatMap(plansOfTask))];
}

/** Ids of the plans that a Task is of. */
export function plansOfTask({ basedOn = [], focus }: Task): readonly string[] {
  const references = [...basedOn, ...(focus === undefined ? [] : [focus])];
  return [
    ...new Set(references.flatMap(({ reference }) => /^CarePlan\/([^/]+)$/.exec(reference ?? '')?.[1] ?? [])),
  ];
}

/** Read together: a patient with many pathways takes no more searches than one with few. */
async function pathwaysOfPlans(
  repository: StoredResources,
  plans: readonly CarePlan[],
): Promise<readonly Resource[]> {
  const found = (await findBasedOn(repository, 'Task', plans)) as readonly Task[];
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
async function findBasedOn(
  repository: StoredResources,
  resourceType: 'Task' | 'Encounter',
  bases: readonly Resource[],
): Promise<readonly Resource[]> {
  const references = bases.map((base) => `${base.resourceType}/${base.id ?? ''}`);
  return repository.findReferring(resourceType, 'based-on', references, LIMIT);
}

/** What references lead to, as far as it is stored. */
export async function readAll(
  repository: FhirRepository,
  references: readonly Reference[],
): Promise<readonly Resource[]> {
  const local = references.filter(({ reference }) => reference !== undefined);
  if (local.length === 0) {
    return [];
  }
  const results: readonly unknown[] = await repository.readReferences(local);
  return results.filter((result): result is Resource => !(result instanceof Error));
}

export function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((each) => [`${each.resourceType}/${each.id ?? ''}`, each])).values()];
}

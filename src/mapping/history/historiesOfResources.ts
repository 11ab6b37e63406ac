import type { CarePlan, Reference, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { CODE_SYSTEM, FORLOPSBRO, extensionUrl } from '../../fhir/systems.ts';
import type { HistoryContact, PastDate, PathwayHistory } from '../../pathway/history.ts';
import { codeOf } from './codeOf.ts';
import { contactOfEncounter } from './contactOfEncounter.ts';
import { dayOrTime } from './dayOrTime.ts';
import { patientOfIdentifier, patientOfResource } from './patientOfHistory.ts';
import { otherPathwayTypesOf, pathwayTypeOf } from './pathwayTypeOf.ts';
import { resolverOf, type PlacedResource, type Resolve } from './placedResource.ts';
import { referralOfServiceRequest } from './referralOfServiceRequest.ts';
import { endOfTask, isMeasurementPoint, isRegistered, registrationOfTask } from './registrationOfTask.ts';

/**
 * What the rules look at, out of FHIR resources as our mapping makes them (design, FHIR model): a history for each
 * CarePlan of a pathway, with the Tasks of measurement points that point to it, or to which it points, the Encounters
 * in which these were coded, the Patient and the referral. Tasks whose plan is not among the resources are put
 * together by the plan that they name, else by patient and pathway type. What a reference leads to outside the
 * resources is unknown, and no rule that needs it applies.
 */
export function historiesOfResources(resources: readonly PlacedResource[]): readonly PathwayHistory[] {
  const resolve = resolverOf(resources);
  const plans = ofType(resources, 'CarePlan').filter(
    ({ resource }) => resource.status !== 'entered-in-error',
  );
  const groups = new Map<string, TaskGroup>(
    plans.map((plan) => [plan.place, { plan, tasks: [] as PlacedResource<Task>[] }]),
  );
  const planOfActivity = plansByActivity(plans, resolve);
  for (const task of ofType(resources, 'Task')) {
    if (isMeasurementPoint(task.resource)) {
      const key = planOf(task, plans, planOfActivity, resolve);
      const group = groups.get(key) ?? { tasks: [] };
      group.tasks.push(task);
      groups.set(key, group);
    }
  }
  return [...groups.values()].filter(isPathway).map((group) => historyOf(group, resources, resolve));
}

interface TaskGroup {
  readonly plan?: PlacedResource<CarePlan>;
  readonly tasks: PlacedResource<Task>[];
}

function isPathway({ plan, tasks }: TaskGroup): boolean {
  return tasks.length > 0 || (plan !== undefined && pathwayTypeOf(plan.resource) !== undefined);
}

/** Place of the Task → its plan, by CarePlan.activity.reference. */
function plansByActivity(
  plans: readonly PlacedResource<CarePlan>[],
  resolve: Resolve,
): ReadonlyMap<string, PlacedResource<CarePlan>> {
  return new Map(
    plans.flatMap((plan) =>
      (plan.resource.activity ?? []).flatMap(({ reference }) => {
        const task = resolve(reference?.reference);
        return task === undefined ? [] : [[task.place, plan] as const];
      }),
    ),
  );
}

/** The key of the group that a Task belongs to: the place of its plan, or what it names as its plan. */
function planOf(
  { resource, place }: PlacedResource<Task>,
  plans: readonly PlacedResource<CarePlan>[],
  planOfActivity: ReadonlyMap<string, PlacedResource<CarePlan>>,
  resolve: Resolve,
): string {
  const { basedOn = [], focus, groupIdentifier } = resource;
  const named = [...basedOn, ...(focus === undefined ? [] : [focus])].map(({ reference }) => reference);
  const known = named.map(resolve).find((target) => target?.resource.resourceType === 'CarePlan');
  const plan =
    known ??
    planOfActivity.get(place) ??
    plans.find(({ resource: { identifier = [] } }) =>
      identifier.some(
        ({ system, value }) =>
          value !== undefined && system === groupIdentifier?.system && value === groupIdentifier?.value,
      ),
    );
  return (
    plan?.place ??
    named.find((reference) => reference?.includes('CarePlan/')) ??
    JSON.stringify(
      groupIdentifier ?? [resource.for, codeOf(resource.code, CODE_SYSTEM.combinedCode)?.slice(0, 3)],
    )
  );
}

function historyOf(
  { plan, tasks }: TaskGroup,
  resources: readonly PlacedResource[],
  resolve: Resolve,
): PathwayHistory {
  const carePlan = plan?.resource;
  const first = plan ?? tasks[0];
  const place = first?.place ?? '';
  const pathwayType = carePlan && pathwayTypeOf(carePlan);
  const otherPathwayTypes = carePlan && otherPathwayTypesOf(carePlan);
  const edition = carePlan && editionOf(carePlan);
  const started = dayOrTime(carePlan?.period?.start);
  const patient = patientOf(carePlan?.subject ?? tasks[0]?.resource.for, resolve);
  const organization = carePlan?.author?.reference ?? carePlan?.author?.identifier?.value;
  const referral = referralsOf(carePlan, resolve)[0];
  const firstTrust = carePlan && firstTrustOf(carePlan);
  const registered = tasks.filter(({ resource }) => isRegistered(resource));
  const past = [
    ...(plan === undefined ? [] : endOfPlan(plan)),
    ...registered.flatMap((task) => endOfTask(task.resource, task.place)),
  ];
  return {
    pathway: first?.names[0] ?? place,
    place,
    ...(pathwayType !== undefined && { pathwayType }),
    ...(otherPathwayTypes?.length && { otherPathwayTypes }),
    ...(started !== undefined && { started }),
    ...(edition !== undefined && { edition }),
    ...(patient !== undefined && { patient }),
    ...(organization !== undefined && { organization }),
    ...(referral !== undefined && { referral: referralOfServiceRequest(referral.resource) }),
    ...(firstTrust !== undefined && { firstTrust }),
    ...(past.length > 0 && { past }),
    contacts: contactsOf(carePlan, tasks, resources, resolve),
    registrations: registered.map((task) =>
      registrationOfTask(task.resource, task.place, resolve(task.resource.encounter?.reference)?.place),
    ),
  };
}

/** The end of a plan that is completed; that of any other may be planned. */
function endOfPlan({ resource: { status, period }, place }: PlacedResource<CarePlan>): readonly PastDate[] {
  const date = dayOrTime(period?.end);
  return status !== 'completed' || date === undefined
    ? []
    : [{ what: 'period.end', place: `${place}.period.end`, date }];
}

const PATHWAY_PLAN = new RegExp(`^${FORLOPSBRO}/PlanDefinition/pathway-[^|]+\\|(.+)$`);

function editionOf({ instantiatesCanonical = [] }: CarePlan): string | undefined {
  return instantiatesCanonical.flatMap((canonical) => PATHWAY_PLAN.exec(canonical)?.[1] ?? [])[0];
}

function patientOf(subject: Reference | undefined, resolve: Resolve): PathwayHistory['patient'] {
  const target = resolve(subject?.reference);
  if (target !== undefined && isOfType(target, 'Patient')) {
    return patientOfResource(target.resource, target.place);
  }
  return subject?.identifier === undefined ? undefined : patientOfIdentifier(subject.identifier);
}

function referralsOf(
  carePlan: CarePlan | undefined,
  resolve: Resolve,
): readonly PlacedResource<ServiceRequest>[] {
  return [...(carePlan?.supportingInfo ?? []), ...(carePlan?.basedOn ?? [])].flatMap(({ reference }) => {
    const target = resolve(reference);
    return target !== undefined && isOfType(target, 'ServiceRequest') ? [target] : [];
  });
}

function firstTrustOf({ extension = [] }: CarePlan): PathwayHistory['firstTrust'] {
  const parts = extension.find(({ url }) => url === extensionUrl('first-trust'))?.extension;
  const startDate = parts?.find(({ url }) => url === 'startDate')?.valueDate;
  const name = parts?.find(({ url }) => url === 'name')?.valueString;
  return parts && { ...(startDate !== undefined && { startDate }), ...(name !== undefined && { name }) };
}

/** The contacts in which the measurement points were coded, and the others of the same referral. */
function contactsOf(
  carePlan: CarePlan | undefined,
  tasks: readonly PlacedResource<Task>[],
  resources: readonly PlacedResource[],
  resolve: Resolve,
): readonly HistoryContact[] {
  const coded = new Set(tasks.map(({ resource }) => resolve(resource.encounter?.reference)?.place));
  const referrals = new Set(referralsOf(carePlan, resolve).map(({ place }) => place));
  return ofType(resources, 'Encounter')
    .filter(
      ({ resource: { basedOn = [], status }, place }) =>
        status !== 'entered-in-error' &&
        (coded.has(place) || basedOn.some(({ reference }) => referrals.has(resolve(reference)?.place ?? ''))),
    )
    .map(({ resource, place }) => contactOfEncounter(resource, place, place));
}

function ofType<K extends Resource['resourceType']>(
  resources: readonly PlacedResource[],
  resourceType: K,
): readonly PlacedResource<Extract<Resource, { resourceType: K }>>[] {
  return resources.filter((placed) => isOfType(placed, resourceType));
}

function isOfType<K extends Resource['resourceType']>(
  placed: PlacedResource,
  resourceType: K,
): placed is PlacedResource<Extract<Resource, { resourceType: K }>> {
  return placed.resource.resourceType === resourceType;
}

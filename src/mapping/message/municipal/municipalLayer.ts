import type {
  CarePlan,
  CarePlanActivity,
  CarePlanActivityDetail,
  CareTeam,
  CareTeamParticipant,
  CodeableConcept,
  Coding,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { uuidOf } from '../../../fhir/uuid.ts';
import { CARE_ROLE_SYSTEM } from '../../careRole.ts';
import { PLAN_TOPIC_SYSTEM } from '../../record/ownCodes.ts';

/**
 * What messages add to a pathway's plan and team. The record of the pathway owns these resources and replaces them
 * whole; what messages added is told by the ids of its elements, is carried over, and can be taken off again.
 */
export interface PlanLayer {
  /** References of documents and dialogues. */
  readonly content: readonly string[];
  /** Tasks that follow from messages. */
  readonly tasks: readonly string[];
  readonly individualPlan?: {
    readonly exists: boolean;
    /** Whether this is newer than what the record says of the individual plan. */
    readonly replacesFormer: boolean;
  };
  /** The team, where the plan has none of its own. */
  readonly careTeam?: string;
}

export interface TeamLayer {
  readonly members: readonly LayerMember[];
  /** The coordinator that the latest message names, and since when. */
  readonly coordinator?: LayerMember & {
    /** Whether this is newer than what the record says of the coordinator. */
    readonly replacesFormer: boolean;
  };
}

export interface LayerMember {
  readonly reference: string;
  readonly roles: readonly CodeableConcept[];
  /** When it was told, a day or an instant. */
  readonly since: string;
}

/** Elements that a message added. */
const ADDED = 'message-';
/** Elements of the record that a message changed; without the change they are as before. */
const CHANGED = 'changed-by-message';
/** The same of an activity, with the status that the record gives it. */
const CHANGED_STATUS = `${CHANGED}-`;

const INDIVIDUAL_PLAN = 'individual-plan';
const MUNICIPAL_COORDINATOR = 'municipal-coordinator';

function addedId(...parts: readonly string[]): string {
  return `${ADDED}${uuidOf(parts.join('|')).slice(0, 23)}`;
}

function isAdded({ id }: { readonly id?: string }): boolean {
  return id?.startsWith(ADDED) === true;
}

export function layerPlan(plan: CarePlan, layer: PlanLayer): CarePlan {
  const own = stripPlan(plan);
  const known = new Set((own.supportingInfo ?? []).map(({ reference }) => reference));
  const supportingInfo: Reference[] = [
    ...(own.supportingInfo ?? []),
    ...layer.content
      .filter((reference) => !known.has(reference))
      .map((reference) => ({ id: addedId('content', reference), reference })),
  ];
  const ownTasks = new Set((own.activity ?? []).map(({ reference }) => reference?.reference));
  const activity: CarePlanActivity[] = [
    ...withIndividualPlan(own.activity ?? [], layer.individualPlan),
    ...layer.tasks
      .filter((reference) => !ownTasks.has(reference))
      .map((reference) => ({ id: addedId('task', reference), reference: { reference } })),
  ];
  const careTeam: Reference<CareTeam>[] = [
    ...(own.careTeam ?? []),
    ...(layer.careTeam === undefined
      ? []
      : [{ id: addedId('team', layer.careTeam), reference: layer.careTeam }]),
  ];
  return {
    ...own,
    ...(careTeam.length === 0 ? {} : { careTeam }),
    ...(supportingInfo.length === 0 ? {} : { supportingInfo }),
    ...(activity.length === 0 ? {} : { activity }),
  };
}

function withIndividualPlan(
  activities: readonly CarePlanActivity[],
  stated: PlanLayer['individualPlan'],
): readonly CarePlanActivity[] {
  if (stated === undefined) {
    return activities;
  }
  const status = stated.exists ? 'completed' : 'not-started';
  const place = activities.findIndex(isAboutIndividualPlan);
  const former = activities[place];
  if (former?.detail === undefined) {
    const detail: CarePlanActivity['detail'] = {
      code: { coding: [{ system: PLAN_TOPIC_SYSTEM, code: INDIVIDUAL_PLAN }] },
      status,
    };
    return [...activities, { id: addedId(INDIVIDUAL_PLAN), detail }];
  }
  const { status: formerStatus } = former.detail;
  const isOpen = formerStatus === 'unknown' || (stated.replacesFormer && contradicts(stated, formerStatus));
  return isOpen
    ? activities.with(place, {
        ...former,
        id: `${CHANGED_STATUS}${formerStatus}`,
        detail: { ...former.detail, status },
      })
    : activities;
}

/** That there is no plan is said as well by who has not finished, or does not need, one. */
function contradicts({ exists }: { readonly exists: boolean }, status: string | undefined): boolean {
  return exists ? status !== 'completed' : status === 'completed';
}

function isAboutIndividualPlan({ detail }: CarePlanActivity): boolean {
  return (
    detail?.code?.coding?.some(
      ({ system, code }) => system === PLAN_TOPIC_SYSTEM && code === INDIVIDUAL_PLAN,
    ) === true
  );
}

export function layerTeam(team: CareTeam, { members, coordinator }: TeamLayer): CareTeam {
  const own = stripTeam(team);
  const stated = own.participant ?? [];
  const hasFormer = stated.some(isMunicipalCoordinator);
  const isNamed = coordinator !== undefined && (coordinator.replacesFormer || !hasFormer);
  const participant: CareTeamParticipant[] = [
    ...stated.map((one) =>
      isNamed && isMunicipalCoordinator(one) && one.member?.reference !== coordinator.reference
        ? { ...one, id: CHANGED, period: { end: coordinator.since } }
        : one,
    ),
    ...[...(isNamed ? [coordinator] : []), ...members]
      .filter(({ reference }) => !stated.some(({ member }) => member?.reference === reference))
      .map(({ reference, roles, since }) => ({
        id: addedId('member', reference),
        ...(roles.length === 0 ? {} : { role: [...roles] }),
        member: { reference },
        period: { start: since },
      })),
  ];
  return { ...own, ...(participant.length === 0 ? {} : { participant }) };
}

function isMunicipalCoordinator({ role = [] }: CareTeamParticipant): boolean {
  return role
    .flatMap(({ coding = [] }) => coding)
    .some(({ system, code }: Coding) => system === CARE_ROLE_SYSTEM && code === MUNICIPAL_COORDINATOR);
}

/** Without what messages added. */
function stripPlan(plan: CarePlan): CarePlan {
  const own = { ...plan };
  own.supportingInfo = (plan.supportingInfo ?? []).filter((one) => !isAdded(one));
  own.careTeam = (plan.careTeam ?? []).filter((one) => !isAdded(one));
  own.activity = (plan.activity ?? []).filter((one) => !isAdded(one)).map(restoredActivity);
  return withoutEmpty(own, ['supportingInfo', 'careTeam', 'activity']);
}

function restoredActivity(activity: CarePlanActivity): CarePlanActivity {
  if (activity.id?.startsWith(CHANGED_STATUS) !== true || activity.detail === undefined) {
    return activity;
  }
  const status = activity.id.slice(CHANGED_STATUS.length) as CarePlanActivityDetail['status'];
  const restored: CarePlanActivity = { ...activity, detail: { ...activity.detail, status } };
  delete restored.id;
  return restored;
}

function stripTeam(team: CareTeam): CareTeam {
  const participant = (team.participant ?? [])
    .filter((one) => !isAdded(one))
    .map((one) => {
      if (one.id !== CHANGED) {
        return one;
      }
      const restored = { ...one };
      delete restored.id;
      delete restored.period;
      return restored;
    });
  return withoutEmpty({ ...team, participant }, ['participant']);
}

function withoutEmpty<T extends Resource>(resource: T, elements: readonly (keyof T)[]): T {
  return Object.fromEntries(
    Object.entries(resource).filter(
      ([element, value]) =>
        !(elements.includes(element as keyof T) && Array.isArray(value) && value.length === 0),
    ),
  ) as unknown as T;
}

/** The resource as its record states it anew, with what messages added to the stored one. */
export function carryOver(stored: Resource | undefined, stated: Resource): Resource {
  if (stored?.resourceType === 'CarePlan' && stated.resourceType === 'CarePlan') {
    const added = (list: readonly { id?: string }[] | undefined): boolean => list?.some(isAdded) === true;
    if (!added(stored.supportingInfo) && !added(stored.activity) && !added(stored.careTeam)) {
      return stated;
    }
    return {
      ...stated,
      ...joined('supportingInfo', stated.supportingInfo, stored.supportingInfo),
      ...joined('careTeam', stated.careTeam, stored.careTeam),
      ...joined('activity', stated.activity, stored.activity),
    };
  }
  return stored?.resourceType === 'CareTeam' && stated.resourceType === 'CareTeam'
    ? { ...stated, ...joined('participant', stated.participant, stored.participant) }
    : stated;
}

function joined<K extends string, T extends { id?: string }>(
  element: K,
  stated: readonly T[] | undefined,
  stored: readonly T[] | undefined,
): Partial<Record<K, T[]>> {
  const all = [...(stated ?? []), ...(stored ?? []).filter(isAdded)];
  return all.length === 0 ? {} : ({ [element]: all } as Record<K, T[]>);
}

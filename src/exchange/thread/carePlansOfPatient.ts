import { Operator } from '@medplum/core';
import type { WithId } from '@medplum/core';
import type { CarePlan } from '@medplum/fhirtypes';
import { CODE_SYSTEM } from '../../fhir/systems.ts';
import type { UnitOfWork } from '../../store/store.ts';
import { enterpriseOf } from './enterpriseOf.ts';
import type { ThreadMessage } from './messageFacts.ts';

/** As many plans as one patient can sensibly have. */
const LIMIT = 1_000;
const RUNNING: ReadonlySet<string> = new Set(['draft', 'active', 'on-hold']);
const REFERRED = '/sid/referred-pathway';

/** The plans of a patient that are pathways, not nursing plans and the like within a message. */
export async function pathwayPlansOf(
  unit: UnitOfWork,
  patient: string,
): Promise<readonly WithId<CarePlan>[]> {
  const { entry = [] } = await unit.repository.search<CarePlan>({
    resourceType: 'CarePlan',
    filters: [{ code: 'subject', operator: Operator.EQUALS, value: patient }],
    count: LIMIT,
    total: 'none',
  });
  return entry
    .flatMap(({ resource }) => resource ?? [])
    .filter(isPathway)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function isPathway({ category = [], identifier = [] }: CarePlan): boolean {
  return (
    category.some(({ coding }) => coding?.some(({ system }) => system === CODE_SYSTEM.pathwayType)) ||
    identifier.some(({ system }) => system?.endsWith(REFERRED) === true)
  );
}

export type PlanChoice =
  { readonly kind: 'one'; readonly plan: WithId<CarePlan> } | { readonly kind: 'none' | 'several' };

/** A plan with references of its trust and what that is part of. */
interface PlanOfTrust {
  readonly plan: WithId<CarePlan>;
  readonly enterprise: readonly string[];
}

/** The trust of the only plan decides nothing, and is not read. */
async function withTrusts(
  unit: UnitOfWork,
  plans: readonly WithId<CarePlan>[],
): Promise<readonly PlanOfTrust[]> {
  const found: PlanOfTrust[] = [];
  for (const plan of plans) {
    const enterprise = plans.length === 1 ? [] : await enterpriseOf(unit, plan.author?.reference);
    found.push({ plan, enterprise });
  }
  return found;
}

/** What a message names of others, and who sends and receives it. */
export interface Asking {
  readonly conversation: string;
  readonly parent: string;
  /** References of the organisations that send or receive it. */
  readonly organisations: readonly string[];
}

/**
 * The pathway that a message is about: that of the messages that it names (conversation reference), else the only
 * running pathway of the patient, else the only one at a trust that sends or receives the message. Where there are
 * several, somebody has to choose.
 *
 * @param plans of the patient
 * @param messages all of the patient
 */
export async function createPlanChoice(
  unit: UnitOfWork,
  plans: readonly WithId<CarePlan>[],
  messages: readonly ThreadMessage[],
): Promise<(asking: Asking) => PlanChoice> {
  const running = await withTrusts(
    unit,
    plans.filter(({ status }) => RUNNING.has(status)),
  );
  const isRunning = new Set(running.map(({ plan }) => `CarePlan/${plan.id}`));
  const byMessage = new Map<string, Set<string>>();
  const byConversation = new Map<string, Set<string>>();
  for (const { messageId, conversation, facts } of messages) {
    const references = Object.values(facts.slots).filter((reference) => isRunning.has(reference));
    addAll(byMessage, messageId, references);
    if (conversation !== '') {
      addAll(byConversation, conversation, references);
    }
  }
  return ({ conversation, parent, organisations }) => {
    const named = new Set([
      ...(byMessage.get(parent) ?? []),
      ...(byMessage.get(conversation) ?? []),
      ...(byConversation.get(conversation) ?? []),
    ]);
    const candidates =
      named.size > 0 ? running.filter(({ plan }) => named.has(`CarePlan/${plan.id}`)) : running;
    if (candidates.length === 0) {
      return { kind: 'none' };
    }
    const ofTrust = candidates.filter(({ enterprise }) =>
      enterprise.some((reference) => organisations.includes(reference)),
    );
    return onlyOf(candidates) ?? onlyOf(ofTrust) ?? { kind: 'several' };
  };
}

function onlyOf([only, another]: readonly PlanOfTrust[]): PlanChoice | undefined {
  return only === undefined || another !== undefined ? undefined : { kind: 'one', plan: only.plan };
}

function addAll(sets: Map<string, Set<string>>, key: string, references: readonly string[]): void {
  if (references.length === 0) {
    return;
  }
  const set = sets.get(key) ?? new Set();
  references.forEach((reference) => set.add(reference));
  sets.set(key, set);
}

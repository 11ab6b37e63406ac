import { Operator } from '@medplum/core';
import type { WithId } from '@medplum/core';
import type { CarePlan } from '@medplum/fhirtypes';
import { CODE_SYSTEM } from '../../fhir/systems.ts';
import type { UnitOfWork } from '../../store/store.ts';
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

/**
 * The pathway that a message is about: that of the messages that it names (conversation reference), else the only
 * running pathway of the patient. Where there are several, somebody has to choose.
 *
 * @param plans of the patient
 * @param messages all of the patient
 */
export function createPlanChoice(
  plans: readonly WithId<CarePlan>[],
  messages: readonly ThreadMessage[],
): (message: Pick<ThreadMessage, 'conversation' | 'parent'>) => PlanChoice {
  const running = plans.filter(({ status }) => RUNNING.has(status));
  const isRunning = new Set(running.map(({ id }) => `CarePlan/${id}`));
  const byMessage = new Map<string, Set<string>>();
  const byConversation = new Map<string, Set<string>>();
  for (const { messageId, conversation, facts } of messages) {
    const references = Object.values(facts.slots).filter((reference) => isRunning.has(reference));
    addAll(byMessage, messageId, references);
    if (conversation !== '') {
      addAll(byConversation, conversation, references);
    }
  }
  return ({ conversation, parent }) => {
    const named = new Set([
      ...(byMessage.get(parent) ?? []),
      ...(byMessage.get(conversation) ?? []),
      ...(byConversation.get(conversation) ?? []),
    ]);
    const candidates = named.size > 0 ? running.filter(({ id }) => named.has(`CarePlan/${id}`)) : running;
    const [only, another] = candidates;
    if (only === undefined) {
      return { kind: 'none' };
    }
    return another === undefined ? { kind: 'one', plan: only } : { kind: 'several' };
  };
}

function addAll(sets: Map<string, Set<string>>, key: string, references: readonly string[]): void {
  if (references.length === 0) {
    return;
  }
  const set = sets.get(key) ?? new Set();
  references.forEach((reference) => set.add(reference));
  sets.set(key, set);
}

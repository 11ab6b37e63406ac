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
 */
export function choosePlan(
  message: Pick<ThreadMessage, 'conversation' | 'parent'>,
  plans: readonly WithId<CarePlan>[],
  messages: readonly ThreadMessage[],
): PlanChoice {
  const ids = [message.parent, message.conversation].filter((id) => id !== '');
  const named = new Set(
    messages
      .filter(
        (other) =>
          ids.includes(other.messageId) ||
          (other.conversation !== '' && other.conversation === message.conversation),
      )
      .flatMap(({ facts }) => Object.values(facts.slots))
      .filter((reference) => reference.startsWith('CarePlan/')),
  );
  const running = plans.filter(({ status }) => RUNNING.has(status));
  const byReference = running.filter(({ id }) => named.has(`CarePlan/${id}`));
  const candidates = byReference.length > 0 ? byReference : running;
  const [only, another] = candidates;
  if (only === undefined) {
    return { kind: 'none' };
  }
  return another === undefined ? { kind: 'one', plan: only } : { kind: 'several' };
}

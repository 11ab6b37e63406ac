import type { CodeTexts } from '../../mapping/coding.ts';
import type { MappedEntry } from '../../mapping/mappedTransaction.ts';
import type { UnitOfWork } from '../../store/store.ts';
import { askedThings, isOfKind } from './asked.ts';
import { basedOn } from './followAsked.ts';
import type { ThreadMessage } from './messageFacts.ts';

/** How the entries of a message that asks, or tells the status of a referral, are stored. */
export interface AskedEntries {
  readonly as: (entry: MappedEntry) => MappedEntry;
  /** fullUrl → id of the stored resource that it is. */
  readonly settled: readonly (readonly [string, string])[];
}

const AS_THEY_ARE: AskedEntries = { as: (entry) => entry, settled: [] };

/**
 * The Task of a referral or request with what other messages have told of it already; that of a status is its
 * referral's, once this has come.
 *
 * @param told the message that comes, with references as in its Bundle
 * @param others of the patient
 * @param isCancelled whether its document is: what was told of it then counts no more
 */
export async function askedEntries(
  unit: UnitOfWork,
  texts: CodeTexts,
  told: ThreadMessage,
  others: readonly ThreadMessage[],
  isCancelled: boolean,
): Promise<AskedEntries> {
  const { asked, main } = told.facts;
  if (asked === undefined || isCancelled) {
    return AS_THEY_ARE;
  }
  const things = askedThings([...others, told], texts);
  if (!isOfKind(told, 'status')) {
    return {
      as: (entry) =>
        entry.fullUrl === asked.task && entry.resource.resourceType === 'Task'
          ? { ...entry, resource: things.asTold(told, entry.resource) }
          : entry,
      settled: [],
    };
  }
  const referral = things.referralOf(told);
  const id = referral?.facts.asked.task.slice('Task/'.length) ?? '';
  const stored = id === '' ? undefined : await unit.read('Task', id);
  if (referral === undefined || stored?.resourceType !== 'Task') {
    return AS_THEY_ARE;
  }
  return {
    as: (entry) => {
      if (entry.fullUrl === main) {
        return { ...entry, resource: basedOn(entry.resource, referral) };
      }
      return entry.fullUrl === asked.task
        ? // Not recognised by the message's own identifier: the Task stays the referral's.
          { ...entry, matchBy: [], resource: things.asTold(told, stored) }
        : entry;
    },
    settled: [[asked.task, id]],
  };
}

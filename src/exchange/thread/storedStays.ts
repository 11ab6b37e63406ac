import type { Encounter } from '@medplum/fhirtypes';
import { uuidOf } from '../../fhir/uuid.ts';
import { assignStays, type Stay, type TiedNotice } from '../../mapping/message/stay/assignStays.ts';
import { foldStay, stayWithId } from '../../mapping/message/stay/foldStay.ts';
import type { UnitOfWork } from '../../store/store.ts';
import { messageEntryOf, type ThreadMessage } from './messageFacts.ts';
import { noticesOf } from './patientThread.ts';

/** A stay, its reference in the store, and what its notices tell of it together. */
export interface StoredStay extends Stay {
  readonly reference: string;
  readonly encounter: Encounter;
}

/**
 * The stays of a patient, as all the messages tell of them. Each has the reference that its oldest notice has, unless
 * an older stay has it already: what was taken for one stay can turn out to be two.
 */
export function staysOf(messages: readonly ThreadMessage[]): readonly StoredStay[] {
  const taken = new Set<string>();
  return assignStays(noticesOf(messages)).flatMap((stay): StoredStay[] => {
    const [first, ...others] = stay.notices;
    if (first === undefined) {
      return [];
    }
    const reference =
      stay.notices
        .map(({ notice }) => notice.reference)
        .find((candidate) => STORED.test(candidate) && !taken.has(candidate)) ??
      `Encounter/${uuidOf(`Encounter|${first.document}|${String(first.madeAt)}`)}`;
    taken.add(reference);
    return [{ ...stay, reference, encounter: foldStay([first, ...others]) }];
  });
}

/** Notices that no stay could be chosen for. */
export function unclearNoticesOf(messages: readonly ThreadMessage[]): readonly TiedNotice[] {
  return assignStays(noticesOf(messages)).flatMap(({ unclear }) => unclear);
}

const STORED = /^Encounter\//;

/**
 * Stores the stays as they stand now; what a message told apart and is found to be the same stay is in error. Gives the
 * messages with the references of their stays.
 */
export async function storeStays(
  unit: UnitOfWork,
  messages: readonly ThreadMessage[],
): Promise<readonly ThreadMessage[]> {
  const stays = staysOf(messages);
  const standing = new Set(stays.map(({ reference }) => reference));
  const moved = new Map<TiedNotice['notice'], string>();
  for (const { reference, encounter, notices } of stays) {
    await unit.putReceived(stayWithId(encounter, idOf(reference)));
    for (const { notice } of notices) {
      if (notice.reference !== reference) {
        moved.set(notice, reference);
      }
    }
  }
  for (const { reference, encounter } of moved.keys()) {
    if (!standing.has(reference) && STORED.test(reference)) {
      await unit.putReceived(stayWithId({ ...encounter, status: 'entered-in-error' }, idOf(reference)));
    }
  }
  const current: ThreadMessage[] = [];
  for (const message of messages) {
    const notices = message.facts.notices.map((notice) => {
      const reference = moved.get(notice);
      return reference === undefined ? notice : { ...notice, reference };
    });
    const isMoved = message.facts.notices.some((notice) => moved.has(notice));
    const updated = isMoved ? { ...message, facts: { ...message.facts, notices } } : message;
    if (isMoved) {
      await unit.saveMessage(messageEntryOf(updated));
    }
    current.push(updated);
  }
  return current;
}

function idOf(reference: string): string {
  return reference.slice('Encounter/'.length);
}

import type { Encounter } from '@medplum/fhirtypes';
import { uuidOf } from '../../fhir/uuid.ts';
import { assignStays, holding, type Stay, type TiedNotice } from '../../mapping/message/stay/assignStays.ts';
import { foldStay, stayWithId } from '../../mapping/message/stay/foldStay.ts';
import type { StayNotice } from '../../mapping/message/stay/stayNotice.ts';
import type { UnitOfWork } from '../../store/store.ts';
import type { ThreadMessage } from './messageFacts.ts';
import { moveMessage, type Move } from './moveMessage.ts';
import { noticesOf } from './patientThread.ts';

/** A stay, its reference in the store, and what its notices tell of it together. */
export interface StoredStay extends Stay {
  readonly reference: string;
  readonly encounter: Encounter;
}

/** The stays, and the notices that no stay could be chosen for. */
export interface AssignedStays {
  readonly stays: readonly StoredStay[];
  readonly unclear: readonly TiedNotice[];
}

export function staysOf(messages: readonly ThreadMessage[]): readonly StoredStay[] {
  return assignedStays(messages).stays;
}

/**
 * The stays of a patient, as all the messages tell of them. Each has the reference that its oldest notice has, unless
 * another has it: what was taken for one stay can turn out to be two, and then a stay that stands keeps it.
 */
export function assignedStays(messages: readonly ThreadMessage[]): AssignedStays {
  const assigned = assignStays(noticesOf(messages));
  const stays = assigned.filter(({ notices }) => notices.length > 0);
  const isStanding = ({ notices }: Stay): boolean => holding(notices).length > 0;
  const taken = new Set<string>();
  const references = new Map<Stay, string>();
  for (const stay of [...stays.filter(isStanding), ...stays.filter((one) => !isStanding(one))]) {
    const reference = referenceFor(stay, taken);
    taken.add(reference);
    references.set(stay, reference);
  }
  return {
    stays: stays.flatMap((stay): StoredStay[] => {
      const [first, ...others] = stay.notices;
      const reference = references.get(stay);
      return first === undefined || reference === undefined
        ? []
        : [{ ...stay, reference, encounter: foldStay([first, ...others]) }];
    }),
    unclear: assigned.flatMap(({ unclear }) => unclear),
  };
}

function referenceFor({ notices }: Stay, taken: ReadonlySet<string>): string {
  const isFree = (candidate: string): boolean => STORED.test(candidate) && !taken.has(candidate);
  const stored = notices.map(({ notice }) => notice.reference).find(isFree);
  const [first] = notices;
  const seed = `Encounter|${first?.document ?? ''}|${first?.messageId ?? ''}`;
  let reference = stored ?? `Encounter/${uuidOf(seed)}`;
  for (let attempt = 1; !isFree(reference); attempt++) {
    reference = `Encounter/${uuidOf(`${seed}|${String(attempt)}`)}`;
  }
  return reference;
}

const STORED = /^Encounter\//;

/**
 * Stores the stays as they stand now. What a message told apart and is found to be of another stay is so from then on:
 * what else the message made refers to that stay, and the former is gone when no message tells of it any more. Gives
 * the messages with the references of their stays.
 *
 * @param messages all of the patient
 * @param isChanged those that have come or changed since the stays were last stored; other stays are as they were
 */
export async function storeStays(
  unit: UnitOfWork,
  messages: readonly ThreadMessage[],
  isChanged: (message: ThreadMessage) => boolean,
): Promise<readonly ThreadMessage[]> {
  const stays = staysOf(messages);
  const changed = new Set(messages.filter(isChanged).flatMap(({ facts }) => facts.notices));
  const moved = new Set(
    stays.flatMap(({ reference, notices }) =>
      notices.map(({ notice }) => notice.reference).filter((former) => former !== reference),
    ),
  );
  const references = new Map<StayNotice, string>();
  for (const { reference, encounter, notices } of stays) {
    const isAsStored =
      !moved.has(reference) &&
      notices.every(({ notice }) => notice.reference === reference && !changed.has(notice));
    if (!isAsStored) {
      await unit.putReceived(stayWithId(encounter, idOf(reference)));
    }
    notices.forEach(({ notice }) => references.set(notice, reference));
  }
  const current: ThreadMessage[] = [];
  const left = new Set<string>();
  for (const message of messages) {
    const moves = message.facts.notices.flatMap((notice): Move[] => {
      const to = references.get(notice);
      return to === undefined || to === notice.reference ? [] : [{ from: notice.reference, to }];
    });
    moves.forEach(({ from }) => left.add(from));
    current.push(moves.length === 0 ? message : await moveMessage(unit, message, moves));
  }
  const standing = new Set(current.flatMap(({ facts }) => facts.notices.map(({ reference }) => reference)));
  for (const reference of left) {
    if (STORED.test(reference) && !standing.has(reference)) {
      await unit.delete('Encounter', idOf(reference));
    }
  }
  return current;
}

function idOf(reference: string): string {
  return reference.slice('Encounter/'.length);
}

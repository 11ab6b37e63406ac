import { isDeepStrictEqual } from 'node:util';
import { Operator } from '@medplum/core';
import type { WithId } from '@medplum/core';
import type { Encounter } from '@medplum/fhirtypes';
import {
  stayEndedBy,
  withEnd,
  withoutEndOfLetter,
  type LetterOfStay,
  type RecordedStay,
} from '../../mapping/message/stay/endRecordedStay.ts';
import type { UnitOfWork } from '../../store/store.ts';
import { inOrder } from './documentThread.ts';
import { enterpriseOf } from './enterpriseOf.ts';
import type { ThreadMessage } from './messageFacts.ts';

/** As many as one patient can sensibly have. */
const LIMIT = 1_000;

/**
 * The stays that pathway records made, ended by the discharge letters that hold, and open again when none does. A
 * record that is newer than the letter stands as it is.
 */
export async function endRecordedStays(
  unit: UnitOfWork,
  patient: string,
  messages: readonly ThreadMessage[],
  inForce: ReadonlySet<ThreadMessage>,
): Promise<void> {
  if (!messages.some(({ facts }) => facts.notices.some(({ kind }) => kind === 'letter'))) {
    return;
  }
  const stored = await recordedEncounters(unit, patient, messages);
  const stays: RecordedStay[] = [];
  for (const encounter of stored) {
    const reference = `Encounter/${encounter.id}`;
    stays.push({
      reference,
      encounter: withoutEndOfLetter(encounter),
      recordedAt: (await unit.readAssertion(reference))?.assertedAt ?? 0,
      enterprise: await enterpriseOf(unit, encounter.serviceProvider?.reference),
    });
  }
  const ends = new Map<string, string>();
  for (const message of inOrder(messages).filter((one) => inForce.has(one))) {
    for (const letter of await lettersIn(unit, message)) {
      const ended = stayEndedBy(letter, stays);
      if (ended !== undefined) {
        ends.set(ended.reference, letter.end);
      }
    }
  }
  for (const [index, { reference, encounter }] of stays.entries()) {
    const end = ends.get(reference);
    const current = end === undefined ? encounter : withEnd(encounter, end);
    const former = stored[index];
    if (former !== undefined && !isDeepStrictEqual(current, former)) {
      await unit.putReceived({ ...current, id: former.id });
    }
  }
}

/** The patient's Encounters that no message made. */
async function recordedEncounters(
  unit: UnitOfWork,
  patient: string,
  messages: readonly ThreadMessage[],
): Promise<readonly WithId<Encounter>[]> {
  const ofMessages = new Set(
    messages.flatMap(({ facts }) => [
      ...Object.values(facts.slots),
      ...facts.notices.map(({ reference }) => reference),
    ]),
  );
  const { entry = [] } = await unit.repository.search<Encounter>({
    resourceType: 'Encounter',
    filters: [{ code: 'subject', operator: Operator.EQUALS, value: patient }],
    count: LIMIT,
    total: 'none',
  });
  return entry
    .flatMap(({ resource }) => resource ?? [])
    .filter(({ id }) => !ofMessages.has(`Encounter/${id}`))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function lettersIn(
  unit: UnitOfWork,
  { facts, madeAt }: ThreadMessage,
): Promise<readonly LetterOfStay[]> {
  const letters: LetterOfStay[] = [];
  for (const { kind, encounter, sender } of facts.notices) {
    const { start = '', end } = encounter.period ?? {};
    if (kind === 'letter' && end !== undefined) {
      letters.push({ start, end, madeAt, enterprise: await enterpriseOf(unit, sender) });
    }
  }
  return letters;
}

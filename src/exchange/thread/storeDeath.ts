import type { Patient } from '@medplum/fhirtypes';
import type { UnitOfWork } from '../../store/store.ts';
import { inOrder } from './documentThread.ts';
import type { ThreadMessage } from './messageFacts.ts';

/** The time of death as the last message that holds tells it; taken away when none holds any more. */
export async function storeDeath(
  unit: UnitOfWork,
  patient: string,
  messages: readonly ThreadMessage[],
  inForce: ReadonlySet<ThreadMessage>,
): Promise<void> {
  const told = inOrder(messages).filter(({ facts }) => facts.death !== undefined);
  if (told.length === 0) {
    return;
  }
  const death = told.findLast((message) => inForce.has(message))?.facts.death;
  const id = patient.slice('Patient/'.length);
  const stored = await unit.read('Patient', id);
  if (stored?.resourceType !== 'Patient') {
    return;
  }
  const changed = { ...stored } as Record<string, unknown>;
  delete changed.deceasedDateTime;
  delete changed._deceasedDateTime;
  if (death !== undefined) {
    delete changed.deceasedBoolean;
    changed.deceasedDateTime = death.deceasedDateTime;
    if (death.precision !== undefined) {
      changed._deceasedDateTime = death.precision;
    }
  }
  await unit.putReceived({ ...(changed as unknown as Patient), id });
}

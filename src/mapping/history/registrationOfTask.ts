import type { Task } from '@medplum/fhirtypes';
import { CODE_SYSTEM, OUTCOME_LIST, volven } from '../../fhir/systems.ts';
import type { Registration } from '../../pathway/history.ts';
import { codeOf } from './codeOf.ts';
import { dayOrTime } from './dayOrTime.ts';

/** Whether a Task is of a measurement point, due or registered: it has a code of list 9322 or 9327. */
export function isMeasurementPoint({ code }: Task): boolean {
  return (
    codeOf(code, CODE_SYSTEM.event) !== undefined || codeOf(code, CODE_SYSTEM.combinedCode) !== undefined
  );
}

/** Whether the measurement point has been registered; one that is due, cancelled or entered in error has not. */
export function isRegistered({ status }: Task): boolean {
  return status === 'completed';
}

/**
 * The registration that a completed Task is.
 *
 * @param contact key of the contact in which it was coded, when that is known
 */
export function registrationOfTask(task: Task, place: string, contact?: string): Registration {
  const code = codeOf(task.code, CODE_SYSTEM.combinedCode);
  const event = codeOf(task.code, CODE_SYSTEM.event);
  const outcome = outcomeOf(task, event);
  const date = dayOrTime(task.executionPeriod?.start) ?? dayOrTime(task.executionPeriod?.end);
  return {
    place,
    ...(code !== undefined && { code }),
    ...(event !== undefined && { event }),
    ...(outcome !== undefined && { outcome }),
    ...(date !== undefined && { date }),
    ...(contact !== undefined && { contact }),
  };
}

/** In the list that goes with the event; else in any of the outcome lists, so that a wrong one is found. */
function outcomeOf({ output = [] }: Task, event: string | undefined): string | undefined {
  const concepts = output.flatMap(({ valueCodeableConcept, valueCoding }) => [
    ...(valueCodeableConcept === undefined ? [] : [valueCodeableConcept]),
    ...(valueCoding === undefined ? [] : [{ coding: [valueCoding] }]),
  ]);
  const ofEvent = event === undefined ? undefined : OUTCOME_LIST[event];
  for (const list of [...(ofEvent === undefined ? [] : [ofEvent]), ...Object.values(OUTCOME_LIST)]) {
    const code = codeOf(concepts, volven(list));
    if (code !== undefined) {
      return code;
    }
  }
  return undefined;
}

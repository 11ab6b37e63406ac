import type { CodeableConcept, Task } from '@medplum/fhirtypes';
import { CODE_SYSTEM, OUTCOME_LIST, volven } from '../../fhir/systems.ts';
import type { PastDate, Registration, RegistrationCodes } from '../../pathway/history.ts';
import { codeOf, codesOf } from './codeOf.ts';
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
  const [codes = {}, ...others] = readingsOf(task);
  const date = dayOrTime(task.executionPeriod?.start) ?? dayOrTime(task.executionPeriod?.end);
  return {
    place,
    ...codes,
    ...(others.length > 0 && { others }),
    ...(date !== undefined && { date }),
    ...(contact !== undefined && { contact }),
  };
}

/** When a completed Task ended, where that is told beside the start, which dates it. */
export function endOfTask({ executionPeriod }: Task, place: string): readonly PastDate[] {
  const end = dayOrTime(executionPeriod?.end);
  return end === undefined || dayOrTime(executionPeriod?.start) === undefined
    ? []
    : [{ what: 'executionPeriod.end', place, date: end }];
}

/**
 * What the codes say, first with the first of each list, then with each further one in its place: a Task is of one
 * measurement point, so any further one disagrees.
 */
function readingsOf({ code, output = [] }: Task): readonly RegistrationCodes[] {
  const ofCode = code === undefined ? [] : [code];
  const [combined, ...otherCombined] = codesOf(ofCode, CODE_SYSTEM.combinedCode);
  const [event, ...otherEvents] = codesOf(ofCode, CODE_SYSTEM.event);
  const [outcome, ...otherOutcomes] = outcomesOf(output, event);
  const first = {
    ...(combined !== undefined && { code: combined }),
    ...(event !== undefined && { event }),
    ...(outcome !== undefined && { outcome }),
  };
  return [
    first,
    ...otherCombined.map((other) => ({ ...first, code: other })),
    ...otherEvents.map((other) => ({ ...first, event: other })),
    ...otherOutcomes.map((other) => ({ ...first, outcome: other })),
  ];
}

/** Those of the list that goes with the event; else of any of the outcome lists, so that a wrong one is found. */
function outcomesOf(output: NonNullable<Task['output']>, event: string | undefined): readonly string[] {
  const concepts = output.flatMap(({ valueCodeableConcept, valueCoding }): readonly CodeableConcept[] => [
    ...(valueCodeableConcept === undefined ? [] : [valueCodeableConcept]),
    ...(valueCoding === undefined ? [] : [{ coding: [valueCoding] }]),
  ]);
  const ofEvent = event === undefined ? undefined : OUTCOME_LIST[event];
  for (const list of [...(ofEvent === undefined ? [] : [ofEvent]), ...Object.values(OUTCOME_LIST)]) {
    const codes = codesOf(concepts, volven(list));
    if (codes.length > 0) {
      return codes;
    }
  }
  return [];
}

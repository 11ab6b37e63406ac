import type { CodeableConcept, Task, TaskOutput } from '@medplum/fhirtypes';
import { volven } from '../../fhir/systems.ts';

/** What a status message tells of the negotiation of a referral (HIS 1206:2018, list 9148). */
export interface ToldStatus {
  readonly status: Task['status'];
  readonly businessStatus: CodeableConcept;
}

/** Message that answers a request. */
export interface Answer {
  /** Reference of what the message is. */
  readonly reference: string;
  /** Its type, list 8279. */
  readonly type: CodeableConcept;
}

/** List 9148: the status of a referral. */
export const REFERRAL_STATUS_SYSTEM = volven(9148);

/** Statuses that messages give; any other shows that somebody works with the Task, who then says how it stands. */
const OF_MESSAGES: ReadonlySet<string> = new Set([
  'requested',
  'accepted',
  'rejected',
  'completed',
  'cancelled',
  'entered-in-error',
]);

/** The outputs that answers made, as against those of people. */
const ANSWER = 'message-answer';

/** The Task of a referral as the newest status tells of it; as the referral left it when none is told. */
export function taskWithStatus(task: Task, told: ToldStatus | undefined): Task {
  if (!OF_MESSAGES.has(task.status)) {
    return task;
  }
  const own = withoutStatus(task);
  return told === undefined || own.status !== 'requested' ? own : { ...own, ...told };
}

function withoutStatus(task: Task): Task {
  const isTold = task.businessStatus?.coding?.some(({ system }) => system === REFERRAL_STATUS_SYSTEM);
  if (isTold !== true) {
    return task;
  }
  const own = { ...task };
  delete own.businessStatus;
  return own.status === 'accepted' || own.status === 'rejected' ? { ...own, status: 'requested' } : own;
}

/** The Task of a request, completed by the messages that answer it; asked for again when none does any more. */
export function taskWithAnswers(task: Task, answers: readonly Answer[]): Task {
  const { output = [], ...rest } = task;
  const ofPeople = output.filter(({ id }) => id !== ANSWER);
  if (!OF_MESSAGES.has(task.status) || (task.status === 'completed' && ofPeople.length === output.length)) {
    return task;
  }
  const made = answers.map(({ reference, type }): TaskOutput => ({
    id: ANSWER,
    type,
    valueReference: { reference },
  }));
  const isAsked = task.status === 'requested' || task.status === 'completed';
  const outputs = isAsked ? [...ofPeople, ...made] : ofPeople;
  return {
    ...rest,
    ...(outputs.length === 0 ? {} : { output: outputs }),
    ...(isAsked ? { status: made.length === 0 ? 'requested' : 'completed' } : {}),
  };
}

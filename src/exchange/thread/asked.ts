import type { Task } from '@medplum/fhirtypes';
import { volven } from '../../fhir/systems.ts';
import { conceptOf, type CodeTexts } from '../../mapping/coding.ts';
import { taskWithAnswers, taskWithStatus, type Answer } from '../../mapping/message/askedTask.ts';
import type { AskedFacts } from './askedFacts.ts';
import { inOrder } from './documentThread.ts';
import type { ThreadMessage } from './messageFacts.ts';
import { messagesInForce } from './patientThread.ts';

/** A message that asks for something or tells the status of a referral. */
export type AskingMessage = ThreadMessage & { readonly facts: { readonly asked: AskedFacts } };

/** What the messages of a patient ask for, and what became of it. */
export interface AskedThings {
  /** The referral that a status is about; undefined while it has not come. */
  referralOf(status: ThreadMessage): AskingMessage | undefined;
  /** Whether the Task is that of a referral. */
  isOfReferral(task: string): boolean;
  /** The Task as all the messages together tell of it. */
  asTold(message: ThreadMessage, task: Task): Task;
}

export function isOfKind(message: ThreadMessage, kind: AskedFacts['kind']): message is AskingMessage {
  return message.facts.asked?.kind === kind;
}

function isReferral(message: ThreadMessage | undefined): message is AskingMessage {
  return message !== undefined && isOfKind(message, 'referral');
}

/**
 * Messages that name a request and answer nothing: another question, what went wrong, the status of a referral. Any
 * other answers it, as which message does so follows from what was asked (lists 9152 to 9154).
 */
const NO_ANSWER: ReadonlySet<string> = new Set([
  'DIALOG_FORESPORSEL',
  'DIALOG_AVVIK',
  'DIALOG_STATUS_HENVISNING',
]);

/** @param messages all of a patient */
export function askedThings(messages: readonly ThreadMessage[], texts: CodeTexts): AskedThings {
  const byId = new Map(messages.map((message) => [message.messageId, message]));
  const inForce = messagesInForce(messages);
  const holding = inOrder(messages).filter((message) => inForce.has(message));

  const referralOf = (status: ThreadMessage): AskingMessage | undefined => {
    const seen = new Set<ThreadMessage>();
    let current: ThreadMessage | undefined = status;
    while (current !== undefined && !seen.has(current) && isOfKind(current, 'status')) {
      seen.add(current);
      current = byId.get(current.parent);
    }
    return [current, byId.get(status.conversation)].find(isReferral);
  };

  const statusOf = (referral: ThreadMessage): AskedFacts | undefined =>
    holding.findLast(
      (message) => isOfKind(message, 'status') && isSameDocument(referralOf(message), referral),
    )?.facts.asked;

  const answersTo = (request: ThreadMessage): readonly Answer[] => {
    const documents = messages.filter(
      ({ sender, type, parent, conversation }) =>
        sender !== request.sender &&
        !NO_ANSWER.has(type) &&
        (parent === '' ? conversation : parent) === request.messageId,
    );
    return holding
      .filter((message) => documents.some((other) => isSameDocument(other, message)))
      .flatMap(({ type, facts }) =>
        facts.main === undefined
          ? []
          : [{ reference: facts.main, type: conceptOf(texts, volven(8279), type) }],
      );
  };

  return {
    referralOf,
    isOfReferral: (task) =>
      messages.some((message) => isOfKind(message, 'referral') && message.facts.asked.task === task),
    asTold: (message, task) => {
      if (isOfKind(message, 'request')) {
        return taskWithAnswers(task, answersTo(message));
      }
      const referral = isOfKind(message, 'status') ? referralOf(message) : message;
      const told = referral === undefined ? undefined : statusOf(referral);
      return referral === undefined
        ? task
        : taskWithStatus(
            task,
            told?.kind === 'status'
              ? { status: told.status, businessStatus: told.businessStatus }
              : undefined,
          );
    },
  };
}

function isSameDocument(one: ThreadMessage | undefined, other: ThreadMessage): boolean {
  return one?.sender === other.sender && one.document === other.document;
}

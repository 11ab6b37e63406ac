import { isDeepStrictEqual } from 'node:util';
import type { Resource } from '@medplum/fhirtypes';
import type { CodeTexts } from '../../mapping/coding.ts';
import type { UnitOfWork } from '../../store/store.ts';
import { askedThings, isOfKind, type AskedThings, type AskingMessage } from './asked.ts';
import { messageEntryOf, type ThreadMessage } from './messageFacts.ts';
import { moveMessage } from './moveMessage.ts';

/**
 * The Tasks of referrals and requests as the statuses and answers that have come tell of them, and the statuses tied
 * to their referrals. A status of which the referral has not come waits with a Task of its own, which becomes that of
 * the referral when it comes. Gives the messages as they then stand.
 */
export async function followAsked(
  unit: UnitOfWork,
  texts: CodeTexts,
  messages: readonly ThreadMessage[],
): Promise<readonly ThreadMessage[]> {
  if (messages.every(({ facts }) => facts.asked === undefined)) {
    return messages;
  }
  const things = askedThings(messages, texts);
  const current: ThreadMessage[] = [];
  for (const message of messages) {
    if (isOfKind(message, 'status')) {
      current.push(await followStatus(unit, message, things));
    } else {
      current.push(message);
    }
  }
  for (const message of messages) {
    const { asked } = message.facts;
    if (asked !== undefined && asked.kind !== 'status') {
      await change(unit, asked.task, (task) =>
        task.resourceType === 'Task' ? things.asTold(message, task) : task,
      );
    }
  }
  return current;
}

async function followStatus(
  unit: UnitOfWork,
  message: AskingMessage,
  things: AskedThings,
): Promise<ThreadMessage> {
  const referral = things.referralOf(message);
  if (referral === undefined) {
    return withState(unit, message, namesOthers(message) ? 'waiting' : 'in-force');
  }
  const { main } = message.facts;
  if (main !== undefined) {
    await change(unit, main, (told) => basedOn(told, referral));
  }
  const from = message.facts.asked.task;
  const to = referral.facts.asked.task;
  if (from === to) {
    return withState(unit, message, 'in-force');
  }
  const moved = await moveMessage(unit, message, [{ from, to }]);
  if (!things.isOfReferral(from)) {
    await unit.delete('Task', from.slice('Task/'.length));
  }
  return withState(unit, moved, 'in-force');
}

/** HIS 1206:2018, 4.1.1: the referral shall always be named; a status that names none waits for nothing. */
function namesOthers({ conversation, parent }: ThreadMessage): boolean {
  return conversation !== '' || parent !== '';
}

/** What tells the status of a referral is based on it. */
export function basedOn(told: Resource, referral: AskingMessage): Resource {
  const { main } = referral.facts;
  return told.resourceType === 'Communication' && main !== undefined
    ? { ...told, basedOn: [{ reference: main }] }
    : told;
}

async function withState(
  unit: UnitOfWork,
  message: ThreadMessage,
  state: 'waiting' | 'in-force',
): Promise<ThreadMessage> {
  if (message.state === state) {
    return message;
  }
  const current = { ...message, state };
  await unit.saveMessage(messageEntryOf(current));
  return current;
}

async function change(
  unit: UnitOfWork,
  reference: string,
  as: (resource: Resource) => Resource,
): Promise<void> {
  const [resourceType = '', id = ''] = reference.split('/');
  const stored = await unit.read(resourceType, id);
  if (stored === undefined) {
    return;
  }
  const changed = as(stored);
  if (!isDeepStrictEqual(changed, stored)) {
    await unit.putReceived(Object.assign({}, changed, { id }));
  }
}

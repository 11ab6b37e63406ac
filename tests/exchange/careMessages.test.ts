import type { Communication, Composition, Encounter, Task } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { measureLeafCoverage } from '../../src/formats/kith/leafCoverage.ts';
import { CARE_MESSAGES, careMessage } from '../formats/kith/careMessages.ts';
import { rootOf } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { appRecOf, committedBundle, resourcesIn } from './committedMessage.ts';
import { changedSince, storedVersions } from './storedVersions.ts';

let service: RunningService;

// Each begins with an empty database: the messages are about one patient and his stay.
async function begin(): Promise<void> {
  // After the messages were made.
  service = await startService({}, () => new Date('2026-06-01T12:00:00Z'));
}

const MESSAGE_ID = /(?<=<MsgId>)[^<]*/;
const messageIdOf = (text: string): string => MESSAGE_ID.exec(text)?.[0] ?? '';
const renewed = (text: string): string => text.replace(MESSAGE_ID, randomUUID());

/** The message as a change (M) or cancellation (C) of another. */
function about(first: string, status: 'M' | 'C', text: string): string {
  const reference = `<ConversationRef><RefToParent>${first}</RefToParent><RefToConversation>${first}</RefToConversation></ConversationRef>`;
  return renewed(text)
    .replace(/(?<=<\/MsgId>)/, reference)
    .replace('<Forsendelsesstatus V="N" DN="Ny"/>', `<Forsendelsesstatus V="${status}" DN="x"/>`)
    .replace(/(?<=<GenDate>\d{4}-\d\d-\d\dT)\d\d/, '23');
}

async function post(text: string): Promise<void> {
  const answer = await service.postMessage(text);
  expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
}

describe.each(CARE_MESSAGES)('the message $name', ({ text }) => {
  beforeAll(begin);
  afterAll(() => service.stop());

  it('is accepted in the version of its standard, and every value of it is found in what is stored', async () => {
    const answer = await service.postMessage(text);
    expect(answer.status).toBe(200);
    expect(appRecOf(answer.text)).toEqual({ status: '1', errors: [] });
    const isOld = /2009-06-30|dialog\/2006-10-11/.test(text);
    expect(answer.text).toContain(isOld ? 'apprec/2004-11-21' : 'apprec/2012-02-15');
    const { lost, unmapped } = measureLeafCoverage(
      rootOf(Buffer.from(text)),
      await committedBundle(service, messageIdOf(text)),
    );
    expect({ lost, unmapped }).toEqual({ lost: [], unmapped: [] });
  });

  it('has no reference that leads nowhere, makes no referral, and changes nothing when sent again', async () => {
    await service.postMessage(text);
    const committed = await committedBundle(service, messageIdOf(text));
    expect(resourcesIn(committed, 'EpisodeOfCare')).toEqual([]);
    const references = [...JSON.stringify(committed).matchAll(/"reference":"([^"#][^"]*)"/g)].map(
      ([, reference = '']) => reference,
    );
    for (const reference of new Set(references)) {
      expect((await service.send('GET', `/fhir/${reference}`)).status, reference).toBe(200);
    }
    const before = await storedVersions(service);
    await service.postMessage(text);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });
});

describe('a change or cancellation of a care message', () => {
  beforeEach(begin);
  afterEach(() => service.stop());

  it('is a new version of the same document', async () => {
    const first = renewed(careMessage('care-admission-report-1.6'));
    await post(first);
    const changed = about(messageIdOf(first), 'M', first);
    await post(changed);
    const [before] = resourcesIn<Composition>(
      await committedBundle(service, messageIdOf(first)),
      'Composition',
    );
    const [after] = resourcesIn<Composition>(
      await committedBundle(service, messageIdOf(changed)),
      'Composition',
    );
    expect(after?.id).toBe(before?.id);
    expect(after?.status).toBe('amended');
  });

  it('takes back the stay that was told', async () => {
    const first = renewed(careMessage('care-admitted-1.6'));
    await post(first);
    const cancelled = about(messageIdOf(first), 'C', first);
    await post(cancelled);
    const [stay] = resourcesIn<Encounter>(await committedBundle(service, messageIdOf(first)), 'Encounter');
    expect(stay?.status).toBe('entered-in-error');
  });

  it('that comes before what it cancels is accepted, and what it cancels stays cancelled', async () => {
    const first = renewed(careMessage('care-admitted-1.5'));
    const cancelled = about(messageIdOf(first), 'C', first);
    await post(cancelled);
    await post(first);
    const [stay] = resourcesIn<Encounter>(
      await committedBundle(service, messageIdOf(cancelled)),
      'Encounter',
    );
    expect(stay?.status).toBe('entered-in-error');
    expect(await service.search('Encounter')).toHaveLength(1);
    expect(await service.search('Task?code=await-original')).toEqual([]);
  });

  it('leaves other messages of the conversation alone', async () => {
    const first = renewed(careMessage('care-admitted-1.6'));
    await post(first);
    const reply = about(messageIdOf(first), 'C', careMessage('care-admission-report-1.6')).replace(
      '<Forsendelsesstatus V="C" DN="x"/>',
      '<Forsendelsesstatus V="N" DN="Ny"/>',
    );
    await post(reply);
    const [stay] = resourcesIn<Encounter>(await committedBundle(service, messageIdOf(first)), 'Encounter');
    expect(stay?.status).toBe('in-progress');
  });
});

describe('dialogues', () => {
  beforeAll(begin);
  afterAll(() => service.stop());

  it('with a request are a Communication and a Task that asks for an answer', async () => {
    const text = renewed(careMessage('dialogue-request-1.0'));
    await post(text);
    const committed = await committedBundle(service, messageIdOf(text));
    const [communication] = resourcesIn<Communication>(committed, 'Communication');
    const [task] = resourcesIn<Task>(committed, 'Task');
    expect(task).toMatchObject({
      status: 'requested',
      focus: { reference: `Communication/${communication?.id ?? ''}` },
    });
  });
});

import type { Communication, ServiceRequest, Task } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committedBundle, resourcesIn } from '../exchange/committedMessage.ts';
import { exampleText } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { changed, messageOf, postAll, type MadeMessage } from './careMessages.ts';

let service: RunningService;

beforeEach(async () => {
  service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
});
afterEach(() => service.stop());

const REFERRAL = exampleText('onward-referral-9327.xml');

function status(code: string, made: string, referral: string, parent = referral): MadeMessage {
  return messageOf('dialogue-referral-status-1.1', {
    made,
    conversation: referral,
    parent,
    replace: [[/(?<=<TemaKodet )V="\d" DN="[^"]*"/, `V="${code}" DN="x"`]],
  });
}

/** The Tasks of referrals, not those of measurement points, as `status code`. */
async function negotiations(): Promise<readonly string[]> {
  return (await service.search<Task>('Task'))
    .filter(({ focus }) => /^(ServiceRequest|Communication)\//.test(focus?.reference ?? ''))
    .filter(({ code }) => code === undefined)
    .map(({ status: state, businessStatus, focus }) =>
      [focus?.reference?.split('/')[0], state, businessStatus?.coding?.[0]?.code ?? '-'].join(' '),
    );
}

async function stateOf(id: string): Promise<string | undefined> {
  return (await service.send<{ state?: string }>('GET', `/messages/${id}`)).body.state;
}

describe('the status of a referral', () => {
  it('stands in the Task of the referral, the newest whichever comes last', async () => {
    const referral = changed(REFERRAL, { made: '2026-05-01T10:00:00' });
    await postAll(service, referral);
    expect(await negotiations()).toEqual(['ServiceRequest requested -']);
    const first = status('2', '2026-05-03T10:00:00', referral.id);
    await postAll(service, first);
    expect(await negotiations()).toEqual(['ServiceRequest accepted 2']);
    const called = status('1', '2026-05-05T10:00:00', referral.id, first.id);
    await postAll(service, called);
    expect(await negotiations()).toEqual(['ServiceRequest accepted 1']);
    await postAll(service, status('4', '2026-05-04T10:00:00', referral.id, first.id));
    expect(await negotiations()).toEqual(['ServiceRequest accepted 1']);
    await postAll(service, status('4', '2026-05-07T10:00:00', referral.id, called.id));
    expect(await negotiations()).toEqual(['ServiceRequest rejected 4']);
    // A change of the referral asks for nothing anew.
    await postAll(
      service,
      changed(REFERRAL, { serviceType: 'M', made: '2026-05-08T10:00:00', conversation: referral.id }),
    );
    expect(await negotiations()).toEqual(['ServiceRequest rejected 4']);
    const [request] = await service.search<ServiceRequest>('ServiceRequest');
    const told = await service.search<Communication>('Communication');
    expect(told).toHaveLength(4);
    for (const { basedOn } of told) {
      expect(basedOn).toEqual([{ reference: `ServiceRequest/${request?.id ?? ''}` }]);
    }
    const [task] = resourcesIn<Task>(await committedBundle(service, called.id), 'Task');
    expect(task?.focus?.reference).toBe(`ServiceRequest/${request?.id ?? ''}`);
    // Declined by the one asked: what was asked for is still what was asked for, until its sender cancels it.
    expect(request?.status).toBe('active');
    await postAll(
      service,
      changed(REFERRAL, { serviceType: 'C', made: '2026-05-09T10:00:00', conversation: referral.id }),
    );
    expect(await negotiations()).toEqual(['ServiceRequest cancelled -']);
  });

  it('waits visibly for a referral that has not come', async () => {
    const referral = changed(REFERRAL, { made: '2026-05-01T10:00:00' });
    const declined = status('4', '2026-05-03T10:00:00', referral.id);
    await postAll(service, declined);
    expect(await negotiations()).toEqual(['Communication rejected 4']);
    expect(await stateOf(declined.id)).toBe('waiting');
    expect(await service.search('Task?code=await-original')).toHaveLength(1);
    const { findings } = (
      await service.send<{ findings: readonly { code: string }[] }>('GET', `/messages/${declined.id}`)
    ).body;
    expect(findings.map(({ code }) => code)).toContain('status-waits-for-referral');

    await postAll(service, referral);
    expect(await negotiations()).toEqual(['ServiceRequest rejected 4']);
    expect(await stateOf(declined.id)).toBe('in-force');
    expect(await service.search('Task?code=await-original')).toEqual([]);
    const committed = await committedBundle(service, declined.id);
    const [task] = resourcesIn<Task>(committed, 'Task');
    const [told] = resourcesIn<Communication>(committed, 'Communication');
    expect(task?.focus).toEqual(told?.basedOn?.[0]);
    expect(JSON.stringify(committed)).toContain(`"target":[`);
  });

  it('of one that was sent on is the onward referral’s, once that has come', async () => {
    const referral = changed(exampleText('referral-1.1.xml'), {
      made: '2026-05-01T10:00:00',
      replace: [[/\d{11}(?=<\/(?:\w+:)?(?:OffId|Id)>)/, '11839410036']],
    });
    const onward = changed(REFERRAL, { made: '2026-05-02T10:00:00', conversation: referral.id });
    await postAll(service, referral);
    const called = status('1', '2026-05-04T10:00:00', referral.id, onward.id);
    await postAll(service, called);
    expect(await negotiations()).toEqual(['ServiceRequest accepted 1']);
    await postAll(service, onward);
    expect([...(await negotiations())].sort()).toEqual([
      'ServiceRequest accepted 1',
      'ServiceRequest requested -',
    ]);
    const [told] = await service.search<Communication>('Communication');
    const [request] = resourcesIn<ServiceRequest>(
      await committedBundle(service, onward.id),
      'ServiceRequest',
    );
    expect(told?.basedOn).toEqual([{ reference: `ServiceRequest/${request?.id ?? ''}` }]);
  });

  it('leaves a Task as those who work with it left it', async () => {
    const referral = changed(REFERRAL, { made: '2026-05-01T10:00:00' });
    await postAll(service, referral);
    const [task] = (await service.search<Task>('Task')).filter(({ focus }) =>
      focus?.reference?.startsWith('ServiceRequest/'),
    );
    await service.send('PUT', `/fhir/Task/${task?.id ?? ''}`, {
      body: JSON.stringify({ ...task, status: 'in-progress' }),
      headers: { 'content-type': 'application/fhir+json' },
    });
    await postAll(service, status('4', '2026-05-03T10:00:00', referral.id));
    expect(await negotiations()).toEqual(['ServiceRequest in-progress -']);
  });
});

describe('a request', () => {
  const request = messageOf('dialogue-request-1.0');
  const reply = messageOf('dialogue-reply-1.0', { conversation: request.id });

  it.each([
    ['before', [request, reply]],
    ['after', [reply, request]],
  ] as const)('that comes %s its reply is completed by it', async (_, messages) => {
    await postAll(service, ...messages);
    const [task, ...others] = await service.search<Task>('Task');
    expect(others).toEqual([]);
    const [answer] = resourcesIn<Communication>(await committedBundle(service, reply.id), 'Communication');
    expect(task).toMatchObject({
      status: 'completed',
      output: [
        {
          type: { coding: [{ code: 'DIALOG_SVAR' }] },
          valueReference: { reference: `Communication/${answer?.id ?? ''}` },
        },
      ],
    });
  });

  it('is not answered by another question', async () => {
    await postAll(service, request, messageOf('dialogue-request-1.0', { conversation: request.id }));
    expect((await service.search<Task>('Task')).map(({ status: state }) => state)).toEqual([
      'requested',
      'requested',
    ]);
  });
});

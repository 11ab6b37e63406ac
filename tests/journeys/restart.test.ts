import type { Communication, Encounter, ServiceRequest } from '@medplum/fhirtypes';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService, type RunningService } from '../http/runningService.ts';
import { changed, messageOf, postAll, shippedMessage, type MadeMessage } from './careMessages.ts';

describe('a message that waits for what it is about', () => {
  let folder: string;
  let service: RunningService;

  const start = (): Promise<RunningService> =>
    startService(
      { LOG_LEVEL: 'warn', DATABASE_URL: `sqlite:${join(folder, 'kept.db')}` },
      () => new Date('2026-06-01T12:00:00Z'),
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'forlopsbro-restart-'));
    service = await start();
  });
  afterEach(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const stateOf = async ({ id }: MadeMessage): Promise<string | undefined> =>
    (await service.send<{ readonly state?: string }>('GET', `/messages/${id}`)).body.state;

  const waiting = async (): Promise<number> =>
    (await service.search('Task?status=requested')).filter((task) =>
      JSON.stringify(task).includes('await-original'),
    ).length;

  async function afterRestart(first: MadeMessage, then: MadeMessage): Promise<void> {
    await postAll(service, first);
    expect(await stateOf(first)).toBe('waiting');
    expect(await waiting()).toBe(1);
    await service.stop();
    service = await start();
    expect(await stateOf(first)).toBe('waiting');
    expect(await waiting()).toBe(1);
    await postAll(service, then);
    expect(await stateOf(first)).toBe('in-force');
    expect(await waiting()).toBe(0);
  }

  it('cancels a referral after the service has been stopped and started', async () => {
    const referral = (change: Parameters<typeof changed>[1]): MadeMessage =>
      changed(shippedMessage('onward-referral-9327.xml'), change);
    const original = referral({ made: '2026-03-02T09:00:00' });
    const cancellation = referral({ serviceType: 'C', parent: original.id, made: '2026-03-03T09:00:00' });
    await afterRestart(cancellation, original);
    expect(await stateOf(original)).toBe('cancelled');
    const referrals = await service.search<ServiceRequest>('ServiceRequest');
    expect(referrals.map(({ status }) => status)).toEqual(['revoked']);
  });

  it('takes back a stay', async () => {
    const original = messageOf('care-admitted-1.6');
    const about = { conversation: original.id, made: '2026-04-02T09:00:00' };
    await afterRestart(messageOf('care-admitted-1.6', { ...about, serviceType: 'C' }), original);
    expect((await service.search<Encounter>('Encounter')).map(({ status }) => status)).toEqual([
      'entered-in-error',
    ]);
  });

  it('changes a stay', async () => {
    const original = messageOf('care-admitted-1.6');
    const change = messageOf('care-admitted-1.6', {
      conversation: original.id,
      made: '2026-04-02T09:00:00',
      serviceType: 'M',
      replace: [['2026-04-01T14:30:00', '2026-04-01T16:00:00']],
    });
    await afterRestart(change, original);
    expect((await service.search<Encounter>('Encounter')).map(({ period }) => period?.start)).toEqual([
      '2026-04-01T16:00:00+02:00',
    ]);
    expect(await service.search<Communication>('Communication')).toEqual([]);
  });
});

describe('the municipality’s reply in version 2.0 of the logistics message', () => {
  let service: RunningService;

  beforeEach(async () => {
    service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
  });
  afterEach(() => service.stop());

  it.each([
    ['<Type V="LOG_UTSKRIVNINGSKLAR" DN="Melding om utskrivningsklar pasient"/>'],
    ['<Type DN="Tilbakemelding utskrivningsklar pasient"/>'],
  ])('answers the notice, and is no notice itself: %s', async (type) => {
    const ready = messageOf('care-ready-for-discharge-2.0');
    const reply = messageOf('care-ready-for-discharge-2.0', {
      conversation: ready.id,
      made: '2026-04-14T15:00:00',
      replace: [
        [/<Type V="LOG_[^>]*>/, type],
        [/p1:MeldingUtskrivningsklarPasient>/g, 'p1:TilbakemeldingUtskrivningsklarPasient>'],
      ],
    });
    await postAll(service, ready, reply);
    const tasks = (await service.search('Task')).filter((task) =>
      JSON.stringify(task).includes('ready-for-discharge-reply'),
    );
    expect(tasks).toMatchObject([{ status: 'completed' }]);
    const [stay] = (await service.search<Encounter>('Encounter')).filter(
      ({ statusHistory = [] }) => statusHistory.length > 0,
    );
    expect(stay?.statusHistory?.map(({ extension }) => extension?.[0]?.valueCoding?.code)).toEqual([
      '1',
      '3',
    ]);
  });
});

import type { Composition, Encounter, ServiceRequest } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRecord } from '../exchange/exampleRecords.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { changed, postAll, shippedMessage, type MadeMessage, type MessageChange } from './careMessages.ts';

const NATIONAL_ID = '15890971005';
const TRUST = { name: 'Fjordbygda sykehus HF', organizationNumber: '310456713', herId: '8301001' };
const CONTACT = 'https://fjordbygda.example/id/contact';

let service: RunningService;

beforeEach(async () => {
  service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
});
afterEach(() => service.stop());

interface Stay {
  readonly start: string;
  readonly end?: string;
}

/** A pathway record with stays, made while the patient was in. */
function record(recordedAt: string, stays: readonly Stay[], trust: object = TRUST): Record<string, unknown> {
  return {
    ...exampleRecord('d11-adult/02-started'),
    recordedAt,
    patient: { nationalId: NATIONAL_ID, name: { family: 'Lyngmo', given: 'Ida Sofie' } },
    trust,
    unit: undefined,
    contacts: stays.map((period, index) => ({
      identifier: { system: CONTACT, value: `stay-${index}` },
      period,
      careLevel: '1',
    })),
  };
}

const WHILE_IN = '2025-03-12T10:00:00+01:00';
const ADMITTED = { start: '2025-03-09T15:00:00+01:00' };

describe.each(['1.1', '1.2'])('a discharge letter %s', (version) => {
  const letter = (change: MessageChange = {}): MadeMessage =>
    changed(shippedMessage(`discharge-letter-${version}.xml`), change);

  async function recorded(): Promise<readonly [status?: string, end?: string][]> {
    const found = await service.search<Encounter>('Encounter');
    return found
      .filter(({ identifier = [] }) => identifier.some(({ system }) => system === CONTACT))
      .map(({ status, period }) => [status, period?.end]);
  }

  it.each(['before', 'after'])('that comes %s the record ends the stay of the record', async (when) => {
    const steps = [
      async () => {
        expect((await service.postRecord(record(WHILE_IN, [ADMITTED]))).status).toBe(201);
      },
      () => postAll(service, letter()),
    ];
    for (const step of when === 'after' ? steps : steps.reverse()) {
      await step();
    }
    expect(await recorded()).toEqual([['finished', '2025-03-20']]);
  });

  it('is no longer the end when it is cancelled', async () => {
    await service.postRecord(record(WHILE_IN, [ADMITTED]));
    await postAll(service, letter());
    const cancellation = letter({
      made: '2025-06-02T08:00:00',
      replace: [[/(?<=<ServRprt>\s*)<ServType V="N" DN="Ny"\/>/, '<ServType V="C" DN="Kansellering"/>']],
    });
    await postAll(service, cancellation);
    expect(await recorded()).toEqual([['in-progress', undefined]]);
  });

  it('leaves what a newer record says', async () => {
    await service.postRecord(record(WHILE_IN, [ADMITTED]));
    await postAll(service, letter());
    await service.postRecord(record('2025-06-03T10:00:00+02:00', [ADMITTED]));
    expect(await recorded()).toEqual([['in-progress', undefined]]);
  });

  it.each<[string, readonly Stay[], object?]>([
    ['of another enterprise', [ADMITTED], { name: 'Prøvedal sykehus HF', organizationNumber: '310030007' }],
    ['that has ended', [{ ...ADMITTED, end: '2025-03-11T12:00:00+01:00' }]],
    ['that began after the discharge', [{ start: '2025-03-25T15:00:00+01:00' }]],
  ])('leaves a stay %s', async (_what, stays, trust) => {
    const made = '2025-03-26T10:00:00+01:00';
    await service.postRecord(record(made, stays, trust));
    const before = await recorded();
    expect(before).toHaveLength(1);
    await postAll(service, letter());
    expect(await recorded()).toEqual(before);
  });

  it('of two open stays ends that with the day of admission', async () => {
    await service.postRecord(record(WHILE_IN, [{ start: '2025-03-02T15:00:00+01:00' }, ADMITTED]));
    await postAll(service, letter());
    expect([...(await recorded())].sort()).toEqual([
      ['finished', '2025-03-20'],
      ['in-progress', undefined],
    ]);
  });

  it.each(['before', 'after'])('that comes %s its referral points to it', async (when) => {
    const answered = /(?<=<ServReq>[\s\S]*?<Id>)[^<]*(?=<\/Id>)/.exec(letter().text)?.[0] ?? '';
    const referral = changed(shippedMessage('referral-1.1.xml'), {
      replace: [[/(?<=<ServReq>[\s\S]*?<Id>)[^<]*(?=<\/Id>)/, answered]],
    });
    await postAll(service, ...(when === 'before' ? [letter(), referral] : [referral, letter()]));
    const [request] = (await service.search<ServiceRequest>('ServiceRequest')).filter(({ identifier = [] }) =>
      identifier.some(({ value }) => value?.includes(answered)),
    );
    const reference = `ServiceRequest/${request?.id ?? ''}`;
    const [composition] = await service.search<Composition>('Composition');
    expect(JSON.stringify(composition)).toContain(`"${reference}"`);
    expect((await service.search<Encounter>(`Encounter?based-on=${reference}`)).length).toBeGreaterThan(0);
  });
});

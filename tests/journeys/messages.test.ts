import type {
  CarePlan,
  CareTeam,
  Composition,
  Encounter,
  EpisodeOfCare,
  Patient,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRecord } from '../exchange/exampleRecords.ts';
import { changedSince, storedVersions } from '../exchange/storedVersions.ts';
import { exampleText } from '../formats/kith/messages.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { changed, messageOf, postAll, shippedMessage } from './careMessages.ts';

let service: RunningService;

beforeEach(async () => {
  service = await startService({ LOG_LEVEL: 'warn' }, () => new Date('2026-06-01T12:00:00Z'));
});
afterEach(() => service.stop());

const FOLLOW_UP = 'https://forlopsbro.no/fhir/CodeSystem/follow-up';

async function followUps(): Promise<Readonly<Record<string, string>>> {
  const tasks = await service.search<Task>('Task');
  return Object.fromEntries(
    tasks
      .filter(({ code }) => code?.coding?.[0]?.system === FOLLOW_UP)
      .map(({ code, status }) => [code?.coding?.[0]?.code ?? '', status]),
  );
}

async function stays(): Promise<readonly Encounter[]> {
  return service.search<Encounter>('Encounter');
}

interface Served {
  readonly state?: string;
  readonly findings?: readonly { readonly code: string }[];
  readonly answers?: readonly {
    readonly status: string;
    readonly errors: readonly { readonly code: string }[];
  }[];
}

async function served(id: string): Promise<Served> {
  return (await service.send<Served>('GET', `/messages/${id}`)).body;
}

describe('a stay told of in notices', () => {
  it('is one Encounter from admission to death, with the Tasks that follow, each once', async () => {
    const admitted = messageOf('care-admitted-1.6');
    const about = { conversation: admitted.id };
    await postAll(service, admitted);
    expect(await stays()).toMatchObject([{ status: 'in-progress', class: { code: 'IMP' } }]);
    expect(await followUps()).toEqual({ 'admission-report': 'requested' });

    const ready = messageOf('care-ready-for-discharge-1.6', about);
    await postAll(service, ready);
    expect(await followUps()).toEqual({
      'admission-report': 'requested',
      'ready-for-discharge-reply': 'requested',
      'coordination-meeting': 'requested',
      'follow-up-plan': 'requested',
    });

    await postAll(service, messageOf('care-withdrawn-1.6', about));
    expect(await followUps()).toMatchObject({
      'coordination-meeting': 'cancelled',
      'follow-up-plan': 'cancelled',
    });

    await postAll(service, messageOf('care-discharged-1.6', about));
    expect(await followUps()).toMatchObject({
      'coordination-meeting': 'requested',
      'follow-up-plan': 'requested',
    });

    await postAll(service, messageOf('care-death-1.6', about));
    const [stay, ...others] = await stays();
    expect(others).toEqual([]);
    expect(stay).toMatchObject({
      status: 'finished',
      period: { start: '2026-04-01T14:30:00+02:00', end: '2026-04-20T11:00:00+02:00' },
    });
    expect(
      stay?.statusHistory?.map(({ status, extension }) => [status, extension?.[0]?.valueCoding?.code]),
    ).toEqual([
      ['in-progress', '1'],
      ['in-progress', '3'],
      ['in-progress', '4'],
      ['finished', '2'],
      ['finished', '13'],
    ]);
    expect(await followUps()).toMatchObject({ 'coordination-meeting': 'cancelled' });
    expect(await service.search<Patient>('Patient?deceased=true')).toHaveLength(1);
  });

  it.each(['1.5', '1.6'])('is found without references too, in version %s, in any order', async (version) => {
    for (const notice of ['discharged', 'withdrawn', 'admitted', 'ready-for-discharge']) {
      await postAll(service, messageOf(`care-${notice}-${version}`));
    }
    expect(await stays()).toMatchObject([{ status: 'finished' }]);
  });

  it('is kept apart from another stay, and from one that it could be as well', async () => {
    const second = (made: string): Parameters<typeof messageOf>[1] => ({
      made,
      replace: [['2026-04-01T14:30:00', '2026-04-12T08:00:00']],
    });
    await postAll(
      service,
      messageOf('care-admitted-1.6'),
      messageOf('care-admitted-1.6', second('2026-04-12T09:00:00')),
    );
    expect(await stays()).toHaveLength(2);
    const unclear = messageOf('care-withdrawn-1.6', {
      replace: [['2026-04-01T14:30:00', '2026-04-03T14:30:00']],
    });
    await postAll(service, unclear);
    expect(await stays()).toHaveLength(3);
    expect(await followUps()).toMatchObject({ 'choose-stay': 'requested' });
    expect((await served(unclear.id)).findings?.map(({ code }) => code)).toContain('stay-unclear');
  });

  it('takes the death back that was told in error', async () => {
    const dead = messageOf('care-death-1.6');
    await postAll(service, dead);
    expect(await service.search('Patient?deceased=true')).toHaveLength(1);
    await postAll(
      service,
      messageOf('care-death-1.6', {
        serviceType: 'C',
        made: '2026-05-03T08:00:00',
        parent: dead.id,
      }),
    );
    expect(await service.search('Patient?deceased=true')).toEqual([]);
    expect((await served(dead.id)).state).toBe('cancelled');
  });

  it('leaves a Task as those who work with it left it', async () => {
    const admitted = messageOf('care-admitted-1.6');
    await postAll(
      service,
      admitted,
      messageOf('care-ready-for-discharge-1.6', { conversation: admitted.id }),
    );
    const [meeting] = await service.search<Task>(
      `Task?code=${encodeURIComponent(`${FOLLOW_UP}|coordination-meeting`)}`,
    );
    await service.send('PUT', `/fhir/Task/${meeting?.id ?? ''}`, {
      body: JSON.stringify({ ...meeting, status: 'completed' }),
      headers: { 'content-type': 'application/fhir+json' },
    });
    await postAll(service, messageOf('care-withdrawn-1.6', { conversation: admitted.id }));
    expect(await followUps()).toMatchObject({
      'coordination-meeting': 'completed',
      'follow-up-plan': 'cancelled',
    });
  });
});

describe('a referral', () => {
  const text = exampleText('onward-referral-9327.xml');

  it('that is changed loses what the change no longer has, and is revoked by a cancellation', async () => {
    const first = changed(text, {});
    await postAll(service, first);
    const before = await service.search<Task>('Task');
    const without = /<Pakkeforlop>\s*<Pakkeforlopskode V="D11CU"[\s\S]*?<\/Pakkeforlop>/;
    expect(text).toMatch(without);
    const change = changed(text, {
      serviceType: 'M',
      made: '2026-05-01T10:00:00',
      replace: [[without, '']],
    });
    await postAll(service, change);
    const decided = (tasks: readonly Task[]): readonly string[] =>
      tasks
        .filter(({ code }) => code?.coding?.some((coding) => coding.code === 'D11CU'))
        .map(({ status }) => status);
    expect(decided(before)).toEqual(['completed']);
    expect(decided(await service.search<Task>('Task'))).toEqual(['entered-in-error']);
    expect((await served(first.id)).state).toBe('changed');

    const cancellation = changed(text, { serviceType: 'C', made: '2026-05-02T10:00:00' });
    await postAll(service, cancellation);
    const [plan] = await service.search<CarePlan>('CarePlan');
    const [request] = await service.search<ServiceRequest>('ServiceRequest');
    const [period] = await service.search<EpisodeOfCare>('EpisodeOfCare');
    expect([plan?.status, request?.status, period?.status]).toEqual(['revoked', 'revoked', 'cancelled']);
    const tasks = await service.search<Task>('Task');
    expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(['cancelled']));
    // A change from before the cancellation changes nothing more.
    await postAll(service, changed(text, { serviceType: 'M', made: '2026-05-01T12:00:00' }));
    expect((await service.search<CarePlan>('CarePlan'))[0]?.status).toBe('revoked');
  });

  it.each(['C', 'M'] as const)(
    'whose %s comes first waits visibly, and acts when the referral comes',
    async (kind) => {
      const later = changed(text, { serviceType: kind, made: '2026-05-01T10:00:00' });
      const answer = await service.postMessage(later.text);
      expect((await served(later.id)).state).toBe('waiting');
      expect(await followUps()).toEqual({ 'await-original': 'requested' });
      expect(await service.search('CarePlan')).toEqual([]);
      const list = await service.send<{ messages: readonly { messageId: string }[] }>(
        'GET',
        '/messages?state=waiting',
      );
      expect(list.body.messages.map(({ messageId }) => messageId)).toEqual([later.id]);

      await postAll(service, changed(text, {}));
      expect((await served(later.id)).state).toBe('in-force');
      expect(await followUps()).toEqual({});
      expect((await service.search<CarePlan>('CarePlan')).map(({ status }) => status)).toEqual([
        kind === 'C' ? 'revoked' : 'active',
      ]);
      expect((await service.postMessage(later.text)).text).toBe(answer.text);
    },
  );
});

describe('a discharge letter', () => {
  const letter = shippedMessage('discharge-letter-1.2.xml');
  const referral = exampleText('onward-referral-9327.xml');
  const answered = /(?<=<ServReq>[\s\S]*?<Id>)[^<]*(?=<\/Id>)/;

  it.each(['before', 'after'])('that comes %s its referral 2.0 points to it', async (when) => {
    const asked = changed(referral, {});
    const sent = changed(letter, {
      replace: [
        [answered, asked.id],
        ['15890971005', '11839410036'],
      ],
    });
    await postAll(service, ...(when === 'before' ? [sent, asked] : [asked, sent]));
    const [request] = await service.search<ServiceRequest>('ServiceRequest');
    const encounters = await service.search<Encounter>(
      `Encounter?based-on=ServiceRequest/${request?.id ?? ''}`,
    );
    expect(encounters.length).toBeGreaterThan(0);
    const [composition] = await service.search<Composition>('Composition');
    expect(JSON.stringify(composition)).toContain(`"ServiceRequest/${request?.id ?? ''}"`);
  });
});

describe('a discharge letter of a stay', () => {
  const letter = (change = {}): ReturnType<typeof changed> =>
    changed(shippedMessage('discharge-letter-1.2.xml'), {
      made: '2026-04-22T10:00:00',
      replace: [
        ['15890971005', '11839410036'],
        ['2025-03-09', '2026-04-01'],
        ['2025-03-20', '2026-04-20'],
      ],
      ...change,
    });

  it.each(['before', 'after'])('that comes %s the notice of admission ends that stay', async (when) => {
    const admitted = messageOf('care-admitted-1.6');
    await postAll(service, ...(when === 'before' ? [letter(), admitted] : [admitted, letter()]));
    const inpatient = (await stays()).filter(({ class: { code } }) => code === 'IMP');
    expect(inpatient).toMatchObject([{ status: 'finished', period: { end: '2026-04-20' } }]);
    expect(await service.search('Encounter?status=in-progress')).toEqual([]);
  });
});

describe('what the municipality tells', () => {
  const record = exampleRecord('d11-adult/02-started');
  const ofPatient = (): Record<string, unknown> => ({
    ...record,
    patient: { nationalId: '11839410036', name: { family: 'Kvisthaug', given: 'Solveig Marie' } },
  });
  const reply = (change = {}): ReturnType<typeof messageOf> =>
    messageOf('dialogue-ready-for-discharge-reply-1.1', change);

  it.each(['before', 'after'])(
    '%s the pathway record is in its plan and team, and stays there',
    async (when) => {
      const report = messageOf('care-admission-report-1.6');
      const messages = [report, reply()];
      if (when === 'before') {
        await postAll(service, ...messages);
      }
      expect((await service.postRecord(ofPatient())).status).toBe(201);
      if (when === 'after') {
        await postAll(service, ...messages);
      }
      const check = async (): Promise<void> => {
        const [plan] = await service.search<CarePlan>(`CarePlan?category=D11`);
        const supporting = (plan?.supportingInfo ?? []).map(({ reference = '' }) => reference.split('/')[0]);
        expect(supporting).toEqual(expect.arrayContaining(['Composition', 'Communication']));
        const team = await service.read<CareTeam>(plan?.careTeam?.[0]?.reference ?? '');
        const coordinator = team.participant?.filter(({ role }) =>
          role?.some(({ coding }) => coding?.some(({ code }) => code === '8')),
        );
        expect(coordinator).toHaveLength(1);
      };
      await check();
      const later = { ...ofPatient(), recordedAt: '2026-05-20T10:00:00+02:00' };
      expect((await service.postRecord(later)).status).toBe(200);
      await check();
      const before = await storedVersions(service);
      await service.postRecord(later);
      await postAll(service, ...messages);
      expect(changedSince(before, await storedVersions(service))).toEqual([]);
    },
  );

  it('names another coordinator: the newer one counts', async () => {
    await service.postRecord(ofPatient());
    const second = reply({
      made: '2026-04-18T08:00:00',
      replace: [
        ['<FamilyName>Vikstrand</FamilyName>', '<FamilyName>Solli</FamilyName>'],
        ['<fk1:Id>9990004</fk1:Id>', '<fk1:Id>9990011</fk1:Id>'],
      ],
    });
    await postAll(service, second, reply());
    const [team] = await service.search<CareTeam>('CareTeam');
    const named = team?.participant?.filter(({ role }) =>
      role?.some(({ coding }) => coding?.some(({ code }) => code === '8')),
    );
    expect(named).toHaveLength(1);
    const role = await service.read<{ practitioner?: { reference?: string } } & CareTeam>(
      named?.[0]?.member?.reference ?? '',
    );
    expect(JSON.stringify(await service.read(role.practitioner?.reference ?? ''))).toContain('Solli');
  });

  it('answers the notice that the patient is ready', async () => {
    const admitted = messageOf('care-admitted-1.6');
    const ready = messageOf('care-ready-for-discharge-1.6', { conversation: admitted.id });
    const answer = reply({ conversation: admitted.id, parent: ready.id });
    await postAll(service, answer, ready, admitted);
    expect(await followUps()).toMatchObject({
      'ready-for-discharge-reply': 'completed',
      'coordination-meeting': 'requested',
    });
  });

  it('is added to no plan where there are several to choose from', async () => {
    await service.postRecord(ofPatient());
    await service.postRecord({
      ...ofPatient(),
      identifier: { system: 'urn:oid:2.16.578.1.99.1', value: randomUUID() },
      pathwayType: 'D01',
      referral: undefined,
      contacts: [],
      measurementPoints: [],
    });
    const plans = await service.search<CarePlan>('CarePlan?status=active,draft');
    expect(plans.length).toBeGreaterThan(1);
    const before = await storedVersions(service);
    const told = reply();
    await postAll(service, told);
    expect((await served(told.id)).findings?.map(({ code }) => code)).toContain('pathway-unclear');
    expect(await followUps()).toMatchObject({ 'choose-pathway': 'requested' });
    const changedPlans = changedSince(before, await storedVersions(service)).filter((one) =>
      JSON.stringify(one).includes('CarePlan/'),
    );
    expect(changedPlans).toEqual([]);
  });

  it('is added to the plan of the trust that it is sent to, where each of several trusts has one', async () => {
    const trust = { name: 'Fjordbygda sykehus HF', organizationNumber: '310456713' };
    await service.postRecord(ofPatient());
    const other = await service.postRecord({
      ...ofPatient(),
      identifier: { system: 'urn:oid:2.16.578.1.99.1', value: randomUUID() },
      pathwayType: 'D01',
      trust,
      referral: undefined,
      contacts: [],
      measurementPoints: [],
    });
    expect(other.status).toBe(201);
    const told = reply();
    await postAll(service, told);
    expect((await served(told.id)).findings?.map(({ code }) => code) ?? []).not.toContain('pathway-unclear');
    expect(await followUps()).not.toHaveProperty('choose-pathway');
    const supporting = async (category: string): Promise<readonly string[]> =>
      (await service.search<CarePlan>(`CarePlan?category=${category}`))
        .flatMap(({ supportingInfo = [] }) => supportingInfo)
        .map(({ reference = '' }) => reference.split('/')[0] ?? '');
    expect(await supporting('D01')).toContain('Communication');
    expect(await supporting('D11')).not.toContain('Communication');
  });

  it('changes nothing of the plan when it says nothing of the kind', async () => {
    await service.postRecord(ofPatient());
    const [before] = await service.search<CarePlan>('CarePlan');
    await postAll(service, messageOf('dialogue-two-requests-1.1'), messageOf('care-services-offered-1.6'));
    const [after] = await service.search<CarePlan>('CarePlan');
    expect(after?.meta?.versionId).toBe(before?.meta?.versionId);
  });
});

describe('acknowledgements that come', () => {
  it('are tied to the message that they answer, whichever comes first', async () => {
    const message = messageOf('care-admitted-1.6');
    const other = await startService({ LOG_LEVEL: 'warn' });
    const appRec = (await other.postMessage(message.text)).text;
    await other.stop();
    const first = await service.postMessage(appRec);
    expect(first.status).toBe(200);
    expect((await served(message.id)).state).toBe('not-received');
    await postAll(service, message);
    expect(await served(message.id)).toMatchObject({
      state: 'in-force',
      answers: [{ status: 'accepted', errors: [] }],
    });
    expect((await service.postMessage(appRec)).text).toBe(first.text);
  });
});

describe('the list of messages', () => {
  it('is paged, filtered, and tells nothing of patients', async () => {
    const sent = ['care-admitted-1.6', 'care-withdrawn-1.6', 'care-discharged-1.6'].map((name) =>
      messageOf(name),
    );
    await postAll(service, ...sent);
    const found: string[] = [];
    let next: string | undefined = '/messages?count=2';
    while (next !== undefined) {
      const { status, body, text }: Awaited<ReturnType<typeof page>> = await page(next);
      expect(status).toBe(200);
      expect(text).not.toContain('Kvisthaug');
      expect(text).not.toContain('11839410036');
      found.push(...body.messages.map(({ messageId }) => messageId));
      next = body.next;
    }
    expect(found.sort()).toEqual(sent.map(({ id }) => id).sort());
    expect((await page('/messages?type=LOG_AVMELDING')).body.messages).toHaveLength(1);
    expect((await page('/messages?state=no')).status).toBe(400);
    expect((await page('/messages?count=0')).status).toBe(400);
  });

  function page(
    address: string,
  ): ReturnType<typeof service.send<{ messages: readonly { messageId: string }[]; next?: string }>> {
    return service.send('GET', address);
  }
});

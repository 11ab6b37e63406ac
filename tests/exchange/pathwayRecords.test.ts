import type {
  Bundle,
  CarePlan,
  Consent,
  Encounter,
  OperationOutcome,
  Organization,
  Patient,
  Task,
} from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODE_SYSTEM, extensionUrl, IDENTIFIER_SYSTEM } from '../../src/fhir/systems.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { startService, type Answer, type RunningService } from '../http/runningService.ts';
import { asPathway, exampleRecord } from './exampleRecords.ts';
import { changedSince, storedVersions } from './storedVersions.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const REFERRED = exampleRecord('d11-adult/01-referral-received');
const STARTED = exampleRecord('d11-adult/02-started');
const ATTENDED = exampleRecord('d11-adult/03-first-attendance');
const EVALUATED = exampleRecord('d11-adult/06-first-evaluation');

function codesIn(outcome: OperationOutcome | undefined): readonly (string | undefined)[] {
  return (outcome?.issue ?? []).map(({ details }) => details?.coding?.[0]?.code);
}

function findingsIn({ body }: Answer<Bundle>): readonly (string | undefined)[] {
  return codesIn(body.entry?.[0]?.response?.outcome);
}

function locationsIn({ body }: Answer<Bundle>): readonly string[] {
  return (body.entry ?? []).map(({ response }) => response?.location ?? '');
}

async function take(record: PathwayRecord): Promise<Answer<Bundle>> {
  const answer = await service.postRecord(record);
  expect([200, 201], answer.text).toContain(answer.status);
  return answer;
}

async function planOf(record: PathwayRecord): Promise<CarePlan> {
  const { system, value } = record.identifier;
  const found = await service.search<CarePlan>(
    `CarePlan?identifier=${encodeURIComponent(`${system}|${value}`)}`,
  );
  expect(found).toHaveLength(1);
  return found[0] as CarePlan;
}

async function tasksOf(record: PathwayRecord): Promise<readonly Task[]> {
  const { id = '' } = await planOf(record);
  return service.search<Task>(`Task?based-on=CarePlan/${id}&_count=200`);
}

function eventOf({ code }: Task): string | undefined {
  return code?.coding?.find(({ system }) => system === CODE_SYSTEM.event)?.code;
}

function byIdentifier<T extends { identifier?: readonly { value?: string }[] }>(
  resources: readonly T[],
  value: string | undefined,
): T | undefined {
  return resources.find(({ identifier }) => identifier?.some((stated) => stated.value === value));
}

async function encounterOf(record: PathwayRecord, number: number): Promise<Encounter> {
  const { system, value } = record.contacts?.[number]?.identifier ?? { system: '', value: '' };
  const [found] = await service.search<Encounter>(
    `Encounter?identifier=${encodeURIComponent(`${system}|${value}`)}`,
  );
  return found as Encounter;
}

function later(record: PathwayRecord, changes: Partial<PathwayRecord>, days = 1): PathwayRecord {
  const recordedAt = new Date(Date.parse(record.recordedAt) + days * 86_400_000).toISOString();
  return { ...record, recordedAt, ...changes };
}

describe('a pathway that is not known', () => {
  const record = asPathway(EVALUATED, 'new');

  it('is created: 201, a transaction response, each location served', async () => {
    const answer = await take(record);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'transaction-response' });
    for (const { response } of answer.body.entry ?? []) {
      expect(response?.status).toBe('201 Created');
      const read = await service.send('GET', `/fhir/${response?.location ?? ''}`);
      expect(read.status).toBe(200);
      expect(read.headers.get('etag')).toBe(response?.etag);
    }
  });

  it('has a plan, a task for each registration, an encounter for each contact', async () => {
    const plan = await planOf(record);
    expect(plan).toMatchObject({
      status: 'active',
      category: [{ coding: [{ system: CODE_SYSTEM.pathwayType, code: 'D11' }] }],
      period: { start: '2025-02-12' },
    });
    const tasks = await tasksOf(record);
    for (const { identifier } of record.measurementPoints ?? []) {
      expect(byIdentifier(tasks, identifier.value)?.status).toBe('completed');
    }
    for (const [number, { identifier }] of (record.contacts ?? []).entries()) {
      expect((await encounterOf(record, number)).identifier).toContainEqual(
        expect.objectContaining(identifier),
      );
    }
    const activities = (plan.activity ?? []).flatMap(({ reference }) => reference?.reference ?? []);
    expect(activities.sort()).toEqual(tasks.map(({ id }) => `Task/${id ?? ''}`).sort());
  });
});

describe('the same record again', () => {
  const record = asPathway(ATTENDED, 'again');

  it('changes nothing and says so, whatever the order of its keys', async () => {
    await take(record);
    const before = await storedVersions(service);
    const reversed = Object.fromEntries(Object.entries(record).reverse());
    for (const body of [JSON.stringify(record), JSON.stringify(reversed, null, 2)]) {
      const answer = await service.send<Bundle>('POST', '/pathways', {
        body,
        headers: { 'content-type': 'application/fhir+json' },
      });
      expect(answer.status).toBe(200);
      expect(findingsIn(answer)).toContain('record-unchanged');
      expect(locationsIn(answer).some((location) => location.startsWith('CarePlan/'))).toBe(true);
    }
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });
});

describe('an older record', () => {
  it('changes nothing and says so', async () => {
    await take(asPathway(ATTENDED, 'older'));
    const before = await storedVersions(service);
    const answer = await take(asPathway(STARTED, 'older'));
    expect(answer.status).toBe(200);
    expect(findingsIn(answer)).toContain('record-older-than-stored');
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });
});

describe('a newer record', () => {
  const record = asPathway(EVALUATED, 'newer');
  const [first, second, ...rest] = record.contacts ?? [];
  if (first === undefined || second === undefined) {
    throw new Error('The example has two contacts');
  }
  const longer = {
    ...first,
    period: { ...first.period, end: '2025-03-10T10:30:00+01:00' },
  };

  it('that tells the same makes no new version', async () => {
    await take(record);
    const before = await storedVersions(service);
    const answer = await take(later(record, {}));
    expect(answer.status).toBe(200);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });

  it('makes new versions of what changed, and of that alone', async () => {
    const before = await storedVersions(service);
    const answer = await take(later(record, { contacts: [longer, second, ...rest] }, 2));
    const { id = '' } = await encounterOf(record, 0);
    expect(changedSince(before, await storedVersions(service))).toEqual([`Encounter/${id}`]);
    expect(locationsIn(answer)).toContain(`Encounter/${id}/_history/2`);
    const former = await service.read<Encounter>(`Encounter/${id}/_history/1`);
    expect(former.period?.end).toBe(first.period.end);
  });

  it('that lacks a contact and a registration has them entered in error', async () => {
    const tasksBefore = await tasksOf(record);
    const gone = record.measurementPoints?.at(-1)?.identifier.value;
    const contacts = rest.slice(0, -1);
    const changed = later(
      record,
      {
        contacts: [longer, second, ...contacts],
        measurementPoints: record.measurementPoints?.slice(0, -1) ?? [],
      },
      3,
    );
    await take(changed);
    const encounter = await encounterOf(record, (record.contacts?.length ?? 0) - 1);
    expect(encounter.status).toBe('entered-in-error');
    const task = await service.read<Task>(`Task/${byIdentifier(tasksBefore, gone)?.id ?? ''}`);
    expect(task.status).toBe('entered-in-error');
    const plan = await planOf(record);
    expect(JSON.stringify(plan.activity)).not.toContain(`Task/${task.id ?? ''}`);
  });

  it('that has them again brings the same ones back', async () => {
    const erased = await encounterOf(record, (record.contacts?.length ?? 0) - 1);
    await take(later(record, {}, 4));
    const restored = await encounterOf(record, (record.contacts?.length ?? 0) - 1);
    expect(restored).toMatchObject({ id: erased.id, status: 'finished' });
  });

  it('made at the same time with other content takes the place of the former', async () => {
    const changed = { ...later(record, {}, 4), topics: { crisisPlan: 'completed' as const } };
    expect((await take(changed)).status).toBe(200);
    expect(JSON.stringify((await planOf(record)).activity)).toContain('"completed"');
  });
});

describe('due measurement points', () => {
  it('are tasks with a deadline, marked unconfirmed, and become the registered ones', async () => {
    await take(asPathway(STARTED, 'due'));
    const due = (await tasksOf(asPathway(STARTED, 'due'))).filter(({ status }) => status === 'requested');
    expect(due.map(eventOf)).toContain('M');
    for (const task of due) {
      expect(JSON.stringify(task.extension ?? [])).toContain(extensionUrl('unconfirmed'));
      const { end, _end } = (task.restriction?.period ?? {}) as { end?: string; _end?: object };
      expect(end ?? _end, JSON.stringify(task)).toBeDefined();
    }
    const attendance = due.find((task) => eventOf(task) === 'M');
    await take(asPathway(ATTENDED, 'due'));
    const completed = await service.read<Task>(`Task/${attendance?.id ?? ''}`);
    expect(completed).toMatchObject({
      status: 'completed',
      code: {
        coding: [
          { system: CODE_SYSTEM.event, code: 'M' },
          { system: CODE_SYSTEM.combinedCode, code: 'D11M' },
        ],
      },
    });
    expect(completed.encounter?.reference).toMatch(/^Encounter\//);
  });

  it('have the deadline of the edition where it has one, and can be searched by it', async () => {
    const record = asPathway(exampleRecord('d01-substance-use/03-first-attendance'), 'search-due');
    await take(record);
    const { id = '' } = await planOf(record);
    const due = async (day: string): Promise<readonly (string | undefined)[]> =>
      (await service.search<Task>(`Task?based-on=CarePlan/${id}&status=requested&due=${day}`)).map(
        ({ restriction }) => restriction?.period?.end,
      );
    expect(await due('le2024-02-19')).toEqual(['2024-02-19']);
    expect(await due('lt2024-02-19')).toEqual([]);
  });

  it('are there for a pathway that starts today, in an edition that nobody has confirmed', async () => {
    const today = '2026-03-10';
    const record: PathwayRecord = {
      ...asPathway(STARTED, 'today'),
      recordedAt: '2026-03-10T11:00:00Z',
      referral: {
        ...(asPathway(STARTED, 'today').referral as NonNullable<PathwayRecord['referral']>),
        receivedDate: '2026-03-09',
        seniorityDate: '2026-03-09',
        assessedDate: today,
        deadline: '2026-06-01',
      },
      measurementPoints: [
        {
          ...STARTED.measurementPoints?.[0],
          identifier: { system: 'urn:oid:1.2.578.1', value: 'today' },
          code: 'D11A',
          date: today,
        },
      ],
    };
    const answer = await take(record);
    expect(answer.status).toBe(201);
    // The patient has other pathways that have not ended.
    expect(findingsIn(answer)).toEqual(['unconfirmed-in-edition', '224']);
    expect((await tasksOf(record)).filter(({ status }) => status === 'requested').map(eventOf)).toContain(
      'M',
    );
  });
});

describe('parties', () => {
  it('that several records tell of are one resource each', async () => {
    await take(asPathway(ATTENDED, 'one'));
    await take(asPathway(EVALUATED, 'two'));
    for (const [type, system, number] of [
      ['Patient', IDENTIFIER_SYSTEM.FNR, ATTENDED.patient.nationalId],
      ['Organization', IDENTIFIER_SYSTEM.ENH, ATTENDED.trust.organizationNumber],
      ['Organization', IDENTIFIER_SYSTEM.RSH, ATTENDED.unit?.reshId],
      ['Practitioner', IDENTIFIER_SYSTEM.HPR, ATTENDED.pathwayCoordinator?.hprNumber],
    ] as const) {
      const found = await service.search(
        `${type}?identifier=${encodeURIComponent(`${system}|${number ?? ''}`)}`,
      );
      expect(found, `${type} ${number ?? ''}`).toHaveLength(1);
    }
    const [one, two] = [await planOf(asPathway(ATTENDED, 'one')), await planOf(asPathway(EVALUATED, 'two'))];
    expect(one.subject.reference).toBe(two.subject.reference);
  });

  it('are merged: the newer statement counts, what it does not state stays', async () => {
    const numbers = { organizationNumber: '310040002' };
    const trustOf = async (): Promise<Organization | undefined> =>
      (
        await service.search<Organization>(
          `Organization?identifier=${encodeURIComponent(`${IDENTIFIER_SYSTEM.ENH}|310040002`)}`,
        )
      )[0];
    const withTrust = (suffix: string, days: number, trust: PathwayRecord['trust']): PathwayRecord =>
      later(asPathway(REFERRED, suffix), { trust }, days);
    await take(
      withTrust('trust-1', 10, { ...numbers, name: 'Gammelt navn', telecom: { email: 'post@example.no' } }),
    );
    await take(withTrust('trust-2', 20, { ...numbers, name: 'Nytt navn', herId: '90000400' }));
    const merged = await trustOf();
    expect(merged).toMatchObject({ name: 'Nytt navn', telecom: [{ value: 'post@example.no' }] });
    expect(merged?.identifier).toContainEqual(
      expect.objectContaining({ system: IDENTIFIER_SYSTEM.HER, value: '90000400' }),
    );
    await take(withTrust('trust-3', 15, { ...numbers, name: 'Navn fra før' }));
    expect(await trustOf()).toEqual(merged);
  });
});

describe('a transfer between trusts', () => {
  const journey = ['05-moved-to-other-trust', '06-started-at-next-trust'].map((name) =>
    exampleRecord(`d11-transfer/${name}`),
  ) as [PathwayRecord, PathwayRecord];

  it('is two plans of one patient: the second replaces the first and keeps where and when it began', async () => {
    for (const record of journey) {
      await take(record);
    }
    const [former, next] = [await planOf(journey[0]), await planOf(journey[1])];
    expect(['completed', 'revoked']).toContain(former.status);
    expect(next).toMatchObject({
      subject: former.subject,
      replaces: [{ reference: `CarePlan/${former.id ?? ''}` }],
    });
    const firstTrust = next.extension?.find(({ url }) => url === extensionUrl('first-trust'));
    expect(JSON.stringify(firstTrust)).toContain(journey[1].firstTrust?.startDate);
    expect(JSON.stringify(firstTrust)).toContain(journey[1].firstTrust?.name);
  });
});

describe('a patient', () => {
  it('without a national id is recognised by the local number, and is the same one when it is known', async () => {
    const local = { system: 'urn:oid:1.2.3.4', value: 'akutt-17', issuer: 'Prøvedal universitetssykehus HF' };
    const record: PathwayRecord = { ...asPathway(STARTED, 'unknown'), patient: { localIdentifier: local } };
    const answer = await take(record);
    expect(findingsIn(answer)).toContain('100');
    const plan = await planOf(record);
    const unknown = await service.read<Patient>(plan.subject.reference ?? '');
    expect(unknown.identifier).toContainEqual(
      expect.objectContaining({ system: local.system, value: local.value }),
    );

    await take(
      later(record, {
        patient: { ...exampleRecord('d12-child/01-referral-received').patient, localIdentifier: local },
      }),
    );
    const known = await service.read<Patient>((await planOf(record)).subject.reference ?? '');
    expect(known.id).toBe(unknown.id);
    expect(known.identifier).toContainEqual(expect.objectContaining({ system: IDENTIFIER_SYSTEM.FNR }));
  });

  it('with a protected address is labelled; one who objects to sharing has a Consent', async () => {
    const record = asPathway(exampleRecord('d01-substance-use/01-referral-received'), 'protected');
    await take({
      ...record,
      patient: { ...record.patient, protectedAddress: 'confidential', objectsToSharing: true },
    });
    const { subject } = await planOf(record);
    const patient = await service.read<Patient>(subject.reference ?? '');
    expect(patient.meta?.security?.length).toBeGreaterThan(0);
    const consents = await service.search<Consent>(`Consent?patient=${subject.reference ?? ''}`);
    expect(consents).toHaveLength(1);
    expect(consents[0]?.provision?.type).toBe('deny');

    await take(later(record, { patient: { ...record.patient, objectsToSharing: false } }));
    const [withdrawn] = await service.search<Consent>(`Consent?patient=${subject.reference ?? ''}`);
    expect(withdrawn?.status).not.toBe('active');
  });
});

describe('an identifier that is another patient’s', () => {
  const own = asPathway(EVALUATED, 'own');
  const other = asPathway(exampleRecord('d12-child/08-end'), 'other');
  const [contact] = own.contacts ?? [];
  const stolen: PathwayRecord = {
    ...other,
    contacts: [{ ...(contact as NonNullable<typeof contact>) }],
    measurementPoints: [],
  };

  it.each([
    ['newer', '2025-09-01T12:00:00+02:00'],
    ['older', '2025-01-01T12:00:00+01:00'],
  ])('is refused, in a %s record too, and nothing of either changes', async (_name, recordedAt) => {
    await take(own);
    const before = await storedVersions(service);
    const answer = await service.postRecord({ ...stolen, recordedAt });
    const { issue } = answer.body as unknown as OperationOutcome;
    expect(answer.status).toBe(422);
    expect(codesIn({ resourceType: 'OperationOutcome', issue })).toEqual(['identifier-of-another-patient']);
    expect(issue[0]?.expression).toEqual(['contacts[0].identifier']);
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });

  it('is taken over when the other pathway lets it go', async () => {
    await take(later(own, { contacts: [], measurementPoints: [] }));
    await take({ ...stolen, recordedAt: '2025-09-01T12:00:00+02:00' });
    const { subject } = await planOf(stolen);
    expect((await encounterOf(stolen, 0)).subject).toEqual(subject);
  });

  it('may become another’s within its own pathway: the record was of the wrong patient', async () => {
    const mistaken = asPathway(STARTED, 'mistaken');
    await take(mistaken);
    await take(later(mistaken, { patient: other.patient }));
    const { subject } = await planOf(mistaken);
    for (const task of await tasksOf(mistaken)) {
      expect(task.for).toEqual(subject);
    }
  });
});

describe('a record with errors', () => {
  const faulty = {
    ...asPathway(ATTENDED, 'faulty'),
    patient: { ...ATTENDED.patient, nationalId: '03919204605', birthDate: '1992-02-30' },
    measurementPoints: [
      { identifier: { system: 'urn:oid:1.2.578.1', value: 'f1' }, code: 'D11ZZ', date: '2025-02-12' },
    ],
    surprise: true,
  };

  it('is refused: each issue names the place, the rule and the remedy', async () => {
    const before = await storedVersions(service);
    const { status, body } = await service.send('POST', '/pathways', {
      body: JSON.stringify(faulty),
      headers: { 'content-type': 'application/json' },
    });
    expect(status).toBe(422);
    expect(body.resourceType).toBe('OperationOutcome');
    const errors = body.issue.filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    for (const issue of errors) {
      expect(issue.details?.coding?.[0]?.code).toBeTruthy();
      expect(issue.details?.text).toBeTruthy();
      expect(issue.diagnostics).toMatch(/^\S.* \[.+\]$/);
    }
    expect(changedSince(before, await storedVersions(service))).toEqual([]);
  });

  it.each([
    ['a check digit', { patient: { ...ATTENDED.patient, nationalId: '03919204605' } }, 'patient.nationalId'],
    [
      'an impossible date',
      { patient: { ...ATTENDED.patient, birthDate: '1992-02-30' } },
      'patient.birthDate',
    ],
    [
      'a future date',
      {
        measurementPoints: [
          { identifier: { system: 'urn:oid:1.2.578.1', value: 'f2' }, code: 'D11A', date: '2031-01-01' },
        ],
      },
      'measurementPoints[0]',
    ],
    [
      'an unknown code',
      {
        measurementPoints: [
          { identifier: { system: 'urn:oid:1.2.578.1', value: 'f3' }, code: 'D11ZZ', date: '2025-02-12' },
        ],
      },
      'measurementPoints[0]',
    ],
    ['an unknown member', { surprise: true }, 'surprise'],
    ['a wrong type', { pathwayType: 11 }, 'pathwayType'],
  ])('%s is named by its place', async (_name, changes, place) => {
    const answer = await service.postRecord({ ...ATTENDED, ...changes });
    const outcome = answer.body as unknown as OperationOutcome;
    expect(answer.status, answer.text).toBe(422);
    expect(outcome.issue.flatMap(({ expression }) => expression ?? [])).toContain(place);
  });

  it('speaks Norwegian when asked', async () => {
    const texts = async (language: string): Promise<readonly string[]> => {
      const { body } = await service.postRecord(faulty, { 'accept-language': language });
      return (body as unknown as OperationOutcome).issue.map(({ details }) => details?.text ?? '');
    };
    const [norwegian, english] = [await texts('nb-NO, en;q=0.5'), await texts('en, nb;q=0.5')];
    expect(norwegian).toHaveLength(english.length);
    expect(norwegian).not.toEqual(english);
  });
});

describe('warnings', () => {
  it('come back with the answer and are stored with the plan', async () => {
    const record = asPathway(exampleRecord('d12-child/05-first-evaluation'), 'warned');
    // The evaluation without the clinical decision before it: NPR's feedback on order.
    const out = later(record, {
      measurementPoints: record.measurementPoints?.filter(({ event }) => event !== 'C') ?? [],
    });
    const answer = await take(out);
    expect(answer.status).toBe(201);
    const issues = (answer.body.entry?.[0]?.response?.outcome as OperationOutcome).issue;
    const warnings = issues.filter(({ severity }) => severity === 'warning');
    expect(warnings.length).toBeGreaterThan(0);
    const tags = (await planOf(out)).meta?.tag ?? [];
    for (const { details } of warnings) {
      expect(tags.map(({ code }) => code)).toContain(details?.coding?.[0]?.code);
    }
  });
});

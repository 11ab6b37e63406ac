import type {
  CarePlan,
  Encounter,
  OperationOutcome,
  Patient,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDENTIFIER_SYSTEM } from '../../src/fhir/systems.ts';
import type { PathwayRecord, RecordPatient } from '../../src/pathway/record.ts';
import { exampleText } from '../formats/kith/messages.ts';
import { startService, TEST_DAY, type RunningService } from '../http/runningService.ts';
import { asPathway, exampleRecord } from './exampleRecords.ts';

/** Who is who must survive mistakes: numbers mistyped, ids used twice, clocks that are wrong. */

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const ATTENDED = exampleRecord('d11-adult/03-first-attendance');

function later(record: PathwayRecord, changes: Partial<PathwayRecord>, days = 1): PathwayRecord {
  const recordedAt = new Date(Date.parse(record.recordedAt) + days * 86_400_000).toISOString();
  return { ...record, recordedAt, ...changes };
}

async function codesOf(record: PathwayRecord): Promise<{ status: number; codes: readonly unknown[] }> {
  const { status, body } = await service.postRecord(record);
  const outcome = (status < 300 ? body.entry?.[0]?.response?.outcome : body) as OperationOutcome | undefined;
  return { status, codes: (outcome?.issue ?? []).map(({ details }) => details?.coding?.[0]?.code) };
}

async function patientsWith(system: string, value: string): Promise<readonly Patient[]> {
  return service.search<Patient>(`Patient?identifier=${encodeURIComponent(`${system}|${value}`)}`);
}

async function planOf({ identifier: { system, value } }: PathwayRecord): Promise<CarePlan> {
  const [plan] = await service.search<CarePlan>(
    `CarePlan?identifier=${encodeURIComponent(`${system}|${value}`)}`,
  );
  return plan as CarePlan;
}

const LOCAL = { system: 'https://provedal.example/id/patient', issuer: 'Prøvedal universitetssykehus HF' };
const FIRST = '15888810088';
const SECOND = '03919204604';

function patient(changes: Partial<RecordPatient>): RecordPatient {
  return { name: { family: 'Prøve', given: 'Person' }, sex: 'unknown', ...changes };
}

describe('a mistyped national id', () => {
  it('does not keep the local number with the wrong person once it is corrected', async () => {
    const localIdentifier = { ...LOCAL, value: 'L-1' };
    const record = asPathway(ATTENDED, 'mistyped');
    await service.postRecord({ ...record, patient: patient({ nationalId: FIRST, localIdentifier }) });
    const corrected = later(record, { patient: patient({ nationalId: SECOND, localIdentifier }) });
    const { status, codes } = await codesOf(corrected);
    expect(status).toBe(200);
    expect(codes).toContain('patient-number-moved');
    const [holder, ...others] = await patientsWith(LOCAL.system, 'L-1');
    expect(others).toEqual([]);
    expect(holder?.identifier?.map(({ value }) => value)).toContain(SECOND);
    expect((await planOf(record)).subject.reference).toBe(`Patient/${holder?.id ?? ''}`);

    const localOnly = later(corrected, { patient: patient({ localIdentifier }) });
    await service.postRecord(localOnly);
    expect((await planOf(record)).subject.reference).toBe(`Patient/${holder?.id ?? ''}`);
  });

  it('leaves a patient known by the local number alone with a link to who it turns out to be', async () => {
    const localIdentifier = { ...LOCAL, value: 'L-2' };
    const unknown = asPathway(ATTENDED, 'unknown-first');
    const known = asPathway(ATTENDED, 'known-first');
    await service.postRecord({ ...unknown, patient: patient({ localIdentifier }) });
    const { status } = await service.postRecord({ ...known, patient: { ...ATTENDED.patient } });
    expect(status).toBe(201);
    const [before] = await patientsWith(LOCAL.system, 'L-2');
    await service.postRecord(later(known, { patient: { ...ATTENDED.patient, localIdentifier } }));
    const [after, ...others] = await patientsWith(LOCAL.system, 'L-2');
    expect(others).toEqual([]);
    expect(after?.id).not.toBe(before?.id);
    const replaced = await service.read<Patient>(`Patient/${before?.id ?? ''}`);
    expect(replaced).toMatchObject({
      active: false,
      link: [{ other: { reference: `Patient/${after?.id ?? ''}` }, type: 'replaced-by' }],
    });
  });
});

describe('an identifier of another pathway', () => {
  it('of the same patient is refused for a registration, and changes nothing', async () => {
    const first = asPathway(ATTENDED, 'one');
    const second = asPathway(ATTENDED, 'two');
    await service.postRecord(first);
    const reused = {
      ...second,
      measurementPoints: second.measurementPoints?.map((point, index) =>
        index === 0
          ? { ...point, identifier: first.measurementPoints?.[0]?.identifier ?? point.identifier }
          : point,
      ),
    } as PathwayRecord;
    const { status, codes } = await codesOf(reused);
    expect(status).toBe(422);
    expect(codes).toContain('identifier-of-another-pathway');
    const plan = await planOf(first);
    const { system, value } = first.measurementPoints?.[0]?.identifier ?? { system: '', value: '' };
    const [task] = await service.search<Task>(`Task?identifier=${encodeURIComponent(`${system}|${value}`)}`);
    expect(task?.basedOn?.[0]?.reference).toBe(`CarePlan/${plan.id ?? ''}`);
  });
});

describe('a clock that is ahead', () => {
  it('keeps no record out: one from the future is refused', async () => {
    const record = asPathway(ATTENDED, 'future');
    const { status, codes } = await codesOf({ ...record, recordedAt: '2099-01-01T00:00:00Z' });
    expect({ status, codes }).toEqual({
      status: 422,
      codes: expect.arrayContaining(['recorded-in-future']) as unknown,
    });
  });

  it('by a little is nothing', async () => {
    const someoneElse = patient({ localIdentifier: { ...LOCAL, value: 'L-3' } });
    const record = { ...asPathway(ATTENDED, 'little'), patient: someoneElse };
    const recordedAt = new Date(TEST_DAY.getTime() + 60_000).toISOString();
    expect((await service.postRecord({ ...record, recordedAt })).status).toBe(201);
  });
});

describe('what others have told later', () => {
  it('is said with the answer to a record', async () => {
    const early = asPathway(ATTENDED, 'early');
    const late = asPathway(ATTENDED, 'late');
    await service.postRecord(
      later(
        late,
        {
          patient: { ...late.patient, address: { line: 'Nyveien 1', postalCode: '7011', city: 'Trondheim' } },
        },
        100,
      ),
    );
    const { codes } = await codesOf({
      ...early,
      patient: { ...early.patient, address: { line: 'Gamleveien 1', postalCode: '7011', city: 'Trondheim' } },
    });
    expect(codes).toContain('newer-stored');
  });
});

describe('a protected address', () => {
  const nationalId = SECOND;

  it('that one trust has told is on what another trust tells of the patient', async () => {
    const first = asPathway(ATTENDED, 'protected-one');
    const second = asPathway(ATTENDED, 'protected-two');
    await service.postRecord(
      later(
        first,
        { patient: { ...ATTENDED.patient, nationalId, protectedAddress: 'strictlyConfidential' } },
        200,
      ),
    );
    await service.postRecord(later(second, {}, 201));
    expect((await planOf(second)).meta?.security?.map(({ code }) => code)).toContain('V');
    const [encounter] = await service.search<Encounter>(
      `Encounter?patient=${(await planOf(second)).subject.reference ?? ''}`,
    );
    expect(encounter).toBeDefined();
  });

  it('is lifted by saying so', async () => {
    const record = asPathway(ATTENDED, 'lifted');
    const answer = await service.postRecord(
      later(record, { patient: { ...ATTENDED.patient, nationalId, protectedAddress: 'none' } }, 202),
    );
    expect(answer.status, answer.text).toBe(201);
    const plan = await planOf(record);
    const stored = await service.read<Patient>(plan.subject.reference ?? '');
    expect(stored.meta?.security?.map(({ code }) => code)).toEqual(['N']);
  });
});

describe('a pathway whose resources were deleted', () => {
  it('is made again by the same record', async () => {
    const record = asPathway(ATTENDED, 'deleted');
    await service.postRecord(record);
    const plan = await planOf(record);
    await service.send('DELETE', `/fhir/CarePlan/${plan.id ?? ''}`);
    const { status, codes } = await codesOf(record);
    expect(status).toBe(200);
    expect(codes).not.toContain('record-unchanged');
    expect((await planOf(record)).status).toBe(plan.status);
  });
});

describe('a referral document', () => {
  const original = exampleText('onward-referral-9327.xml');
  const renewed = (text: string): string =>
    text.replace(/<MsgId>[^<]*<\/MsgId>/, `<MsgId>${randomUUID()}</MsgId>`);
  const cancelled = (text: string): string =>
    renewed(text).replace(/<(\w+:)?ServType V="N"/, '<$1ServType V="C"');

  async function requests(): Promise<readonly ServiceRequest[]> {
    const document = /<DocumentId>([^<]*)<\/DocumentId>/.exec(original)?.[1] ?? '';
    return service.search<ServiceRequest>(
      `ServiceRequest?identifier=${encodeURIComponent(`${IDENTIFIER_SYSTEM.UUID}|urn:uuid:${document}`)}`,
    );
  }

  it('is not cancelled by another sender', async () => {
    await service.postMessage(original);
    const [before] = await requests();
    const forged = cancelled(original).replace(/<Sender>[\s\S]*?<\/Sender>/, (sender) =>
      sender.replace(/<Id>\d+<\/Id>/g, '<Id>8399999</Id>'),
    );
    const answer = await service.postMessage(forged);
    expect(answer.text).toContain('<Status V="1"');
    const messageId = /<MsgId>([^<]*)<\/MsgId>/.exec(forged)?.[1] ?? '';
    const account = (
      await service.send<{ findings: readonly { code: string }[] }>('GET', `/messages/${messageId}`)
    ).body;
    expect(account.findings.map(({ code }) => code)).toContain('document-of-another-sender');
    expect((await requests()).find(({ id }) => id === before?.id)).toMatchObject({ status: 'active' });
  });

  it('is cancelled by its own', async () => {
    const [before] = await requests();
    await service.postMessage(cancelled(original));
    expect((await requests()).find(({ id }) => id === before?.id)).toMatchObject({ status: 'revoked' });
  });
});

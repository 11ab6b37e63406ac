import type { Bundle, CarePlan, OperationOutcome, Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../../../conformance/errorsIn.ts';
import { openKnowledge } from '../../../../src/knowledge.ts';
import { mapPathwayRecord } from '../../../../src/mapping/record/mapPathwayRecord.ts';
import { checkHistory } from '../../../../src/pathway/check.ts';
import { historyOfRecord } from '../../../../src/pathway/historyOfRecord.ts';
import { pathwayTimes } from '../../../../src/pathway/pathwayTimes.ts';
import type { PathwayRecord } from '../../../../src/pathway/record.ts';
import { generateRecords } from '../../../../src/synthetic/records.ts';
import { startService, TEST_DAY, type RunningService } from '../../runningService.ts';

const knowledge = openKnowledge();
const TODAY = TEST_DAY.toISOString().slice(0, 10);
const records = [...generateRecords({ seed: 21, count: 40, today: TODAY, catalogue: knowledge.catalogue })];

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

async function post<T = Parameters>(path: string, body: unknown) {
  return service.send<T>('POST', `/fhir/${path}`, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/fhir+json' },
  });
}

function outcome({ parameter = [] }: Parameters): OperationOutcome {
  return parameter.find(({ name }) => name === 'outcome')?.resource as OperationOutcome;
}

/** `severity code place` of each issue; nothing when all is well. */
function told(answer: Parameters): readonly string[] {
  return outcome(answer).issue.flatMap(({ severity, details, expression = [] }) =>
    details?.coding === undefined ? [] : [[severity, details.coding[0]?.code, ...expression].join(' ')],
  );
}

function named({ parameter = [] }: Parameters, name: string): readonly Readonly<Record<string, unknown>>[] {
  return parameter
    .filter((each) => each.name === name)
    .map(({ part = [] }) =>
      Object.fromEntries(
        part.map(({ name: key, ...value }): [string, unknown] => [key, Object.values(value)[0]]),
      ),
    );
}

function bundleOf(record: PathwayRecord): Bundle {
  const { entries } = mapPathwayRecord(record, { ...knowledge, findings: [] });
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries.map(({ fullUrl, resource }) => ({ fullUrl, resource })),
  };
}

async function storedPlanOf(record: PathwayRecord): Promise<CarePlan> {
  const { system, value } = record.identifier;
  const [plan] = await service.search<CarePlan>(
    `CarePlan?identifier=${encodeURIComponent(`${system}|${value}`)}`,
  );
  return plan as CarePlan;
}

describe('CarePlan/{id}/$check', () => {
  it('judges a stored pathway as its record is judged', async () => {
    for (const record of records) {
      expect((await service.postRecord(record)).status).toBe(201);
      const { id = '' } = await storedPlanOf(record);
      const { status, body } = await service.send<Parameters>('GET', `/fhir/CarePlan/${id}/$check`);
      expect(status).toBe(200);
      expect(errorsIn(body)).toEqual([]);
      const history = historyOfRecord(record);
      expect(body.parameter?.[0]).toEqual({ name: 'result', valueBoolean: true });
      expect(
        told(body)
          .map((line) => line.split(' ').slice(0, 2).join(' '))
          .sort(),
      ).toEqual(
        checkHistory(history, knowledge.catalogue, TODAY)
          .map(({ severity, definition }) => `${severity} ${definition.code}`)
          .sort(),
      );
      expect(named(body, 'pathwayTime')).toMatchObject(
        pathwayTimes(history, knowledge.catalogue, TODAY).map(({ timeId, start, status: state }) => ({
          pathway: `CarePlan/${id}`,
          time: timeId,
          start,
          status: state,
        })),
      );
    }
  });

  it('says what was overdue on a day, and where it stands', async () => {
    const record = records.find(({ measurementPoints = [] }) => measurementPoints.length === 1);
    const { id = '' } = await storedPlanOf(record as PathwayRecord);
    const { body } = await service.send<Parameters>('GET', `/fhir/CarePlan/${id}/$check?date=2029-01-01`);
    const overdue = named(body, 'pathwayTime').filter(({ status }) => status === 'overdue');
    expect(overdue.length + told(body).length).toBeGreaterThan(0);
    for (const line of told(body)) {
      expect(line).toMatch(/(CarePlan|Task|Encounter)\.where\(id = '[^']+'\)/);
    }
  });

  it('sees the patient’s other pathways, and tells of the one that was asked for only', async () => {
    const patient = { reference: 'Patient/overlapping' };
    const plan = (id: string, type: string) => ({
      resourceType: 'CarePlan',
      id,
      status: 'active',
      intent: 'plan',
      subject: patient,
      author: { reference: 'Organization/trust' },
      category: [{ coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: type }] }],
    });
    const start = (type: string, carePlan: string, date: string) => ({
      resourceType: 'Task',
      id: `${carePlan}-start`,
      status: 'completed',
      intent: 'plan',
      basedOn: [{ reference: `CarePlan/${carePlan}` }],
      for: patient,
      code: { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9327', code: `${type}A` }] },
      executionPeriod: { start: date },
    });
    for (const resource of [
      { resourceType: 'Patient', id: 'overlapping' },
      plan('first', 'D01'),
      plan('second', 'D12'),
      start('D01', 'first', '2023-03-01'),
      start('D12', 'second', '2023-04-01'),
    ]) {
      const { status } = await service.send('PUT', `/fhir/${resource.resourceType}/${resource.id}`, {
        body: JSON.stringify(resource),
        headers: { 'content-type': 'application/fhir+json' },
      });
      expect(status).toBe(201);
    }
    const findings = await Promise.all(
      ['first', 'second'].map(async (id) =>
        told((await service.send<Parameters>('GET', `/fhir/CarePlan/${id}/$check`)).body),
      ),
    );
    expect(findings[1]).toContain("warning 224 CarePlan.where(id = 'second')");
    expect(findings[0]?.join('\n')).not.toContain("'second");
    expect(findings[1]?.join('\n')).not.toContain("'first");
  });

  it.each([
    ['none', 404, 'resource-not-found'],
    ['a%20b', 400, 'address-id-syntax'],
  ])('of %s is refused with %i', async (id, status, code) => {
    const answer = await service.send('GET', `/fhir/CarePlan/${id}/$check`);
    expect([answer.status, answer.body.issue[0]?.details?.coding?.[0]?.code]).toEqual([status, code]);
  });
});

describe('CarePlan/$check', () => {
  const record = records[0] as PathwayRecord;

  it('takes a Bundle, as the body or in Parameters, and finds the same', async () => {
    const bundle = bundleOf(record);
    const bare = await post('CarePlan/$check', bundle);
    const wrapped = await post('CarePlan/$check', {
      resourceType: 'Parameters',
      parameter: [{ name: 'resource', resource: bundle }],
    });
    expect([bare.status, wrapped.status]).toEqual([200, 200]);
    expect(named(bare.body, 'pathwayTime').length).toBeGreaterThan(0);
    const withoutPlaces = (body: Parameters) =>
      named(body, 'pathwayTime').map(({ startPlace: _start, endPlace: _end, ...row }) => row);
    expect(withoutPlaces(wrapped.body)).toEqual(withoutPlaces(bare.body));
  });

  it('names the place in what was sent', async () => {
    const bundle = bundleOf(record);
    const index = (bundle.entry ?? []).findIndex(
      ({ resource }) => resource?.resourceType === 'Task' && resource.status === 'completed',
    );
    const task = bundle.entry?.[index]?.resource;
    if (task?.resourceType !== 'Task') {
      throw new Error('the record has no registered measurement point');
    }
    task.code = { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9327', code: 'D99Q' }] };
    const { body } = await post('CarePlan/$check', bundle);
    expect(body.parameter?.[0]?.valueBoolean).toBe(false);
    expect(told(body)).toContain(`error 201 Bundle.entry[${index}].resource`);
  });

  it.each<[object]>([
    [{ resourceType: 'Parameters' }],
    [{ resourceType: 'Parameters', parameter: [{ name: 'date', valueDate: '2023-01-01' }] }],
    [
      {
        resourceType: 'Parameters',
        parameter: [{ name: 'resource', resource: { resourceType: 'CarePlan' } }],
      },
    ],
    [{ resourceType: 'Patient' }],
    [{ resourceType: 'Bundle', type: 'collection', date: '2023-01-01' }],
    [
      {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: { resourceType: 'Bundle', type: 1 } }],
      },
    ],
    [{ resourceType: 'Bundle', type: 'collection', entry: [{ resource: null }] }],
  ])('of %o is refused', async (sent) => {
    const { status, body } = await post<OperationOutcome>('CarePlan/$check', sent);
    expect([status, body.resourceType]).toEqual([400, 'OperationOutcome']);
  });

  describe('of a part of what is stored', () => {
    const VOLVEN = 'urn:oid:2.16.578.1.12.4.1.1.';
    const subject = { reference: 'Patient/in-parts' };
    const identifier = [{ system: 'https://hospital.example/pathway', value: 'in, parts|1' }];
    const plan = {
      resourceType: 'CarePlan',
      id: 'in-parts',
      identifier,
      status: 'active',
      intent: 'plan',
      subject,
      category: [{ coding: [{ system: `${VOLVEN}9321`, code: 'D11' }] }],
    };
    const task = (code: string, date: string) => ({
      resourceType: 'Task',
      id: `in-parts-${code}`,
      status: 'completed',
      intent: 'plan',
      basedOn: [{ reference: 'CarePlan/in-parts' }],
      for: subject,
      code: { coding: [{ system: `${VOLVEN}9327`, code }] },
      executionPeriod: { start: date },
    });
    const decisionWithoutAttendance = "warning 208 Task.where(id = 'in-parts-D11CI')";

    beforeAll(async () => {
      for (const resource of [
        {
          resourceType: 'Patient',
          id: 'in-parts',
          identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '15888810088' }],
        },
        plan,
        task('D11A', '2023-03-01'),
        task('D11CI', '2023-04-01'),
      ]) {
        const { status } = await service.send('PUT', `/fhir/${resource.resourceType}/${resource.id}`, {
          body: JSON.stringify(resource),
          headers: { 'content-type': 'application/fhir+json' },
        });
        expect(status).toBe(201);
      }
    });

    const check = async (...resources: readonly object[]): Promise<readonly string[]> => {
      const parameter = resources.map((resource) => ({ name: 'resource', resource }));
      const { status, body } = await post('CarePlan/$check', { resourceType: 'Parameters', parameter });
      expect(status).toBe(200);
      return told(body);
    };

    it('sees the Tasks that are stored of a plan, by its id and by its identifier', async () => {
      const unnamed = { ...plan, id: undefined };
      const byId = { ...plan, identifier: undefined };
      expect(await check(byId)).toContain(decisionWithoutAttendance);
      expect(await check(unnamed)).toContain(decisionWithoutAttendance);
      const other = [{ ...identifier[0], value: 'other' }];
      expect(await check({ ...unnamed, identifier: other })).not.toContain(decisionWithoutAttendance);
    });

    it('holds the plan that was sent, not the stored one, against them', async () => {
      const category = [{ coding: [{ system: `${VOLVEN}9321`, code: 'D12' }] }];
      expect((await check({ ...plan, category })).filter((line) => line.startsWith('error'))).toHaveLength(2);
    });

    it('sees the stored plan and the others of a Task', async () => {
      expect(await check(task('D11M', '2023-03-08'))).toEqual([]);
      expect(await check(task('D12M', '2023-03-08'))).toContainEqual(
        expect.stringMatching(/^error \S+ Parameters\.parameter\[0\]\.resource$/),
      );
    });

    it('takes plans and Tasks that are sent together as they stand', async () => {
      const all = [plan, task('D11A', '2023-03-01'), task('D11M', '2023-03-08')];
      expect((await check(...all)).join('\n')).not.toContain('208');
    });
  });

  it('cannot be asked without content', async () => {
    const { status, body } = await service.send('GET', '/fhir/CarePlan/$check');
    expect([status, body.issue[0]?.details?.coding?.[0]?.code]).toEqual([400, 'parameter-missing']);
  });

  it.each([{ resourceType: 'Parameters' }, { resourceType: 'Parameters', parameter: [] }])(
    'tells what it needs when %o is sent',
    async (sent) => {
      const { status, body } = await post<OperationOutcome>('CarePlan/$check', sent);
      const [issue] = body.issue;
      expect([status, issue?.details?.coding?.[0]?.code]).toEqual([400, 'parameter-missing']);
      expect(issue?.diagnostics).toContain('resource, or a Bundle as the body');
    },
  );
});

describe('$check-measurement-points', () => {
  function registration(parts: Readonly<Record<string, string>>): ParametersParameter {
    return {
      name: 'registration',
      part: Object.entries(parts).map(([name, valueString]) => ({ name, valueString })),
    };
  }

  async function check(...rows: Readonly<Record<string, string>>[]): Promise<Parameters> {
    const { status, body } = await post('$check-measurement-points', {
      resourceType: 'Parameters',
      parameter: [...rows.map(registration), { name: 'date', valueDate: '2023-12-01' }],
    });
    expect(status).toBe(200);
    return body;
  }

  const start = { pathway: 'p1', code: 'D11A', date: '2023-03-01' };

  it('finds nothing wrong where nothing is, and tells the times', async () => {
    const body = await check(start, { pathway: 'p1', code: 'D11M', date: '2023-03-08', careLevel: '3' });
    expect(told(body).filter((line) => line.startsWith('error'))).toEqual([]);
    expect(named(body, 'pathwayTime').every(({ pathway }) => pathway === 'p1')).toBe(true);
    expect(named(body, 'expected').map(({ event }) => (event as { code: string }).code)).toContain('C');
  });

  it.each([
    [{ pathway: 'p1', code: 'D11Q', date: '2023-03-02' }, 'error 201'],
    [{ pathway: 'p1', type: 'D11', event: 'C', outcome: 'Z', date: '2023-03-02' }, 'error 201'],
    [{ pathway: 'p1', code: 'D12M', date: '2023-03-02' }, 'error'],
    [{ pathway: 'p1', code: 'D11M', date: '2023-02-30' }, 'error impossible-date'],
    [{ pathway: 'p1', code: 'D11M', date: '2024-02-01' }, 'error future-date'],
    [{ pathway: 'p1', code: 'D11M' }, 'warning 107'],
    [{ pathway: 'p1', code: 'D11M', date: '2023-03-02', patient: '123' }, 'warning 100'],
    [{ pathway: 'p1', code: 'D11CU', date: '2023-03-02' }, 'warning'],
    [{ code: 'D11M', date: '2023-03-02' }, 'error registration-without-pathway'],
    [
      { pathway: 'p1', code: 'D11M', date: '2023-03-02', rightGranted: 'kanskje' },
      'warning right-granted-not-true-or-false',
    ],
    [{ pathway: 'p1', code: 'D11M', date: '2023-03-02', careLevel: '77' }, 'error record-unknown-care-level'],
    [{ pathway: 'p1', code: 'D11M', date: '2023-03-02', received: '2023-02-30' }, 'error impossible-date'],
    [{ pathway: 'p1', code: 'D11M', date: '2023-03-02', assessed: 'i går' }, 'error impossible-date'],
    [{ pathway: 'p1', code: 'D11M', date: '2023-03-02', edition: '1999' }, 'warning'],
    [
      { pathway: 'p1', code: 'D11M', date: '2023-03-02', organisation: '1' },
      'warning organization-number-check-digit',
    ],
    [{ pathway: 'p1', code: 'D11M', date: '2023-03-02', carelevel: '3' }, 'warning file-unknown-column'],
  ] as [Record<string, string>, string][])('of %o tells %s at its place', async (row, expected) => {
    const lines = told(await check(start, row));
    expect(lines.join('\n')).toContain(expected);
    if (!expected.endsWith('100')) {
      expect(lines.find((line) => line.startsWith(expected))).toContain('Parameters.parameter[');
    }
  });

  it('keeps pathways apart', async () => {
    const body = await check(start, { ...start, pathway: 'p2', code: 'D12A' });
    expect(told(body).filter((line) => line.startsWith('error'))).toEqual([]);
    expect(new Set(named(body, 'expected').map(({ pathway }) => pathway))).toEqual(new Set(['p1', 'p2']));
  });

  it('takes whatever parts it is sent', async () => {
    for (const part of [
      [],
      [{ name: 'code', valueInteger: 1 }],
      [{ name: 'date', valueString: 'x' }],
      [{ name: 'code', part: [{ name: 'x', valueString: 'y' }] }],
    ]) {
      const { status } = await post('$check-measurement-points', {
        resourceType: 'Parameters',
        parameter: [{ name: 'registration', part }],
      });
      expect(status).toBeLessThan(500);
    }
  });
});

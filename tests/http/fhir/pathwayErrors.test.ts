import type { Bundle, BundleEntry, OperationOutcome, Resource, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type RunningService } from '../runningService.ts';

const LIST = 'urn:oid:2.16.578.1.12.4.1.1.';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
  for (const resource of [
    { resourceType: 'Patient', id: 'adult', birthDate: '1980-05-01' },
    plan('d11', 'D11'),
    { resourceType: 'CarePlan', id: 'other', status: 'active', intent: 'plan', subject: SUBJECT },
  ]) {
    expect((await put(resource)).status).toBe(201);
  }
});
afterAll(() => service.stop());

const SUBJECT = { reference: 'Patient/adult' };

function plan(id: string, type: string) {
  return {
    resourceType: 'CarePlan',
    id,
    status: 'active',
    intent: 'plan',
    subject: SUBJECT,
    category: [{ coding: [{ system: `${LIST}9321`, code: type }] }],
  };
}

function put<T = OperationOutcome>(resource: object) {
  const { resourceType = '', id = '' } = resource as { resourceType?: string; id?: string };
  return service.send<T>('PUT', `/fhir/${resourceType}/${id}`, {
    body: JSON.stringify(resource),
    headers: { 'content-type': 'application/fhir+json' },
  });
}

interface Point {
  readonly code?: string;
  /** Of the list of combined codes, beside the first. */
  readonly further?: string;
  readonly event?: string;
  readonly outcome?: readonly [list: number, code: string];
  readonly date?: string;
  readonly end?: string;
  readonly status?: Task['status'];
  readonly plan?: string;
  readonly system?: string;
}

function task(
  id: string,
  { code, further, event, outcome, date, end, status = 'completed', plan: planId = 'd11', system }: Point,
) {
  return {
    resourceType: 'Task',
    id,
    status,
    intent: 'plan',
    basedOn: [{ reference: `CarePlan/${planId}` }],
    for: SUBJECT,
    code: {
      coding: [
        ...(event === undefined ? [] : [{ system: `${LIST}9322`, code: event }]),
        ...(code === undefined ? [] : [{ system: system ?? `${LIST}9327`, code }]),
        ...(further === undefined ? [] : [{ system: `${LIST}9327`, code: further }]),
      ],
    },
    ...(outcome && {
      output: [
        {
          type: { text: 'outcome' },
          valueCodeableConcept: { coding: [{ system: `${LIST}${String(outcome[0])}`, code: outcome[1] }] },
        },
      ],
    }),
    ...(date && { executionPeriod: { start: date, ...(end !== undefined && { end }) } }),
  };
}

describe('a measurement point is refused', () => {
  it.each<[what: string, point: Point, code: string]>([
    ['of a code that does not exist', { code: 'D11Q', date: '2023-03-01' }, '201'],
    ['of an event that does not exist', { event: 'Q', date: '2023-03-01' }, '201'],
    ['of an outcome that does not exist', { event: 'C', outcome: [9323, 'Q'], date: '2023-03-01' }, '201'],
    ['of another pathway type', { code: 'D12M', date: '2023-03-01' }, '201'],
    [
      'of another pathway type, under another URI of the list',
      { code: 'D12M', system: '2.16.578.1.12.4.1.1.9327', date: '2023-03-01' },
      '201',
    ],
    [
      'whose code and event disagree',
      { code: 'D11M', event: 'X', date: '2023-03-01' },
      'code-and-components-disagree',
    ],
    ['of another pathway type too', { event: 'M', code: 'D11M', further: 'D12M', date: '2023-03-01' }, '201'],
    ['of a further code that does not exist', { code: 'D11M', further: 'D11Q', date: '2023-03-01' }, '201'],
    [
      'that is due and of another pathway type too',
      { code: 'D11M', further: 'D12M', status: 'requested' },
      '201',
    ],
    ['of two codes', { code: 'D11M', further: 'D11E', date: '2023-03-01' }, 'code-and-components-disagree'],
    ['in the future', { code: 'D11M', date: '2026-04-01' }, 'future-date'],
    ['that ends in the future', { code: 'D11M', date: '2023-03-01', end: '2027-03-01' }, 'future-date'],
    ['before birth', { code: 'D11M', date: '1979-01-01' }, 'date-before-birth'],
    ['that is due and does not exist', { code: 'D11Q', status: 'requested' }, '201'],
    ['that is due and of another pathway type', { code: 'D12M', status: 'requested' }, '201'],
    ['that is due with an unknown event', { event: 'Q', status: 'requested' }, '201'],
  ])('%s', async (_what, point, code) => {
    const { status, body } = await put(task('refused', point));
    expect([status >= 400 && status < 500, body.issue[0]?.details?.coding?.[0]?.code]).toEqual([true, code]);
    expect(body.issue[0]?.expression?.[0]).toMatch(/^Task/);
    expect((await service.send('GET', '/fhir/Task/refused')).status).toBe(404);
  });
});

describe('a measurement point is stored', () => {
  it.each<[what: string, point: Point]>([
    ['of the pathway', { code: 'D11A', date: '2023-03-01' }],
    ['with its code said twice', { code: 'D11A', further: 'D11A', date: '2023-03-01' }],
    ['by its parts', { event: 'C', outcome: [9323, 'U'], date: '2023-03-20' }],
    ['without a date', { code: 'D11M' }],
    ['whose date is a month only', { code: 'D11M', date: '2023-03' }],
    ['entered in error, whatever it says', { code: 'D11Q', status: 'entered-in-error' }],
    ['that is due, without an outcome', { event: 'C', status: 'requested' }],
    ['of a plan that is of no pathway', { code: 'D12M', date: '2023-03-01', plan: 'other' }],
    [
      'by its event alone, of a plan that is of no pathway',
      { event: 'M', date: '2023-03-01', plan: 'other' },
    ],
    ['of another list, whatever it says', { code: 'X', system: `${LIST}9999` }],
  ])('%s', async (what, point) => {
    const id = what.replaceAll(/\W+/g, '-').slice(0, 60);
    expect((await put(task(id, point))).status).toBe(201);
  });
});

describe('a pathway is refused', () => {
  it.each<[what: string, content: object, code: string, place: string]>([
    ['of a type that does not exist', plan('refused', 'D99'), '201', 'CarePlan.category'],
    [
      'of two types',
      { ...plan('refused', 'D11'), category: [...plan('', 'D11').category, ...plan('', 'D12').category] },
      'several-pathway-types',
      'CarePlan.category',
    ],
    [
      'that is completed and ends in the future',
      { ...plan('refused', 'D11'), status: 'completed', period: { end: '2027-01-01' } },
      'future-date',
      'CarePlan.period.end',
    ],
    [
      'that began elsewhere in the future',
      {
        ...plan('refused', 'D11'),
        extension: [
          {
            url: 'https://forlopsbro.no/fhir/StructureDefinition/first-trust',
            extension: [
              { url: 'startDate', valueDate: '2027-01-01' },
              { url: 'name', valueString: 'Sykehuset' },
            ],
          },
        ],
      },
      'future-date',
      "CarePlan.extension('https://forlopsbro.no/fhir/StructureDefinition/first-trust')",
    ],
  ])('%s', async (_what, content, code, place) => {
    const { status, body } = await put(content);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.issue[0]?.details?.coding?.[0]?.code).toBe(code);
    expect(body.issue[0]?.expression).toEqual([place]);
  });
});

it('a transaction with one error stores nothing', async () => {
  const entry: BundleEntry[] = [
    task('in-transaction', { code: 'D11E', date: '2023-04-01' }),
    task('with-error', { code: 'D12E', date: '2023-04-01' }),
  ].map((resource) => ({
    resource: resource as unknown as Resource,
    request: { method: 'PUT', url: `Task/${resource.id}` },
  }));
  const { status, body } = await service.send('POST', '/fhir', {
    body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry } satisfies Bundle),
    headers: { 'content-type': 'application/fhir+json' },
  });
  expect(status).toBe(422);
  expect(body.issue[0]?.expression).toEqual(['Bundle.entry[1].resource']);
  expect((await service.send('GET', '/fhir/Task/in-transaction')).status).toBe(404);
});

describe('a change of what stands around a pathway', () => {
  const patient = { resourceType: 'Patient', id: 'around', birthDate: '1980-05-01' };
  const contact = (start: string) => ({
    resourceType: 'Encounter',
    id: 'around',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/around' },
    period: { start, end: start },
  });
  const point = (id: string, code: string, date?: string) => ({
    ...task(id, { code, plan: 'around', ...(date !== undefined && { date }) }),
    for: { reference: 'Patient/around' },
    encounter: { reference: 'Encounter/around' },
  });

  it('is refused when it makes an error of what is stored, and leaves its warnings right otherwise', async () => {
    for (const resource of [
      patient,
      contact('2023-03-20'),
      { ...plan('around', 'D11'), subject: { reference: 'Patient/around' } },
      point('around-start', 'D11A', '2023-03-01'),
      point('around-first', 'D11M'),
    ]) {
      expect((await put(resource)).status).toBe(201);
    }
    const born = await put({ ...patient, birthDate: '2024-01-01' });
    expect([born.status, born.body.issue[0]?.details?.coding?.[0]?.code]).toEqual([422, 'date-before-birth']);
    expect((await service.read<Resource & { birthDate: string }>('Patient/around')).birthDate).toBe(
      '1980-05-01',
    );
    const future = await put(contact('2099-01-01'));
    expect([future.status, future.body.issue[0]?.details?.coding?.[0]?.code]).toEqual([422, 'future-date']);
    for (const [resource, code] of [
      [{ ...patient, birthDate: '2024-01-01' }, 'date-before-birth'],
      [contact('2099-01-01'), 'future-date'],
    ] as const) {
      const entry = [{ resource, request: { method: 'PUT', url: `${resource.resourceType}/around` } }];
      const answer = await service.send('POST', '/fhir', {
        body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
        headers: { 'content-type': 'application/fhir+json' },
      });
      expect([answer.status, answer.body.issue[0]?.details?.coding?.[0]?.code]).toEqual([422, code]);
    }

    const tagsOf = async (reference: string): Promise<readonly (string | undefined)[]> =>
      ((await service.read(reference)).meta?.tag ?? []).map(({ code }) => code);
    expect(await tagsOf('CarePlan/around')).not.toContain('211');
    expect((await put({ ...patient, active: true })).status).toBe(200);
    await put(point('around-decision', 'D11CP', '2023-03-10'));
    expect(await tagsOf('Task/around-first')).toContain('211');
    expect((await put(contact('2023-03-05'))).status).toBe(200);
    expect(await tagsOf('Task/around-first')).not.toContain('211');
    expect(await tagsOf('CarePlan/around')).not.toContain('211');
  });
});

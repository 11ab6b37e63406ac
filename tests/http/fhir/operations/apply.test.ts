import { MedplumClient } from '@medplum/core';
import type { CarePlan, OperationOutcome, PlanDefinition, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../../../conformance/errorsIn.ts';
import { openKnowledge } from '../../../../src/knowledge.ts';
import { send, startService, type RunningService } from '../service.ts';

const PLANS = openKnowledge().definitions.all<PlanDefinition>('PlanDefinition');
const PRACTITIONER_ONLY = { name: 'practitioner', valueString: 'Practitioner/1' };
const SUBJECT = { name: 'subject', valueString: 'Patient/1' };

let service: RunningService;
beforeAll(async () => {
  service = await startService();
  await send(service.base, 'PUT', '/Patient/1', { resourceType: 'Patient', id: '1' });
});
afterAll(() => service.stop());

async function apply(id: string, query: string): Promise<CarePlan> {
  const { status, body } = await send(
    service.base,
    'GET',
    `/PlanDefinition/${id}/$apply?subject=Patient/1&${query}`,
  );
  expect(status).toBe(200);
  return body as unknown as CarePlan;
}

/** `EVENT DEADLINE` of each contained Task. */
function due({ contained = [] }: CarePlan): readonly string[] {
  return (contained as Task[]).map(({ code, restriction }) =>
    [code?.coding?.[0]?.code, restriction?.period?.end ?? 'unknown'].join(' '),
  );
}

describe.each(PLANS.map(({ id = '' }) => id))('PlanDefinition/%s/$apply', (id) => {
  it('is a valid draft with the measurement points that are due, and stores nothing', async () => {
    const plan = await apply(id, 'startDate=2023-05-02');
    expect(errorsIn(plan)).toEqual([]);
    expect(plan).toMatchObject({ status: 'draft', intent: 'plan', subject: { reference: 'Patient/1' } });
    expect(plan.period).toEqual({ start: '2023-05-02' });
    expect(plan.activity).toHaveLength(plan.contained?.length ?? 0);
    expect(due(plan).length).toBeGreaterThan(0);
    for (const type of ['CarePlan', 'Task']) {
      expect((await send(service.base, 'GET', `/${type}`)).body.total).toBe(0);
    }
  });
});

describe('the deadlines', () => {
  it('come from the edition and the start date', async () => {
    const dated = await apply('pathway-D11-2019', 'startDate=2020-05-04');
    const undated = await apply('pathway-D11-2019', '');
    expect(due(undated)).toEqual(due(dated).map((line) => line.replace(/ .*/, ' unknown')));
    expect(undated.period).toBeUndefined();
  });

  it.each([
    ['pathway-D07-2023', 'M 2023-06-13'],
    ['pathway-D06-2023', 'M 2023-05-09'],
    ['pathway-D08-2023', 'M 2023-05-30'],
    ['pathway-D01-2023', 'M unknown'],
    ['pathway-D07-2024-10', 'M unknown'],
  ])('count from the referral where the edition starts the pathway there: %s', async (id, expected) => {
    const setting = 'urn:oid:2.16.578.1.12.4.1.1.8406|3';
    const plan = await apply(id, `startDate=2023-05-02&setting=${encodeURIComponent(setting)}`);
    expect(due(plan)).toEqual([expected]);
  });

  it('are marked unconfirmed where nobody has confirmed the edition', async () => {
    const plan = await apply('pathway-D11-2024-10', 'startDate=2025-05-05');
    expect(JSON.stringify(plan.extension)).toContain('StructureDefinition/unconfirmed');
    expect(plan.instantiatesCanonical).toEqual([
      'https://forlopsbro.no/fhir/PlanDefinition/pathway-D11|2024-10',
    ]);
  });
});

it('takes a practitioner, an organisation, a setting and a plan by POST', async () => {
  const planDefinition = PLANS.find(({ id }) => id === 'pathway-D01-2023') as PlanDefinition;
  const { status, body } = await send(service.base, 'POST', '/PlanDefinition/$apply', {
    resourceType: 'Parameters',
    parameter: [
      { name: 'planDefinition', resource: planDefinition },
      { name: 'subject', valueReference: { reference: 'Patient/1' } },
      { name: 'practitioner', valueString: 'Practitioner/2' },
      { name: 'organization', valueString: 'Organization/3' },
      { name: 'startDate', valueDate: '2023-05-02' },
      {
        name: 'setting',
        valueCodeableConcept: { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.8406', code: '1' }] },
      },
    ],
  });
  expect(status).toBe(200);
  const plan = body as unknown as CarePlan;
  expect(plan.author).toEqual({ reference: 'Practitioner/2' });
  expect(plan.contributor).toEqual([{ reference: 'Organization/3' }]);
  expect((plan.contained?.[0] as Task).owner).toEqual({ reference: 'Practitioner/2' });
});

it('a real client applies', async () => {
  const client = new MedplumClient({ baseUrl: service.base, fhirUrlPath: '', fetch });
  const plan = await client.post<CarePlan>(client.fhirUrl('PlanDefinition', 'pathway-D12-2023', '$apply'), {
    resourceType: 'Parameters',
    parameter: [SUBJECT],
  });
  expect(plan.category?.[0]?.coding?.[0]?.code).toBe('D12');
});

it.each([
  ['/PlanDefinition/pathway-D11-2023/$apply', [PRACTITIONER_ONLY], 400, 'parameter-missing'],
  ['/PlanDefinition/$apply', [SUBJECT], 400, 'parameter-missing'],
  ['/PlanDefinition/none/$apply', [SUBJECT], 404, 'plan-unknown'],
  [
    '/PlanDefinition/pathway-D11-2023/$apply',
    [{ name: 'subject', valueString: 'x y' }],
    400,
    'parameter-reference',
  ],
  ['/PlanDefinition/pathway-D11-2023/$apply', [SUBJECT, SUBJECT], 400, 'parameter-reference'],
  [
    '/PlanDefinition/pathway-D11-2023/$apply',
    [SUBJECT, { name: 'organization', valueString: 'Patient/1' }],
    400,
    'parameter-reference',
  ],
  [
    '/PlanDefinition/pathway-D11-2023/$apply',
    [SUBJECT, { name: 'startDate', valueString: '2023-02-30' }],
    400,
    'parameter-invalid',
  ],
  [
    '/PlanDefinition/$apply',
    [SUBJECT, { name: 'planDefinition', resource: { resourceType: 'PlanDefinition', status: 'active' } }],
    422,
    'plan-not-applicable',
  ],
] as const)('%s with %o is refused with %i, %s', async (path, parameter, status, code) => {
  const answer = await send(service.base, 'POST', path, { resourceType: 'Parameters', parameter });
  const { issue } = answer.body as unknown as OperationOutcome;
  expect([answer.status, issue[0]?.details?.coding?.[0]?.code]).toEqual([status, code]);
});

it.each([
  ['pathway-D11-2023', '2023-01-01', undefined],
  ['pathway-D11-2023', '2024-10-27', undefined],
  ['pathway-D11-2023', '2024-10-28', 'but the pathway starts on', 'pathway-D11|2024-10'],
  ['pathway-D11-2023', '2022-12-31', 'but the pathway starts on', 'pathway-D11|2019'],
  ['pathway-D11-2019', '2018-12-31', 'no edition held', 'Check the start date'],
  ['pathway-D11-2024-10', '2030-01-01', undefined],
])('%s from %s: %s', async (id, startDate, code, remedy = '') => {
  const plan = await apply(id, `startDate=${startDate}`);
  expect(errorsIn(plan)).toEqual([]);
  const [note] = plan.note ?? [];
  expect(plan.note?.length).toBe(code === undefined ? undefined : 1);
  expect(note?.text ?? '').toContain(code ?? '');
  expect(note?.text ?? '').toContain(remedy);
});

it.each([
  ['subject=Patient/none', ['Patient/none']],
  ['subject=Patient/1&practitioner=Practitioner/none', ['Practitioner/none']],
  ['subject=https://hospital.example/fhir/Patient/none', []],
])('a plan for %s says in a note what is not stored here', async (query, references) => {
  const { status, body } = await send(
    service.base,
    'GET',
    `/PlanDefinition/pathway-D11-2023/$apply?${query}`,
  );
  expect(status).toBe(200);
  const { note = [] } = body as unknown as CarePlan;
  expect(note.map(({ text }) => text)).toEqual(
    references.map(
      (reference) => expect.stringContaining(`Nothing is stored here at ${reference};`) as string,
    ),
  );
});

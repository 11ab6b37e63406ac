import type { Bundle, BundleEntry, CarePlan, OperationOutcome, Resource, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateRecords } from '../../../src/synthetic/records.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { startService, type RunningService } from '../runningService.ts';

const LIST = 'urn:oid:2.16.578.1.12.4.1.1.';
const NPR = `${LIST}9329`;
const OWN = 'https://forlopsbro.no/fhir/CodeSystem/finding';

/** Of a synthetic person. */
const NATIONAL_ID =
  [...generateRecords({ seed: 1, count: 40, today: '2026-03-10', catalogue: openKnowledge().catalogue })]
    .map(({ patient, pathwayType }) => (pathwayType === 'D11' ? patient.nationalId : undefined))
    .find((number) => number !== undefined && number < '40') ?? '';

let service: RunningService;
let count = 0;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

interface Pathway {
  readonly plan: CarePlan & { readonly id: string };
  readonly point: (name: string, code: string, date?: string) => Task & { readonly id: string };
}

/** A pathway of a patient of its own. */
async function pathway(type = 'D11'): Promise<Pathway> {
  count += 1;
  const id = `p${count}`;
  const subject = { reference: `Patient/${id}` };
  await write('PUT', {
    resourceType: 'Patient',
    id,
    identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: NATIONAL_ID }],
  });
  return {
    plan: {
      resourceType: 'CarePlan',
      id,
      status: 'active',
      intent: 'plan',
      subject,
      category: [{ coding: [{ system: `${LIST}9321`, code: type }] }],
    },
    point: (name, code, date) => ({
      resourceType: 'Task',
      id: `${id}-${name}`,
      status: 'completed',
      intent: 'plan',
      basedOn: [{ reference: `CarePlan/${id}` }],
      for: subject,
      code: { coding: [{ system: `${LIST}9327`, code }] },
      ...(date !== undefined && { executionPeriod: { start: date } }),
    }),
  };
}

function write<T = Resource>(method: string, resource: Resource, headers: Record<string, string> = {}) {
  const { resourceType, id = '' } = resource;
  return service.send<T>(method, `/fhir/${resourceType}${method === 'PUT' ? `/${id}` : ''}`, {
    body: JSON.stringify(resource),
    headers: { 'content-type': 'application/fhir+json', ...headers },
  });
}

function told({ issue }: OperationOutcome): readonly string[] {
  return issue.flatMap(({ severity, details, expression = [] }) =>
    details?.coding === undefined ? [] : [[severity, details.coding[0]?.code, ...expression].join(' ')],
  );
}

async function outcomeOf(method: string, resource: Resource): Promise<readonly string[]> {
  const { status, body } = await write<OperationOutcome>(method, resource, {
    prefer: 'return=OperationOutcome',
  });
  expect(status).toBeLessThan(300);
  return told(body);
}

function tagsOf({ meta }: Resource): readonly string[] {
  return (meta?.tag ?? []).map(
    ({ system, code }) => `${system === NPR ? 'NPR' : system === OWN ? 'own' : ''} ${code ?? ''}`,
  );
}

function findingsOf(resource: CarePlan | Task): readonly (string | undefined)[] {
  return (resource.extension ?? [])
    .filter(({ url }) => url.endsWith('/finding'))
    .map(({ extension = [] }) => extension.find(({ url }) => url === 'code')?.valueCoding?.code);
}

describe('a write that breaks a rule without being wrong', () => {
  it('is stored, comes back with the warning under Prefer: return=OperationOutcome, and can be searched', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    expect(await outcomeOf('PUT', point('start', 'D11A', '2023-03-01'))).not.toContain('warning 107 Task');
    const warnings = await outcomeOf('PUT', point('first', 'D11M'));
    expect(warnings).toContain('warning 107 Task');

    const found = await service.search<Task>(
      `Task?_tag=${encodeURIComponent(`${NPR}|107`)}&based-on=CarePlan/${plan.id}`,
    );
    expect(found.map(({ id }) => id)).toEqual([`${plan.id}-first`]);
    expect(findingsOf(found[0] as Task)).toContain('107');
    const carePlan = await service.read<CarePlan>(`CarePlan/${plan.id}`);
    expect(tagsOf(carePlan)).toContain('NPR 107');
  });

  it('comes back in the resource itself by default', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    const { body } = await write<Task>('PUT', point('first', 'D11M'));
    expect(findingsOf(body)).toContain('107');
    expect((await write('PUT', point('first', 'D11M'), { prefer: 'return=minimal' })).text).toBe('');
  });

  it('is told in the caller’s language', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    const { body } = await write<OperationOutcome>('PUT', point('first', 'D11M'), {
      prefer: 'return=OperationOutcome',
      'accept-language': 'nb',
    });
    expect(body.issue.find(({ details }) => details?.coding?.[0]?.code === '107')?.details?.text).toMatch(
      /tidspunkt/,
    );
  });

  it('is judged with what is stored of the same pathway: the first without a start, a second end', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    const early = await outcomeOf('PUT', point('first', 'D11M', '2023-03-08'));
    expect(early.length).toBeGreaterThan(0);
    const carePlan = await service.read<CarePlan>(`CarePlan/${plan.id}`);
    expect(findingsOf(carePlan).length).toBeGreaterThan(0);

    await outcomeOf('PUT', point('start', 'D11A', '2023-03-01'));
    const mended = await service.read<CarePlan>(`CarePlan/${plan.id}`);
    expect(findingsOf(mended)).not.toEqual(findingsOf(carePlan));
    expect(findingsOf(await service.read<Task>(`Task/${plan.id}-first`))).toEqual([]);
  });

  it('has no part in the warnings of another Task of the pathway, whoever gives its id', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    await write('PUT', point('start', 'D11A', '2023-03-01'));
    await write('PUT', point('end', 'D11XG', '2023-03-20'));
    const { body: late } = await write<Task>('PUT', point('late', 'D11SM', '2023-03-25'));
    expect(findingsOf(late)).toContain('225');
    const { body: put } = await write<Task>('PUT', point('put', 'D11SM', '2023-03-05'));
    const { body: posted } = await write<Task>('POST', point('posted', 'D11SI', '2023-03-06'));
    expect(findingsOf(put)).not.toContain('225');
    expect(findingsOf(posted)).not.toContain('225');
    const found = await service.search<Task>(
      `Task?_tag=${encodeURIComponent(`${NPR}|225`)}&based-on=CarePlan/${plan.id}`,
    );
    expect(found.map(({ id }) => id)).toEqual([late.id]);
  });

  it('and then is mended loses its tags, as do the others of the pathway', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    await write('PUT', point('start', 'D11A', '2023-03-01'));
    await write('PUT', point('first', 'D11M'));
    expect(tagsOf(await service.read(`CarePlan/${plan.id}`))).toContain('NPR 107');
    const echoed = await service.read<Task>(`Task/${plan.id}-first`);
    await write('PUT', { ...echoed, executionPeriod: { start: '2023-03-08' } });
    expect(tagsOf(await service.read(`Task/${plan.id}-first`))).toEqual([]);
    expect(tagsOf(await service.read(`CarePlan/${plan.id}`))).not.toContain('NPR 107');
  });

  it('leaves the tags of others alone, and the same again makes no version', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    const task = {
      ...point('first', 'D11M'),
      meta: { tag: [{ system: 'http://example.org', code: 'mine' }] },
    };
    await write('PUT', task);
    const { body } = await write<Task>('PUT', task);
    expect(body.meta?.versionId).toBe('1');
    expect(tagsOf(body)).toEqual(expect.arrayContaining([' mine', 'NPR 107']));
  });

  it('deleted takes its warnings with it', async () => {
    const { plan, point } = await pathway();
    await write('PUT', plan);
    await write('PUT', point('start', 'D11A', '2023-03-01'));
    await write('PUT', point('first', 'D11M'));
    expect((await service.send('DELETE', `/fhir/Task/${plan.id}-first`)).status).toBe(204);
    expect(tagsOf(await service.read(`CarePlan/${plan.id}`))).not.toContain('NPR 107');
  });

  it('sees that the patient is in another pathway too', async () => {
    const first = await pathway();
    await write('PUT', first.plan);
    await write('PUT', first.point('start', 'D11A', '2023-03-01'));
    const second: CarePlan = {
      ...first.plan,
      id: `${first.plan.id}-second`,
      category: [{ coding: [{ system: `${LIST}9321`, code: 'D01' }] }],
    };
    await write('PUT', second);
    const start = {
      ...first.point('second-start', 'D01A', '2023-04-01'),
      basedOn: [{ reference: `CarePlan/${second.id ?? ''}` }],
    };
    expect((await outcomeOf('PUT', start)).some((line) => line.startsWith('warning 224'))).toBe(true);
    expect(tagsOf(await service.read(`CarePlan/${second.id ?? ''}`))).toContain('NPR 224');
  });
});

describe('a Bundle', () => {
  const entriesOf = (
    resources: readonly (Resource & { id?: string })[],
    method: 'PUT' | 'POST',
  ): BundleEntry[] =>
    resources.map((resource) => ({
      fullUrl: `http://example.org/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
      request: {
        method,
        url: method === 'PUT' ? `${resource.resourceType}/${resource.id ?? ''}` : resource.resourceType,
      },
    }));
  const send = <T = Bundle>(type: 'transaction' | 'batch', entry: BundleEntry[]) =>
    service.send<T>('POST', '/fhir', {
      body: JSON.stringify({ resourceType: 'Bundle', type, entry } satisfies Bundle),
      headers: { 'content-type': 'application/fhir+json' },
    });

  it.each(['PUT', 'POST'] as const)(
    'of type transaction is judged as a whole, whatever the order (%s)',
    async (method) => {
      const { plan, point } = await pathway();
      const parts = [point('first', 'D11M', '2023-03-08'), point('start', 'D11A', '2023-03-01'), plan];
      const { status, body } = await send('transaction', entriesOf(parts, method));
      expect(status).toBe(200);
      expect(body.entry?.[0]?.response?.outcome).toBeUndefined();
      const [stored] = await service.search<CarePlan>(`CarePlan?subject=Patient/${plan.id}`);
      expect(stored?.meta?.versionId).toBe('1');
      const { body: checked } = await service.send<{ parameter: { resource?: OperationOutcome }[] }>(
        'GET',
        `/fhir/CarePlan/${stored?.id ?? ''}/$check`,
      );
      const codes = told(checked.parameter[1]?.resource as OperationOutcome).map(
        (line) => line.split(' ')[1],
      );
      expect([...findingsOf(stored as CarePlan)].sort()).toEqual([...codes].sort());
    },
  );

  it.each(['transaction', 'batch'] as const)(
    'of type %s answers with what was found of each entry',
    async (type) => {
      const { plan, point } = await pathway();
      await write('PUT', plan);
      const { body } = await send(
        type,
        entriesOf([point('start', 'D11A', '2023-03-01'), point('first', 'D11M')], 'PUT'),
      );
      const outcome = body.entry?.[1]?.response?.outcome as OperationOutcome;
      expect(told(outcome).some((line) => line.startsWith('warning 107'))).toBe(true);
      expect(body.entry?.[1]?.response?.status).toBe('201 Created');
      expect(tagsOf(await service.read(`Task/${plan.id}-first`))).toContain('NPR 107');
      expect(tagsOf(await service.read(`CarePlan/${plan.id}`))).toContain('NPR 107');
    },
  );

  it.each(['transaction', 'batch'] as const)(
    'of type %s that deletes a Task takes its warnings from the plan',
    async (type) => {
      const { plan, point } = await pathway();
      await send('transaction', entriesOf([plan, point('start', 'D11A', '2023-03-01'), point('first', 'D11M')], 'PUT')); // prettier-ignore
      expect(tagsOf(await service.read(`CarePlan/${plan.id}`))).toContain('NPR 107');
      const { status } = await send(type, [{ request: { method: 'DELETE', url: `Task/${plan.id}-first` } }]);
      expect(status).toBe(200);
      expect(tagsOf(await service.read(`CarePlan/${plan.id}`))).not.toContain('NPR 107');
    },
  );

  it('in which a Task comes before its plan of another type is refused', async () => {
    const { plan, point } = await pathway();
    const { status, body } = await send<OperationOutcome>(
      'transaction',
      entriesOf([point('first', 'D12M', '2023-03-08'), plan], 'POST'),
    );
    expect(status).toBe(422);
    expect(told(body)).toEqual(['error 201 Bundle.entry[0].resource']);
    expect(await service.search(`CarePlan?subject=Patient/${plan.id}`)).toEqual([]);
  });
});

it('a plan cannot change to a type of which its registered points are not', async () => {
  const { plan, point } = await pathway();
  await write('PUT', plan);
  await write('PUT', point('start', 'D11A', '2023-03-01'));
  const { status, body } = await write<OperationOutcome>('PUT', {
    ...plan,
    category: [{ coding: [{ system: `${LIST}9321`, code: 'D12' }] }],
  });
  expect(status).toBe(422);
  expect(told(body)[0]).toMatch(/^error 201 CarePlan/);
});

it('what a pathway record made can be written back without a finding', async () => {
  const { catalogue } = openKnowledge();
  for (const record of generateRecords({ seed: 31, count: 15, today: '2026-03-10', catalogue })) {
    expect((await service.postRecord(record)).status).toBe(201);
    const [plan] = await service.search<CarePlan>(
      `CarePlan?identifier=${encodeURIComponent(`${record.identifier.system}|${record.identifier.value}`)}`,
    );
    const { body } = await write<CarePlan>('PUT', plan as CarePlan);
    expect(body.meta?.versionId).toBe(plan?.meta?.versionId);
  }
});

it('other resources are not looked at', async () => {
  for (const resource of [
    { resourceType: 'CarePlan', status: 'active', intent: 'plan', subject: { reference: 'Patient/p1' } },
    { resourceType: 'Task', status: 'requested', intent: 'order', code: { text: 'Ring' } },
  ] as Resource[]) {
    expect(await outcomeOf('POST', resource)).toEqual([]);
  }
});

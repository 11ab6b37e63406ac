import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startService, type Answer, type RunningService } from './service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
  for (const [id, family, gender] of [['s1', 'Ås', 'female'], ['s2', 'Berg', 'male'], ['s3', 'Dal', 'female']] as const) {
    await send(service.base, 'PUT', `/Patient/${id}`, { resourceType: 'Patient', id, gender, name: [{ family }] });
  }
  await send(service.base, 'PUT', '/CarePlan/c1', {
    resourceType: 'CarePlan',
    id: 'c1',
    status: 'active',
    intent: 'plan',
    subject: { reference: 'Patient/s1' },
  });
}); // prettier-ignore
afterAll(() => service.stop());

const idsOf = ({ entry = [] }: Partial<Answer>): string[] => entry.map(({ resource }) => resource.id).sort();

describe('search', () => {
  it('by GET, by POST, and with parameters in both places, finds the same', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const byGet = await send(service.base, 'GET', '/Patient?gender=female&name=dal');
    const byPost = await send(service.base, 'POST', '/Patient/_search', 'gender=female&name=dal', form);
    const byBoth = await send(service.base, 'POST', '/Patient/_search?gender=female', 'name=dal', form);
    expect(byGet.body).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 1 });
    expect([byGet, byPost, byBoth].map(({ body }) => idsOf(body))).toEqual([['s3'], ['s3'], ['s3']]);
    expect(byGet.body.entry[0]?.fullUrl).toBe('http://127.0.0.1:8080/fhir/Patient/s3');
    const withoutBody = await send(service.base, 'POST', '/Patient/_search?_id=s2');
    expect(idsOf(withoutBody.body)).toEqual(['s2']);
  });

  it('reads what is percent-encoded, and umlauts', async () => {
    expect(idsOf((await send(service.base, 'GET', '/Patient?family=%C3%85s')).body)).toEqual(['s1']);
    expect(idsOf((await send(service.base, 'GET', '/Patient?family:exact=Berg')).body)).toEqual(['s2']);
  });

  it('leads on from page to page', async () => {
    const found: string[] = [];
    let path: string | undefined = '/Patient?_count=1&_sort=_id';
    while (path !== undefined) {
      const { body }: { body: Answer } = await send(service.base, 'GET', path);
      found.push(...idsOf(body));
      path = body.link?.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir/, '');
    }
    expect(found).toEqual(['s1', 's2', 's3']);
  });

  it('brings along what is referred to', async () => {
    const { body } = await send(service.base, 'GET', '/CarePlan?_include=CarePlan:subject');
    expect(body.entry.map(({ search, resource }) => `${search?.mode ?? ''} ${resource.id}`)).toEqual([
      'match c1',
      'include s1',
    ]);
  });

  it.each(['', '?_format=json', '?_pretty=true'])(
    'without conditions (%s) finds all of the type',
    async (query) => {
      expect(idsOf((await send(service.base, 'GET', `/Patient${query}`)).body)).toEqual(['s1', 's2', 's3']);
    },
  );

  it.each(['ValueSet/measurement-points-D01', 'https://forlopsbro.no/fhir/ValueSet/measurement-points-D01'])(
    'by the codes of the value set %s',
    async (valueSet) => {
      const system = 'urn:oid:2.16.578.1.12.4.1.1.9327';
      for (const code of ['D01CI', 'D11CI']) {
        const id = code.toLowerCase();
        const task = { resourceType: 'Task', id, status: 'requested', intent: 'plan', code: { coding: [{ system, code }] } };
        await send(service.base, 'PUT', `/Task/${id}`, task);
      }
      expect(idsOf((await send(service.base, 'GET', `/Task?code:in=${valueSet}`)).body)).toEqual(['d01ci']);
      expect(idsOf((await send(service.base, 'GET', `/Task?code:not-in=${valueSet}`)).body)).toEqual(['d11ci']);
      expect((await send(service.base, 'GET', `/Task?code:in=${valueSet}x`)).status).toBe(400);
    },
  ); // prettier-ignore

  it.each<[string, string[]]>([
    ['_elements=period', ['id', 'intent', 'meta', 'period', 'resourceType', 'status', 'subject']],
    ['_summary=true', ['id', 'intent', 'meta', 'period', 'resourceType', 'status', 'subject']],
    ['_summary=text', ['id', 'intent', 'meta', 'resourceType', 'status', 'subject', 'text']],
    ['_summary=data', ['activity', 'id', 'intent', 'meta', 'note', 'period', 'resourceType', 'status', 'subject']],
    ['_summary=false', ['activity', 'id', 'intent', 'meta', 'note', 'period', 'resourceType', 'status', 'subject', 'text']],
  ])('gives of each resource what is asked for: %s', async (wish, elements) => {
    await send(service.base, 'PUT', '/CarePlan/whole', {
      resourceType: 'CarePlan',
      id: 'whole',
      status: 'active',
      intent: 'plan',
      subject: { reference: 'Patient/s1' },
      period: { start: '2026-03-02' },
      note: [{ text: 'x' }],
      activity: [{ detail: { status: 'in-progress' } }],
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    });
    const { body } = await send(service.base, 'GET', `/CarePlan?_id=whole&${wish}`);
    const [found] = body.entry;
    expect(Object.keys(found?.resource ?? {}).sort()).toEqual(elements);
    expect(JSON.stringify(found?.resource.meta).includes('SUBSETTED')).toBe(!wish.endsWith('false'));
    expect(body.link?.[0]?.url.endsWith(wish)).toBe(!wish.endsWith('false'));
  }); // prettier-ignore

  it('gives a choice of types by its name, and what is included as a whole', async () => {
    const observation = { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'x' }, subject: { reference: 'Patient/s1' }, valueString: 'y', issued: '2026-03-02T08:00:00Z' };
    await send(service.base, 'PUT', '/Observation/o', observation);
    const { body } = await send(service.base, 'GET', '/Observation?_elements=value&_include=Observation:subject');
    const [match, included] = body.entry.map(({ resource }) => Object.keys(resource).sort());
    expect(match).toEqual(['code', 'id', 'meta', 'resourceType', 'status', 'valueString']);
    expect(included).toContain('name');
    expect((await send(service.base, 'GET', '/Observation?_elements=shoeSize')).status).toBe(400);
  }); // prettier-ignore

  it('refuses a parameter that it does not know, and lists those that it knows', async () => {
    const { status, body } = await send(service.base, 'GET', '/Patient?shoe-size=43&gender=female');
    expect(status).toBe(400);
    expect(body.issue).toHaveLength(1);
    expect(body.issue[0]?.diagnostics).toMatch(/birthdate, .*gender, .*identifier/);
  });

  it('leaves it out with a warning when the caller prefers that', async () => {
    const { status, body } = await send(service.base, 'GET', '/Patient?shoe-size=43&gender=male', undefined, {
      prefer: 'handling=lenient',
      'accept-language': 'no',
    });
    expect([status, body.total]).toEqual([200, 1]);
    expect(body.entry.map(({ search }) => search?.mode)).toEqual(['match', 'outcome']);
    expect(body.entry[1]?.resource.issue[0]).toMatchObject({ severity: 'warning', code: 'not-supported' });
    expect(body.entry[1]?.resource.issue[0]?.details.text).toContain('shoe-size');
  });

  it.each([
    '/Patient?birthdate=yesterday',
    '/Patient?_count=many',
    '/Patient?general-practitioner.name=x',
    '/Patient?__proto__=1',
    '/Patient?_sort=height',
    '/Patient?_id=',
    '/Patient?_offset=1',
  ])('refuses %s', async (path) => {
    const { status, body } = await send(service.base, 'GET', path);
    expect([status, body.resourceType]).toEqual([400, 'OperationOutcome']);
  });
});

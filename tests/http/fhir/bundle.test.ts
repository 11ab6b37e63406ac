import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startService, type Answer, type RunningService } from './service.ts';

const run = promisify(execFile);

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const URN_PATIENT = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const URN_PLAN = 'urn:uuid:22222222-2222-4222-8222-222222222222';
const SYSTEM = 'http://example.org/id';

const patient = (rest: object = {}): object => ({
  resourceType: 'Patient',
  name: [{ family: 'Testesen' }],
  ...rest,
});
const carePlan = (subject: string, rest: object = {}): object => ({
  resourceType: 'CarePlan',
  status: 'active',
  intent: 'plan',
  subject: { reference: subject },
  ...rest,
});
const post = (type: string, resource: object, rest: object = {}, request: object = {}): object => ({
  ...rest,
  resource,
  request: { method: 'POST', url: type, ...request },
});

function bundle(type: string, ...entry: readonly object[]): object {
  return { resourceType: 'Bundle', type, entry };
}

async function transact(
  ...entry: readonly object[]
): Promise<{ readonly status: number; readonly body: Answer }> {
  return send(service.base, 'POST', '', bundle('transaction', ...entry));
}

describe('a transaction', () => {
  it('stores all, replaces references by the new addresses, and answers entry by entry', async () => {
    const { status, body } = await transact(
      post('CarePlan', carePlan(URN_PATIENT), { fullUrl: URN_PLAN }),
      post('Patient', patient(), { fullUrl: URN_PATIENT }),
    );
    expect([status, body.type]).toEqual([200, 'transaction-response']);
    const [plan, subject] = body.entry;
    expect(plan?.response).toMatchObject({ status: '201 Created', etag: 'W/"1"' });
    expect(plan?.response.location).toBe(`CarePlan/${plan?.resource.id ?? ''}/_history/1`);
    expect(plan?.response.lastModified).toBe(plan?.resource.meta.lastUpdated);
    expect(plan?.fullUrl).toBe(`http://127.0.0.1:8080/fhir/CarePlan/${plan?.resource.id ?? ''}`);
    const read = await send(service.base, 'GET', `/CarePlan/${plan?.resource.id ?? ''}`);
    expect(read.body['subject']).toEqual({ reference: `Patient/${subject?.resource.id ?? ''}` });
  });

  it.each([
    ['an http address', 'http://hospital.example/fhir/Patient/17', 'http://hospital.example/fhir/Patient/17', 'http://hospital.example/fhir/CarePlan/1'],
    ['an http address, by a relative reference', 'http://hospital.example/fhir/Patient/17', 'Patient/17', 'http://hospital.example/fhir/CarePlan/1'],
    ['a URN in upper case', 'urn:uuid:AAAAAAAA-1111-4111-8111-111111111111', 'urn:uuid:AAAAAAAA-1111-4111-8111-111111111111', URN_PLAN],
    ['a URN that is no UUID', 'urn:oid:1.2.3', 'urn:oid:1.2.3', URN_PLAN],
  ])('knows an entry by %s', async (_title, fullUrl, reference, ownUrl) => {
    const { body } = await transact(
      post('Patient', patient(), { fullUrl }),
      post('CarePlan', carePlan(reference), { fullUrl: ownUrl }),
    );
    expect(body.entry[1]?.resource['subject']).toEqual({ reference: `Patient/${body.entry[0]?.resource.id ?? ''}` });
  }); // prettier-ignore

  it('leaves an identifier alone that equals a fullUrl, and replaces links to attachments and in narratives', async () => {
    const identifier = [{ system: 'urn:ietf:rfc:3986', value: URN_PATIENT }];
    const div = `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${URN_PATIENT}">a</a><a href="${URN_PLAN}">b</a></div>`;
    const { body } = await transact(
      post('Patient', patient({ identifier, text: { status: 'generated', div } }), { fullUrl: URN_PATIENT }),
      post(
        'Binary',
        { resourceType: 'Binary', contentType: 'text/plain', data: 'YQ==' },
        { fullUrl: URN_PLAN },
      ),
      post('DocumentReference', {
        resourceType: 'DocumentReference',
        status: 'current',
        content: [{ attachment: { url: URN_PLAN } }],
      }),
    );
    const [subject, binary, document] = body.entry.map(({ resource }) => resource);
    expect(subject?.['identifier']).toEqual(identifier);
    expect(JSON.stringify(subject?.['text'])).toContain(`href=\\"Patient/${subject?.id ?? ''}\\"`);
    expect(JSON.stringify(subject?.['text'])).toContain(`href=\\"Binary/${binary?.id ?? ''}\\"`);
    expect(document?.['content']).toEqual([{ attachment: { url: `Binary/${binary?.id ?? ''}` } }]);
  });

  it('deletes, creates, updates and reads, in this order', async () => {
    const before = (await send(service.base, 'POST', '/Patient', patient())).body.id;
    const { body } = await transact(
      { request: { method: 'GET', url: 'Patient/order-1' } },
      { resource: patient({ id: 'order-1' }), request: { method: 'PUT', url: 'Patient/order-1' } },
      post('CarePlan', carePlan('Patient/order-1')),
      { request: { method: 'DELETE', url: `Patient/${before}` } },
    );
    expect(body.entry.map(({ response }) => response.status)).toEqual([
      '200 OK',
      '201 Created',
      '201 Created',
      '204 No Content',
    ]);
    expect(body.entry[0]?.resource.id).toBe('order-1');
    expect((await send(service.base, 'GET', `/Patient/${before}`)).status).toBe(410);
  });

  it('finds what a condition fits, and refers to it', async () => {
    const identifier = [{ system: SYSTEM, value: 'conditional-1' }];
    const entries = [
      post(
        'Patient',
        patient({ identifier }),
        { fullUrl: URN_PATIENT },
        { ifNoneExist: `identifier=${SYSTEM}|conditional-1` },
      ),
      post('CarePlan', carePlan(URN_PATIENT)),
    ];
    const first = await transact(...entries);
    const second = await transact(...entries);
    expect(first.body.entry.map(({ response }) => response.status)).toEqual(['201 Created', '201 Created']);
    expect(second.body.entry.map(({ response }) => response.status)).toEqual(['200 OK', '201 Created']);
    const { id } = first.body.entry[0]?.resource ?? { id: '' };
    expect(second.body.entry[1]?.resource['subject']).toEqual({ reference: `Patient/${id}` });
  });

  describe('with conditional updates', () => {
    const known = (value: string, rest: object = {}): object =>
      patient({ identifier: [{ system: SYSTEM, value }], ...rest });
    const put = (value: string, rest: object = {}, fullUrl = URN_PATIENT): object => ({
      fullUrl,
      resource: known(value, rest),
      request: { method: 'PUT', url: `Patient?identifier=${encodeURIComponent(`${SYSTEM}|${value}`)}` },
    });

    it('creates what is not there, updates what is, and refers to it', async () => {
      const entries = (gender: string): object[] => [
        post('CarePlan', carePlan(URN_PATIENT)),
        put('put-1', { gender }),
      ];
      const first = await transact(...entries('female'));
      const second = await transact(...entries('male'));
      const third = await transact(...entries('male'));
      const statuses = [first, second, third].map(({ body }) => body.entry[1]?.response.status);
      expect(statuses).toEqual(['201 Created', '200 OK', '200 OK']);
      const { id } = first.body.entry[1]?.resource ?? { id: '' };
      for (const { body } of [first, second, third]) {
        expect(body.entry[0]?.resource['subject']).toEqual({ reference: `Patient/${id}` });
      }
      expect([second, third].map(({ body }) => body.entry[1]?.response.etag)).toEqual(['W/"2"', 'W/"2"']);
    });

    it('takes the id of the body for what is not there, and refuses another for what is', async () => {
      const first = await transact(put('put-2', { id: 'put-2' }));
      expect(first.body.entry[0]?.resource.id).toBe('put-2');
      const second = await transact(put('put-2', { id: 'put-3' }));
      expect([second.status, second.body.issue[0]?.expression]).toEqual([
        400,
        ['Bundle.entry[0].resource.id'],
      ]);
      const third = await transact(put('put-4', { id: 'put-2' }));
      expect([third.status, third.body.issue[0]?.expression]).toEqual([409, ['Bundle.entry[0].resource.id']]);
    });

    it('refuses a condition that fits several, with its place, and stores nothing', async () => {
      await transact(post('Patient', known('twins')), post('Patient', known('twins')));
      const { status, body } = await transact(post('Patient', known('put-5')), put('twins'));
      expect([status, body.issue[0]?.details.coding?.[0]?.code]).toEqual([412, 'multiple-matches']);
      expect(body.issue[0]?.expression).toEqual(['Bundle.entry[1]']);
      expect((await send(service.base, 'GET', `/Patient?identifier=${SYSTEM}|put-5`)).body.total).toBe(0);
    });

    it.each<[string, object[]]>([
      ['by one condition, new', [put('put-6'), put('put-6', {}, URN_PLAN)]],
      ['by two conditions, new', [put('put-7'), { ...put('put-7', {}, URN_PLAN), request: { method: 'PUT', url: 'Patient?identifier=put-7' } }]],
      ['by a condition and a plain create', [put('put-8'), post('Patient', known('put-8'))]],
      ['by a condition and its id', [put('put-9'), { resource: known('x', { id: 'put-9' }), request: { method: 'PUT', url: 'Patient/put-9' } }]],
    ])('recognises one resource only once: %s', async (_title, entries) => {
      await send(service.base, 'PUT', '/Patient/put-9', known('put-9', { id: 'put-9' }));
      const { status, body } = await transact(...entries);
      expect([status, body.issue[0]?.details.coding?.[0]?.code]).toEqual([400, 'entries-overlap']);
      expect(body.issue[0]?.expression?.[0]).toMatch(/^Bundle.entry\[[01]\]$/);
    }); // prettier-ignore

    it('looks at ifMatch', async () => {
      await transact(put('put-10'));
      const change = (ifMatch: string): object => ({
        resource: known('put-10', { gender: 'female' }),
        request: { method: 'PUT', url: 'Patient?identifier=put-10', ifMatch },
      });
      expect((await transact(change('W/"7"'))).status).toBe(412);
      expect((await transact(change('W/"1"'))).status).toBe(200);
    });

    it('takes what "forlopsbro map" prints, again and again', async () => {
      const record = 'examples/journeys/d11-adult/01-referral-received.json';
      const { stdout } = await run(process.execPath, ['src/cli/forlopsbro.ts', 'map', record], {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
        // Vitest has a BASE_URL of its own in the environment, which is not meant for the command.
        env: { ...process.env, BASE_URL: '' },
      });
      const first = await send(service.base, 'POST', '', stdout);
      const second = await send(service.base, 'POST', '', stdout);
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(first.body.entry.map(({ response }) => response.status)).not.toContain('200 OK');
      expect(second.body.entry.map(({ response }) => response.status)).not.toContain('201 Created');
      expect(JSON.stringify(first.body)).not.toContain('"urn:uuid:');
    });
  });

  describe('with references that are conditions', () => {
    const reference = (value: string): string => `Patient?identifier=${SYSTEM}|${value}`;

    it('refers to the one stored resource that fits, or to the entry that is updated by the same condition', async () => {
      const identifier = [{ system: SYSTEM, value: 'ref-1' }];
      const { id } = (await send(service.base, 'POST', '/Patient', patient({ identifier }))).body;
      const { status, body } = await transact(
        post('CarePlan', carePlan(reference('ref-1'))),
        post('CarePlan', carePlan(reference('ref-2'))),
        {
          resource: patient({ identifier: [{ system: SYSTEM, value: 'ref-2' }] }),
          request: { method: 'PUT', url: `Patient?identifier=${encodeURIComponent(`${SYSTEM}|ref-2`)}` },
        },
      );
      expect(status).toBe(200);
      expect(body.entry.slice(0, 2).map(({ resource }) => resource['subject'])).toEqual([
        { reference: `Patient/${id}` },
        { reference: `Patient/${body.entry[2]?.resource.id ?? ''}` },
      ]);
    });

    it.each([
      ['a URN that no entry has', URN_PATIENT, 400, 'reference-without-entry'],
      ['a condition that fits none', reference('nobody'), 400, 'reference-fits-none'],
      ['a condition that fits several', 'Patient?family=Testesen', 412, 'multiple-matches'],
      ['a condition that cannot be asked', 'Patient?shoe-size=43', 400, 'search-parameter-unknown'],
      ['a condition on a type that is not', 'Pasient?identifier=1', 400, 'type-not-served'],
    ])('refuses %s, with its place, and stores nothing', async (_title, subject, status, code) => {
      await send(service.base, 'POST', '', bundle('batch', post('Patient', patient()), post('Patient', patient())));
      const id = `never-${code}`;
      const answer = await transact(
        { resource: patient({ id }), request: { method: 'PUT', url: `Patient/${id}` } },
        post('CarePlan', carePlan(subject)),
      );
      expect([answer.status, answer.body.issue[0]?.details.coding?.[0]?.code]).toEqual([status, code]);
      expect(answer.body.issue[0]?.expression).toEqual(['Bundle.entry[1].resource.subject.reference']);
      expect((await send(service.base, 'GET', `/Patient/${id}`)).status).toBe(404);
    }); // prettier-ignore

    it('leaves the references of a document alone', async () => {
      const document = bundle('collection', { fullUrl: URN_PLAN, resource: carePlan(URN_PATIENT) });
      expect((await transact(post('Bundle', document))).status).toBe(200);
    });
  });

  it('takes as many entries as there are, conditional ones among them', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      resource: patient({ id: `many-${index}` }),
      request: { method: 'PUT', url: `Patient/many-${index}` },
    }));
    const conditional = post('Patient', patient(), {}, { ifNoneExist: `identifier=${SYSTEM}|nobody` });
    const { status, body } = await transact(...many, conditional);
    expect([status, body.entry.length]).toEqual([200, 61]);
  });

  it('stores nothing when one entry fails, and names each that does', async () => {
    const { status, body } = await transact(
      { resource: patient({ id: 'never-1' }), request: { method: 'PUT', url: 'Patient/never-1' } },
      post('Patient', patient({ birthDate: 'x' })),
      { request: { method: 'GET', url: 'Patient/nobody' } },
    );
    expect(status).toBe(400);
    expect(body.resourceType).toBe('OperationOutcome');
    expect(body.issue.map(({ expression }) => expression?.[0])).toEqual([
      'Bundle.entry[1].resource.birthDate',
      'Bundle.entry[2]',
    ]);
    expect((await send(service.base, 'GET', '/Patient/never-1')).status).toBe(404);
  });

  it('looks at ifMatch', async () => {
    await send(service.base, 'PUT', '/Patient/match-1', patient({ id: 'match-1' }));
    const change = (ifMatch: string): object => ({
      resource: patient({ id: 'match-1', gender: 'female' }),
      request: { method: 'PUT', url: 'Patient/match-1', ifMatch },
    });
    expect((await transact(change('W/"7"'))).status).toBe(412);
    expect((await transact(change('W/"1"'))).body.entry[0]?.response.etag).toBe('W/"2"');
  });

  it('answers without resources under Prefer: return=minimal', async () => {
    const { body } = await send(service.base, 'POST', '', bundle('transaction', post('Patient', patient())), {
      prefer: 'return=minimal',
    });
    expect(body.entry[0]).not.toHaveProperty('resource');
    expect(body.entry[0]?.response.location).toMatch(/^Patient\/.+\/_history\/1$/);
  });

  it('without entries does nothing', async () => {
    expect((await transact()).body).toEqual({ resourceType: 'Bundle', type: 'transaction-response' });
  });

  it.each<[string, unknown[], number, string, string]>([
    ['no request', [{ resource: patient() }], 400, 'entry-incomplete', 'Bundle.entry[0].request.method'],
    ['no address', [{ request: { method: 'GET' } }], 400, 'entry-incomplete', 'Bundle.entry[0].request.url'],
    ['no resource', [{ request: { method: 'POST', url: 'Patient' } }], 400, 'entry-incomplete', 'Bundle.entry[0].resource'],
    ['null', [null], 400, 'entry-incomplete', 'Bundle.entry[0].request.method'],
    ['a condition that is no text', [{ request: { method: 'DELETE', url: 'Patient/1', ifMatch: {} } }], 400, 'entry-text', 'Bundle.entry[0].request.ifMatch'],
    ['a fullUrl that is no text', [post('Patient', patient(), { fullUrl: 1 })], 400, 'entry-text', 'Bundle.entry[0].fullUrl'],
    ['patch', [{ request: { method: 'PATCH', url: 'Patient/1' }, resource: patient() }], 400, 'entry-not-offered', 'Bundle.entry[0].request.method'],
    ['an operation', [{ request: { method: 'POST', url: '$graphql' }, resource: patient() }], 400, 'entry-not-offered', 'Bundle.entry[0].request.url'],
    ['conditional delete', [{ request: { method: 'DELETE', url: 'Patient?identifier=1' } }], 400, 'entry-not-offered', 'Bundle.entry[0].request.url'],
    ['search of the system', [{ request: { method: 'GET', url: '?_type=Patient' } }], 400, 'entry-not-offered', 'Bundle.entry[0].request.url'],
    ['an address elsewhere', [{ request: { method: 'GET', url: 'http://elsewhere.example/fhir/Patient/1' } }], 400, 'entry-not-offered', 'Bundle.entry[0].request.url'],
    ['a nested transaction', [{ request: { method: 'POST', url: 'Pasient' }, resource: { resourceType: 'Pasient' } }], 404, 'type-not-served', 'Bundle.entry[0]'],
    ['another type', [{ request: { method: 'POST', url: 'Task' }, resource: patient() }], 400, 'type-mismatch', 'Bundle.entry[0]'],
    ['another id', [{ request: { method: 'PUT', url: 'Patient/a' }, resource: patient({ id: 'b' }) }], 400, 'id-mismatch', 'Bundle.entry[0].resource.id'],
    ['one resource twice', [1, 2].map(() => ({ request: { method: 'PUT', url: 'Patient/a' }, resource: patient({ id: 'a' }) })), 400, 'entries-overlap', 'Bundle.entry[1]'],
    ['one fullUrl twice', [1, 2].map(() => post('Patient', patient(), { fullUrl: URN_PATIENT })), 400, 'entries-overlap', 'Bundle.entry[1]'],
    ['a condition that cannot be asked', [post('Patient', patient(), {}, { ifNoneExist: 'shoe-size=43' })], 400, 'search-parameter-unknown', 'Bundle.entry[0]'],
    ['two conditional entries that become one', [1, 2].map(() => post('Patient', patient({ identifier: [{ system: SYSTEM, value: 'twin' }] }), {}, { ifNoneExist: `identifier=${SYSTEM}|twin` })), 400, 'entries-overlap', 'Bundle.entry[1]'],
  ])('refuses an entry with %s', async (_title, entry, status, code, place) => {
    const answer = await send(service.base, 'POST', '', { resourceType: 'Bundle', type: 'transaction', entry });
    expect(answer.body.issue[0]?.details.coding?.[0]?.code).toBe(code);
    expect(answer.body.issue[0]?.expression).toEqual([place]);
    expect(answer.status).toBe(status);
  }); // prettier-ignore

  it.each([
    ['a collection', bundle('collection'), 400],
    ['another resource', patient(), 400],
    [
      'entries that are no list',
      { resourceType: 'Bundle', type: 'transaction', entry: { request: {} } },
      400,
    ],
    ['entries that are a text', { resourceType: 'Bundle', type: 'batch', entry: 'x' }, 400],
  ])('is not %s', async (_title, body, status) => {
    expect((await send(service.base, 'POST', '', body)).status).toBe(status);
  });
});

describe('a batch', () => {
  it('does each entry for itself and says in its place what failed', async () => {
    const { status, body } = await send(
      service.base,
      'POST',
      '/',
      bundle(
        'batch',
        post('Patient', patient({ birthDate: 'x' })),
        { request: { method: 'PATCH', url: 'Patient/1' } },
        post('Patient', patient()),
        { request: { method: 'GET', url: 'Patient/nobody' } },
        { request: { method: 'GET', url: 'http://127.0.0.1:8080/fhir/metadata' } },
      ),
    );
    expect([status, body.type]).toEqual([200, 'batch-response']);
    expect(body.entry.map(({ response }) => response.status)).toEqual([
      '400',
      '400',
      '201 Created',
      '404',
      '404',
    ]);
    expect(body.entry[0]?.response.outcome?.issue[0]?.expression).toEqual(['Patient.birthDate']);
    expect(body.entry[3]?.response.outcome?.issue[0]?.code).toBe('not-found');
  });

  it('updates what a condition finds, or creates it', async () => {
    const entry = (gender: string): object => ({
      resource: patient({ gender, identifier: [{ system: SYSTEM, value: 'batch-2' }] }),
      request: { method: 'PUT', url: `Patient?identifier=${SYSTEM}|batch-2` },
    });
    const entries = [entry('female'), post('Patient', patient()), entry('male')];
    const unknown = { resource: patient(), request: { method: 'PUT', url: 'Patient?shoe-size=43' } };
    const { body } = await send(service.base, 'POST', '', bundle('batch', ...entries, unknown));
    expect(body.entry.map(({ response }) => response.status)).toEqual(['201 Created', '201 Created', '200 OK', '400']);
    expect(body.entry[2]?.response.location).toBe(`Patient/${body.entry[0]?.resource.id ?? ''}/_history/2`);
  }); // prettier-ignore

  it('leaves references between its entries as they are', async () => {
    const { body } = await send(
      service.base,
      'POST',
      '',
      bundle(
        'batch',
        post('Patient', patient(), { fullUrl: URN_PATIENT }),
        post('CarePlan', carePlan(URN_PATIENT)),
      ),
    );
    expect(body.entry[1]?.resource['subject']).toEqual({ reference: URN_PATIENT });
  });

  it('reads with conditions, versions and histories', async () => {
    await send(service.base, 'PUT', '/Patient/batch-1', patient({ id: 'batch-1' }));
    const { body } = await send(
      service.base,
      'POST',
      '',
      bundle(
        'batch',
        { request: { method: 'GET', url: 'Patient/batch-1', ifNoneMatch: 'W/"1"' } },
        { request: { method: 'GET', url: 'Patient/batch-1/_history/1' } },
        { request: { method: 'GET', url: 'Patient/batch-1/_history?_count=5' } },
        { request: { method: 'GET', url: 'Patient?_id=batch-1' } },
      ),
    );
    expect(body.entry.map(({ response }) => response.status)).toEqual([
      '304 Not Modified',
      '200 OK',
      '200 OK',
      '200 OK',
    ]);
    expect(body.entry.map(({ resource }) => (resource as Answer | undefined)?.type ?? '')).toEqual([
      '',
      '',
      'history',
      'searchset',
    ]);
  });
});

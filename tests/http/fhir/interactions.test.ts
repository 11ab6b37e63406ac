import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startService, type Answer, type RunningService } from './service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const SYSTEM = 'http://example.org/id';
const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';

function patient(rest: object = {}): object {
  return { resourceType: 'Patient', name: [{ family: 'Testesen' }], ...rest };
}

async function stored(rest: object = {}): Promise<Answer> {
  const { body } = await send(service.base, 'POST', '/Patient', patient(rest));
  return body;
}

describe('create', () => {
  it('gives an id, a version, an address and a time', async () => {
    const { status, headers, body } = await send(service.base, 'POST', '/Patient', patient({ id: 'mine' }));
    expect(status).toBe(201);
    expect(body.id).not.toBe('mine');
    expect(body.meta.versionId).toBe('1');
    expect(headers.get('location')).toBe(`http://127.0.0.1:8080/fhir/Patient/${body.id}/_history/1`);
    expect(headers.get('etag')).toBe('W/"1"');
    expect(headers.get('last-modified')).toBe(new Date(body.meta.lastUpdated).toUTCString());
    expect(headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('under a condition makes one, finds it again, and refuses to choose among several', async () => {
    const identifier = [{ system: FNR, value: '15888612345' }];
    const condition = { 'if-none-exist': `identifier=${FNR}|15888612345` };
    const first = await send(service.base, 'POST', '/Patient', patient({ identifier }), condition);
    const again = await send(service.base, 'POST', '/Patient', patient({ identifier }), condition);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    expect(again.body.meta.versionId).toBe('1');
    await send(service.base, 'POST', '/Patient', patient({ identifier }));
    const third = await send(service.base, 'POST', '/Patient', patient({ identifier }), condition);
    expect(third.status).toBe(412);
    expect(third.body.issue[0]?.code).toBe('multiple-matches');
  });

  it.each([
    ['without a condition', ''],
    ['with a parameter of the result only', '_count=1'],
    ['with an unknown parameter', 'fodselsnummer=1'],
  ])('refuses a condition %s', async (_title, condition) => {
    const { status, body } = await send(service.base, 'POST', '/Patient', patient(), {
      'if-none-exist': condition,
    });
    expect(status).toBe(400);
    expect(body.resourceType).toBe('OperationOutcome');
  });

  it.each([
    ['return=minimal', undefined],
    ['return=representation', 'Patient'],
    ['return=OperationOutcome', 'OperationOutcome'],
    ['respond-async', 'Patient'],
  ])('answers Prefer: %s', async (prefer, resourceType) => {
    const { status, headers, body } = await send(service.base, 'POST', '/Patient', patient(), { prefer });
    expect(status).toBe(201);
    expect(headers.get('location')).toContain('/_history/1');
    expect((body as Answer | undefined)?.resourceType).toBe(resourceType);
  });
});

describe('read', () => {
  it('gives the resource with its version, by GET and, without body, by HEAD', async () => {
    const { id } = await stored();
    const read = await send(service.base, 'GET', `/Patient/${id}`);
    expect([read.status, read.headers.get('etag'), read.body.id]).toEqual([200, 'W/"1"', id]);
    const head = await send(service.base, 'HEAD', `/Patient/${id}`);
    expect([head.status, head.headers.get('etag'), head.body]).toEqual([200, 'W/"1"', undefined]);
    expect(head.headers.get('content-length')).toBe(read.headers.get('content-length'));
  });

  it.each<[string, Record<string, string>, number]>([
    ['the version that is known', { 'if-none-match': 'W/"1"' }, 304],
    ['one of several known versions', { 'if-none-match': 'W/"7", W/"1"' }, 304],
    ['any version', { 'if-none-match': '*' }, 304],
    ['another version', { 'if-none-match': 'W/"2"' }, 200],
    ['a change since a later time', { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }, 304],
    ['a change since an earlier time', { 'if-modified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' }, 200],
    [
      'a version, which counts before the time',
      { 'if-none-match': 'W/"2"', 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
      200,
    ],
    ['a time that is none', { 'if-modified-since': 'yesterday' }, 200],
  ])('looks at conditions: %s', async (_title, headers, status) => {
    const { id } = await stored();
    const answer = await send(service.base, 'GET', `/Patient/${id}`, undefined, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('etag')).toBe('W/"1"');
  });

  it('indents when asked to, and is compact otherwise', async () => {
    const { id } = await stored();
    const compact = await (await fetch(`${service.base}/Patient/${id}`)).text();
    const pretty = await (await fetch(`${service.base}/Patient/${id}?_pretty=true`)).text();
    expect(compact).not.toContain('\n');
    expect(pretty).toBe(`${JSON.stringify(JSON.parse(compact), null, 2)}\n`);
  });

  it('gives an earlier version, and 404 for one that never was', async () => {
    const { id } = await stored();
    await send(service.base, 'PUT', `/Patient/${id}`, patient({ id, gender: 'other' }));
    const first = await send(service.base, 'GET', `/Patient/${id}/_history/1`);
    expect([first.status, first.headers.get('etag'), first.body['gender']]).toEqual([
      200,
      'W/"1"',
      undefined,
    ]);
    expect((await send(service.base, 'GET', `/Patient/${id}/_history/9`)).status).toBe(404);
  });
});

describe('an update by a condition', () => {
  const path = `/Patient?identifier=${SYSTEM}|updated`;

  it('creates, then updates, and tells the address each time', async () => {
    const identifier = [{ system: SYSTEM, value: 'updated' }];
    const first = await send(service.base, 'PUT', path, patient({ identifier }));
    const second = await send(service.base, 'PUT', path, patient({ identifier, gender: 'male' }));
    expect([first.status, second.status]).toEqual([201, 200]);
    const base = `http://127.0.0.1:8080/fhir/Patient/${first.body.id}/_history`;
    expect([first, second].map(({ headers }) => headers.get('location'))).toEqual([`${base}/1`, `${base}/2`]);
  });

  it('refuses to choose among several', async () => {
    const identifier = [{ system: SYSTEM, value: 'updated' }];
    await stored({ identifier });
    const { status, body } = await send(service.base, 'PUT', path, patient({ identifier }));
    expect([status, body.issue[0]?.details.coding?.[0]?.code]).toEqual([412, 'multiple-matches']);
  });
});

describe('update', () => {
  it('makes the next version, and none when nothing changes', async () => {
    const { id } = await stored();
    const changed = await send(service.base, 'PUT', `/Patient/${id}`, patient({ id, gender: 'female' }));
    expect([changed.status, changed.headers.get('etag'), changed.headers.get('location')]).toEqual([
      200,
      'W/"2"',
      null,
    ]);
    const same = await send(service.base, 'PUT', `/Patient/${id}`, patient({ id, gender: 'female' }));
    expect([same.status, same.headers.get('etag')]).toEqual([200, 'W/"2"']);
  });

  it('creates under an id of the caller', async () => {
    const { status, headers } = await send(
      service.base,
      'PUT',
      '/Patient/callers-own',
      patient({ id: 'callers-own' }),
    );
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('http://127.0.0.1:8080/fhir/Patient/callers-own/_history/1');
  });

  it('brings a deleted resource back with 201', async () => {
    const { id } = await stored();
    await send(service.base, 'DELETE', `/Patient/${id}`);
    const back = await send(service.base, 'PUT', `/Patient/${id}`, patient({ id }));
    expect([back.status, back.headers.get('etag')]).toEqual([201, 'W/"3"']);
  });

  it.each([
    ['W/"1"', 200],
    ['"1"', 200],
    ['*', 200],
    ['W/"2"', 412],
    ['W/"2", W/"1"', 200],
    ['1', 400],
  ])('with If-Match %s on version 1 answers %i', async (ifMatch, status) => {
    const { id } = await stored();
    const answer = await send(service.base, 'PUT', `/Patient/${id}`, patient({ id, gender: 'male' }), {
      'if-match': ifMatch,
    });
    expect(answer.status).toBe(status);
    const { meta } = (await send(service.base, 'GET', `/Patient/${id}`)).body;
    expect(meta.versionId).toBe(status === 200 ? '2' : '1');
  });

  it('with If-Match on what is not there answers 412 and stores nothing', async () => {
    const answer = await send(service.base, 'PUT', '/Patient/not-there', patient({ id: 'not-there' }), {
      'if-match': 'W/"1"',
    });
    expect(answer.status).toBe(412);
    expect((await send(service.base, 'GET', '/Patient/not-there')).status).toBe(404);
  });
});

describe('delete', () => {
  it('leaves 410 behind, and is no fault when there is nothing', async () => {
    const { id } = await stored();
    expect((await send(service.base, 'DELETE', `/Patient/${id}`)).status).toBe(204);
    expect((await send(service.base, 'DELETE', `/Patient/${id}`)).status).toBe(204);
    expect((await send(service.base, 'DELETE', '/Patient/never-was')).status).toBe(204);
    const read = await send(service.base, 'GET', `/Patient/${id}`);
    expect([read.status, read.body.issue[0]?.code]).toEqual([410, 'deleted']);
  });

  it('looks at If-Match', async () => {
    const { id } = await stored();
    expect(
      (await send(service.base, 'DELETE', `/Patient/${id}`, undefined, { 'if-match': 'W/"2"' })).status,
    ).toBe(412);
    expect(
      (await send(service.base, 'DELETE', `/Patient/${id}`, undefined, { 'if-match': 'W/"1"' })).status,
    ).toBe(204);
  });
});

describe('history of an instance', () => {
  it('tells newest first what was done', async () => {
    const { id } = await stored();
    await send(service.base, 'PUT', `/Patient/${id}`, patient({ id, gender: 'female' }));
    await send(service.base, 'DELETE', `/Patient/${id}`);
    const { status, body } = await send(service.base, 'GET', `/Patient/${id}/_history`);
    expect([status, body.type, body.total]).toEqual([200, 'history', 3]);
    expect(body.entry.map(({ request }) => `${request?.method ?? ''} ${request?.url ?? ''}`)).toEqual([
      `DELETE Patient/${id}`,
      `PUT Patient/${id}`,
      'POST Patient',
    ]);
    expect(body.entry.map(({ response }) => response.etag)).toEqual(['W/"3"', 'W/"2"', 'W/"1"']);
    expect(body.entry.map(({ resource }) => (resource as Answer | undefined)?.meta.versionId)).toEqual([
      undefined,
      '2',
      '1',
    ]);
  });

  it('comes in pages', async () => {
    const { id } = await stored();
    await send(service.base, 'PUT', `/Patient/${id}`, patient({ id, gender: 'female' }));
    const page = await send(service.base, 'GET', `/Patient/${id}/_history?_count=1`);
    expect(page.body.entry).toHaveLength(1);
    const next =
      page.body.link?.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir/, '') ?? '';
    const rest = await send(service.base, 'GET', next);
    expect(rest.body.entry.map(({ resource }) => resource.meta.versionId)).toEqual(['1']);
  });
});

describe('Binary', () => {
  const bytes = Buffer.from('<p onclick="x()">æøå</p>', 'utf8');
  const binary = {
    resourceType: 'Binary',
    contentType: 'text/html; charset=utf-8',
    data: bytes.toString('base64'),
  };

  it.each([
    ['text/html', 'text/html; charset=utf-8'],
    ['text/plain, text/html;q=0.5', 'text/html; charset=utf-8'],
    ['application/fhir+json', 'application/fhir+json; charset=utf-8'],
    ['*/*', 'application/fhir+json; charset=utf-8'],
  ])('with Accept %s comes as %s', async (accept, contentType) => {
    const { body } = await send(service.base, 'POST', '/Binary', binary);
    const answer = await fetch(`${service.base}/Binary/${body.id}`, { headers: { accept } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, contentType]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const received = Buffer.from(await answer.arrayBuffer());
    if (contentType.startsWith('text/html')) {
      expect(answer.headers.get('content-disposition')).toBe('attachment');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(received.equals(bytes)).toBe(true);
    } else {
      expect(JSON.parse(received.toString('utf8'))).toMatchObject(binary);
    }
  });

  it('with another Accept is not acceptable', async () => {
    const { body } = await send(service.base, 'POST', '/Binary', binary);
    expect(
      (await send(service.base, 'GET', `/Binary/${body.id}`, undefined, { accept: 'image/png' })).status,
    ).toBe(406);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type RunningService } from './runningService.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

describe('an address under a method that it does not take', () => {
  it.each([
    ['GET', '/measurement-points/check', 'POST'],
    ['GET', '/pathways', 'POST'],
    ['DELETE', '/pathways', 'POST'],
    ['POST', '/pathways/schema.json', 'GET, HEAD'],
    ['PUT', '/messages', 'POST, GET, HEAD'],
    ['DELETE', '/messages/abc?x=y', 'GET, HEAD'],
    ['GET', '/messages/translate', 'POST'],
    ['POST', '/health', 'GET, HEAD'],
    ['OPTIONS', '/ready', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/docs', 'GET, HEAD'],
    ['PUT', '/fhir/CodeSystem/$lookup', 'GET, HEAD, POST'],
    ['DELETE', '/fhir/CodeSystem/volven-9327/$validate-code', 'GET, HEAD, POST'],
    ['PATCH', '/fhir/$check-measurement-points', 'GET, HEAD, POST'],
    ['PUT', '/fhir/Patient/$validate', 'POST'],
    ['PATCH', '/fhir/Patient/1', 'GET, HEAD, PUT, DELETE'],
  ])('%s %s is refused, and told what it takes: %s', async (method, path, allowed) => {
    const { status, headers, body } = await service.send(method, path);
    expect([status, headers.get('allow')]).toEqual([405, allowed]);
    expect(body.issue[0]?.details?.coding?.[0]?.code).toBe('method-not-allowed');
    expect(body.issue[0]?.details?.text).toContain(method);
    expect(body.issue[0]?.diagnostics).toContain(allowed);
  });

  it.each(['/nothing', '/messages/abc/more', '/measurement-points', '/healthy', '/pathways/'])(
    'is another thing than one at which nothing is: %s',
    async (path) => {
      expect((await service.send('PUT', path)).status).toBe(404);
    },
  );
});

describe('content that an address does not take', () => {
  it.each([
    ['/measurement-points/check', 'text/plain', 'text/csv, application/x-ndjson, application/json'],
    [
      '/measurement-points/check',
      'text/csv; charset=utf-16',
      'text/csv, application/x-ndjson, application/json',
    ],
    ['/messages', 'text/plain', 'application/xml, text/xml'],
    [
      '/messages/translate',
      'text/plain',
      'application/xml, text/xml, application/fhir+json, application/json',
    ],
    ['/pathways', 'application/xml', 'application/fhir+json, application/json'],
    ['/fhir/CodeSystem/$lookup', 'application/xml', 'application/fhir+json, application/json'],
    ['/fhir/Patient/_search', 'application/fhir+json', 'application/x-www-form-urlencoded'],
  ])('%s of %s: it says that it takes %s', async (path, type, taken) => {
    const { status, body } = await service.send('POST', path, {
      body: '{"resourceType":"Parameters"}',
      headers: { 'content-type': type },
    });
    expect(status).toBe(415);
    expect(body.issue[0]?.diagnostics).toContain(`one of ${taken}, in UTF-8`);
  });
});

describe('an answer with sentences', () => {
  const JSON_BODY = { 'content-type': 'application/fhir+json' };
  const batch = JSON.stringify({
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ request: { method: 'GET', url: 'Patient/none' } }],
  });
  it.each([
    ['GET', '/fhir/CodeSystem/$validate-code?url=urn:oid:2.16.578.1.12.4.1.1.9327&code=D11Q', {}],
    ['GET', '/fhir/ConceptMap/$translate?system=urn:oid:2.16.578.1.12.4.1.1.9322&code=Q', {}],
    ['GET', '/fhir/Patient/none', {}],
    ['GET', '/fhir/Patient?surprise=1', { prefer: 'handling=lenient' }],
    ['POST', '/fhir', JSON_BODY, batch],
    ['POST', '/fhir/$check-measurement-points', JSON_BODY, '{"resourceType":"Bundle","type":"collection"}'],
    ['POST', '/fhir/Patient/$validate', JSON_BODY, '{"resourceType":"Patient"}'],
    ['POST', '/pathways', { 'content-type': 'application/json' }, '{}'],
    [
      'POST',
      '/measurement-points/check',
      { 'content-type': 'text/csv' },
      'pathway;code;date\n1;D11Q;2023-05-02\n',
    ],
    ['GET', '/nothing', {}],
  ] as const)('names its language: %s %s', async (method, path, headers, body?: string) => {
    for (const [wanted, named] of [
      ['nb', 'nb'],
      ['en', 'en'],
      ['', 'en'],
    ] as const) {
      const answer = await service.send(method, path, {
        headers: { ...headers, 'accept-language': wanted },
        ...(body !== undefined && { body }),
      });
      expect(answer.headers.get('content-language')).toBe(named);
      // Also when it is given again.
      const again = await service.send(method, path, {
        headers: { ...headers, 'accept-language': wanted },
        ...(body !== undefined && { body }),
      });
      expect(again.headers.get('content-language')).toBe(named);
    }
  });

  it('is none where texts of codes alone are told', async () => {
    const { headers } = await service.send(
      'GET',
      '/fhir/CodeSystem/$lookup?system=urn:oid:2.16.578.1.12.4.1.1.9327&code=D11A',
    );
    expect(headers.get('content-language')).toBeNull();
  });
});

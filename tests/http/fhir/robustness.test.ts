import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type RunningService } from './service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
const step = fc.oneof(
  fc.constantFrom(
    'Patient',
    'CarePlan',
    'Bundle',
    'Binary',
    'metadata',
    '_history',
    '_search',
    '$validate',
    '1',
    'a_b',
    '..',
    '%2F',
    '%00',
    '%F0%9F',
  ),
  fc.webSegment(),
);
const path = fc.array(step, { maxLength: 5 }).map((steps) => `/fhir/${steps.join('/')}`);
const parameter = fc.tuple(
  fc.oneof(
    fc.constantFrom(
      '_id',
      '_count',
      '_sort',
      '_include',
      '_revinclude',
      'date',
      'identifier',
      'birthdate',
      '_format',
      '_pretty',
      'name:exact',
      '_has',
      '_cursor',
      '_total',
      'constructor',
      '__proto__',
    ),
    fc.string(),
  ),
  fc.oneof(
    fc.constantFrom('', '1', 'ge2024', '|', ',', '\\', 'Patient:organization', '2024-02-30', '-', '*'),
    fc.string(),
  ),
);
const query = fc.array(parameter, { maxLength: 4 }).map((pairs) => new URLSearchParams(pairs).toString());
const header = fc.record(
  {
    accept: fc.constantFrom('application/fhir+json', 'text/html', '*/*;q=x', ',,;', 'application/fhir+json;fhirVersion="'),
    prefer: fc.constantFrom('return=minimal', 'return', '=', 'handling=lenient', ';;'),
    'if-match': fc.constantFrom('W/"1"', '"', '*', 'x', 'W/""'),
    'if-none-match': fc.constantFrom('W/"1"', '"', '*'),
    'if-modified-since': fc.constantFrom('x', 'Fri, 01 Jan 2100 00:00:00 GMT'),
    'if-none-exist': fc.constantFrom('identifier=1', '?', '&&', '_id=', '__proto__=1', '%'),
    'content-type': fc.constantFrom('application/fhir+json', 'application/json;charset=x', 'text/plain', 'application/x-www-form-urlencoded', ';'),
  },
  { requiredKeys: [] },
); // prettier-ignore

/** JSON that is nearly a resource. */
const element = fc.constantFrom(
  'id',
  'meta',
  'entry',
  'request',
  'resource',
  'fullUrl',
  'name',
  'type',
  'contained',
  'subject',
  'extension',
  'text',
);
const nearResource = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(
      'Patient',
      'transaction',
      'batch',
      'POST',
      'urn:uuid:1',
      null,
      true,
      0,
      1.5,
      '',
      'Patient/1',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(element, tie('value'), { maxKeys: 4 }),
    fc
      .tuple(
        fc.constantFrom('Patient', 'Bundle', 'CarePlan', 'Nothing', 'Binary'),
        fc.dictionary(element, tie('value')),
      )
      .map(([resourceType, rest]) => ({ ...rest, resourceType })),
  ),
})).value;
const body = fc.oneof(
  nearResource.map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

async function answerTo(request: InjectOptions & { method: string; url: string }): Promise<number> {
  const { statusCode, body: answer } = await service.app.inject(request);
  expect(statusCode, `${request.method} ${request.url}`).toBeLessThan(500);
  if (statusCode >= 400 && answer !== '') {
    expect(JSON.parse(answer)).toMatchObject({ resourceType: 'OperationOutcome' });
  }
  return statusCode;
}

describe('whatever is asked', () => {
  it('of any address, the answer is no 5xx, and every refusal an OperationOutcome', async () => {
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        query,
        header,
        body,
        async (verb, address, question, headers, payload) => {
          const withBody = verb !== 'GET' && verb !== 'HEAD';
          const url = question === '' ? address : `${address}?${question}`;
          await answerTo({ method: verb, url, headers, ...(withBody ? { payload } : {}) });
        },
      ),
      { numRuns: 800 },
    );
  });

  it('of the base, by Bundles that are nearly ones', async () => {
    const entry = fc.record(
      {
        fullUrl: fc.oneof(fc.constantFrom('urn:uuid:1', 'http://a/Patient/1'), nearResource),
        resource: nearResource,
        request: fc.oneof(
          nearResource,
          fc.record(
            {
              method: fc.constantFrom<unknown>('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 1),
              url: fc.constantFrom<unknown>(
                'Patient',
                'Patient/1',
                'Patient?x=1',
                '/',
                '',
                '?',
                'Patient/1/_history/1',
                '%',
                'Patient/%ZZ',
                {},
              ),
              ifNoneExist: fc.constantFrom<unknown>('identifier=1', '', 1, '%', 'x=1'),
              ifMatch: fc.constantFrom<unknown>('W/"1"', 1, {}),
              ifNoneMatch: fc.constantFrom<unknown>('W/"1"', 1, []),
            },
            { requiredKeys: ['method', 'url'] },
          ),
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('batch', 'transaction'),
        fc.array(entry, { maxLength: 4 }),
        async (type, entries) => {
          const payload = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type, entry: entries }));
          await answerTo({
            method: 'POST',
            url: '/fhir',
            headers: { 'content-type': 'application/fhir+json' },
            payload,
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFault, handleErrors } from '../../../src/http/errors.ts';
import { fhirPlugin } from '../../../src/http/fhir/plugin.ts';
import { createConformance } from '../../../src/conformance/conformance.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { LOCAL_OPERATOR } from '../../../src/store/actor.ts';
import type { Store } from '../../../src/store/store.ts';
import { BODY_LIMIT, send, startService, type RunningService } from './service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
  await send(service.base, 'PUT', '/Patient/p1', { resourceType: 'Patient', id: 'p1' });
});
afterAll(() => service.stop());

const PATIENT = { resourceType: 'Patient' };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Request {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

describe('every fault has its status and an OperationOutcome with code, sentence and remedy', () => {
  it.each<[string, Request, number, string]>([
    ['an unknown type', { path: '/Pasient/1' }, 404, 'type-not-served'],
    ['a type in lower case', { path: '/patient/p1' }, 404, 'type-not-served'],
    ['an unknown type to search', { path: '/Pasient' }, 404, 'type-not-served'],
    ['an unknown type to create', { path: '/Pasient', body: { resourceType: 'Pasient' } }, 404, 'type-not-served'],
    ['Parameters, which has no address', { path: '/Parameters/1' }, 404, 'type-not-served'],
    ['an id that cannot be one', { path: '/Patient/a_b' }, 400, 'address-id-syntax'],
    ['an id that is too long', { path: `/Patient/${'a'.repeat(65)}` }, 400, 'address-id-syntax'],
    ['a version that cannot be one', { path: '/Patient/p1/_history/a_b' }, 400, 'address-id-syntax'],
    ['an id that is not there', { path: '/Patient/p2' }, 404, 'resource-not-found'],
    ['a history of what is not there', { path: '/Patient/p2/_history' }, 404, 'resource-not-found'],
    ['an unknown parameter of a read', { path: '/Patient/p1?_elements=id' }, 400, 'unknown-parameter'],
    ['a page of a history that is none', { path: '/Patient/p1/_history?_count=x' }, 400, 'parameter-value'],
    ['another type in the body', { path: '/Patient', body: { resourceType: 'Task' } }, 400, 'type-mismatch'],
    ['no body', { method: 'POST', path: '/Patient' }, 400, 'empty-body'],
    ['an empty body', { path: '/Patient', body: '' , method: 'POST' }, 400, 'empty-body'],
    ['null', { path: '/Patient', body: 'null' }, 400, 'empty-body'],
    ['an array', { path: '/Patient', body: [] }, 400, 'not-a-resource'],
    ['a string', { path: '/Patient', body: '"Patient"' }, 400, 'not-a-resource'],
    ['no resourceType', { path: '/Patient', body: {} }, 400, 'not-a-resource'],
    ['cut off JSON', { path: '/Patient', body: '{"resourceType":"Pat' }, 400, 'not-json'],
    ['JSON that is too deep', { path: '/Patient', body: `{"resourceType":"Patient","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}` }, 400, 'nested-too-deep'],
    ['bytes that are not UTF-8', { path: '/Patient', body: Uint8Array.from([...utf8('{"resourceType":"Patient","language":"'), 0xff, ...utf8('"}')]) }, 400, 'not-utf-8'],
    ['UTF-16', { path: '/Patient', body: PATIENT, headers: { 'content-type': 'application/fhir+json; charset=utf-16' } }, 415, 'media-type'],
    ['another FHIR version', { path: '/Patient', body: PATIENT, headers: { 'content-type': 'application/fhir+json; fhirVersion=5.0' } }, 415, 'media-type'],
    ['XML', { path: '/Patient', body: '<Patient xmlns="http://hl7.org/fhir"/>', headers: { 'content-type': 'application/fhir+xml' } }, 415, 'media-type'],
    ['a form where a resource belongs', { path: '/Patient', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'media-type'],
    ['JSON where a form belongs', { path: '/Patient/_search', body: {} }, 415, 'media-type'],
    ['too much', { path: '/Patient', body: `"${'x'.repeat(BODY_LIMIT)}"` }, 413, 'body-too-large'],
    ['a resource that breaks its definition', { path: '/Patient', body: { ...PATIENT, birthDate: '31.12.1999' } }, 400, 'value-format'],
    ['an id in the body that differs', { method: 'PUT', path: '/Patient/p1', body: { ...PATIENT, id: 'p2' } }, 400, 'id-mismatch'],
    ['no id in the body', { method: 'PUT', path: '/Patient/p1', body: PATIENT }, 400, 'id-mismatch'],
    ['an answer in XML', { path: '/Patient/p1', headers: { accept: 'application/fhir+xml' } }, 406, 'not-acceptable'],
    ['an answer in another FHIR version', { path: '/Patient/p1', headers: { accept: 'application/fhir+json; fhirVersion=3.0' } }, 406, 'not-acceptable'],
    ['an answer in XML by _format', { path: '/Patient/p1?_format=xml', headers: { accept: 'application/fhir+json' } }, 406, 'not-acceptable'],
    ['no JSON by weight', { path: '/Patient/p1', headers: { accept: 'application/fhir+json;q=0' } }, 406, 'not-acceptable'],
    ['a write whose answer would not be acceptable', { path: '/Patient', body: PATIENT, headers: { accept: 'text/turtle' } }, 406, 'not-acceptable'],
    ['patch', { method: 'PATCH', path: '/Patient/p1', body: [] }, 405, 'method-not-allowed'],
    ['an update without id or condition', { method: 'PUT', path: '/Patient', body: PATIENT }, 400, 'empty-condition'],
    ['an update by a condition that cannot be asked', { method: 'PUT', path: '/Patient?shoe-size=43', body: PATIENT }, 400, 'search-parameter-unknown'],
    ['conditional delete', { method: 'DELETE', path: '/Patient?identifier=1' }, 405, 'method-not-allowed'],
    ['deleting the capability statement', { method: 'DELETE', path: '/metadata' }, 405, 'method-not-allowed'],
    ['search of the system', { path: '/' }, 405, 'method-not-allowed'],
    ['search of the system by POST', { method: 'POST', path: '/_search' }, 404, 'not-offered'],
    ['history of the system', { path: '/_history' }, 404, 'not-offered'],
    ['history of a type', { path: '/Patient/_history' }, 404, 'not-offered'],
    ['search by compartment', { path: '/Patient/p1/Task' }, 404, 'not-offered'],
    ['an operation on the system', { path: '/$graphql' }, 404, 'not-offered'],
    ['an operation on the system by POST', { path: '/$graphql', body: {} }, 404, 'not-offered'],
    ['an operation on a type', { path: '/Patient/$match', body: {} }, 404, 'not-offered'],
    ['an operation on an instance', { path: '/Patient/p1/$everything' }, 404, 'not-offered'],
    ['an address that FHIR does not know', { path: '/Patient/p1/_history/1/x' }, 404, 'no-such-address'],
  ])('%s', async (_title, request, status, code) => {
    const method = request.method ?? (request.body === undefined ? 'GET' : 'POST');
    const answer = await send(service.base, method, request.path, request.body, request.headers);
    expect(answer.body).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', details: { coding: [{ code }] } }],
    });
    expect(answer.status).toBe(status);
    expect(answer.body.issue[0]?.details.text).not.toMatch(/[{}]/);
    expect(answer.body.issue[0]?.diagnostics).toMatch(/\w/);
    expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(answer.headers.get('allow') !== null).toBe(status === 405);
  }); // prettier-ignore

  it('in Norwegian, when that is asked for', async () => {
    const { body } = await send(service.base, 'GET', '/Patient/p2', undefined, {
      'accept-language': 'nb, en;q=0.5',
    });
    expect(body.issue[0]?.details.text).toBe('Det finnes ingen slik ressurs eller versjon.');
  });

  it('in Norwegian also for what the write check finds', async () => {
    const { body } = await send(
      service.base,
      'POST',
      '/Patient',
      { ...PATIENT, fodt: 1 },
      { 'accept-language': 'nn' },
    );
    expect(body.issue[0]?.details.text).toBe('Patient har ikke noe element «fodt».');
    expect(body.issue[0]?.expression).toEqual(['Patient']);
  });

  it.each([
    'application/json',
    'application/*',
    '*/*',
    'text/html, */*;q=0.1',
    'application/fhir+json; fhirVersion=4.0',
  ])('but Accept %s is fine', async (accept) => {
    expect((await send(service.base, 'GET', '/Patient/p1', undefined, { accept })).status).toBe(200);
  });

  it.each(['json', 'application/json', 'application/fhir+json', 'application/fhir%2Bjson'])(
    'and _format=%s too',
    async (format) => {
      expect(
        (await send(service.base, 'GET', `/Patient/p1?_format=${format}`, undefined, { accept: 'text/html' }))
          .status,
      ).toBe(200);
    },
  );

  it('and unknown parameters of a read are overlooked under handling=lenient', async () => {
    expect(
      (await send(service.base, 'GET', '/Patient/p1?x=1', undefined, { prefer: 'handling=lenient' })).status,
    ).toBe(200);
  });
});

describe('an error that nobody foresaw', () => {
  it('is a 500 that tells nothing of it', async () => {
    const app = Fastify();
    const broken = { repository: () => { throw new Error('disk of 15888612345 is full'); } } as unknown as Store; // prettier-ignore
    const knowledge = { current: openKnowledge() };
    await app.register(fhirPlugin, {
      store: broken,
      knowledge,
      conformance: createConformance(knowledge),
      actorOf: () => LOCAL_OPERATOR,
      baseUrl: 'http://127.0.0.1/fhir',
      version: '0.0.0',
    });
    const { statusCode, body } = await app.inject('/Patient/p1');
    expect(statusCode).toBe(500);
    expect(body).not.toContain('15888612345');
    expect(JSON.parse(body)).toMatchObject({
      issue: [{ code: 'exception', details: { text: 'The service failed to do this.' } }],
    });
  });
});

describe('outside the FHIR API', () => {
  it('an address that is not there, or cannot be read, gets an OperationOutcome too', async () => {
    const app = Fastify({ frameworkErrors: answerFault });
    handleErrors(app);
    app.get('/here/:id', () => 'here');
    for (const [url, status, code] of [
      ['/there', 404, 'no-such-address'],
      ['/here/%ZZ', 400, 'bad-address'],
    ] as const) {
      const answer = await app.inject(url);
      expect(answer.statusCode).toBe(status);
      expect(answer.json()).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ details: { coding: [{ code }] } }],
      });
    }
  });
});

import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_RECORD } from '../../src/formats/record/example.ts';
import { pathwayRecordSchema } from '../../src/formats/record/schema.ts';
import { healthRoutes } from '../../src/http/health.ts';
import { languageOf } from '../../src/http/language.ts';
import { PRODUCT } from '../../src/product.ts';
import { startService, type RunningService } from './runningService.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

describe('health', () => {
  it.each([
    ['/health', 'ok'],
    ['/ready', 'ready'],
  ])('%s is 200', async (path, status) => {
    const answer = await service.send('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status, version: PRODUCT.version });
  });

  it('is not ready while the database does not answer, and lives all the same', async () => {
    const app = Fastify();
    healthRoutes(app, { version: '1', ping: () => Promise.reject(new Error('disk gone')) });
    const [ready, health] = [await app.inject('/ready'), await app.inject('/health')];
    expect([ready.statusCode, health.statusCode]).toEqual([503, 200]);
    expect(ready.body).not.toContain('disk gone');
    await app.close();
  });
});

describe('what is said of the surfaces', () => {
  interface OpenApi {
    readonly paths: Readonly<
      Record<string, Readonly<Record<string, { readonly responses: object; readonly requestBody?: object }>>>
    >;
  }

  it('has a page at /docs', async () => {
    const page = await service.send('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  it('describes every surface but FHIR, with its answers', async () => {
    const { body } = await service.send<OpenApi>('GET', '/docs/json');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/pathways',
        '/pathways/schema.json',
        '/messages',
        '/messages/{id}',
        '/health',
        '/ready',
      ]),
    );
    expect(Object.keys(body.paths).filter((path) => path.startsWith('/fhir'))).toEqual([]);
    const post = body.paths['/pathways']?.['post'];
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(['200', '201', '400', '422']));
    expect(JSON.stringify(post?.requestBody)).toContain('measurementPoints');
    const message = body.paths['/messages']?.['post'];
    expect(Object.keys(message?.responses ?? {})).toEqual(['200', '400', '409', '413', '415', '422']);
    expect(message?.requestBody).toMatchObject({ content: { 'application/xml': {}, 'text/xml': {} } });
  });

  it('names the operations of pathways, messages and health', async () => {
    const { text } = await service.send('GET', '/docs/json');
    for (const name of [
      'takePathwayRecord',
      'readPathwayRecordSchema',
      'receiveMessage',
      'readMessageAccount',
      'readHealth',
      'readReadiness',
    ]) {
      expect(text).toContain(`"operationId":"${name}"`);
    }
    expect(text).toContain('application/schema+json');
  });

  it('is where the service itself leads', async () => {
    const response = await fetch(`${service.address}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/docs']);
  });

  it('serves the schema of the pathway record as it is used', async () => {
    const { status, headers, text } = await service.send('GET', '/pathways/schema.json');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/schema+json');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(pathwayRecordSchema)));
  });

  it('serves what the FHIR API can do', async () => {
    const { status, body } = await service.send('GET', '/fhir/metadata');
    expect(status).toBe(200);
    expect(body.resourceType).toBe('CapabilityStatement');
  });
});

describe('a pathway that was taken in', () => {
  it('is where Location says', async () => {
    const response = await fetch(`${service.address}/pathways`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(EXAMPLE_RECORD),
    });
    expect(response.status).toBe(201);
    const location = response.headers.get('location') ?? '';
    expect(location).toMatch(/^\/fhir\/CarePlan\/[^/]+$/);
    const { body } = await service.send('GET', location);
    expect(body.resourceType).toBe('CarePlan');
  });
});

describe('every answer', () => {
  it.each(['/health', '/fhir/Patient', '/fhir/Patient/none', '/nothing', '/messages/none', '/fhir/%ff'])(
    'of %s has a request id of its own, and is not kept by anybody',
    async (path) => {
      const [one, other] = [await service.send('GET', path), await service.send('GET', path)];
      const id = one.headers.get('x-request-id');
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(other.headers.get('x-request-id')).not.toBe(id);
      expect(one.headers.get('x-powered-by')).toBeNull();
    },
  );

  it.each(['/fhir/Patient', '/messages/none', '/nothing'])('of %s is not stored on the way', async (path) => {
    const { headers } = await service.send('GET', path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is logged under its request id', async () => {
    const { headers } = await service.send('GET', '/health');
    const line = service
      .log()
      .split('\n')
      .find((text) => text.includes(headers.get('x-request-id') ?? ''));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ method: 'GET', route: '/health', status: 200 });
  });

  it('takes no request id from outside, which could carry anything into the log', async () => {
    const { headers } = await service.send('GET', '/health', {
      headers: { 'x-request-id': 'forged', 'request-id': 'forged' },
    });
    expect(headers.get('x-request-id')).not.toBe('forged');
    expect(service.log()).not.toContain('forged');
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['no', 'no'],
    ['nb', 'no'],
    ['nn-NO', 'no'],
    ['nb-NO,nb;q=0.9,en;q=0.8', 'no'],
    ['en,nb', 'en'],
    ['en;q=0.5, NB', 'no'],
    ['nb;q=0, en;q=0.1', 'en'],
    ['nb;q=0', 'en'],
    ['de, fr;q=0.9', 'en'],
    ['de, nb;q=0.1', 'no'],
    ['*', 'en'],
    [';;;q=,', 'en'],
    ['se, nb;q=0.5', 'no'],
  ])('asked for as %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it('is used by every surface', async () => {
    for (const path of ['/nothing', '/messages/none', '/fhir/Patient/none']) {
      const texts = await Promise.all(
        ['en', 'nb'].map(
          async (language) =>
            (await service.send('GET', path, { headers: { 'accept-language': language } })).body.issue[0]
              ?.details?.text,
        ),
      );
      expect(new Set(texts).size, path).toBe(2);
    }
  });
});

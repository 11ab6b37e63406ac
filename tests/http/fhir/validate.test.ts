import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startService, type Answer, type RunningService } from './service.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.stop();
});

const PLAN = {
  resourceType: 'CarePlan',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">A plan</div>' },
  status: 'active',
  intent: 'plan',
  subject: { display: 'Synthetic person' },
} as const;

function errorsOf({ issue }: Answer): readonly string[] {
  return issue
    .filter(({ severity }) => severity === 'error')
    .map(({ details, expression }) => `${details.coding?.[0]?.code ?? ''} ${expression?.[0] ?? ''}`.trim());
}

function parameters(resource: unknown, ...more: readonly object[]): object {
  return { resourceType: 'Parameters', parameter: [...more, { name: 'resource', resource }] };
}

describe('$validate', () => {
  it.each(['/$validate', '/CarePlan/$validate', '/CarePlan/not-stored/$validate'])(
    'judges a bare resource at %s, and says when all is well',
    async (path) => {
      const { status, body } = await send(service.base, 'POST', path, PLAN);
      expect(status).toBe(200);
      expect(body.resourceType).toBe('OperationOutcome');
      expect(body.issue).toEqual([
        { severity: 'information', code: 'informational', details: { text: 'All OK' } },
      ]);
    },
  );

  it.each<[string, string, unknown, readonly string[]]>([
    ['a missing element', '/$validate', { ...PLAN, subject: undefined }, ['required-element CarePlan']],
    [
      'the resource of a Parameters',
      '/$validate',
      parameters({ ...PLAN, status: 'x' }),
      ['code-not-allowed CarePlan.status'],
    ],
    ['a resource of another type than the address', '/Task/$validate', PLAN, ['type-mismatch']],
    [
      'another id than that of the address',
      '/CarePlan/1/$validate',
      { ...PLAN, id: '2' },
      ['id-mismatch CarePlan.id'],
    ],
    ['an update without an id', '/CarePlan/1/$validate?mode=update', PLAN, ['id-mismatch CarePlan.id']],
    [
      'a Parameters of which nothing is a resource',
      '/$validate',
      { resourceType: 'Parameters', parameter: [{ value: 1 }] },
      [
        'unknown-element Parameters.parameter[0]',
        'required-element Parameters.parameter[0]',
        'invariant Parameters.parameter[0]',
      ],
    ],
    [
      'an unknown profile that was asked for',
      '/$validate?profile=http://example.org/none',
      PLAN,
      ['profile-unknown'],
    ],
    [
      'an unknown profile in Parameters',
      '/CarePlan/$validate',
      parameters(PLAN, { name: 'profile', valueUri: 'http://example.org/none' }),
      ['profile-unknown'],
    ],
    [
      'an unknown profile that the resource names, as a warning',
      '/$validate',
      { ...PLAN, meta: { profile: ['http://example.org/none'] } },
      [],
    ],
    ['a mode that does not exist', '/$validate?mode=guess', PLAN, ['validate-mode']],
    [
      'an unknown extension',
      '/$validate',
      { ...PLAN, extension: [{ url: 'https://nobody.no/x', valueCode: 'x' }] },
      ['unknown-extension CarePlan.extension[0]'],
    ],
    [
      'an extension of an example',
      '/$validate',
      { ...PLAN, extension: [{ url: 'http://example.org/x', valueCode: 'x' }] },
      [],
    ],
    ['what is no resource', '/$validate', [1], ['not-a-resource']],
    [
      'a parameter resource without one',
      '/$validate',
      { resourceType: 'Parameters', parameter: [{ name: 'resource', valueString: 'x' }] },
      ['validate-resource Parameters.parameter[0]', 'not-a-resource'],
    ],
    [
      'a code of ours that does not exist',
      '/$validate',
      {
        ...PLAN,
        category: [
          { coding: [{ system: 'https://forlopsbro.no/fhir/CodeSystem/catalogue-edition', code: '99' }] },
        ],
      },
      ['unknown-code CarePlan.category[0].coding[0]'],
    ],
    [
      'a pathway rule that a write would break',
      '/$validate?mode=create',
      { ...PLAN, category: [{ coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.9321', code: 'D99' }] }] },
      ['201 CarePlan.category'],
    ],
  ])('finds %s', async (_what, path, content, expected) => {
    const { status, body } = await send(service.base, 'POST', path, content);
    expect(status).toBe(200);
    expect(errorsOf(body)).toEqual(expected);
  });

  it.each<[string, string, string, RegExp]>([
    ['broken JSON', '{"resourceType":\n "CarePlan",,}', 'not-json', /line 2, column 13/],
    [
      'a duplicate key',
      '{"resourceType":"Patient","gender":"male","gender":"female"}',
      'duplicate-key',
      /gender/,
    ],
    [
      'a duplicate key in a parameter',
      '{"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient","active":true,"active":true}}]}',
      'duplicate-key',
      /active/,
    ],
    [
      'a number that is not written whole',
      '{"resourceType":"Attachment"}',
      'unknown-resource-type',
      /Attachment/,
    ],
  ])('judges the text: %s', async (_what, text, code, words) => {
    const { status, body } = await send(service.base, 'POST', '/$validate', text);
    expect(status).toBe(200);
    const issue = body.issue.find(({ details }) => details.coding?.[0]?.code === code);
    expect(issue?.details.text).toMatch(words);
  });

  it('judges what is stored, by GET and by a POST that has no resource', async () => {
    const created = await send(service.base, 'POST', '/CarePlan', PLAN);
    const path = `/CarePlan/${created.body.id}/$validate`;
    const profile = 'http://hl7.org/fhir/StructureDefinition/CarePlan';
    expect(errorsOf((await send(service.base, 'GET', `${path}?profile=${profile}`)).body)).toEqual([]);
    const asked = {
      resourceType: 'Parameters',
      parameter: [{ name: 'profile', valueUri: 'http://example.org/none' }],
    };
    expect(errorsOf((await send(service.base, 'POST', path, asked)).body)).toEqual(['profile-unknown']);
    expect((await send(service.base, 'GET', `${path}?mode=delete`)).body.issue[0]?.details.text).toBe(
      'All OK',
    );
    expect((await send(service.base, 'GET', '/CarePlan/nowhere/$validate')).status).toBe(404);
  });

  it('says what can be deleted', async () => {
    const shipped = await send(service.base, 'POST', '/CodeSystem/volven-9321/$validate?mode=delete');
    expect(shipped.status).toBe(200);
    expect(errorsOf((await send(service.base, 'POST', '/$validate?mode=delete', PLAN)).body)).toEqual([
      'validate-instance',
    ]);
  });

  it('answers in Norwegian, and says so', async () => {
    const { headers, body } = await send(
      service.base,
      'POST',
      '/$validate',
      { ...PLAN, status: 'x' },
      { 'accept-language': 'nn, en;q=0.5' },
    );
    expect(headers.get('content-language')).toBe('nb');
    expect(body.issue[0]?.details.text).toMatch(/ikke/);
    const english = await send(service.base, 'POST', '/$validate', PLAN);
    expect(english.headers.get('content-language')).toBe('en');
  });

  it('bounds what it lists, and says so', async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`no-element-${index}`, 1]),
    );
    const { body } = await send(service.base, 'POST', '/$validate', { ...PLAN, ...properties });
    expect(body.issue.length).toBeLessThan(300);
    const more = body.issue.find(({ details }) => details.coding?.[0]?.code === 'judging-stopped');
    expect(more?.details.text).toMatch(/200 errors/);
  });

  it.each<[string, number, RequestInit]>([
    [
      'XML',
      415,
      {
        body: '<CarePlan xmlns="http://hl7.org/fhir"/>',
        headers: { 'content-type': 'application/fhir+xml' },
      },
    ],
    ['another type', 415, { body: 'x', headers: { 'content-type': 'text/plain' } }],
    ['nothing', 400, {}],
  ])('refuses %s', async (_what, status, init) => {
    const response = await fetch(`${service.base}/CarePlan/$validate`, { method: 'POST', ...init });
    expect(response.status).toBe(status);
    expect(((await response.json()) as Answer).resourceType).toBe('OperationOutcome');
  });

  it.each([
    ['GET', '/$validate', 405],
    ['PUT', '/CarePlan/$validate', 405],
    ['POST', '/Nothing/$validate', 404],
  ])('%s %s: %i', async (method, path, status) => {
    expect((await send(service.base, method, path)).status).toBe(status);
  });

  it('is in the capability statement', async () => {
    const { body } = await send(service.base, 'GET', '/metadata');
    expect(JSON.stringify(body).match(/OperationDefinition\/Resource-validate/g)?.length).toBeGreaterThan(
      140,
    );
  });
});

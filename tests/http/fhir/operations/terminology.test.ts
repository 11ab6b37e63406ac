import { MedplumClient } from '@medplum/core';
import type {
  CapabilityStatement,
  OperationOutcome,
  Parameters,
  Resource,
  ValueSet,
} from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../../../conformance/errorsIn.ts';
import { send, startService, type RunningService } from '../service.ts';

const COMBINED = 'urn:oid:2.16.578.1.12.4.1.1.9327';
const EVENT = 'urn:oid:2.16.578.1.12.4.1.1.9322';
const VALUE_SET = 'https://forlopsbro.no/fhir/ValueSet';
const MAP = 'https://forlopsbro.no/fhir/ConceptMap';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

type Body = Pick<Parameters, 'parameter'> & Pick<ValueSet, 'expansion'> & Pick<OperationOutcome, 'issue'>;

type Part = NonNullable<Parameters['parameter']>[number];

function partsOf(values: Readonly<Record<string, string>> | readonly Part[]): readonly Part[] {
  return isParts(values)
    ? values
    : Object.entries(values).map(([name, valueString]) => ({ name, valueString }));
}

function isParts(values: Readonly<Record<string, string>> | readonly Part[]): values is readonly Part[] {
  return Array.isArray(values);
}

async function call(
  method: 'GET' | 'POST',
  path: string,
  values: Readonly<Record<string, string>> | readonly Part[],
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: Body }> {
  const answer =
    method === 'GET'
      ? await send(
          service.base,
          'GET',
          `${path}?${new URLSearchParams(values as Record<string, string>).toString()}`,
          undefined,
          headers,
        )
      : await send(
          service.base,
          'POST',
          path,
          {
            resourceType: 'Parameters',
            ...(Object.keys(values).length === 0 ? {} : { parameter: partsOf(values) }),
          },
          headers,
        );
  return { status: answer.status, body: answer.body as unknown as Body };
}

function parameter({ parameter: parts = [] }: Pick<Parameters, 'parameter'>, name: string): Part | undefined {
  return parts.find((part) => part.name === name);
}

const METHODS = ['GET', 'POST'] as const;

describe.each(METHODS)('by %s', (method) => {
  it.each([
    ['/CodeSystem/$lookup', { system: COMBINED, code: 'D11CU' }],
    ['/CodeSystem/volven-9327/$lookup', { code: 'D11CU' }],
  ])('%s tells the text and the parts of a code', async (path, values) => {
    const { status, body } = await call(method, path, values);
    expect(status).toBe(200);
    expect(parameter(body, 'display')?.valueString).toBe('PHV-V beslutning utvidet utredning');
    expect(JSON.stringify(body)).toContain(
      '"valueCoding":{"system":"urn:oid:2.16.578.1.12.4.1.1.9322","code":"C"',
    );
    expect(errorsIn(body as Resource)).toEqual([]);
  });

  it.each([
    ['/CodeSystem/$validate-code', { url: COMBINED, code: 'D11CU' }, true],
    ['/CodeSystem/$validate-code', { url: COMBINED, code: 'D06CU' }, false],
    [
      '/CodeSystem/$validate-code',
      { url: 'http://ehelse.no/fhir/CodeSystem/no-kodeverk-9327', code: 'D11CU' },
      true,
    ],
    ['/CodeSystem/volven-9327/$validate-code', { code: 'D11CU' }, true],
    ['/CodeSystem/$validate-code', { url: COMBINED, code: 'D11CU', date: '2018-06-01' }, false],
    ['/CodeSystem/$validate-code', { url: COMBINED, code: 'D11CU', date: '2023-06-01' }, true],
    [
      '/ValueSet/$validate-code',
      { url: `${VALUE_SET}/measurement-points-D06`, system: COMBINED, code: 'D06P' },
      true,
    ],
    [
      '/ValueSet/$validate-code',
      { url: `${VALUE_SET}/measurement-points-D06`, system: COMBINED, code: 'D07P' },
      false,
    ],
    ['/ValueSet/measurement-points-D06/$validate-code', { system: COMBINED, code: 'D06P' }, true],
  ])('%s of %o has the result %s first', async (path, values, result) => {
    const { status, body } = await call(method, path, values);
    expect(status).toBe(200);
    expect(body.parameter?.[0]).toEqual({ name: 'result', valueBoolean: result });
    expect(errorsIn(body as Resource)).toEqual([]);
  });

  it('says that nobody has confirmed a code in the newest edition', async () => {
    const { body } = await call(method, '/CodeSystem/$validate-code', {
      url: COMBINED,
      code: 'D11CU',
      date: '2025-06-01',
    });
    expect(parameter(body, 'result')?.valueBoolean).toBe(true);
    const issues = parameter(body, 'issues')?.resource as OperationOutcome;
    expect(issues.issue[0]?.details?.coding?.[0]?.code).toBe('code-validity-unconfirmed');
  });

  it.each([
    ['/CodeSystem/$subsumes', { system: EVENT, codeA: 'A', codeB: 'A' }, 'equivalent'],
    ['/CodeSystem/volven-9322/$subsumes', { codeA: 'A', codeB: 'M' }, 'not-subsumed'],
  ])('%s of %o is %s', async (path, values, outcome) => {
    const { body } = await call(method, path, values);
    expect(body.parameter).toEqual([{ name: 'outcome', valueCode: outcome }]);
  });

  it.each([
    [
      '/ValueSet/$expand',
      { url: `${VALUE_SET}/measurement-points-D06`, filter: 'Behandling', includeDesignations: 'true' },
    ],
    ['/ValueSet/measurement-points-D06/$expand', { filter: 'Behandling', includeDesignations: 'true' }],
  ])('%s filters', async (path, values) => {
    const { status, body } = await call(method, path, values);
    expect(status).toBe(200);
    expect(body.expansion?.total).toBeGreaterThan(0);
    for (const each of body.expansion?.contains ?? []) {
      expect(JSON.stringify(each).toLowerCase()).toContain('behandling');
    }
    // R4 has the version of a code system in the URI; the official validator wants none after an OID.
    const isUsedSystem = (place: string): boolean => place.startsWith('ValueSet.expansion.parameter');
    expect(errorsIn(body as Resource).filter(({ place }) => !isUsedSystem(place))).toEqual([]);
  });

  it('$expand gives pages that join to the whole', async () => {
    const url = `${VALUE_SET}/measurement-points-D11`;
    const codes = async (page: Record<string, string>) =>
      (await call(method, '/ValueSet/$expand', { url, ...page })).body.expansion?.contains?.map(
        ({ code }) => code,
      ) ?? [];
    const whole = await codes({});
    const half = Math.ceil(whole.length / 2);
    expect(half).toBeGreaterThan(5);
    expect([
      ...(await codes({ count: String(half) })),
      ...(await codes({ count: String(half), offset: String(half) })),
    ]).toEqual(whole);
    expect(await codes({ date: '2018-01-01' })).toEqual([]);
  });

  it('$translate goes both ways', async () => {
    const there = await call(method, '/ConceptMap/combined-code-to-components/$translate', {
      system: COMBINED,
      code: 'D11CU',
    });
    const found = there.body.parameter?.filter(({ name }) => name === 'match') ?? [];
    expect(there.body.parameter?.[0]).toEqual({ name: 'result', valueBoolean: true });
    expect(
      found.flatMap(({ part }) => part?.find(({ name }) => name === 'concept')?.valueCoding?.code),
    ).toEqual(expect.arrayContaining(['D11', 'C', 'U']));
    const back = await call(method, '/ConceptMap/$translate', {
      url: `${MAP}/care-level-to-encounter-class`,
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: 'IMP',
      reverse: 'true',
    });
    expect(JSON.stringify(back.body)).toContain('"code":"1"');
  });

  it.each([
    ['/CodeSystem/$lookup', { code: 'D11CU' }, 400, 'parameter-missing'],
    ['/CodeSystem/$lookup', { system: COMBINED, code: 'D06CU' }, 404, 'code-not-found'],
    ['/CodeSystem/$lookup', { system: 'http://example.org/x', code: 'a' }, 404, 'code-system-unknown'],
    ['/CodeSystem/none/$validate-code', { code: 'a' }, 404, 'code-system-unknown'],
    ['/CodeSystem/$validate-code', { url: COMBINED, code: 'D11CU', date: 'never' }, 400, 'parameter-invalid'],
    ['/ValueSet/$expand', {}, 400, 'parameter-missing'],
    ['/ValueSet/$expand', { url: 'http://example.org/x' }, 404, 'value-set-unknown'],
    ['/ValueSet/measurement-points-D06/$expand', { count: '-1' }, 400, 'parameter-invalid'],
    ['/ConceptMap/none/$translate', { system: COMBINED, code: 'D11CU' }, 404, 'concept-map-unknown'],
    ['/CodeSystem/$lookup', { system: COMBINED, code: 'D11CU', colour: 'red' }, 400, 'unknown-parameter'],
  ])('%s of %o is refused with %i, %s', async (path, values, status, code) => {
    const answer = await call(method, path, values);
    expect(answer.status).toBe(status);
    expect(answer.body.issue[0]?.details?.coding?.[0]?.code).toBe(code);
  });
});

describe('the language', () => {
  it.each([
    [{}, 'PHV-V beslutning utvidet utredning'],
    [{ 'accept-language': 'nb' }, 'PHV-V beslutning utvidet utredning'],
    [{ 'accept-language': 'en' }, expect.stringMatching(/Need for extended assessment/)],
  ] as [Record<string, string>, unknown][])(
    'of displays follows Accept-Language %o',
    async (headers, display) => {
      const { body } = await call('GET', '/CodeSystem/$lookup', { system: COMBINED, code: 'D11CU' }, headers);
      expect(parameter(body, 'display')?.valueString).toEqual(display);
    },
  );

  it('of messages follows Accept-Language', async () => {
    const { body } = await call(
      'GET',
      '/CodeSystem/$validate-code',
      { url: COMBINED, code: 'x' },
      { 'accept-language': 'no' },
    );
    expect(parameter(body, 'message')?.valueString).toContain('har ingen kode');
  });
});

describe('a POST', () => {
  it.each([
    ['another resource', { resourceType: 'Patient' }, 'type-mismatch'],
    ['no resource', [], 'not-a-resource'],
  ])('of %s is refused', async (_what, sent, code) => {
    const { status, body } = await send(service.base, 'POST', '/CodeSystem/$lookup', sent);
    expect([status, body.issue[0]?.details.coding?.[0]?.code]).toEqual([400, code]);
  });

  it.each([
    [{ parameter: [null] }],
    [{ parameter: 'x' }],
    [{ parameter: [{ name: 'coding', valueCoding: null }] }],
    [{ parameter: [{ name: 'coding', valueCoding: 'x' }] }],
    [{ parameter: [{ name: 'valueSet', resource: { resourceType: 'ValueSet', compose: 1 } }] }],
    [{ parameter: [{ valueString: 'x' }] }],
  ])('of %o gets a 400', async (content) => {
    for (const path of ['/CodeSystem/$lookup', '/ValueSet/$expand', '/ConceptMap/$translate']) {
      const { status, body } = await send(service.base, 'POST', path, {
        resourceType: 'Parameters',
        ...content,
      });
      expect([path, status]).toEqual([path, 400]);
      expect(body.resourceType).toBe('OperationOutcome');
    }
  });

  it('of a value set expands that one', async () => {
    const valueSet: ValueSet = {
      resourceType: 'ValueSet',
      status: 'active',
      compose: { include: [{ system: COMBINED, concept: [{ code: 'D11CU' }] }] },
    };
    const { body } = await call('POST', '/ValueSet/$expand', [{ name: 'valueSet', resource: valueSet }]);
    expect(body.expansion?.contains).toMatchObject([{ code: 'D11CU' }]);
  });

  it('of a CodeableConcept needs one valid coding', async () => {
    const { body } = await call('POST', '/CodeSystem/$validate-code', [
      { name: 'url', valueUri: COMBINED },
      { name: 'codeableConcept', valueCodeableConcept: { coding: [{ system: COMBINED, code: 'D11CU' }] } },
    ]);
    expect(body.parameter?.[0]?.valueBoolean).toBe(true);
  });
});

it('a real client expands', async () => {
  const client = new MedplumClient({ baseUrl: service.base, fhirUrlPath: '', fetch });
  const expanded = await client.valueSetExpand({ url: `${VALUE_SET}/measurement-points-D06`, count: 3 });
  expect(expanded.expansion?.contains).toHaveLength(3);
});

it.each(['/CodeSystem/abc', '/CodeSystem/abc/_history', '/CodeSystem/$other', '/Patient/$lookup'])(
  '%s is as it was',
  async (path) => {
    expect((await send(service.base, 'GET', path)).status).toBe(404);
  },
);

it('the capability statement lists them', async () => {
  const statement = (await send(service.base, 'GET', '/metadata')).body as unknown as CapabilityStatement;
  const operations = (type: string) =>
    statement.rest?.[0]?.resource?.find((each) => each.type === type)?.operation?.map(({ name }) => name);
  expect(operations('CodeSystem')).toEqual(['lookup', 'validate-code', 'subsumes', 'validate']);
  expect(operations('ValueSet')).toEqual(['expand', 'validate-code', 'validate']);
  expect(operations('ConceptMap')).toEqual(['translate', 'validate']);
});

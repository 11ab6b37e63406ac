import type {
  Bundle,
  CodeSystem,
  ConceptMap,
  OperationOutcome,
  Parameters,
  ValueSet,
} from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startService, type RunningService } from '../service.ts';

const SYSTEM = 'http://hospital.example.org/CodeSystem/ward';
const WARDS = 'http://hospital.example.org/ValueSet/wards';
const ACUTE = 'http://hospital.example.org/ValueSet/acute-wards';
const MAP = 'http://hospital.example.org/ConceptMap/ward-to-care-level';
const CARE_LEVEL = 'urn:oid:2.16.578.1.12.4.1.1.8406';
const EVENT = 'urn:oid:2.16.578.1.12.4.1.1.9322';

const codeSystem: CodeSystem = {
  resourceType: 'CodeSystem',
  id: 'ward',
  url: SYSTEM,
  version: '2',
  name: 'Ward',
  status: 'active',
  content: 'complete',
  language: 'en',
  caseSensitive: false,
  hierarchyMeaning: 'is-a',
  concept: [
    {
      code: 'INPATIENT',
      display: 'Inpatient wards',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [
        { code: 'ACUTE', display: 'Acute ward', designation: [{ language: 'nb', value: 'Akuttpost' }] },
        { code: 'OLD', display: 'Closed ward', property: [{ code: 'inactive', valueBoolean: true }] },
      ],
    },
    { code: 'DAY', display: 'Day unit' },
  ],
};
const valueSets: readonly ValueSet[] = [
  {
    resourceType: 'ValueSet',
    id: 'wards',
    url: WARDS,
    status: 'active',
    compose: { include: [{ valueSet: [ACUTE] }, { system: SYSTEM, concept: [{ code: 'DAY' }] }] },
  },
  {
    resourceType: 'ValueSet',
    id: 'acute-wards',
    url: ACUTE,
    status: 'active',
    compose: {
      include: [
        { system: SYSTEM, filter: [{ property: 'concept', op: 'descendent-of', value: 'INPATIENT' }] },
      ],
    },
  },
];
const conceptMap: ConceptMap = {
  resourceType: 'ConceptMap',
  id: 'ward-to-care-level',
  url: MAP,
  status: 'active',
  sourceCanonical: WARDS,
  targetCanonical: 'https://forlopsbro.no/fhir/ValueSet/volven-8406',
  group: [
    {
      source: SYSTEM,
      target: CARE_LEVEL,
      element: [
        { code: 'ACUTE', target: [{ code: '1', equivalence: 'wider' }] },
        { code: 'DAY', target: [{ code: '2', equivalence: 'equivalent' }] },
      ],
      unmapped: { mode: 'fixed', code: '3' },
    },
  ],
};

let service: RunningService;
beforeAll(async () => {
  service = await startService();
  for (const resource of [codeSystem, ...valueSets, conceptMap]) {
    const { status } = await send(
      service.base,
      'PUT',
      `/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
    );
    expect(status).toBe(201);
  }
});
afterAll(() => service.stop());

async function get(
  path: string,
): Promise<{ status: number; body: Parameters & ValueSet & OperationOutcome }> {
  const { status, body } = await send(service.base, 'GET', path);
  return { status, body: body as unknown as Parameters & ValueSet & OperationOutcome };
}

async function post(path: string, parameter: Parameters['parameter']) {
  const { status, body } = await send(service.base, 'POST', path, { resourceType: 'Parameters', parameter });
  return { status, body: body as unknown as Parameters & ValueSet & OperationOutcome };
}

const value = ({ parameter = [] }: Parameters, name: string): unknown =>
  Object.entries(parameter.find((part) => part.name === name) ?? {}).find(([key]) => key !== 'name')?.[1];
const codes = ({ expansion }: ValueSet): unknown[] => (expansion?.contains ?? []).map(({ code }) => code);
const matches = ({ parameter = [] }: Parameters): unknown[] =>
  parameter
    .filter(({ name }) => name === 'match')
    .map(({ part = [] }) => [
      part.find(({ name }) => name === 'equivalence')?.valueCode,
      part.find(({ name }) => name === 'concept')?.valueCoding?.code,
    ]);

describe('what users have stored is asked like what ships', () => {
  it.each([
    [`/CodeSystem/$lookup?system=${SYSTEM}&code=ACUTE`, 'Acute ward'],
    [`/CodeSystem/$lookup?system=${SYSTEM}&code=acute`, 'Acute ward'],
    [`/CodeSystem/$lookup?system=${SYSTEM}&code=ACUTE&version=2`, 'Acute ward'],
    [`/CodeSystem/$lookup?system=${SYSTEM}&code=ACUTE&displayLanguage=nb`, 'Akuttpost'],
    [`/CodeSystem/ward/$lookup?code=DAY`, 'Day unit'],
  ])('%s: %s', async (path, display) => {
    const { status, body } = await get(path);
    expect([status, value(body, 'display')]).toEqual([200, display]);
  });

  it.each([
    [`/CodeSystem/$validate-code?url=${SYSTEM}&code=ACUTE`, true],
    [`/CodeSystem/$validate-code?url=${SYSTEM}&code=NONE`, false],
    [`/CodeSystem/ward/$validate-code?code=INPATIENT&abstract=false`, false],
    [`/CodeSystem/ward/$validate-code?code=INPATIENT&abstract=true`, true],
    [`/CodeSystem/ward/$validate-code?coding=${SYSTEM}|OLD`, true],
    [`/ValueSet/$validate-code?url=${WARDS}&code=DAY`, true],
    [`/ValueSet/$validate-code?url=${WARDS}&system=${SYSTEM}&code=ACUTE`, true],
    [`/ValueSet/acute-wards/$validate-code?system=${SYSTEM}&code=DAY`, false],
    [`/ValueSet/$validate-code?url=${SYSTEM}&code=DAY`, true],
  ])('%s: %s', async (path, result) => {
    const { status, body } = await get(path);
    expect([status, value(body, 'result')]).toEqual([200, result]);
  });

  it.each([
    [`/CodeSystem/$subsumes?system=${SYSTEM}&codeA=INPATIENT&codeB=ACUTE`, 'subsumes'],
    [`/CodeSystem/ward/$subsumes?codeA=ACUTE&codeB=INPATIENT`, 'subsumed-by'],
    [`/CodeSystem/ward/$subsumes?codeA=DAY&codeB=day`, 'equivalent'],
    [`/CodeSystem/ward/$subsumes?codeA=DAY&codeB=ACUTE`, 'not-subsumed'],
  ])('%s: %s', async (path, outcome) => {
    const { status, body } = await get(path);
    expect([status, value(body, 'outcome')]).toEqual([200, outcome]);
  });

  it.each([
    [`/ValueSet/$expand?url=${WARDS}`, ['ACUTE', 'OLD', 'DAY']],
    [`/ValueSet/wards/$expand?activeOnly=true`, ['ACUTE', 'DAY']],
    [`/ValueSet/$expand?url=${SYSTEM}&excludeNotForUI=true`, ['ACUTE', 'OLD', 'DAY']],
    [`/ValueSet/wards/$expand?filter=akutt`, ['ACUTE']],
  ])('%s: %o', async (path, expected) => {
    const { status, body } = await get(path);
    expect([status, codes(body)]).toEqual([200, expected]);
  });

  it.each([
    [`/ConceptMap/$translate?url=${MAP}&system=${SYSTEM}&code=ACUTE`, [['wider', '1']]],
    [`/ConceptMap/ward-to-care-level/$translate?system=${SYSTEM}&code=DAY`, [['equivalent', '2']]],
    [`/ConceptMap/ward-to-care-level/$translate?system=${SYSTEM}&code=OTHER`, [['inexact', '3']]],
    [`/ConceptMap/$translate?system=${SYSTEM}&code=ACUTE&target=ValueSet/volven-8406`, [['wider', '1']]],
    [`/ConceptMap/$translate?source=${WARDS}&system=${SYSTEM}&code=DAY`, [['equivalent', '2']]],
    [
      `/ConceptMap/$translate?system=${CARE_LEVEL}&code=1&reverse=true&targetsystem=${SYSTEM}`,
      [['narrower', 'ACUTE']],
    ],
    [
      `/ConceptMap/$translate?system=${CARE_LEVEL}&code=2&reverse=true&target=${WARDS}`,
      [['equivalent', 'DAY']],
    ],
  ])('%s: %o', async (path, expected) => {
    const { status, body } = await get(path);
    expect([status, matches(body)]).toEqual([200, expected]);
  });

  it('a new version counts at once', async () => {
    const path = `/CodeSystem/$validate-code?url=${SYSTEM}&code=NIGHT`;
    expect(value((await get(path)).body, 'result')).toBe(false);
    await send(service.base, 'PUT', '/CodeSystem/ward', {
      ...codeSystem,
      concept: [...(codeSystem.concept ?? []), { code: 'NIGHT' }],
    });
    expect(value((await get(path)).body, 'result')).toBe(true);
    await send(service.base, 'PUT', '/CodeSystem/ward', codeSystem);
    expect(value((await get(path)).body, 'result')).toBe(false);
  });

  it('what is deleted is asked no more', async () => {
    const url = 'http://hospital.example.org/CodeSystem/gone';
    const resource = { ...codeSystem, id: 'gone', url };
    await send(service.base, 'PUT', '/CodeSystem/gone', resource);
    expect((await get(`/CodeSystem/gone/$lookup?code=DAY`)).status).toBe(200);
    await send(service.base, 'DELETE', '/CodeSystem/gone');
    expect((await get(`/CodeSystem/gone/$lookup?code=DAY`)).status).toBe(404);
    expect((await get(`/CodeSystem/$lookup?system=${url}&code=DAY`)).status).toBe(404);
  });

  it('a list that ships is not overruled', async () => {
    await send(service.base, 'PUT', '/CodeSystem/false-events', {
      ...codeSystem,
      id: 'false-events',
      url: EVENT,
      version: '99',
    });
    expect(value((await get(`/CodeSystem/$validate-code?url=${EVENT}&code=DAY`)).body, 'result')).toBe(false);
    expect(
      value((await get(`/CodeSystem/$validate-code?url=${EVENT}&code=DAY&version=99`)).body, 'result'),
    ).toBe(true);
  });
});

describe('what is sent along is asked', () => {
  const sent: CodeSystem = { ...codeSystem, url: 'http://hospital.example.org/CodeSystem/sent' };

  it.each([
    ['ACUTE', true],
    ['NONE', false],
  ])('codeSystem with code %s: %s', async (code, result) => {
    const { status, body } = await post('/CodeSystem/$validate-code', [
      { name: 'codeSystem', resource: sent },
      { name: 'code', valueCode: code },
    ]);
    expect([status, value(body, 'result')]).toEqual([200, result]);
  });

  it('valueSet, of what is stored', async () => {
    const resource: ValueSet = {
      resourceType: 'ValueSet',
      status: 'active',
      compose: {
        include: [{ valueSet: [WARDS] }],
        exclude: [{ system: SYSTEM, concept: [{ code: 'OLD' }] }],
      },
    };
    expect(codes((await post('/ValueSet/$expand', [{ name: 'valueSet', resource }])).body)).toEqual([
      'ACUTE',
      'DAY',
    ]);
    const { body } = await post('/ValueSet/$validate-code', [
      { name: 'valueSet', resource },
      { name: 'coding', valueCoding: { system: SYSTEM, code: 'OLD' } },
    ]);
    expect(value(body, 'result')).toBe(false);
  });

  it('valueSet that is an expansion', async () => {
    const resource: ValueSet = {
      resourceType: 'ValueSet',
      status: 'active',
      expansion: { timestamp: '2026-01-01', contains: [{ system: EVENT, code: 'M' }] },
    };
    expect(codes((await post('/ValueSet/$expand', [{ name: 'valueSet', resource }])).body)).toEqual(['M']);
  });

  it('conceptMap', async () => {
    const { status, body } = await post('/ConceptMap/$translate', [
      { name: 'conceptMap', resource: { ...conceptMap, url: 'http://hospital.example.org/ConceptMap/sent' } },
      {
        name: 'codeableConcept',
        valueCodeableConcept: {
          coding: [
            { system: 'http://other', code: 'x' },
            { system: SYSTEM, code: 'DAY' },
          ],
        },
      },
    ]);
    expect([status, value(body, 'result'), matches(body)]).toEqual([200, true, [['equivalent', '2']]]);
  });
});

describe('an entry of a batch', () => {
  it('calls an operation by GET and by POST, after what the others change', async () => {
    const url = 'http://hospital.example.org/CodeSystem/batch';
    const batch: Bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { request: { method: 'GET', url: `CodeSystem/$validate-code?url=${url}&code=ACUTE` } },
        {
          request: { method: 'POST', url: 'ValueSet/$expand' },
          resource: { resourceType: 'Parameters', parameter: [{ name: 'url', valueUri: WARDS }] },
        },
        {
          request: { method: 'PUT', url: 'CodeSystem/batch' },
          resource: { ...codeSystem, id: 'batch', url },
        },
        { request: { method: 'GET', url: 'CodeSystem/batch/$lookup?code=NONE' } },
        { request: { method: 'GET', url: 'CodeSystem/$lookup?code=x&colour=red' } },
        { request: { method: 'GET', url: 'CodeSystem/$none?code=x' } },
        {
          request: {
            method: 'GET',
            url: 'http://127.0.0.1:8080/fhir/CodeSystem/ward/$subsumes?codeA=DAY&codeB=DAY',
          },
        },
        { request: { method: 'POST', url: 'CodeSystem/$lookup' }, resource: { resourceType: 'Patient' } },
      ],
    };
    const { status, body } = await send(service.base, 'POST', '', batch);
    expect(status).toBe(200);
    const { entry = [] } = body as unknown as Bundle;
    expect(entry.map(({ response }) => response?.status)).toEqual([
      '200 OK',
      '200 OK',
      '201 Created',
      '404',
      '400',
      '404',
      '200 OK',
      '400',
    ]);
    expect(value(entry[0]?.resource as Parameters, 'result')).toBe(true);
    expect(codes(entry[1]?.resource as ValueSet)).toEqual(['ACUTE', 'OLD', 'DAY']);
    expect(value(entry[6]?.resource as Parameters, 'outcome')).toBe('equivalent');
    expect(entry[3]?.response?.outcome?.resourceType).toBe('OperationOutcome');
  });
});

describe('a search by the codes of a value set', () => {
  it.each([
    [WARDS, ['w-day']],
    ['ValueSet/wards', ['w-day']],
    ['https://forlopsbro.no/fhir/ValueSet/volven-9322', ['w-event']],
  ])('knows %s', async (valueSet, found) => {
    for (const [id, system, code] of [
      ['w-day', SYSTEM, 'DAY'],
      ['w-event', EVENT, 'M'],
      ['w-other', SYSTEM, 'OLD-ONE'],
    ]) {
      await send(service.base, 'PUT', `/Basic/${id ?? ''}`, {
        resourceType: 'Basic',
        id,
        code: { coding: [{ system, code }] },
      });
    }
    const { status, body } = await send(
      service.base,
      'GET',
      `/Basic?code:in=${encodeURIComponent(valueSet)}`,
    );
    const ids = ((body as unknown as Bundle).entry ?? []).map(({ resource }) => resource?.id);
    expect([status, ids]).toEqual([200, found]);
    const without = await send(service.base, 'GET', `/Basic?code:not-in=${encodeURIComponent(valueSet)}`);
    expect(((without.body as unknown as Bundle).entry ?? []).length).toBe(3 - found.length);
  });

  it('is refused where nobody knows the value set', async () => {
    const { status } = await send(service.base, 'GET', '/Basic?code:in=http://example.org/ValueSet/none');
    expect(status).toBe(400);
  });
});

describe('operations in a Bundle', () => {
  const entries = (...urls: string[]) => urls.map((url) => ({ request: { method: 'GET', url } }));

  it('of type batch are answered, in the language that is wanted', async () => {
    const { status, body } = await send(
      service.base,
      'POST',
      '',
      {
        resourceType: 'Bundle',
        type: 'batch',
        entry: entries(
          `CodeSystem/$lookup?system=${SYSTEM}&code=ACUTE`,
          `CodeSystem/ward/$validate-code?code=DAY`,
          `ValueSet/$expand?url=${WARDS}`,
          `CodeSystem/$lookup?system=${SYSTEM}&code=ACUTE&displayLanguage=en`,
          'CodeSystem/$lookup?code=ACUTE',
        ),
      },
      { 'accept-language': 'nb' },
    );
    const answers = (body as unknown as Bundle).entry ?? [];
    expect(status).toBe(200);
    expect(answers.map(({ response }) => response?.status.slice(0, 3))).toEqual([
      '200',
      '200',
      '200',
      '200',
      '400',
    ]);
    const displays = answers.map(({ resource }) =>
      resource?.resourceType === 'Parameters' ? value(resource, 'display') : undefined,
    );
    expect(displays).toEqual(['Akuttpost', 'Day unit', undefined, 'Acute ward', undefined]);
  });

  it('of type transaction are refused, and told where to ask', async () => {
    const { status, body } = await send(service.base, 'POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: entries(`CodeSystem/$lookup?system=${SYSTEM}&code=ACUTE`),
    });
    const [issue] = (body as unknown as OperationOutcome).issue;
    expect([status, issue?.details?.coding?.[0]?.code]).toEqual([400, 'operation-in-transaction']);
    expect(issue?.diagnostics).toContain('batch');
  });
});

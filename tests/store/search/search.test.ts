import { getStatus, parseSearchRequest } from '@medplum/core';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_OPERATOR } from '../../../src/store/actor.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { parseSearch } from '../../../src/store/search/parseSearch.ts';
import type { ValueSetMembers } from '../../../src/store/search/valueSetMembers.ts';
import type { Store } from '../../../src/store/store.ts';
import { outcomeOfFailure, temporaryFolder } from '../storeForTests.ts';

const BASE = 'http://127.0.0.1:8080/fhir';
const EVENTS = 'urn:oid:2.16.578.1.12.4.1.1.9322';
const TYPES = 'urn:oid:2.16.578.1.12.4.1.1.9321';

const ID_TYPES = 'urn:oid:2.16.578.1.12.4.1.1.8116';

const resources: Resource[] = [
  {
    resourceType: 'Patient',
    id: 'kari',
    active: true,
    identifier: [
      {
        system: 'urn:oid:2.16.578.1.12.4.1.4.1',
        value: '12877312345',
        type: { coding: [{ system: ID_TYPES, code: 'FNR' }], text: 'Fødselsnummer' },
      },
    ],
    name: [{ family: 'Ødegård-Åsen', given: ['Kari', 'Émilie'] }],
    birthDate: '1973-07-12',
    gender: 'female',
    telecom: [{ system: 'phone', value: '+47 22 00 00 00' }],
    address: [{ city: 'Tromsø', postalCode: '9008' }],
    generalPractitioner: [{ reference: 'Practitioner/fastlege' }],
    meta: {
      tag: [{ system: 'urn:x', code: 'tagged' }],
      security: [{ code: 'R' }],
      profile: ['http://a.example/p'],
      source: 'urn:src',
    },
  },
  {
    resourceType: 'Patient',
    id: 'ola',
    name: [{ family: 'Odegard', given: ['Ola'], prefix: ['100%'] }, { text: 'a,b' }],
    deceasedBoolean: true,
    gender: 'male',
  },
  { resourceType: 'Patient', id: 'nobody' },
  { resourceType: 'Practitioner', id: 'fastlege', name: [{ family: 'Fastlege' }] },
  {
    resourceType: 'CarePlan',
    id: 'd01',
    status: 'active',
    intent: 'plan',
    identifier: [{ system: 'urn:x', value: 'F|1' }, { value: 'bare' }],
    category: [{ coding: [{ system: TYPES, code: 'D01', display: 'Psykiske lidelser' }] }],
    subject: { reference: 'Patient/kari' },
    period: { start: '2026-03-02', end: '2026-05-04' },
    activity: [{ reference: { reference: 'Task/c' } }, { reference: { reference: 'Task/m' } }],
    instantiatesCanonical: ['http://a.example/PlanDefinition/d01|2019'],
  },
  {
    resourceType: 'CarePlan',
    id: 'd12',
    status: 'completed',
    intent: 'plan',
    category: [{ coding: [{ system: TYPES, code: 'D12' }] }],
    subject: { reference: `${BASE}/Patient/ola` },
    period: { start: '2026-04-01T23:30:00+02:00' },
  },
  {
    resourceType: 'CarePlan',
    id: 'logical',
    status: 'draft',
    intent: 'plan',
    subject: { type: 'Patient', identifier: { system: 'urn:x', value: 'P-7' } },
    author: { reference: 'http://elsewhere.example/fhir/Practitioner/9' },
  },
  {
    resourceType: 'Task',
    id: 'c',
    status: 'completed',
    intent: 'order',
    code: {
      coding: [
        { system: EVENTS, code: 'C' },
        { system: 'urn:oid:2.16.578.1.12.4.1.1.9327', code: 'D01C1' },
      ],
      text: 'Klinisk beslutning',
    },
    for: { reference: 'Patient/kari' },
    basedOn: [{ reference: 'CarePlan/d01' }],
    encounter: { reference: 'Encounter/e' },
    executionPeriod: { start: '2026-03-10T09:00:00+01:00', end: '2026-03-10T10:00:00+01:00' },
  },
  {
    resourceType: 'Task',
    id: 'm',
    status: 'requested',
    intent: 'plan',
    code: { coding: [{ system: EVENTS, code: 'M' }] },
    for: { reference: 'Patient/kari' },
    basedOn: [{ reference: 'CarePlan/d01' }],
    partOf: [{ reference: 'Task/c' }],
  },
  {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/kari' },
  },
  {
    resourceType: 'PractitionerRole',
    id: 'coordinator',
    practitioner: { reference: 'Practitioner/fastlege' },
  },
  ...['Practitioner/fastlege', 'PractitionerRole/coordinator', 'PractitionerRole/other'].map(
    (reference, index): Resource => ({
      resourceType: 'EpisodeOfCare',
      id: `episode-${index}`,
      status: 'active',
      patient: { reference: 'Patient/kari' },
      careManager: { reference },
    }),
  ),
  {
    resourceType: 'Observation',
    id: 'weight',
    status: 'final',
    code: { text: 'weight' },
    valueQuantity: { value: 5.4, system: 'http://unitsofmeasure.org', code: 'kg', unit: 'kilo' },
    effectiveDateTime: '2026',
  },
  {
    resourceType: 'Observation',
    id: 'range',
    status: 'final',
    code: { text: 'x' },
    valueString: 'fine',
    effectiveInstant: '2026-03-02T08:00:00.123Z',
  },
  {
    resourceType: 'RiskAssessment',
    id: 'risk',
    status: 'final',
    subject: { reference: 'Patient/kari' },
    prediction: [{ probabilityDecimal: 0.3 }],
  },
  {
    resourceType: 'ValueSet',
    id: 'vs',
    status: 'active',
    url: 'http://a.example/ValueSet/one',
    version: '2',
  },
];

const VALUE_SETS: Readonly<Record<string, ValueSetMembers>> = {
  'http://a.example/ValueSet/first': [{ system: TYPES, codes: ['D01', 'D02'] }],
  'http://a.example/ValueSet/both': [
    { system: '', codes: ['male'] },
    { system: TYPES, codes: ['D01', 'D12'] },
    { system: 'urn:nowhere', codes: ['x'] },
  ],
  'http://a.example/ValueSet/empty': [],
  'http://a.example/ValueSet/huge': [
    { system: TYPES, codes: Array.from({ length: 10_001 }, (_, index) => `c${index}`) },
  ],
};

const folder = temporaryFolder();
let store: Store;

beforeAll(async () => {
  store = await openStore({
    databaseUrl: `sqlite:${folder.path}/search.db`,
    check: () => [],
    baseUrl: BASE,
    now: () => new Date('2026-03-20T12:00:00Z'),
  });
  await store.write(LOCAL_OPERATOR, async (unit) => {
    for (const resource of resources) {
      await unit.repository.updateResource(resource);
    }
    await unit.repository.updateResource({ resourceType: 'Patient', id: 'gone', gender: 'female' });
    await unit.repository.deleteResource('Patient', 'gone');
  });
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

async function search(url: string): Promise<Bundle> {
  const [type = '', query = ''] = url.split('?');
  const parameters: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    (parameters[name] ??= []).push(value);
  }
  const parsed = parseSearch(type, parameters, { membersOf: (valueSet) => VALUE_SETS[valueSet] });
  if (!parsed.ok) {
    throw new Error(parsed.findings.map(({ definition, place }) => `${definition.code} ${place}`).join(', '));
  }
  return store.repository(LOCAL_OPERATOR).search(parsed.request);
}

const ids = ({ entry = [] }: Bundle): string =>
  entry
    .map(({ resource, search: found }) =>
      found?.mode === 'include' ? `+${resource?.id ?? ''}` : resource?.id,
    )
    .join(' ');

describe('search', () => {
  it.each([
    // string
    ['Patient?name=ode', 'kari ola'],
    ['Patient?name=odegaard', ''],
    ['Patient?name=ødegård', 'kari ola'],
    ['Patient?name=ØDEGARD-a', 'kari'],
    ['Patient?name:exact=ødegård-Åsen', ''],
    ['Patient?address-city=tromso', 'kari'],
    ['Patient?name=asen', ''],
    ['Patient?name:contains=åsen', 'kari'],
    ['Patient?given=emil', 'kari'],
    ['Patient?given:exact=Émilie', 'kari'],
    ['Patient?given:exact=Emilie', ''],
    ['Patient?given:exact=Émili', ''],
    ['Patient?name=ode,kari', 'kari ola'],
    ['Patient?name=ode&name=ola', 'ola'],
    ['Patient?name=ola&name=kari', ''],
    ['Patient?name=a%5C,b', 'ola'],
    ['Patient?name=a,b', 'ola'],
    ['Patient?name:contains=%25', 'ola'],
    ['Patient?address-city=tromsø', 'kari'],
    // token
    ['Patient?gender=female', 'kari'],
    ['Patient?gender=female,male', 'kari ola'],
    ['Patient?gender:not=female', 'ola nobody'],
    ['Patient?active=true', 'kari'],
    ['Patient?deceased=true', 'ola'],
    ['Patient?identifier=12877312345', 'kari'],
    ['Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|12877312345', 'kari'],
    ['Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.2|12877312345', ''],
    ['Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|', 'kari'],
    ['Patient?identifier=|12877312345', ''],
    ['Patient?identifier:missing=true', 'ola nobody'],
    ['Patient?identifier:missing=false', 'kari'],
    ['Patient?phone=%2B47 22 00 00 00', 'kari'],
    ['CarePlan?identifier=urn:x|F%5C|1', 'd01'],
    ['CarePlan?identifier=|bare', 'd01'],
    [`CarePlan?category=${TYPES}|D01`, 'd01'],
    ['CarePlan?category=D01,D12', 'd01 d12'],
    ['CarePlan?category=d01', ''],
    ['CarePlan?category=nowhere|D01', ''],
    ['CarePlan?category:not=nowhere|D01', 'd01 d12 logical'],
    [`CarePlan?category:not=${TYPES}|D01`, 'd12 logical'],
    ['Task?code=D01C1', 'c'],
    ['Task?code=C&code=D01C1', 'c'],
    ['CarePlan?category:text=PSYKISKE', 'd01'],
    ['CarePlan?category:text=lidelser', ''],
    ['Task?code:text=klinisk', 'c'],
    ['Task?code:text=nothing,klinisk', 'c'],
    ['Observation?code:text=WEIGHT', 'weight'],
    ['Observation?code:missing=true', ''],
    ['Patient?identifier:text=fødsel', 'kari'],
    [`Patient?identifier:of-type=${ID_TYPES}|FNR|12877312345`, 'kari'],
    [`Patient?identifier:of-type=${ID_TYPES}|DNR|12877312345`, ''],
    [`Patient?identifier:of-type=|FNR|12877312345`, ''],
    ['CarePlan?category:in=http://a.example/ValueSet/first', 'd01'],
    ['CarePlan?category:not-in=http://a.example/ValueSet/first', 'd12 logical'],
    ['CarePlan?category:in=http://a.example/ValueSet/both', 'd01 d12'],
    ['CarePlan?category:in=http://a.example/ValueSet/empty', ''],
    ['CarePlan?category:not-in=http://a.example/ValueSet/both&status=draft', 'logical'],
    ['Patient?gender:in=http://a.example/ValueSet/both', 'ola'],
    // reference
    ['CarePlan?patient=kari', 'd01'],
    ['CarePlan?patient=Patient/kari', 'd01'],
    [`CarePlan?patient=${BASE}/Patient/kari`, 'd01'],
    ['CarePlan?patient=ola', 'd12'],
    ['CarePlan?subject:Patient=kari', 'd01'],
    ['CarePlan?subject:Group=kari', ''],
    ['CarePlan?subject:identifier=urn:x|P-7', 'logical'],
    ['CarePlan?patient:identifier=P-7', 'logical'],
    ['CarePlan?subject:missing=true', ''],
    ['CarePlan?instantiates-canonical=http://a.example/PlanDefinition/d01', 'd01'],
    ['CarePlan?instantiates-canonical=http://a.example/PlanDefinition/d01|2019', 'd01'],
    ['CarePlan?instantiates-canonical=http://a.example/PlanDefinition/d01|2020', ''],
    ['CarePlan?patient=kari,ola', 'd01 d12'],
    ['CarePlan?patient=kari&category=D12', ''],
    ['Task?based-on=CarePlan/d01', 'c m'],
    ['EpisodeOfCare?care-manager=PractitionerRole/coordinator', 'episode-1'],
    ['EpisodeOfCare?care-manager:PractitionerRole=other', 'episode-2'],
    ['EpisodeOfCare?care-manager=Practitioner/fastlege', 'episode-0 episode-1'],
    ['EpisodeOfCare?care-manager=fastlege&patient=kari', 'episode-0 episode-1'],
    ['EpisodeOfCare?care-manager=Practitioner/fastlege&_sort=-_id', 'episode-1 episode-0'],
    ['EpisodeOfCare?care-manager=Practitioner/nobody', ''],
    ['EpisodeOfCare?care-manager:missing=true', ''],
    ['EpisodeOfCare?_id=episode-1&_include=EpisodeOfCare:care-manager', 'episode-1 +coordinator'],
    // date
    ['CarePlan?date=2026', 'd01'],
    ['CarePlan?date=2026-03', ''],
    ['CarePlan?date=ge2026-05', 'd01 d12'],
    ['CarePlan?date=gt2026-05', 'd12'],
    ['CarePlan?date=lt2026-03-02', ''],
    ['CarePlan?date=le2026-03-02', 'd01'],
    ['CarePlan?date=sa2026-03-31', 'd12'],
    ['CarePlan?date=eb2026-05-05', 'd01'],
    ['CarePlan?date=ne2026', 'd12'],
    ['CarePlan?date=ge2026-05-05,lt2026-03-03', 'd01 d12'],
    ['CarePlan?date=ge2026-03-01&date=le2026-03-31', 'd01'],
    ['Patient?birthdate=1973-07-12', 'kari'],
    ['Patient?birthdate=1973', 'kari'],
    ['Patient?birthdate=ap1977', 'kari'],
    ['Patient?birthdate=ap2020', ''],
    ['Task?period=2026-03-10', 'c'],
    ['Task?period=ge2026-03-10T10:00:00+01:00', 'c'],
    ['Task?period=ge2026-03-10T10:00:00%2B01:00', 'c'],
    ['Task?period=gt2026-03-10T09:30:00Z', ''],
    ['Observation?date=2026-03-02', 'range'],
    ['Observation?date=2026', 'weight range'],
    // quantity, number, uri
    ['Observation?value-quantity=5.4', 'weight'],
    ['Observation?value-quantity=5', 'weight'],
    ['Observation?value-quantity=5.40', 'weight'],
    ['Observation?value-quantity=5.41', ''],
    ['Observation?value-quantity=gt5||kg', 'weight'],
    ['Observation?value-quantity=gt5||kilo', 'weight'],
    ['Observation?value-quantity=gt5|http://unitsofmeasure.org|kg', 'weight'],
    ['Observation?value-quantity=gt5|http://unitsofmeasure.org|g', ''],
    ['Observation?value-quantity=ap5.8', 'weight'],
    ['Observation?value-quantity=lt5.4', ''],
    ['Observation?value-quantity=le5.4', 'weight'],
    ['Observation?value-string=FIN', 'range'],
    ['RiskAssessment?probability=gt0.2', 'risk'],
    ['ValueSet?url=http://a.example/ValueSet/one', 'vs'],
    ['ValueSet?url=http://a.example/ValueSet', ''],
    ['ValueSet?url:below=http://a.example/ValueSet', 'vs'],
    ['ValueSet?url:above=http://a.example/ValueSet/one/two', 'vs'],
    // every resource
    ['Patient?_id=kari,nobody,none', 'kari nobody'],
    ['Patient?_id=kari&gender=male', ''],
    ['Patient?_id:missing=true', ''],
    ['Patient?_id:missing=false', 'kari ola nobody'],
    ['Patient?_lastUpdated:missing=true', ''],
    ['Patient?_lastUpdated:missing=false&gender=male', 'ola'],
    ['Patient?_lastUpdated=2026-03-20', 'kari ola nobody'],
    ['Patient?_lastUpdated=gt2026-03-20', ''],
    ['Patient?_lastUpdated=ge2026-03-20T12:00:00Z&gender=male', 'ola'],
    ['Patient?_tag=urn:x|tagged', 'kari'],
    ['Patient?_security=R', 'kari'],
    ['Patient?_profile=http://a.example/p', 'kari'],
    ['Patient?_source=urn:src', 'kari'],
    // sort
    ['Patient?_sort=name', 'ola kari nobody'],
    ['Patient?_sort=-name', 'ola kari nobody'],
    ['Patient?_sort=-gender', 'ola kari nobody'],
    ['Patient?_sort=-_id', 'ola nobody kari'],
    ['Patient?_sort=birthdate,-_id', 'kari ola nobody'],
    ['Patient?_sort=-_lastUpdated', 'nobody ola kari'],
    ['CarePlan?_sort=-date&category=D01,D12', 'd12 d01'],
    // include
    ['CarePlan?_id=d01&_include=CarePlan:patient', 'd01 +kari'],
    [
      'CarePlan?_id=d01&_include=CarePlan:patient&_include:iterate=Patient:general-practitioner',
      'd01 +kari +fastlege',
    ],
    ['CarePlan?_id=d01&_include=CarePlan:patient&_include=Patient:general-practitioner', 'd01 +kari'],
    ['CarePlan?_id=d01&_include=CarePlan:*', 'd01 +kari +c +m'],
    ['CarePlan?_id=d01&_include=*', 'd01 +kari +c +m'],
    ['CarePlan?_id=d01&_include=CarePlan:subject:Group', 'd01'],
    ['CarePlan?_id=d01&_revinclude=Task:based-on', 'd01 +c +m'],
    ['CarePlan?_id=d01&_revinclude=Task:based-on&_include:iterate=Task:encounter', 'd01 +c +m +e'],
    ['Task?_id=m&_include=Task:part-of&_include:iterate=Task:part-of', 'm +c'],
    ['Task?code=C,M&_include=Task:part-of', 'c m'],
    // count
    ['Patient?_count=2', 'kari ola'],
    ['Patient?_count=0', ''],
    ['Patient?_summary=count', ''],
    ['Binary?_id=x', ''],
  ])('%s', async (url, expected) => {
    expect(ids(await search(url))).toBe(expected);
  });

  it('answers with links, total, full URLs and modes', async () => {
    const bundle = await search('Patient?_count=1&gender=female,male&_sort=-_id&_total=accurate');
    expect(bundle).toMatchObject({
      type: 'searchset',
      total: 2,
      entry: [{ fullUrl: `${BASE}/Patient/ola`, resource: { id: 'ola' }, search: { mode: 'match' } }],
    });
    expect(bundle.link?.map(({ relation }) => relation)).toEqual(['self', 'first', 'next']);
    expect(bundle.link?.[0]?.url).toBe(
      `${BASE}/Patient?gender=female,male&_sort=-_id&_count=1&_total=accurate`,
    );
    const next = bundle.link?.[2]?.url.slice(BASE.length + 1) ?? '';
    const second = await search(next);
    expect([ids(second), second.link?.map(({ relation }) => relation)]).toEqual(['kari', ['self', 'first']]);
  });

  it.each([
    ['Patient', 3],
    ['Patient?_total=none', undefined],
    ['Patient?_count=0', 3],
    ['Patient?_count=1', 3],
    ['Patient?_count=1&_total=none', undefined],
    ['Patient?_count=1&gender=male,female&name=ola', 1],
    ['Patient?_count=1&gender:not=x&_lastUpdated=2026', 3],
    ['Patient?_count=1&name=nosuch', 0],
  ])('counts the matches of %s', async (url, total) => {
    expect((await search(url)).total).toBe(total);
  });

  it.each([
    ['Patient?nosuch=1', 'search-parameter-unknown nosuch'],
    ['Patient?name:nosuch=1', 'search-modifier-unknown name'],
    ['Patient?gender:above=x', 'search-modifier-unknown gender'],
    ['Patient?gender:of-type=a|b|c', 'search-modifier-unknown gender'],
    ['Patient?gender:in=x', 'search-value-invalid gender:in'],
    ['Patient?gender:in=http://a.example/ValueSet/huge', 'search-too-much gender'],
    ['Patient?identifier:of-type=a|b', 'search-value-invalid identifier:of-type'],
    ['Patient?name:in=http://a.example/ValueSet/both', 'search-modifier-unknown name'],
    ['CarePlan?subject:Nosuch=x', 'search-modifier-unknown subject'],
    ['Patient?birthdate=yesterday', 'search-value-invalid birthdate'],
    ['Patient?birthdate=2026-02-30', 'search-value-invalid birthdate'],
    ['Patient?birthdate=2026-13', 'search-value-invalid birthdate'],
    ['Patient?_lastUpdated=x', 'search-value-invalid _lastUpdated'],
    ['Observation?value-quantity=many', 'search-value-invalid value-quantity'],
    ['Patient?active:missing=maybe', 'search-value-invalid active:missing'],
    ['Patient?_count=-1', 'search-value-invalid _count'],
    ['Patient?_count=x', 'search-value-invalid _count'],
    ['Patient?_offset=10', 'search-parameter-unknown _offset'],
    ['Patient?name=', 'search-value-missing name'],
    ['Patient?name=,', 'search-value-missing name'],
    ['Patient?name:exact=', 'search-value-missing name'],
    ['Patient?_id=', 'search-value-missing _id'],
    ['Patient?_lastUpdated=', 'search-value-missing _lastUpdated'],
    ['CarePlan?status=&subject=Patient/kari', 'search-value-missing status'],
    ['CarePlan?subject=', 'search-value-missing subject'],
    ['CarePlan?date=', 'search-value-missing date'],
    ['CarePlan?identifier=|', 'search-value-missing identifier'],
    ['CarePlan?category:not=', 'search-value-missing category'],
    ['CarePlan?category:in=', 'search-value-invalid category:in'],
    ['CarePlan?nosuch=', 'search-parameter-unknown nosuch'],
    ['Patient?_sort=', 'search-value-missing _sort'],
    ['Patient?_cursor=', 'search-value-missing _cursor'],
    ['Patient?_count=', 'search-value-invalid _count'],
    ['Patient?_include=', 'search-value-invalid _include'],
    ['Patient?_total=all', 'search-value-invalid _total'],
    ['Patient?_summary=short', 'search-value-invalid _summary'],
    ['Patient?_sort=nosuch', 'search-parameter-unknown _sort'],
    ['Patient?_include=Patient', 'search-value-invalid _include'],
    ['Patient?_include=Patient:nosuch', 'search-parameter-unknown _include'],
    ['Patient?_revinclude=Nosuch:patient', 'search-resource-type-unknown _revinclude'],
    ['Patient?_include=Patient:link:Nosuch', 'search-resource-type-unknown _include'],
    ['CarePlan?subject.name=x', 'search-chain-unsupported subject.name'],
    ['Patient?_has:Task:patient:code=C', 'search-chain-unsupported _has:Task:patient:code'],
    ['Nosuch?_id=x', 'search-resource-type-unknown '],
    [`Patient?_id=${'x,'.repeat(300)}`, 'search-too-much '],
  ])('refuses %s', async (url, fault) => {
    await expect(search(url)).rejects.toThrow(fault);
  });

  it('refuses with status 400 what another parser lets through', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    for (const url of [
      'Patient?nosuch=1',
      'Patient?birthdate=x',
      'Patient?name.given=x',
      'Nosuch?a=b',
      'Patient?_count=x',
      'Patient?_cursor=x',
      'Patient?_cursor=WzEsMl0',
    ]) {
      const outcome = await outcomeOfFailure(repository.search(parseSearchRequest(url)));
      expect([url, getStatus(outcome), outcome.issue[0]?.severity]).toEqual([url, 400, 'error']);
    }
    expect(ids(await repository.search(parseSearchRequest('Patient?birthdate=ge1973&name=eb')))).toBe('');
    expect(
      ids(await repository.search(parseSearchRequest('Task?period=ge2026-03-10&status=completed'))),
    ).toBe('c');
  });

  it('ignores what is unknown when asked to be lenient, and says so', () => {
    const parsed = parseSearch(
      'Patient',
      { nosuch: '1', gender: ['male', 'x'], 'name:nosuch': 'x', 'a.b': 'c' },
      { lenient: true },
    );
    expect(parsed).toMatchObject({
      ok: true,
      request: {
        resourceType: 'Patient',
        filters: [
          { code: 'gender', value: 'male' },
          { code: 'gender', value: 'x' },
        ],
      },
      warnings: [{ severity: 'warning', place: 'nosuch' }, { place: 'name' }, { place: 'a.b' }],
    });
    expect(parseSearch('Patient', { birthdate: 'x' }, { lenient: true }).ok).toBe(false);
    expect(parseSearch('Patient', { gender: '' }, { lenient: true }).ok).toBe(false);
  });

  it.each([
    ['gender:above', {}, 'not, text, missing'],
    ['identifier:below', {}, 'not, text, of-type, missing'],
    ['gender:in', {}, 'not, text, missing'],
    ['gender:above', { membersOf: () => [] }, 'not, text, in, not-in, missing'],
    ['name:text', {}, 'exact, contains, missing'],
  ])('names the modifiers that are known in place of %s', (name, options, known) => {
    const parsed = parseSearch('Patient', { [name]: 'x' }, options);
    expect(parsed.ok ? '' : parsed.findings[0]?.values.known).toBe(known);
  });

  it('names the known parameters', () => {
    const parsed = parseSearch('CarePlan', { nosuch: 'x' });
    expect(parsed.ok ? '' : parsed.findings[0]?.values.known).toContain(
      '_id, _lastUpdated, _profile, _security, _source, _tag, activity-code',
    );
  });
});

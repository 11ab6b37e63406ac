import type {
  Bundle,
  CapabilityStatement,
  CarePlan,
  MeasureReport,
  OperationOutcome,
} from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKnowledge } from '../../../../src/knowledge.ts';
import type { PathwayRecord } from '../../../../src/pathway/record.ts';
import { naiveIndicators } from '../../../reports/naiveIndicators.ts';
import { SENT, stretchedRecords } from '../../../reports/stretchedRecords.ts';
import { startService, type RunningService } from '../../runningService.ts';

const PERIOD = 'periodStart=2019&periodEnd=2025-12';
const stored: PathwayRecord[] = [];
let service: RunningService;

beforeAll(async () => {
  service = await startService({}, () => new Date(`${SENT}T12:00:00Z`));
  for (const record of stretchedRecords(7, 60, openKnowledge().catalogue)) {
    if ((await service.postRecord(record)).status === 201) {
      stored.push(record);
    }
  }
}, 60_000);
afterAll(() => service.stop());

function evaluate<T = MeasureReport>(path: string) {
  return service.send<T>('GET', `/fhir/Measure${path}`);
}

function populationsOf({ group }: MeasureReport): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(
    (group?.[0]?.population ?? []).map(({ code, count }) => [code?.coding?.[0]?.code ?? '', count]),
  );
}

function counted(records: readonly PathwayRecord[], indicator: string, ...verdicts: string[]): number {
  return naiveIndicators(records, '2019-01-01', '2025-12-31').filter(
    (line) => line.startsWith(`${indicator} `) && verdicts.includes(line.split(' ').at(-1) ?? ''),
  ).length;
}

it('counts what is stored', async () => {
  const { status, body } = await evaluate(`/assessment-time/$evaluate-measure?${PERIOD}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    resourceType: 'MeasureReport',
    type: 'summary',
    measure: 'https://forlopsbro.no/fhir/Measure/assessment-time|0.1.0',
    period: { start: '2019-01-01', end: '2025-12-31' },
    date: `${SENT}T12:00:00.000Z`,
  });
  expect(body.subject).toBeUndefined();
  expect(populationsOf(body)).toMatchObject({
    numerator: counted(stored, 'assessment-time', 'within'),
    denominator: counted(stored, 'assessment-time', 'within', 'late', 'excluded'),
    'denominator-exclusion': counted(stored, 'assessment-time', 'excluded'),
    'open-overdue': counted(stored, 'assessment-time', 'open-overdue'),
  });
});

it.each([
  ['the id', 'assessment-time'],
  ['a reference', 'Measure/assessment-time'],
  ['the canonical URL', 'https://forlopsbro.no/fhir/Measure/assessment-time'],
  ['the canonical URL with version', 'https://forlopsbro.no/fhir/Measure/assessment-time|0.1.0'],
])('finds the Measure by %s, by GET and POST', async (_, measure) => {
  const byGet = await evaluate(`/$evaluate-measure?${PERIOD}&measure=${encodeURIComponent(measure)}`);
  const byPost = await service.send<MeasureReport>('POST', '/fhir/Measure/$evaluate-measure', {
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Parameters',
      parameter: [
        { name: 'measure', valueString: measure },
        { name: 'periodStart', valueDate: '2019-01-01' },
        { name: 'periodEnd', valueDate: '2025-12-31' },
      ],
    }),
  });
  expect(byGet.body.group).toHaveLength(1);
  expect(byPost.body).toEqual(byGet.body);
});

it('counts one trust and one pathway type', async () => {
  const { trust, pathwayType } = stored.find((record) =>
    naiveIndicators([record], '2019-01-01', '2025-12-31').some((line) => line.startsWith('assessment-time')),
  ) as PathwayRecord;
  const { body } = await evaluate(
    `/assessment-time/$evaluate-measure?${PERIOD}&trust=${trust.organizationNumber ?? ''}&pathway=${pathwayType}`,
  );
  const chosen = stored.filter(
    (record) => record.pathwayType === pathwayType && record.trust.name === trust.name,
  );
  expect(populationsOf(body)['initial-population']).toBe(
    counted(chosen, 'assessment-time', 'within', 'late', 'excluded', 'not-judged'),
  );
  const reporter = await service.read(body.reporter?.reference ?? '');
  expect(reporter).toMatchObject({ resourceType: 'Organization', name: trust.name });
});

it('lists CarePlans as subjects', async () => {
  const { body } = await evaluate(`/assessment-time/$evaluate-measure?${PERIOD}&reportType=subject-list`);
  expect(body.type).toBe('subject-list');
  const list = body.contained?.find(({ id }) => id === 'numerator');
  const [entry] = list?.resourceType === 'List' ? (list.entry ?? []) : [];
  expect(await service.read(entry?.item.reference ?? '')).toMatchObject({ resourceType: 'CarePlan' });
});

it('counts one patient', async () => {
  const { body: plans } = await service.send<Bundle<CarePlan>>('GET', '/fhir/CarePlan?_count=1');
  const subject = plans.entry?.[0]?.resource?.subject.reference ?? '';
  const { body } = await evaluate(`/assessment-time/$evaluate-measure?${PERIOD}&subject=${subject}`);
  expect(body).toMatchObject({ type: 'individual', subject: { reference: subject } });
  expect(populationsOf(body)['initial-population']).toBeLessThanOrEqual(2);
});

describe('refuses, saying why', () => {
  it.each([
    ['no measure', `/$evaluate-measure?${PERIOD}`, 400, 'parameter-missing'],
    ['an unknown measure', `/none/$evaluate-measure?${PERIOD}`, 404, 'measure-unknown'],
    ['no period', '/assessment-time/$evaluate-measure', 400, 'parameter-missing'],
    [
      'a day that does not exist',
      '/assessment-time/$evaluate-measure?periodStart=2021-02-30&periodEnd=2021',
      400,
      'parameter-invalid',
    ],
    [
      'a month that does not exist',
      '/assessment-time/$evaluate-measure?periodStart=2021-13&periodEnd=2022',
      400,
      'parameter-invalid',
    ],
    [
      'a period that ends first',
      '/assessment-time/$evaluate-measure?periodStart=2021&periodEnd=2020',
      400,
      'report-period-reversed',
    ],
    [
      'an unknown report type',
      `/assessment-time/$evaluate-measure?${PERIOD}&reportType=x`,
      400,
      'parameter-invalid',
    ],
    [
      'a report of a subject without one',
      `/assessment-time/$evaluate-measure?${PERIOD}&reportType=subject`,
      400,
      'parameter-missing',
    ],
    [
      'a subject that is no patient',
      `/assessment-time/$evaluate-measure?${PERIOD}&subject=Group/1`,
      400,
      'parameter-invalid',
    ],
    [
      'a patient that is not stored',
      `/assessment-time/$evaluate-measure?${PERIOD}&subject=Patient/1`,
      404,
      undefined,
    ],
    ['an unknown trust', `/assessment-time/$evaluate-measure?${PERIOD}&trust=999`, 404, 'trust-unknown'],
    [
      'an unknown pathway type',
      `/assessment-time/$evaluate-measure?${PERIOD}&pathway=D99`,
      400,
      'parameter-invalid',
    ],
    [
      'what is not offered',
      `/assessment-time/$evaluate-measure?${PERIOD}&practitioner=Practitioner/1`,
      400,
      undefined,
    ],
  ])('%s', async (_, path, status, code) => {
    const answer = await evaluate<OperationOutcome>(path);
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe('OperationOutcome');
    if (code !== undefined) {
      expect(answer.body.issue[0]?.details?.coding?.[0]?.code).toBe(code);
    }
  });
});

it('is in the capability statement, and its definition can be read', async () => {
  const { body } = await service.send<CapabilityStatement>('GET', '/fhir/metadata');
  const measure = body.rest?.[0]?.resource?.find(({ type }) => type === 'Measure');
  expect(measure?.operation).toEqual([
    {
      name: 'evaluate-measure',
      definition: 'https://forlopsbro.no/fhir/OperationDefinition/Measure-evaluate-measure',
    },
    { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' },
  ]);
  expect(await service.read('OperationDefinition/Measure-evaluate-measure')).toMatchObject({
    base: 'http://hl7.org/fhir/OperationDefinition/Measure-evaluate-measure',
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../conformance/errorsIn.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { receivePathwayRecord } from '../../src/exchange/receivePathwayRecord.ts';
import { createKithDecoder } from '../../src/formats/kith/decode.ts';
import { createConformance } from '../../src/conformance/conformance.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { historyOfStored } from '../../src/mapping/history/historyOfStored.ts';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { findTrusts } from '../../src/reports/findTrusts.ts';
import { indicatorsOf } from '../../src/reports/indicator.ts';
import { evaluateIndicators, type IndicatorReport } from '../../src/reports/indicatorReport.ts';
import { measureReportOf } from '../../src/reports/measureReport.ts';
import { reportPeriod } from '../../src/reports/observation.ts';
import type { PathwayChoice } from '../../src/reports/readPathways.ts';
import { Subjects } from '../../src/reports/subjects.ts';
import { sumOf } from '../../src/reports/tally.ts';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { naiveIndicators } from './naiveIndicators.ts';
import { SENT, stretchedRecords } from './stretchedRecords.ts';

const { catalogue, definitions, terminology } = openKnowledge();
const indicators = indicatorsOf(definitions.all<Measure>('Measure'));
const stored: PathwayRecord[] = [];
let folder: string;
let store: Store;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forlopsbro-reports-'));
  store = await openStore({ databaseUrl: `sqlite:${join(folder, 'test.db')}`, check: () => [] });
  let made = 0;
  const exchange: Exchange = {
    store,
    catalogue,
    terminology,
    conformance: createConformance({ current: { catalogue, definitions, terminology } }),
    kith: createKithDecoder({ terminology }),
    ownHerIds: new Set(),
    unknownService: 'accept',
    software: { name: 'test', version: '0' },
    now: () => new Date(`${SENT}T12:00:00Z`),
    newId: () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`,
  };
  for (const record of stretchedRecords(31, 250, catalogue)) {
    const answer = await receivePathwayRecord(exchange, LOCAL_OPERATOR, record);
    if (answer.kind === 'created') {
      stored.push(record);
    }
  }
}, 120_000);

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function evaluate(
  [from, to]: readonly [string, string],
  choice: PathwayChoice = {},
  subjects?: Subjects,
): Promise<IndicatorReport> {
  return evaluateIndicators({
    repository: store.repository(LOCAL_OPERATOR),
    readHistory: historyOfStored,
    catalogue,
    indicators,
    choice,
    period: reportPeriod(from, to, SENT),
    ...(subjects !== undefined && {
      onObserved: (observation, carePlan) => {
        if (observation.indicator.id === 'assessment-time') {
          subjects.add(observation, carePlan);
        }
      },
    }),
  });
}

/** As naiveIndicators says it. */
function linesOf({ cells, trusts }: IndicatorReport): readonly string[] {
  return cells
    .flatMap(({ indicatorId, pathwayType = '', trust = '', month, counts }) =>
      Object.entries(counts.byVerdict).flatMap(([verdict, count]) =>
        Array<string>(count).fill(
          `${indicatorId} ${pathwayType} ${trusts.get(trust)?.name ?? ''} ${month} ${verdict}`,
        ),
      ),
    )
    .sort();
}

describe('the indicators of stored pathways', () => {
  it('have enough to count', () => {
    expect(stored.length).toBeGreaterThan(220);
    const verdicts = new Set(
      naiveIndicators(stored, '2019-01-01', SENT).map((line) => line.split(' ').at(-1)),
    );
    expect([...verdicts].sort()).toEqual(['excluded', 'late', 'not-judged', 'open-overdue', 'within']);
  });

  it.each([
    ['all years', '2018-01-01', '2026-12-31'],
    ['a year', '2021-01-01', '2021-12-31'],
    ['a tertial', '2022-05-01', '2022-08-31'],
    ['a day', '2023-02-01', '2023-02-01'],
    ['before all', '2010-01-01', '2010-12-31'],
  ])('are those of a naive count: %s', async (_, from, to) => {
    const report = await evaluate([from, to]);
    expect(linesOf(report)).toEqual(naiveIndicators(stored, from, to < SENT ? to : SENT));
  });

  it('can be had of one pathway type', async () => {
    const report = await evaluate(['2019-01-01', '2025-12-31'], { pathwayType: 'D01' });
    const ofType = stored.filter(({ pathwayType }) => pathwayType === 'D01');
    expect(linesOf(report)).toEqual(naiveIndicators(ofType, '2019-01-01', '2025-12-31'));
    expect(report.pathways).toBeLessThanOrEqual(ofType.length);
  });

  it('can be had of one trust, by any of its numbers', async () => {
    const [{ trust } = { trust: { name: '' } }] = stored;
    const { name, organizationNumber = '', herId = '' } = trust as PathwayRecord['trust'];
    const repository = store.repository(LOCAL_OPERATOR);
    const trusts = await findTrusts(repository, organizationNumber);
    expect(await findTrusts(repository, herId)).toEqual(trusts);
    expect(await findTrusts(repository, [...trusts][0] ?? '')).toEqual(trusts);
    expect(await findTrusts(repository, '123,456|7')).toEqual(new Set());
    const report = await evaluate(['2019-01-01', '2025-12-31'], { trusts });
    const ofTrust = stored.filter((record) => record.trust.name === name);
    expect(linesOf(report)).toEqual(naiveIndicators(ofTrust, '2019-01-01', '2025-12-31'));
  });
});

describe('as MeasureReport', () => {
  const [indicator] = indicators;
  const options = { catalogue, date: `${SENT}T12:00:00Z` };

  it('each is valid, and its strata add up', async () => {
    const report = await evaluate(['2019-01-01', '2025-12-31']);
    for (const each of indicators) {
      const measureReport = measureReportOf(report, each, options);
      expect(errorsIn(measureReport).filter(({ severity }) => severity !== 'information')).toEqual([]);
      const [group] = measureReport.group ?? [];
      const counts = (group?.population ?? []).map(({ count = 0 }) => count);
      expect(counts[0]).toBeGreaterThan(0);
      for (const { stratum = [] } of group?.stratifier ?? []) {
        expect(
          counts.map((_, index) =>
            stratum.reduce((sum, { population = [] }) => sum + (population[index]?.count ?? 0), 0),
          ),
        ).toEqual(counts);
      }
    }
  });

  it('has the score of those that are judged and not left out', async () => {
    const report = await evaluate(['2019-01-01', '2025-12-31']);
    const measureReport = indicator && measureReportOf(report, indicator, options);
    const { byVerdict } = sumOf(report.cells.filter(({ indicatorId }) => indicatorId === indicator?.id));
    const { within, late, excluded } = byVerdict;
    expect(measureReport).toMatchObject({
      type: 'summary',
      status: 'complete',
      measure: 'https://forlopsbro.no/fhir/Measure/assessment-time|0.1.0',
      period: { start: '2019-01-01', end: '2025-12-31' },
      group: [{ measureScore: { value: Math.round((within / (within + late)) * 1000) / 10, code: '%' } }],
    });
    const populations = new Map(
      measureReport?.group?.[0]?.population?.map(({ code, count }) => [code?.coding?.[0]?.code, count]),
    );
    expect(populations.get('denominator')).toBe(within + late + excluded);
    expect(populations.get('denominator-exclusion')).toBe(excluded);
    expect(populations.get('numerator')).toBe(within);
  });

  it('lists CarePlans and nobody in a subject list', async () => {
    const subjects = new Subjects();
    const report = await evaluate(['2021-01-01', '2021-12-31'], {}, subjects);
    const measureReport = indicator && measureReportOf(report, indicator, { ...options, subjects });
    expect(measureReport?.type).toBe('subject-list');
    expect(measureReport && errorsIn(measureReport).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
    const lists = new Map(
      measureReport?.contained?.map((list) => [
        `#${list.id ?? ''}`,
        list.resourceType === 'List' ? (list.entry ?? []).map(({ item }) => item.reference) : [],
      ]),
    );
    for (const { subjectResults, count = 0, code } of measureReport?.group?.[0]?.population ?? []) {
      if (code?.coding?.[0]?.code !== 'unconfirmed') {
        // A pathway is assessed once, so that there are as many pathways as intervals.
        expect(lists.get(subjectResults?.reference ?? '')).toHaveLength(count);
      }
    }
    expect([...lists.values()].flat().every((reference) => /^CarePlan\//.test(reference ?? ''))).toBe(true);
    expect(JSON.stringify(measureReport)).not.toContain('Patient/');
  });
});

import type { Measure } from '@medplum/fhirtypes';
import { openKnowledge } from '../../src/knowledge.ts';
import { indicatorsOf } from '../../src/reports/indicator.ts';
import type { IndicatorReport } from '../../src/reports/indicatorReport.ts';
import { reportPeriod, type Observation, type Verdict } from '../../src/reports/observation.ts';
import { present, type Presentation, type PresentationOptions } from '../../src/reports/presentation.ts';
import { Tally } from '../../src/reports/tally.ts';

const { catalogue, definitions } = openKnowledge();
export const INDICATORS = indicatorsOf(definitions.all<Measure>('Measure'));

/** One row of a made-up report: so many assessments of D01 at a trust in a month. */
export interface ExampleRow {
  readonly trust?: string;
  readonly month?: string;
  readonly verdict?: Verdict;
  readonly days?: number;
  readonly count?: number;
}

/** A report of the assessments of D01 in 2021, with the limit of 21 days. */
export function exampleReport(rows: readonly ExampleRow[]): IndicatorReport {
  const tally = new Tally();
  const [indicator] = INDICATORS;
  if (indicator === undefined) {
    throw new Error('no indicator');
  }
  for (const {
    trust = 'Organization/1',
    month = '2021-03',
    verdict = 'within',
    days = 10,
    count = 1,
  } of rows) {
    const observation: Observation = {
      indicator,
      verdict,
      date: `${month}-10`,
      setting: 'outpatient',
      ...(verdict !== 'open-overdue' && { days }),
      limit: 21,
      confirmed: true,
    };
    for (let index = 0; index < count; index += 1) {
      tally.add(observation, { pathwayType: 'D01', trust });
    }
  }
  return {
    period: reportPeriod('2021-01-01', '2021-12-31', '2022-06-01'),
    indicators: INDICATORS,
    cells: tally.cells(),
    trusts: new Map([
      ['Organization/1', { reference: 'Organization/1', name: 'Alfa HF', organizationNumber: '310020001' }],
      ['Organization/2', { reference: 'Organization/2', name: '=Beta; "HF" <script>' }],
    ]),
    pathways: 7,
  };
}

export function presented(
  report: IndicatorReport,
  options: Partial<Pick<PresentationOptions, 'language' | 'hideSmallNumbers'>> = {},
): Presentation {
  return present(report, {
    catalogue,
    language: 'en',
    hideSmallNumbers: false,
    madeAt: new Date('2022-06-01T10:00:00Z'),
    ...options,
  });
}

import type {
  CodeableConcept,
  List,
  MeasureReport,
  MeasureReportGroup,
  MeasureReportGroupPopulation,
  MeasureReportGroupStratifier,
  MeasureReportGroupStratifierStratum,
} from '@medplum/fhirtypes';
import { CODE_SYSTEM, FORLOPSBRO, IDENTIFIER_SYSTEM } from '../fhir/systems.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import type { Indicator } from './indicator.ts';
import type { IndicatorReport } from './indicatorReport.ts';
import type { Verdict } from './observation.ts';
import type { Trust } from './readPathways.ts';
import type { Subjects } from './subjects.ts';
import { shareOf, sumOf, type Cell, type Counts } from './tally.ts';

export interface MeasureReportOptions {
  readonly catalogue: Pick<Catalogue, 'pathwayTypes'>;
  /** When it was reckoned, an instant. */
  readonly date: string;
  /** For reportType `subject`: reference to the patient whose pathways were looked at. */
  readonly subject?: string;
  /** For reportType `subject-list`. */
  readonly subjects?: Subjects;
  /** Reference to the only trust that was looked at. */
  readonly reporter?: string;
}

/**
 * One indicator as MeasureReport: of the whole, and by pathway type, trust, both and month. It names nobody; a subject
 * list holds references to CarePlans.
 */
export function measureReportOf(
  report: IndicatorReport,
  indicator: Indicator,
  { catalogue, date, subject, subjects, reporter }: MeasureReportOptions,
): MeasureReport {
  const cells = report.cells.filter(({ indicatorId }) => indicatorId === indicator.id);
  const populations = populationsOf(indicator);
  const lists = subjects === undefined ? [] : populations.flatMap((row) => listOf(row, subjects));
  return {
    resourceType: 'MeasureReport',
    ...(lists.length > 0 && { contained: lists }),
    status: 'complete',
    type: subject !== undefined ? 'individual' : subjects !== undefined ? 'subject-list' : 'summary',
    measure: indicator.canonical,
    ...(subject !== undefined && { subject: { reference: subject } }),
    date,
    ...(reporter !== undefined && { reporter: { reference: reporter } }),
    period: { start: report.period.from, end: report.period.to },
    improvementNotation: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/measure-improvement-notation', code: 'increase' },
      ],
    },
    group: [
      {
        population: populations.map((row) => ({
          ...populationOf(row, sumOf(cells)),
          ...(subjects !== undefined &&
            row.verdicts !== undefined && {
              subjectResults: { reference: `#${row.code}` },
            }),
        })),
        ...scoreOf(sumOf(cells)),
        stratifier: stratifiersOf(cells, populations, report, catalogue),
      },
    ],
  };
}

interface Population {
  readonly system: string;
  readonly code: string;
  readonly count: (counts: Counts) => number;
  /** Those of which a pathway with one of these verdicts is a subject; absent: not told by the verdict. */
  readonly verdicts?: readonly Verdict[];
}

const MEASURE_POPULATION = 'http://terminology.hl7.org/CodeSystem/measure-population';
const INDICATOR_PART = `${FORLOPSBRO}/CodeSystem/indicator-part`;

/** The populations of the Measure, in its order. */
function populationsOf(indicator: Indicator): readonly Population[] {
  return [
    ofVerdicts(MEASURE_POPULATION, 'initial-population', ['within', 'late', 'not-judged', 'excluded']),
    ofVerdicts(MEASURE_POPULATION, 'denominator', ['within', 'late', 'excluded']),
    ...(indicator.excludedAssessments.size === 0
      ? []
      : [ofVerdicts(MEASURE_POPULATION, 'denominator-exclusion', ['excluded'])]),
    ofVerdicts(MEASURE_POPULATION, 'numerator', ['within']),
    ...(indicator.kind === 'interval' ? [ofVerdicts(INDICATOR_PART, 'open-overdue', ['open-overdue'])] : []),
    { system: INDICATOR_PART, code: 'unconfirmed', count: ({ unconfirmed }) => unconfirmed },
  ];
}

function ofVerdicts(system: string, code: string, verdicts: readonly Verdict[]): Population {
  return {
    system,
    code,
    verdicts,
    count: ({ byVerdict }) => verdicts.reduce((sum, verdict) => sum + byVerdict[verdict], 0),
  };
}

function populationOf({ system, code, count }: Population, counts: Counts): MeasureReportGroupPopulation {
  return { code: { coding: [{ system, code }] }, count: count(counts) };
}

/** Nothing where nothing could be judged. */
function scoreOf(counts: Counts): Pick<MeasureReportGroup, 'measureScore'> {
  const share = shareOf(counts);
  return share === undefined
    ? {}
    : {
        measureScore: {
          value: Math.round(share * 1000) / 10,
          unit: '%',
          system: 'http://unitsofmeasure.org',
          code: '%',
        },
      };
}

function listOf({ code, verdicts }: Population, subjects: Subjects): List[] {
  return verdicts === undefined
    ? []
    : [
        {
          resourceType: 'List',
          id: code,
          status: 'current',
          mode: 'snapshot',
          ...entriesOf(subjects.of(verdicts)),
        },
      ];
}

function entriesOf(references: readonly string[]): Pick<List, 'entry'> {
  return references.length === 0 ? {} : { entry: references.map((reference) => ({ item: { reference } })) };
}

function stratifiersOf(
  cells: readonly Cell[],
  populations: readonly Population[],
  { trusts }: IndicatorReport,
  { pathwayTypes }: Pick<Catalogue, 'pathwayTypes'>,
): MeasureReportGroupStratifier[] {
  const typeOf = (cell: Cell): CodeableConcept => {
    const { pathwayType = '' } = cell;
    const display = pathwayTypes.get(pathwayType)?.display;
    return pathwayType === ''
      ? { text: 'unknown' }
      : {
          coding: [
            {
              system: CODE_SYSTEM.pathwayType,
              code: pathwayType,
              ...(display !== undefined && { display }),
            },
          ],
        };
  };
  const trustOf = ({ trust = '' }: Cell): CodeableConcept => conceptOfTrust(trusts.get(trust));
  const bothOf = (cell: Cell): MeasureReportGroupStratifierStratum => ({
    component: [
      { code: part('trust'), value: trustOf(cell) },
      { code: part('pathway-type'), value: typeOf(cell) },
    ],
  });
  const strata = (
    keyOf: (cell: Cell) => string,
    headOf: (cell: Cell) => MeasureReportGroupStratifierStratum,
  ): Pick<MeasureReportGroupStratifier, 'stratum'> => {
    const groups = [...Map.groupBy(cells, keyOf)].sort(([first], [second]) => (first < second ? -1 : 1));
    const stratum = groups.flatMap(([, group]) => {
      const [cell] = group;
      const counts = sumOf(group);
      return cell === undefined
        ? []
        : [
            {
              ...headOf(cell),
              population: populations.map((row) => populationOf(row, counts)),
              ...scoreOf(counts),
            },
          ];
    });
    return stratum.length === 0 ? {} : { stratum };
  };
  return [
    {
      code: [part('pathway-type')],
      ...strata(
        ({ pathwayType = '' }) => pathwayType,
        (cell) => ({ value: typeOf(cell) }),
      ),
    },
    {
      code: [part('trust')],
      ...strata(
        ({ trust = '' }) => trust,
        (cell) => ({ value: trustOf(cell) }),
      ),
    },
    {
      code: [part('trust-and-pathway-type')],
      ...strata(({ trust = '', pathwayType = '' }) => `${trust} ${pathwayType}`, bothOf),
    },
    {
      code: [part('month')],
      ...strata(
        ({ month }) => month,
        ({ month }) => ({ value: { text: month } }),
      ),
    },
  ];
}

function conceptOfTrust(trust: Trust | undefined): CodeableConcept {
  if (trust === undefined) {
    return { text: 'unknown' };
  }
  const { name, organizationNumber } = trust;
  return {
    ...(organizationNumber !== undefined && {
      coding: [{ system: IDENTIFIER_SYSTEM.ENH, code: organizationNumber }],
    }),
    text: name,
  };
}

function part(code: string): CodeableConcept {
  return { coding: [{ system: INDICATOR_PART, code }] };
}

import type { Indicator } from './indicator.ts';
import type { Presentation } from './presentation.ts';
import { isHidden, shownCount, shownShare } from './smallNumbers.ts';
import { daysAtRank, judgedOf, lengthsOf, numberOfLengths, sumOf, type Cell, type Counts } from './tally.ts';

/** The numbers of one indicator as text: of all, of each pathway type, and of each trust within it. */
export interface IndicatorTable {
  /** What the rows are named by. */
  readonly labelHead: string;
  readonly head: readonly string[];
  readonly rows: readonly IndicatorTableRow[];
}

export interface IndicatorTableRow {
  /** Rows of a trust belong to the row of the type above them. */
  readonly level: 'all' | 'type' | 'trust';
  readonly label: string;
  readonly values: readonly string[];
}

const NONE = '–';

export function indicatorTable(indicator: Indicator, presentation: Presentation): IndicatorTable {
  const { words, report, typeName, trustName } = presentation;
  const cells = report.cells.filter(({ indicatorId }) => indicatorId === indicator.id);
  const columns = columnsOf(indicator, presentation);
  const row = (
    level: IndicatorTableRow['level'],
    label: string,
    group: readonly Cell[],
  ): IndicatorTableRow => {
    const counts = sumOf(group);
    return { level, label, values: columns.map(({ value }) => value(counts)) };
  };
  const byType = sorted(Map.groupBy(cells, ({ pathwayType }) => typeName(pathwayType)));
  return {
    labelHead: `${words.pathway} / ${words.trust}`,
    head: columns.map(({ title }) => title),
    rows:
      cells.length === 0
        ? []
        : [
            row('all', words.all, cells),
            ...byType.flatMap(([type, ofType]) => [
              row('type', type, ofType),
              ...sorted(Map.groupBy(ofType, ({ trust }) => trustName(trust))).map(([trust, ofTrust]) =>
                row('trust', trust, ofTrust),
              ),
            ]),
          ],
  };
}

interface Column {
  readonly title: string;
  readonly value: (counts: Counts) => string;
}

function columnsOf(indicator: Indicator, presentation: Presentation): readonly Column[] {
  const { words, percent } = presentation;
  const count = (number: number): string => shownCount(number, presentation);
  const days = (counts: Counts, part: number): string => {
    const lengths = lengthsOf(counts);
    return isHidden(numberOfLengths(lengths), presentation)
      ? NONE
      : String(daysAtRank(lengths, part) ?? NONE);
  };
  const isInterval = indicator.kind === 'interval';
  const ofIntervals = (...columns: readonly Column[]): readonly Column[] => (isInterval ? columns : []);
  return [
    ...ofIntervals({ title: words.limit, value: ({ limits }) => limitsText(limits) }),
    { title: words.counted, value: (counts) => count(judgedOf(counts)) },
    {
      title: isInterval ? words.within : words.registered,
      value: ({ byVerdict }) => count(byVerdict.within),
    },
    {
      title: words.share,
      value: (counts) => {
        const share = shownShare(counts, presentation);
        return share === undefined ? NONE : percent(share);
      },
    },
    ...ofIntervals(
      { title: words.medianDays, value: (counts) => days(counts, 0.5) },
      { title: words.days90, value: (counts) => days(counts, 0.9) },
    ),
    ...(indicator.excludedAssessments.size === 0
      ? []
      : [{ title: words.leftOut, value: ({ byVerdict }: Counts) => count(byVerdict.excluded) }]),
    ...ofIntervals(
      { title: words.notJudged, value: ({ byVerdict }) => count(byVerdict['not-judged']) },
      { title: words.openOverdue, value: ({ byVerdict }) => count(byVerdict['open-overdue']) },
    ),
    { title: words.countedUnconfirmed, value: ({ unconfirmed }) => count(unconfirmed) },
  ];
}

export function limitsText(limits: ReadonlySet<number>): string {
  return limits.size === 0 ? NONE : [...limits].sort((first, second) => first - second).join('/');
}

function sorted<T>(groups: ReadonlyMap<string, T>): readonly [string, T][] {
  return [...groups].sort(([first], [second]) => first.localeCompare(second, 'nb'));
}

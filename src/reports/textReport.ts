import type { Indicator } from './indicator.ts';
import { indicatorTable, type IndicatorTable } from './indicatorTable.ts';
import type { Presentation } from './presentation.ts';
import { targetText } from './targetText.ts';

/** The report as plain text, a table an indicator. */
export function textReport(presentation: Presentation): string {
  const { words, report, hideSmallNumbers } = presentation;
  const { from, to } = report.period;
  return [
    `${words.title}: ${from} – ${to}. ${words.pathways}: ${report.pathways}.`,
    ...(hideSmallNumbers ? [words.hidden] : []),
    ...report.indicators.map((indicator) => indicatorText(indicator, presentation)),
    `${words.notMeasured}\n${words.aboutColumns}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function indicatorText(indicator: Indicator, presentation: Presentation): string {
  const { words, language } = presentation;
  const table = indicatorTable(indicator, presentation);
  return [
    indicator.title[language],
    targetText(indicator, presentation),
    ...(indicator.definitionConfirmed ? [] : [words.definitionUnconfirmed]),
    ...(table.rows.length === 0 ? [words.nothing] : tableLines(table)),
  ].join('\n');
}

const LONGEST_NAME = 48;

/** Names to the left, a trust set in under its pathway type; numbers to the right. */
function tableLines({ labelHead, head, rows }: IndicatorTable): readonly string[] {
  const lines = [
    [labelHead, ...head],
    ...rows.map(({ level, label, values }) => [
      shortened(level === 'trust' ? `  ${label}` : label),
      ...values,
    ]),
  ];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const laidOut = lines.map((line) =>
    line
      .map((value, column) =>
        column === 0 ? value.padEnd(widths[column] ?? 0) : value.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [laidOut[0] ?? '', rule, ...laidOut.slice(1)];
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

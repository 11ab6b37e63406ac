import type { Presentation } from './presentation.ts';
import { isHidden, shownCount, shownShare } from './smallNumbers.ts';
import { closedOf, daysAtRank, judgedOf, lengthsOf, numberOfLengths, type Cell } from './tally.ts';

const HEAD = [
  'indicator',
  'pathway',
  'trust',
  'organisation',
  'month',
  'setting',
  'closed',
  'excluded',
  'notJudged',
  'counted',
  'within',
  'late',
  'sharePercent',
  'targetPercent',
  'targetConfirmed',
  'limitDays',
  'medianDays',
  'openOverdue',
  'unconfirmed',
] as const;

/**
 * The report as CSV with semicolons: a line for each indicator, pathway type, trust, month and setting, to be added up
 * by whoever reads it. Names of columns are the same in all languages; a number with a point.
 */
export function csvReport(presentation: Presentation): string {
  const lines = presentation.report.cells
    .map((cell) => lineOf(cell, presentation))
    .sort((first, second) => (first < second ? -1 : 1));
  return `${[HEAD.join(';'), ...lines].join('\n')}\n`;
}

function lineOf(cell: Cell, presentation: Presentation): string {
  const { report, trustName } = presentation;
  const { indicatorId, pathwayType = '', trust, month, setting = '', counts } = cell;
  const target = report.indicators.find(({ id }) => id === indicatorId)?.target;
  const count = (number: number): string => shownCount(number, presentation);
  const share = shownShare(counts, presentation);
  const closed = closedOf(counts);
  const lengths = lengthsOf(counts);
  const median = isHidden(numberOfLengths(lengths), presentation) ? undefined : daysAtRank(lengths, 0.5);
  const values: Record<(typeof HEAD)[number], string> = {
    indicator: indicatorId,
    pathway: pathwayType,
    trust: trust === undefined ? '' : trustName(trust),
    organisation: report.trusts.get(trust ?? '')?.organizationNumber ?? '',
    month,
    setting,
    closed: count(closed),
    excluded: count(counts.byVerdict.excluded),
    notJudged: count(counts.byVerdict['not-judged']),
    counted: count(judgedOf(counts)),
    within: count(counts.byVerdict.within),
    late: count(counts.byVerdict.late),
    sharePercent: share === undefined ? '' : (share * 100).toFixed(1),
    targetPercent: target === undefined ? '' : String(target.percent),
    targetConfirmed: target === undefined ? '' : String(target.confirmed),
    limitDays: [...counts.limits].sort((first, second) => first - second).join('/'),
    medianDays: median === undefined ? '' : String(median),
    openOverdue: count(counts.byVerdict['open-overdue']),
    unconfirmed: count(counts.unconfirmed),
  };
  return HEAD.map((name) => field(values[name])).join(';');
}

/** Quoted where needed (RFC 4180); a name that a spreadsheet would take for a formula begins with an apostrophe. */
function field(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

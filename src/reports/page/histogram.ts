/** One bar: lengths over `from` up to and with `to` days, in two parts. */
export interface Bar {
  readonly from: number;
  /** Infinity for the last bar, when lengths go on. */
  readonly to: number;
  readonly within: number;
  readonly late: number;
  /** Held against no time. */
  readonly unjudged: number;
}

const WIDTHS = [1, 2, 7, 14, 28, 56, 91, 182, 364] as const;
const MOST_BARS = 16;

/**
 * The lengths as bars whose edges fall on the limit where whole weeks or days allow it. The longest lengths (beyond
 * `reach`, in days) share the last bar.
 */
export function barsOf(days: ReadonlyMap<number, number>, limits: ReadonlySet<number>): readonly Bar[] {
  const limit = limits.size === 0 ? undefined : Math.max(...limits);
  const single = limits.size === 1 ? limit : undefined;
  const reach = Math.max(reachOf(days), limit ?? 0, 1);
  const width = WIDTHS.find((each) => reach / each <= MOST_BARS) ?? Math.ceil(reach / MOST_BARS);
  const number = Math.ceil(reach / width);
  const bars = Array.from({ length: number + 1 }, (_, index) => ({
    from: index * width,
    to: index === number ? Infinity : (index + 1) * width,
    within: 0,
    late: 0,
    unjudged: 0,
  }));
  for (const [length, count] of days) {
    const bar = bars[Math.min(number, Math.max(0, Math.ceil(length / width) - 1))];
    if (bar !== undefined) {
      bar[single === undefined ? 'unjudged' : length <= single ? 'within' : 'late'] += count;
    }
  }
  const last = bars.at(-1);
  return last !== undefined && last.within + last.late + last.unjudged === 0 ? bars.slice(0, -1) : bars;
}

/** The length that all but the longest fiftieth stay within: one that is far off does not press the others together. */
function reachOf(days: ReadonlyMap<number, number>): number {
  const lengths = [...days.keys()].sort((first, second) => first - second);
  const total = lengths.reduce((sum, length) => sum + (days.get(length) ?? 0), 0);
  let sum = 0;
  for (const length of lengths) {
    sum += days.get(length) ?? 0;
    if (sum >= 0.98 * total) {
      return length;
    }
  }
  return 0;
}

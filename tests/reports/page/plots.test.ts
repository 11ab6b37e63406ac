import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../src/reports/page/histogram.ts';
import { html, NOTHING } from '../../../src/reports/page/markup.ts';
import { monthsBetween } from '../../../src/reports/page/monthPlot.ts';
import { roundTicks } from '../../../src/reports/page/scale.ts';
import { wilsonInterval } from '../../../src/reports/page/trustPlot.ts';

describe('the histogram', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 80 });
  const limits = fc.option(fc.constantFrom(0, 3, 7, 14, 21, 28, 42, 56, 84), { nil: undefined });

  it('has each length in one bar, coloured by the limit, in few bars', () => {
    fc.assert(
      fc.property(lengths, limits, (values, limit) => {
        const days = new Map<number, number>();
        values.forEach((value) => days.set(value, (days.get(value) ?? 0) + 1));
        const bars = barsOf(days, new Set(limit === undefined ? [] : [limit]));
        expect(bars.length).toBeLessThanOrEqual(18);
        const sum = (name: 'within' | 'late' | 'unjudged'): number =>
          bars.reduce((total, bar) => total + bar[name], 0);
        expect(sum('within')).toBe(limit === undefined ? 0 : values.filter((value) => value <= limit).length);
        expect(sum('late')).toBe(limit === undefined ? 0 : values.filter((value) => value > limit).length);
        expect(sum('within') + sum('late') + sum('unjudged')).toBe(values.length);
      }),
    );
  });

  it('has the limit on the edge of a bar', () => {
    const days = new Map([
      [5, 1],
      [21, 1],
      [22, 1],
      [60, 1],
    ]);
    const bars = barsOf(days, new Set([21]));
    expect(bars.map(({ to }) => to)).toContain(21);
    expect(bars.filter(({ within, late }) => within > 0 && late > 0)).toEqual([]);
  });
});

it('round ticks start at 0 and reach the highest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (highest) => {
      const ticks = roundTicks(highest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }),
  );
});

it.each([
  [0.5, 10, 0.2366, 0.7634],
  [0, 10, 0, 0.2775],
  [1, 10, 0.7225, 1],
])('the interval of a share of %d in %d (Wilson, 1927)', (share, number, low, high) => {
  const interval = wilsonInterval(share, number);
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

it.each([
  ['2021-11-05', '2022-02-01', ['2021-11', '2021-12', '2022-01', '2022-02']],
  ['2021-11-05', '2021-11-06', ['2021-11']],
  ['2022-01-01', '2021-12-31', []],
])('months from %s to %s', (from, to, months) => {
  expect(monthsBetween(from, to)).toEqual(months);
});

it('markup escapes what is not markup', () => {
  expect(html`<b title="${'"\'<&>'}">${[html`<i>${1}</i>`, NOTHING]}</b>`.text).toBe(
    '<b title="&quot;&#39;&lt;&amp;&gt;"><i>1</i></b>',
  );
});

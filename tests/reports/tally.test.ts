import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAtRank, lengthsOf, shareOf, sumOf } from '../../src/reports/tally.ts';
import { exampleReport } from './exampleReport.ts';

const row = fc.record({
  trust: fc.constantFrom('Organization/1', 'Organization/2'),
  month: fc.constantFrom('2021-01', '2021-02'),
  verdict: fc.constantFrom('within', 'late', 'not-judged', 'excluded', 'open-overdue'),
  days: fc.integer({ min: 0, max: 400 }),
});

describe('a tally', () => {
  it('counts each observation once, however it is split', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const { cells } = exampleReport(rows);
        const whole = sumOf(cells);
        for (const [verdict, count] of Object.entries(whole.byVerdict)) {
          expect(count).toBe(rows.filter((each) => each.verdict === verdict).length);
        }
        for (const trust of ['Organization/1', 'Organization/2']) {
          const part = sumOf(cells.filter((cell) => cell.trust === trust));
          expect(part.byVerdict.within).toBe(
            rows.filter((each) => each.trust === trust && each.verdict === 'within').length,
          );
        }
      }),
    );
  });

  it('has the median as the middle of the sorted lengths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (lengths) => {
        const sorted = lengths.toSorted((first, second) => first - second);
        const counts = sumOf(exampleReport(lengths.map((days) => ({ days }))).cells);
        expect(daysAtRank(lengthsOf(counts), 0.5)).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
        expect(daysAtRank(lengthsOf(counts), 1)).toBe(sorted.at(-1));
      }),
    );
  });

  it.each([
    ['of those that are counted', [{ days: 10 }, { days: 12, verdict: 'late' }, { days: 14 }], 12],
    ['without those that are held against no limit', [{ days: 10 }, { days: 300, count: 5, verdict: 'not-judged' }], 10],
    ['of these, where there are no others', [{ days: 300, verdict: 'not-judged' }, { days: 1, verdict: 'excluded' }], 300],
  ] as const)('has the median %s', (_of, rows, median) => {
    expect(daysAtRank(lengthsOf(sumOf(exampleReport(rows).cells)), 0.5)).toBe(median);
  }); // prettier-ignore

  it('has no share and no median of nothing', () => {
    const counts = sumOf(exampleReport([{ verdict: 'excluded' }, { verdict: 'open-overdue' }]).cells);
    expect(shareOf(counts)).toBeUndefined();
    expect(daysAtRank(lengthsOf(counts), 0.5)).toBeUndefined();
  });
});

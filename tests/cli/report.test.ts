import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKnowledge } from '../../src/knowledge.ts';
import { startService } from '../http/runningService.ts';
import { naiveIndicators } from '../reports/naiveIndicators.ts';
import { SENT, stretchedRecords } from '../reports/stretchedRecords.ts';
import { forlopsbro } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-report-'));
const DATABASE_URL = `sqlite:${join(folder, 'report.db')}`;
const PERIOD = ['--from', '2019-01-01', '--to', '2025-12-31'];
let lines: readonly string[];

beforeAll(async () => {
  const service = await startService({ DATABASE_URL }, () => new Date(`${SENT}T12:00:00Z`));
  const stored = [];
  for (const record of stretchedRecords(3, 40, openKnowledge().catalogue)) {
    if ((await service.postRecord(record)).status === 201) {
      stored.push(record);
    }
  }
  await service.stop();
  lines = naiveIndicators(stored, '2019-01-01', '2025-12-31');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(...options: readonly string[]) {
  return forlopsbro(['report', ...PERIOD, ...options], { environment: { DATABASE_URL } });
}

function count(indicator: string, verdict: string): number {
  return lines.filter((line) => line.startsWith(`${indicator} `) && line.endsWith(` ${verdict}`)).length;
}

describe('forlopsbro report', () => {
  it('prints a table', async () => {
    const { status, output, errors } = await report();
    expect([status, errors]).toEqual([0, '']);
    expect(output).toContain('Pathway times and activity: 2019-01-01 – 2025-12-31.');
    expect(output).toContain('Assessment within the recommended time');
  });

  it('prints CSV that adds up to what is stored', async () => {
    const { output } = await report('--format', 'csv');
    const [head = [], ...rows] = output
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'));
    const sum = (indicator: string, column: string): number =>
      rows
        .filter(([id]) => id === indicator)
        .reduce((total, row) => total + Number(row[head.indexOf(column)]), 0);
    for (const indicator of new Set(lines.map((line) => line.split(' ')[0] ?? ''))) {
      expect([indicator, sum(indicator, 'within')]).toEqual([indicator, count(indicator, 'within')]);
      expect([indicator, sum(indicator, 'late')]).toEqual([indicator, count(indicator, 'late')]);
      expect([indicator, sum(indicator, 'excluded')]).toEqual([indicator, count(indicator, 'excluded')]);
      expect([indicator, sum(indicator, 'openOverdue')]).toEqual([
        indicator,
        count(indicator, 'open-overdue'),
      ]);
    }
  });

  it('prints one page, in Norwegian when asked, and names nobody', async () => {
    const { output } = await report('--format', 'html', '--language', 'no', '--pathway', 'D01');
    expect(output).toMatch(/^<!doctype html>/i);
    expect(output.trimEnd()).toMatch(/<\/html>$/);
    expect(output).toContain('Forløpstider og aktivitet');
    expect(output).not.toMatch(/Patient\/|CarePlan\/|\b\d{11}\b/);
  });

  it('takes the twelve months until today when no period is given', async () => {
    const { status, output } = await forlopsbro(['report'], { environment: { DATABASE_URL } });
    expect(status).toBe(0);
    const [, from = '', to = ''] = /: (\S+) – (\S+)\. /.exec(output) ?? [];
    expect(from).toMatch(/-01$/);
    expect(from.slice(0, 4)).toBe(String(Number(to.slice(0, 4)) - (to.slice(5, 7) === '12' ? 0 : 1)));
  });

  it.each([
    ['a day that does not exist', ['--from', '2021-02-30'], /2021-02-30|YYYY-MM-DD/],
    ['a period that ends first', ['--from', '2026-01-01'], /lies after/],
    ['an unknown type', ['--pathway', 'D99'], /D01, D06/],
    ['an unknown trust', ['--trust', '999'], /no organisation/],
    ['an unknown format', ['--format', 'pdf'], /text, csv, html/],
  ])('refuses %s with status 2', async (_, options, told) => {
    const { status, output, errors } = await report(...options);
    expect(status).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(told);
  });

  it('makes no database where there is none', async () => {
    const path = join(folder, 'none.db');
    const { status, errors } = await report('--database', `sqlite:${path}`);
    expect(status).toBe(2);
    expect(errors).toContain(path);
    expect(existsSync(path)).toBe(false);
  });
});

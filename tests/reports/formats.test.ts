import { describe, expect, it } from 'vitest';
import { csvReport } from '../../src/reports/csvReport.ts';
import { reportPage } from '../../src/reports/page/reportPage.ts';
import { textReport } from '../../src/reports/textReport.ts';
import { exampleReport, INDICATORS, presented } from './exampleReport.ts';

const report = exampleReport([
  { count: 6 },
  { count: 2, verdict: 'late', days: 30 },
  { trust: 'Organization/2', month: '2021-05', count: 8, days: 20 },
  { trust: 'Organization/2', month: '2021-05', count: 3, verdict: 'excluded' },
  { verdict: 'open-overdue', month: '2021-12' },
]);

/** The words and numbers of the row that begins so. */
function row(text: string, label: string): readonly string[] {
  const line = text.split('\n').find((each) => each.trim().startsWith(label)) ?? '';
  return line.trim().split(/ {2,}/);
}

describe('the table', () => {
  const text = textReport(presented(report));

  it('has a row for all, each type and each trust', () => {
    expect(row(text, 'All')).toEqual(['All', '21', '16', '14', '88%', '20', '30', '3', '0', '1', '0']);
    expect(row(text, 'D01').slice(1)).toEqual(row(text, 'All').slice(1));
    expect(row(text, 'Alfa HF')).toEqual(['Alfa HF', '21', '8', '6', '75%', '10', '30', '0', '0', '1', '0']);
  });

  it('says what is not confirmed, and where there is nothing', () => {
    expect(text).toContain('Target: ≥ 80% (unconfirmed)');
    expect(text).toContain('That the national reports count in this way is not confirmed.');
    expect(text.match(/Nothing to count in this period/g)).toHaveLength(INDICATORS.length - 1);
  });

  it('speaks Norwegian', () => {
    const norwegian = textReport(presented(report, { language: 'no' }));
    expect(norwegian).toContain('Utredning innen anbefalt forløpstid');
    expect(norwegian).toContain('Mål: ≥ 80\u00a0% (ikke bekreftet)');
  });

  it('hides small numbers, and what tells them, only when wanted', () => {
    const hidden = textReport(presented(report, { hideSmallNumbers: true }));
    expect(row(hidden, 'Alfa HF')).toEqual(['Alfa HF', '21', '8', '6', '–', '10', '30', '0', '0', '<5', '0']);
    expect(row(hidden, 'All')).toEqual(['All', '21', '16', '14', '–', '20', '30', '<5', '0', '<5', '0']);
  });
});

describe('the CSV', () => {
  it('has a line a cell, quoted where needed, and no formula', () => {
    expect(csvReport(presented(report)).split('\n')).toEqual([
      'indicator;pathway;trust;organisation;month;setting;closed;excluded;notJudged;counted;within;late;sharePercent;targetPercent;targetConfirmed;limitDays;medianDays;openOverdue;unconfirmed',
      `assessment-time;D01;"'=Beta; ""HF"" <script>";;2021-05;outpatient;11;3;0;8;8;0;100.0;80;false;21;20;0;0`,
      'assessment-time;D01;Alfa HF;310020001;2021-03;outpatient;8;0;0;8;6;2;75.0;80;false;21;10;0;0',
      'assessment-time;D01;Alfa HF;310020001;2021-12;outpatient;0;0;0;0;0;0;;80;false;;;1;0',
      '',
    ]);
  });
});

describe('the page', () => {
  const page = reportPage(presented(report));

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)|\son\w+=|javascript:/i);
    expect(page.match(/https?:\/\/[^"'\s<]*/g)).toBeNull();
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('shows names as text', () => {
    expect(page).toContain('=Beta; &quot;HF&quot; &lt;script&gt;');
  });

  it('has the plots, each named, and the numbers as a table', () => {
    expect(page).toContain('aria-label="How long it took: D01');
    expect(page).toContain('aria-label="Share by trust"');
    expect(page).toContain('aria-label="Share by month: Alfa HF"');
    expect(page).toMatch(/<th class="label" scope="row">Alfa HF<\/th>\s*<td>21<\/td>\s*<td>8<\/td>/);
  });

  it('is well-formed: each element that is opened is closed', () => {
    const open: string[] = [];
    for (const [, closing, name = '', rest = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/g)) {
      if (closing === '/') {
        expect(open.pop()).toBe(name);
      } else if (!rest.endsWith('/') && !['meta', 'br'].includes(name)) {
        open.push(name);
      }
    }
    expect(open).toEqual([]);
  });

  it('says so when there is nothing', () => {
    const empty = reportPage(presented(exampleReport([]), { language: 'no' }));
    expect(empty).toContain('<html lang="nb">');
    expect(empty.match(/Ingenting å telle i perioden/g)).toHaveLength(INDICATORS.length);
    expect(empty).not.toContain('NaN');
  });

  it('shows no number from 1 to 4 of the counts when they are hidden', () => {
    const hidden = reportPage(presented(exampleReport([{ count: 3 }]), { hideSmallNumbers: true }));
    expect(hidden).toContain('&lt;5');
    expect(hidden).not.toMatch(/n = 3|<td>3<\/td>|: 3<\/title>|<dd>3/);
  });
});

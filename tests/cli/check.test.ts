import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PathwayRecord } from '../../src/pathway/record.ts';
import { forlopsbro } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const HEADER = 'pathway;code;date\n';
const UNKNOWN = `${HEADER}p;D11A;2026-02-27\np;D11Q;2026-03-01\n`;
const UNDATED = `${HEADER}p;D11A;\n`;
const day = ['--today', '2026-03-10'];

describe.concurrent('check of registrations', () => {
  it.each<readonly [string, string, string]>([
    ['registrations.csv', UNKNOWN, 'line 3'],
    ['registrations.txt', UNKNOWN, 'line 3'],
    ['registrations.ndjson', '{"pathway":"p","code":"D11Q","date":"2026-03-01"}', 'line 1'],
    ['registrations.json', '[\n{"pathway":"p","code":"D11Q","date":"2026-03-01"}]', 'line 2'],
  ])('knows what %s is', async (name, content, place) => {
    const path = file(name, content);
    const { status, output, errors } = await forlopsbro(['check', path, ...day]);
    expect([status, output]).toEqual([1, '']);
    expect(errors).toContain(`error 201 ${path}: ${place}`);
    expect(errors).toMatch(/^\d registrations? of 1 pathway: 1 error, 0 warnings, \d notes?$/m);
    expect(errors).toMatch(/^ {2}1 × error 201$/m);
  });

  it('reads CSV from standard input', async () => {
    const { status, errors } = await forlopsbro(['check', '-', ...day], { input: UNKNOWN });
    expect(status).toBe(1);
    expect(errors).toContain('error 201 -: line 3');
  });

  it.each<readonly [string, string[], number]>([
    ['a warning', [], 0],
    ['a warning, being strict', ['--strict'], 1],
  ])('exit status for %s', async (_what, options, expected) => {
    const { status, errors } = await forlopsbro(['check', '-', ...options, ...day], { input: UNDATED });
    expect(errors).toContain('warning 107 -: line 2');
    expect(status).toBe(expected);
  });

  it('prints JSON', async () => {
    const { output } = await forlopsbro(['check', '-', '--format', 'json', ...day], { input: UNKNOWN });
    expect(JSON.parse(output)).toContainEqual(
      expect.objectContaining({ line: 3, pathway: 'p', code: '201', severity: 'error' }),
    );
  });

  it('prints CSV', async () => {
    const { output } = await forlopsbro(['check', '-', '--format', 'csv', ...day], { input: UNKNOWN });
    expect(output).toMatch(/^line;pathway;code;severity;place;message;remedy;source\r\n/);
    expect(output).toMatch(/^3;p;201;error;/m);
  });

  it('prints an OperationOutcome', async () => {
    const { output, errors } = await forlopsbro(['check', '-', '--json', ...day], { input: UNKNOWN });
    expect([(JSON.parse(output) as { resourceType: string }).resourceType, errors]).toEqual([
      'OperationOutcome',
      '',
    ]);
  });

  it('takes a FHIR Bundle, as map makes it', async () => {
    const mapped = await forlopsbro(['map', 'examples/journeys/d11-adult/08-end.json']);
    const bundle = file('bundle.json', mapped.output);
    const right = await forlopsbro(['check', '--strict', bundle]);
    expect(right.errors).toMatch(/^1 FHIR resource: 0 errors, 0 warnings, \d notes?$/m);
    expect(right.status).toBe(0);
    const wrong = file('wrong.json', mapped.output.replaceAll('D11A', 'D11Q'));
    const { status, output } = await forlopsbro(['check', '--format', 'json', wrong]);
    expect(status).toBe(1);
    expect(JSON.parse(output)).toContainEqual(
      expect.objectContaining({
        line: 1,
        code: '201',
        pathway: 'D11-2025-0342',
        place: expect.stringMatching(/^Bundle\.entry\[\d+\]\.resource$/) as string,
      }),
    );
  });

  it('finds that pathway records of one patient overlap, wherever they stand', async () => {
    const started = JSON.parse(
      readFileSync('examples/journeys/d11-adult/02-started.json', 'utf8'),
    ) as PathwayRecord;
    const other = { ...started, identifier: { ...started.identifier, value: 'another' } };
    const input = [started, '', other].map((line) => (line === '' ? '' : JSON.stringify(line))).join('\n');
    const { errors } = await forlopsbro(['check', '-'], { input });
    expect(errors).toContain('warning 224 -: line 3');
  });

  it('knows the code lists that were imported into the database', async () => {
    const database = `sqlite:${join(folder, 'imports.db')}`;
    const list = file('list.csv', 'code;display;validFrom\nD11Q;En ny kode;2026-01-01\n');
    const events = file('events.csv', 'code;display\nQ;En ny hendelse\n');
    for (const [name, path] of [['9322', events], ['9327', list]] as const) {
      const imported = await forlopsbro(['catalogue', 'import', path, '--list', name, '--yes', '--database', database]);
      expect(imported.status, imported.errors).toBe(0);
    } // prettier-ignore
    const registrations = file('new-code.csv', UNKNOWN);
    expect((await forlopsbro(['check', registrations, ...day])).status).toBe(1);
    const { status, errors } = await forlopsbro(['check', registrations, ...day, '--database', database]);
    expect([status, errors]).toEqual([
      0,
      expect.stringMatching(/^2 registrations of 1 pathway: 0 errors, /m),
    ]);
  });

  it('judges on the day that is named', async () => {
    const early = await forlopsbro(['check', '-', '--today', '2026-02-26'], { input: UNKNOWN });
    expect(early.errors).toContain('error future-date -: line 2');
  });

  it.each<readonly [string, string[]]>([
    ['an unknown format', ['check', '-', '--format', 'xml']],
    ['a day that is none', ['check', '-', '--today', '2026-02-30']],
    ['a file of a known kind that is not there', ['check', 'nothing.csv']],
    ['a folder', ['check', 'examples']],
  ])('%s is wrong usage', async (_what, command) => {
    const { status, output, errors } = await forlopsbro(command);
    expect([status, output]).toEqual([2, '']);
    expect(errors).not.toMatch(/^\s+at /m);
  });
});

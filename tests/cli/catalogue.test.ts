import type { CodeSystem, Parameters } from '@medplum/fhirtypes';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKnowledge } from '../../src/knowledge.ts';
import { startService, type RunningService } from '../http/runningService.ts';
import { forlopsbro, type CommandResult } from './command.ts';

const COMBINED = 'urn:oid:2.16.578.1.12.4.1.1.9327';
const OUTCOME = 'urn:oid:2.16.578.1.12.4.1.1.9323';
const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function catalogue(database: string, ...command: string[]): Promise<CommandResult> {
  return forlopsbro(['catalogue', ...command], { environment: { DATABASE_URL: `sqlite:${database}` } });
}

describe('catalogue list and show', () => {
  it('tell the lists, the editions and that nothing has been imported, and make no database', async () => {
    const database = join(folder, 'none', 'none.db');
    const { status, output, errors } = await catalogue(database, 'list');
    expect([status, errors]).toEqual([0, '']);
    expect(output).toMatch(/^9327 +247 +\S+ +shipped/m);
    expect(output).toMatch(/^2019 +2019-01-01 +2022-12-31 .* confirmed$/m);
    expect(output).toMatch(/^2023 +2023-01-01 +2024-10-27 .*unconfirmed: validTo, codes$/m);
    expect(output).toMatch(/^2024-10 +2024-10-28 .*unconfirmed: validFrom, .*events, codes$/m);
    expect(output).toContain('Nothing has been imported');
    expect((await catalogue(database, 'list', '--all')).output).toMatch(/^8451 /m);
    expect(() => rmSync(join(folder, 'none'))).toThrow();
  });

  it.each([
    [['show', '9327', '--code', 'D11CU'], /^D11CU .*PHV-V beslutning utvidet utredning$/m],
    [['show', 'volven-9322'], /^A /m],
    [['show', COMBINED, '--date', '2023-01-01', '--filter', 'psykose', '--code', 'D06P'], /^D06P .* valid /m],
    [['show', '9321', '--json'], /"code": "D11"/],
    [['show', '9321', '--code', 'D09'], /^D09 +unknown +unknown /m],
    [['show', '9327', '--code', 'D06A'], /^D06A +2019-02-15 +unknown /m],
    [['show', '2023'], /^validTo +2024-10-27 +no +The day before the revised pathways/m],
    [
      ['show', '2023'],
      /^D08-first-attendance-decision +outpatient 42 days, inpatient 14 days +yes +Helsedir/m,
    ],
    [['show', '2023'], /^D12-decision-evaluation +outpatient 42 days, inpatient unknown +no +Helse Møre/m],
    [['show', '2023'], /^D11 pathway times +unknown +no$/m],
    [['show', '2024-10'], /^events +unknown +no +Hearing/m],
    [['show', '2019', '--json'], /"fact": "codes",\s+"value": "247 of list 9327",\s+"confirmed": true/],
    [['show', 'catalogue-edition'], /^Edition 2019: [^]*^Edition 2024-10: /m],
    [['show', 'catalogue-edition', '--code', '2019'], /^startDateRule +referral-received +yes/m],
    [['show', 'catalogue-edition', '--json'], /"resourceType": "CodeSystem"/],
  ])('%o', async (command, expected) => {
    const { status, output } = await catalogue(join(folder, 'none.db'), ...command);
    expect(status).toBe(0);
    expect(output).toMatch(expected);
  });

  it.each([
    [['show', '4242'], 2],
    [['show', '9327', '--code', 'X'], 2],
    [['show', 'catalogue-edition', '--code', '1999'], 2],
    [['show', '9327', '--date', 'yesterday'], 2],
    [['diff', 'no-such-file'], 2],
    [['revert', '1', '--yes'], 1],
    [['list', '--colour'], 2],
  ])('%o ends with %i', async (command, status) => {
    expect((await catalogue(join(folder, 'other.db'), ...command)).status).toBe(status);
  });
});

describe('a running service', () => {
  let service: RunningService;
  let database: string;
  beforeAll(async () => {
    database = join(folder, 'running.db');
    service = await startService({ DATABASE_URL: `sqlite:${database}` });
  });
  afterAll(() => service.stop());

  async function isKnown(code: string): Promise<boolean | undefined> {
    const { body } = await service.send<Parameters>(
      'GET',
      `/fhir/CodeSystem/$validate-code?url=${COMBINED}&code=${code}`,
    );
    return body.parameter?.[0]?.valueBoolean;
  }

  /** Whether the code translations have the code, as they are read. */
  const mapsWith = (code: string) =>
    Promise.all(
      ['combined-code-to-components', 'components-to-combined-code'].map(async (id) =>
        (await service.send('GET', `/fhir/ConceptMap/${id}`)).text.includes(`"${code}"`),
      ),
    );

  const untilKnown = (code: string) => expect.poll(() => isKnown(code), { timeout: 10_000 });

  it('takes up what is imported, keeps it over a restart, and follows when it is taken back', async () => {
    const outcome = file('9323.csv', 'code;display\nZ;Utfall som ikke finnes\n');
    const codes = file(
      '9327.csv',
      'code;display;validFrom;edition\nD11CZ;Kode som ikke finnes;2023-01-01;2023\n',
    );

    const early = await catalogue(database, 'diff', codes, '--list', '9327');
    expect([early.status, early.output]).toEqual([1, '']);
    expect(early.errors).toContain('import-parts-unknown');

    const first = await catalogue(database, 'import', outcome, '--list', '9323', '--yes');
    expect([first.status, first.output]).toEqual([
      0,
      '+ Z  Utfall som ikke finnes\nList 9323: 1 new, 0 gone, 0 changed, 7 as before\n',
    ]);
    const unasked = await catalogue(database, 'import', codes, '--list', '9327');
    expect(unasked.status).toBe(2);
    expect(unasked.errors).toContain('--yes');
    expect(await isKnown('D11CZ')).toBe(false);

    expect((await catalogue(database, 'import', codes, '--list', '9327', '--yes')).status).toBe(0);
    await untilKnown('D11CZ').toBe(true);
    expect(await isKnown('D11CU')).toBe(true);
    for (const [operation, expected] of [
      [`CodeSystem/volven-9327/$lookup?code=D11CZ`, 'Kode som ikke finnes'],
      [`CodeSystem/$validate-code?url=${COMBINED}&code=D11CZ&date=2022-12-31`, 'code-not-valid-at-date'],
      [`ValueSet/measurement-points-D11/$expand?filter=D11CZ`, '"total":1'],
      [`ValueSet/measurement-points-event-C/$validate-code?code=D11CZ`, '"valueBoolean":true'],
      [`ConceptMap/combined-code-to-components/$translate?system=${COMBINED}&code=D11CZ`, '"code":"Z"'],
      [`ConceptMap/combined-code-to-components/$translate?system=${OUTCOME}&code=Z&reverse=true`, '"D11CZ"'],
    ] as const) {
      const { status, text } = await service.send('GET', `/fhir/${operation}`);
      expect([operation, status]).toEqual([operation, 200]);
      expect(text, operation).toContain(expected);
    }
    const listed = await catalogue(database, 'list');
    expect(listed.output).toMatch(/^9327 +248 +\S+ +import 2/m);
    expect(listed.output).toMatch(/^2 .*9327\.csv +in force$/m);

    const stored = await service.read<CodeSystem>('CodeSystem/volven-9327');
    expect(stored.concept?.some(({ code }) => code === 'D11CZ')).toBe(true);
    expect(await mapsWith('D11CZ')).toEqual([true, true]);
    const check = await service.send<Parameters>('POST', '/fhir/$check-measurement-points', {
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({
        resourceType: 'Parameters',
        parameter: [
          {
            name: 'registration',
            part: [
              { name: 'pathway', valueString: 'p' },
              { name: 'code', valueCode: 'D11CZ' },
              { name: 'date', valueDate: '2023-03-01' },
            ],
          },
        ],
      }),
    });
    expect(check.body.parameter?.[0]?.valueBoolean).toBe(true);

    await service.stop();
    service = await startService({ DATABASE_URL: `sqlite:${database}` });
    expect(await isKnown('D11CZ')).toBe(true);
    expect(await mapsWith('D11CZ')).toEqual([true, true]);

    expect((await catalogue(database, 'import', codes, '--list', '9327', '--yes')).errors).toContain(
      'nothing was imported',
    );
    expect((await catalogue(database, 'revert', '2', '--yes')).status).toBe(0);
    await untilKnown('D11CZ').toBe(false);
    const reverted = await service.read<CodeSystem>('CodeSystem/volven-9327');
    expect(reverted.concept?.some(({ code }) => code === 'D11CZ')).toBe(false);
    expect(await mapsWith('D11CZ')).toEqual([false, false]);
    expect(await mapsWith('D11CU')).toEqual([true, true]);
    expect((await catalogue(database, 'list')).output).toMatch(/^2 .*taken back$/m);
  }, 60_000);

  it('takes up a list that is new to it, as FHIR CodeSystem, and loses it again', async () => {
    const list: CodeSystem = {
      resourceType: 'CodeSystem',
      url: 'http://example.org/colours',
      name: 'Colours',
      status: 'active',
      content: 'complete',
      concept: [{ code: 'red', display: 'Rød' }],
    };
    const path = file('colours.json', JSON.stringify(list));
    const timesTakenUp = () => service.log().split('code lists have been imported').length;
    const before = timesTakenUp();
    expect((await catalogue(database, 'import', path, '--yes')).status).toBe(0);
    const lookup = () =>
      service
        .send('GET', '/fhir/CodeSystem/$lookup?system=http://example.org/colours&code=red')
        .then(({ status }) => status);
    await expect.poll(lookup, { timeout: 10_000 }).toBe(200);
    await expect.poll(timesTakenUp, { timeout: 10_000 }).toBeGreaterThan(before);
    const [found] = await service.search<CodeSystem>('CodeSystem?url=http://example.org/colours');
    expect((await service.send('DELETE', `/fhir/CodeSystem/${found?.id ?? ''}`)).status).toBe(403);
    const { output } = await catalogue(database, 'list');
    const id = /^(\d+) .*colours\.json/m.exec(output)?.[1] ?? '';
    expect((await catalogue(database, 'revert', id, '--yes')).status).toBe(0);
    await expect.poll(lookup, { timeout: 10_000 }).toBe(404);
    expect(await service.search('CodeSystem?url=http://example.org/colours')).toEqual([]);
  }, 60_000);
});

it('a CSV file of a Norwegian spreadsheet is read as it was meant', async () => {
  const path = file('latin.csv', Buffer.from('code;display\nA;Første dag\n', 'latin1'));
  const { output } = await catalogue(join(folder, 'none.db'), 'diff', path, '--list', '9322');
  expect(output).toContain('→ Første dag');
});

it('a difference tells changes that are alike together, with their codes', async () => {
  const { terminology } = openKnowledge();
  const row = (code: string, validTo: string): string =>
    `${code};${terminology.displayOf(COMBINED, code) ?? ''};${validTo}`;
  const path = file(
    'ended.csv',
    [
      'code;display;validTo',
      ...['D11A', 'D11M', 'D11E', 'D11F', 'D11SI'].map((code) => row(code, '2024-10-27')),
      row('D12A', '2024-12-31'),
      '',
    ].join('\n'),
  );
  const { output } = await catalogue(join(folder, 'none.db'), 'diff', path, '--list', '9327');
  const [alike, codes = '', other, numbers] = output.trim().split('\n');
  expect([alike, other, numbers]).toEqual([
    '~ 5 codes  validTo: – → 2024-10-27',
    '~ D12A  validTo: – → 2024-12-31',
    'List 9327: 0 new, 0 gone, 6 changed, 241 as before',
  ]);
  expect(codes.trim().split(' ').sort()).toEqual(['D11A', 'D11E', 'D11F', 'D11M', 'D11SI']);
});

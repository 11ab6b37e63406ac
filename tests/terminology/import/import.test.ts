import type { CodeSystem } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDefinitions } from '../../../src/definitions/definitions.ts';
import { overlayDefinitions } from '../../../src/definitions/overlay.ts';
import { buildCatalogue } from '../../../src/terminology/catalogue.ts';
import { parseCsv } from '../../../src/terminology/import/csv.ts';
import { removedInUse } from '../../../src/terminology/import/codesInUse.ts';
import { differenceOf } from '../../../src/terminology/import/difference.ts';
import {
  addImport,
  codeSystemsInForce,
  importsInForce,
  revertImport,
  type ImportLog,
} from '../../../src/terminology/import/importLog.ts';
import { mergeList } from '../../../src/terminology/import/mergeList.ts';
import {
  readCodeSystemList,
  readCsvList,
  type ReadListResult,
} from '../../../src/terminology/import/readList.ts';
import { inputFromQuery } from '../../../src/terminology/operationInput.ts';
import { openTerminology } from '../../../src/terminology/terminology.ts';

const definitions = openDefinitions({ profilesDir: join(import.meta.dirname, '../../../profiles') });
const terminology = openTerminology(definitions);
const COMBINED = 'urn:oid:2.16.578.1.12.4.1.1.9327';
const EVENTS = 'urn:oid:2.16.578.1.12.4.1.1.9322';
const VERSION = '2026-03-02';
const CONTEXT = { version: VERSION, editions: buildCatalogue(definitions).editions };

function current(url: string): CodeSystem {
  const found = definitions.find(url);
  if (found?.resourceType !== 'CodeSystem') {
    throw new Error(url);
  }
  return found;
}

function listOf(result: ReadListResult) {
  if (!result.ok) {
    throw new Error(result.findings.map(({ definition, place }) => `${definition.code} ${place}`).join());
  }
  return result.list;
}

function faults(result: ReadListResult) {
  return result.ok ? [] : result.findings.map(({ definition, place }) => [definition.code, place]);
}

describe('a list as CSV', () => {
  it.each([
    [
      'a;b\n1;2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\uFEFFa;b\r\n\r\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a;b";"say ""no"""\n', [['a;b', 'say "no"']]],
    [
      'a;"two\nlines"\nb;c',
      [
        ['a', 'two\nlines'],
        ['b', 'c'],
      ],
    ],
    ['', []],
  ])('%j is %j', (text, expected) => {
    expect(parseCsv(text).map(({ cells }) => cells)).toEqual(expected);
  });

  it('knows the line on which each row begins', () => {
    expect(parseCsv('a\n"b\nc"\n\nd').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('is read in any order of columns, with an edition for each line of a code', () => {
    const list = listOf(
      readCsvList(
        'edition;code;display\n2023;D01A;TSB start\n2024-10;D01A;TSB start\n',
        COMBINED,
        terminology,
      ),
    );
    expect(list.concept).toHaveLength(1);
    expect(list.concept[0]?.property?.map(({ code, valueCoding }) => [code, valueCoding?.code])).toEqual([
      ['pathway', 'D01'],
      ['event', 'A'],
      ['edition', '2023'],
      ['edition', '2024-10'],
    ]);
  });

  it.each([
    ['code\nD01A', [['import-column-missing', 'line 1']]],
    ['code;display;when\nD01A;x;y', [['import-column-unknown', 'line 1']]],
    [
      '',
      [
        ['import-column-missing', 'line 1'],
        ['import-column-missing', 'line 1'],
      ],
    ],
    ['code;display\n;x', [['import-code-missing', 'line 2']]],
    ['code;display\nD01A;x\nD01A;y', [['import-code-twice', 'line 3']]],
    ['code;display;validFrom\nD01A;x;2023-02-29', [['import-date-invalid', 'line 2']]],
    ['code;display;validFrom;validTo\nD01A;x;2023-01-02;2023-01-01', [['import-period-backwards', 'line 2']]],
    ['code;display;edition\nD01A;x;1999', [['import-edition-unknown', 'line 2']]],
    [
      'code;display;validFrom\nD01A;;2019-01-01\nD01M',
      [
        ['import-display-missing', 'line 2'],
        ['import-display-missing', 'line 3'],
      ],
    ],
    ['code;display\nD01Q;x', [['import-parts-unknown', 'D01Q']]],
    ['code;display\nD01C;x', [['import-parts-unknown', 'D01C']]],
    ['code;display\nD01AB;x', [['import-parts-unknown', 'D01AB']]],
  ])('%j is refused: %j', (text, expected) => {
    expect(faults(readCsvList(text, COMBINED, terminology))).toEqual(expected);
  });
});

describe('a list as FHIR', () => {
  it.each([
    ['{', 'import-not-json'],
    ['null', 'import-not-code-system'],
    ['{"resourceType":"ValueSet"}', 'import-not-code-system'],
    ['{"resourceType":"CodeSystem","url":"http://example.org","concept":[null]}', 'import-not-code-system'],
    [
      '{"resourceType":"CodeSystem","url":"http://example.org","concept":[{"code":"a","property":"b"}]}',
      'import-not-code-system',
    ],
    [
      '{"resourceType":"CodeSystem","url":"http://example.org","concept":[{"code":"a"},{"code":"a"}]}',
      'import-code-twice',
    ],
    [
      '{"resourceType":"CodeSystem","url":"http://example.org","concept":[{"display":"a"}]}',
      'import-code-missing',
    ],
  ])('%s is refused: %s', (text, expected) => {
    expect(faults(readCodeSystemList(text, terminology)).map(([code]) => code)).toContain(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (concept) => {
        readCodeSystemList(
          JSON.stringify({ resourceType: 'CodeSystem', url: 'http://example.org', concept }),
          terminology,
        );
      }),
    );
    fc.assert(
      fc.property(
        fc.string(),
        (text) => void readCsvList(`code;display;validFrom\n${text}`, COMBINED, terminology),
      ),
    );
  });

  it('is our own list, unchanged', () => {
    const list = listOf(readCodeSystemList(JSON.stringify(current(COMBINED)), terminology));
    const next = mergeList(current(COMBINED), list, CONTEXT);
    expect(differenceOf(current(COMBINED), next)).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      unchanged: 247,
      findings: [],
    });
  });
});

describe('what an import changes', () => {
  it('in a fragment: what is mentioned', () => {
    const list = listOf(
      readCsvList(
        'code;display;validTo\nD01A;TSB start;2024-10-27\nD06CU;Psykose beslutning utvidet utredning;\n',
        COMBINED,
        terminology,
      ),
    );
    const next = mergeList(current(COMBINED), list, CONTEXT);
    const difference = differenceOf(current(COMBINED), next);
    expect(difference.added.map(({ code }) => code)).toEqual(['D06CU']);
    expect(difference.changed).toEqual([
      {
        code: 'D01A',
        changes: [
          { what: 'display', from: 'TSB pakkeforløp start', to: 'TSB start' },
          { what: 'validTo', to: '2024-10-27' },
        ],
      },
    ]);
    expect(difference).toMatchObject({ removed: [], unchanged: 246, findings: [] });
    expect(next).toMatchObject({ version: VERSION, content: 'fragment' });
    expect(next.concept).toHaveLength(248);
    expect(next.count).toBeUndefined();
    expect(next.concept?.find(({ code }) => code === 'D01A')?.designation).toHaveLength(2);
  });

  it('in a complete list: what it lacks is gone, with a warning', () => {
    const text = JSON.stringify({
      resourceType: 'CodeSystem',
      url: 'http://ehelse.no/fhir/CodeSystem/no-kodeverk-9322',
      version: '2',
      content: 'complete',
      concept: [
        { code: 'A', display: 'Start' },
        { code: 'Z', display: 'Ny' },
      ],
    });
    const difference = differenceOf(
      current(EVENTS),
      mergeList(current(EVENTS), listOf(readCodeSystemList(text, terminology)), CONTEXT),
    );
    expect(difference.system).toBe(EVENTS);
    expect(difference.added.map(({ code }) => code)).toEqual(['Z']);
    expect(difference.removed).toHaveLength(12);
    expect(difference.changed.map(({ code }) => code)).toEqual(['A']);
    expect(difference.findings.map(({ definition }) => definition.code)).toEqual(
      Array(12).fill('import-code-removed'),
    );
  });

  it('is everything where the list is new', () => {
    const list = listOf(readCsvList('code;display\na;b', 'http://example.org/list', terminology));
    const next = mergeList(undefined, list, CONTEXT);
    expect(differenceOf(undefined, next)).toMatchObject({
      added: [{ code: 'a', display: 'b' }],
      unchanged: 0,
    });
    expect(next).toMatchObject({
      resourceType: 'CodeSystem',
      url: 'http://example.org/list',
      status: 'active',
    });
  });
});

describe('codes that go although others are built on them', () => {
  const lists = definitions.all<CodeSystem>('CodeSystem');
  const found = (system: string, ...codes: string[]) =>
    removedInUse({ system, removed: codes.map((code) => ({ code })) }, lists).map(
      ({ definition, values }) => [definition.code, values['code'], values['count'], values['example']],
    );

  it.each([
    [
      EVENTS,
      ['P', 'L', 'Z'],
      [
        ['L', '1', 'D01L'],
        ['P', '1', 'D06P'],
      ],
    ],
    ['urn:oid:2.16.578.1.12.4.1.1.9326', ['M'], [['M', '7', 'D01XM']]],
    [COMBINED, ['D01A'], []],
    [EVENTS, [], []],
  ] as [string, string[], string[][]][])('%s %o: %o', (system, codes, expected) => {
    expect(found(system, ...codes)).toEqual(expected.map((each) => ['import-code-in-use', ...each]));
  });
});

describe('an import in force', () => {
  const next = mergeList(
    current(COMBINED),
    listOf(
      readCsvList(
        'code;display;validFrom;edition\nD01M;TSB første;2019-01-01;2024-10\nD11UB;x;2019-01-01;2019\nD06CU;Ny;2024-10-28;2024-10\nD08CU;Ny;;2023\nD09M;x;;2024-10\n',
        COMBINED,
        terminology,
      ),
    ),
    CONTEXT,
  );
  const overlaid = overlayDefinitions(definitions, [next]);
  const then = openTerminology(overlaid);

  it('is what everybody reads', () => {
    expect(overlaid.find(COMBINED)).toBe(next);
    expect(overlaid.find(`${COMBINED}|0.1.0`)).toBe(definitions.find(COMBINED));
    expect(overlaid.read('CodeSystem', 'volven-9327')).toBe(next);
    expect(overlaid.all('CodeSystem')).toHaveLength(definitions.all('CodeSystem').length);
    expect(overlaid.all('CodeSystem')).toContain(next);
    expect(overlaid.all('PlanDefinition')).toEqual(definitions.all('PlanDefinition'));
    expect(buildCatalogue(overlaid).combinedCodes.get('D06CU')).toMatchObject({
      pathway: 'D06',
      event: 'C',
      outcome: 'U',
      validFrom: '2024-10-28',
    });
    expect(
      then.isMember('https://forlopsbro.no/fhir/ValueSet/measurement-points-D06', COMBINED, 'D06CU'),
    ).toBe(true);
  });

  it('stands beside the others where the list is new', () => {
    const added: CodeSystem = {
      resourceType: 'CodeSystem',
      id: 'new',
      url: 'http://example.org/list',
      status: 'active',
      content: 'complete',
    };
    const both = overlayDefinitions(definitions, [added]);
    expect(both.all('CodeSystem')).toContain(added);
    expect(both.read('CodeSystem', 'new')).toBe(added);
  });

  it.each([
    ['D01M', '2025-01-01', true, undefined],
    ['D01M', '2020-01-01', true, undefined],
    ['D11UB', '2025-01-01', true, 'code-validity-unconfirmed'],
    ['D11UB', '2020-01-01', true, undefined],
    ['D06CU', '2024-10-27', false, 'code-not-valid-at-date'],
    ['D08CU', '2022-12-31', false, 'code-not-valid-at-date'],
    ['D08CU', '2023-01-01', true, undefined],
    ['D08CU', '2025-01-01', true, 'code-validity-unconfirmed'],
    ['D09M', '2019-06-01', true, 'code-validity-unconfirmed'],
    ['D09M', '2023-06-01', true, undefined],
    ['D09M', '2025-01-01', true, undefined],
    ['D01A', '2025-01-01', true, 'code-validity-unconfirmed'],
  ])('%s on %s: %s %s', (code, date, expected, issue) => {
    const result = then.validateCodeInSystem(inputFromQuery(Object.entries({ url: COMBINED, code, date })));
    const parameters = result.ok ? (result.resource.parameter ?? []) : [];
    expect(parameters[0]).toEqual({ name: 'result', valueBoolean: expected });
    expect(JSON.stringify(parameters)).toContain(issue ?? 'result');
    expect(parameters.some(({ name }) => name === 'issues')).toBe(issue !== undefined);
  });
});

describe('the log of imports', () => {
  const imported = (id: string, url: string) => ({
    id,
    at: '2026-03-02T09:00:00Z',
    source: `${id}.csv`,
    codeSystem: {
      resourceType: 'CodeSystem',
      url,
      status: 'active',
      content: 'fragment',
      title: id,
    } as CodeSystem,
  });
  const log = ['a1 a', 'b1 b', 'a2 a'].reduce<ImportLog>((entries, entry) => {
    const [id = '', url = ''] = entry.split(' ');
    return addImport(entries, imported(id, url));
  }, []);
  const titles = (entries: ImportLog) => codeSystemsInForce(entries).map(({ title }) => title);

  it('has the newest of each list in force', () => {
    expect(titles(log)).toEqual(['a2', 'b1']);
  });

  it('goes back one step at a time, and keeps the history', () => {
    const back = revertImport(log, 'a2', '2026-03-03T09:00:00Z');
    const once = back.ok ? back.log : [];
    expect(titles(once)).toEqual(['a1', 'b1']);
    expect(once).toHaveLength(4);
    const further = revertImport(once, 'a1', '2026-03-04T09:00:00Z');
    expect(titles(further.ok ? further.log : [])).toEqual(['b1']);
    expect(importsInForce(further.ok ? further.log : []).map(({ id }) => id)).toEqual(['b1']);
  });

  it.each([
    ['a1', 'import-not-newest'],
    ['zz', 'import-unknown'],
  ])('does not take back %s: %s', (id, expected) => {
    const result = revertImport(log, id, '2026-03-03T09:00:00Z');
    expect(result.ok ? [] : result.findings.map(({ definition }) => definition.code)).toEqual([expected]);
  });

  it('does not take back twice', () => {
    const back = revertImport(log, 'b1', '2026-03-03T09:00:00Z');
    expect(revertImport(back.ok ? back.log : [], 'b1', '2026-03-04T09:00:00Z').ok).toBe(false);
  });
});

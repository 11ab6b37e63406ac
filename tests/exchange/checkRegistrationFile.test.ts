import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRegistrationFile,
  type FileCounts,
  type RegistrationFileFormat,
} from '../../src/exchange/checkRegistrationFile.ts';
import type { Resource } from '@medplum/fhirtypes';
import { createConformance } from '../../src/conformance/conformance.ts';
import type { FileFinding } from '../../src/formats/record/registrationFile/fileFinding.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { generateFaults } from '../../src/synthetic/faults.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { CSV_HEADER, rowsOfRecord } from './registrationRows.ts';

const knowledge = openKnowledge();
const conformance = createConformance({ current: knowledge });
const TODAY = '2026-03-10';
const checking = {
  ...knowledge,
  now: () => new Date(`${TODAY}T12:00:00Z`),
  validate: (resource: Resource) => conformance.judgeWrite(resource),
};

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

async function check(
  content: string | Uint8Array,
  format: RegistrationFileFormat = 'csv',
  size = 1_000,
): Promise<{ readonly found: readonly FileFinding[]; readonly counts: FileCounts }> {
  const counts: FileCounts = { records: 0, resources: 0, rows: 0, pathways: 0 };
  const found: FileFinding[] = [];
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for await (const batch of checkRegistrationFile(piecesOf(bytes, size), format, checking, counts)) {
    found.push(...batch);
  }
  return { found, counts };
}

/** `line pathway code place`, without what is only unconfirmed. */
function told(found: readonly FileFinding[]): readonly string[] {
  return found
    .map(({ line, pathway, finding }) =>
      [line, pathway || '–', finding.definition.code, finding.place || '–'].join(' '),
    )
    .filter((text) => !text.includes('unconfirmed-in-edition'));
}

/** A synthetic person; the number is of no living one (month + 80). */
const [somebody, somebodyElse] = [...generateRecords({ seed: 4, count: 40, today: TODAY, ...knowledge })]
  .map(({ patient }) => patient.nationalId)
  .filter((number) => number !== undefined);

describe('a file of registrations', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['nothing', '', ['1 – file-empty –']],
    ['no required column', 'patient\n1', ['1 – file-missing-column pathway', '1 – file-missing-column code', '1 – file-missing-column date']],
    ['no column for the code', 'pathway;date;type;event\np;2026-01-05;D11;A', ['1 – file-missing-column code']],
    ['no date column', 'pathway;code\np;D11A', ['1 – file-missing-column date']],
    ['an unknown column', 'pathway;code;date;ward\np;D11A;2026-02-27;7', ['1 – file-unknown-column ward']],
    ['a column twice', 'pathway;code;date;code\np;D11A;2026-02-27;D11X', ['1 – file-repeated-column code']],
    ['columns in any order and case, by commas', 'DATE,Code,Pathway\n2026-02-27,D11A,p', []],
    ['the parts of the code', 'pathway;type;event;outcome;date\np;D11;A;;2026-02-27', []],
    ['parts that do not belong together', 'pathway;type;event;outcome;date\np;D11;A;Q;2026-02-27', ['2 p 201 event']],
    ['an unknown code', 'pathway;code;date\np;D11A;2026-02-27\np;D11Q;2026-03-01', ['3 p 201 code']],
    ['no date', 'pathway;code;date\np;D11A;', ['2 p 107 date']],
    ['a date that is none', 'pathway;code;date\np;D11A;27.02.2026', ['2 p impossible-date date']],
    ['a date in the future', 'pathway;code;date\np;D11A;2026-03-11', ['2 p future-date date']],
    ['no value in the patient column', 'pathway;code;date;patient\np;D11A;2026-02-27;', ['2 p 100 patient']],
    ['a patient number that is none', 'pathway;code;date;patient\np;D11A;2026-02-27;12345678901', ['2 p 100 patient']],
    ['a valid patient number', `pathway;code;date;patient\np;D11A;2026-02-27;${somebody}`, []],
    ['a date of the referral that is none', 'pathway;code;date;received\np;D11A;2026-02-27;2026-02-30', ['2 p impossible-date received']],
    ['a right that is neither true nor false', 'pathway;code;date;rightGranted\np;D11A;2026-02-27;kanskje', ['2 p right-granted-not-true-or-false rightGranted']],
    ['an edition that there is not', 'pathway;code;date;edition\np;D11A;2026-02-27;1999', ['2 p unknown-edition edition']],
    ['a level of care that there is not', 'pathway;code;date;careLevel\np;D11A;2026-02-27;77', ['2 p record-unknown-care-level careLevel']],
    ['rows that disagree', 'pathway;code;date;received\np;D11A;2026-02-27;2026-02-27\np;D11XM;2026-02-28;2026-02-26', ['3 p pathway-rows-disagree received']],
    ['no pathway', 'pathway;code;date\n;D11A;2026-02-27', ['2 – registration-without-pathway pathway']],
    ['too few values', 'pathway;code;date\np;D11A', ['2 – file-row-length –']],
    ['too many values', 'pathway;code;date\np;D11A;2026-02-27;', ['2 – file-row-length –']],
    ['broken quoting', 'pathway;code;date\n"p;D11A;2026-02-27\nq;D11A;2026-02-27', ['2 – file-broken-quoting pathway']],
    ['a header with broken quoting', '"pathway;code;date\np;D11A;2026-02-27', ['1 – file-broken-quoting 1']],
    ['rows of a pathway that do not stand together', 'pathway;code;date\np;D11A;2026-02-27\nq;D11A;2026-02-27\np;D11M;2026-02-28\nq;D11CP;2026-02-28', ['5 q 208 date']],
    [
      'pathways of one patient that do not stand together',
      `pathway;code;date;patient\np;D11A;2026-02-26;${somebody}\nr;D09A;2026-02-27;${somebodyElse}\nq;D09A;2026-02-27;${somebody}`,
      ['4 q 224 pathway'],
    ],
    [
      'a pathway that goes on at another trust',
      'pathway;organisation;code;date\np;310000019;D11A;2026-02-02\np;310000019;D11M;2026-02-09\np;310000019;D11CP;2026-02-10\np;310000019;D11XO;2026-02-20\np;310000027;D11A;2026-02-17\np;310000027;D11E;2026-03-02',
      [],
    ],
    ['an organisation number whose check digit is wrong', 'pathway;organisation;code;date\np;123456789;D11A;2026-03-02', ['2 p organization-number-check-digit organisation']],
    ['an organisation that is no number', 'pathway;organisation;code;date\np;;D11A;2026-03-02\np;ABC;D11M;2026-03-09', ['3 p organization-number-check-digit organisation']],
    ['an XML message', '\uFEFF<?xml version="1.0"?>\n<MsgHead xmlns="x">"a"b</MsgHead>', ['1 – file-is-xml –']],
    ['a pathway that starts twice at one trust', 'pathway;organisation;code;date\np;310000019;D11A;2026-02-02\np;310000019;D11A;2026-02-20', ['3 p start-repeated date']],
    ['blank lines', '\npathway;code;date\n\n\np;D11Q;2026-02-02\n', ['5 p 201 code']],
    [
      'two pathways of one patient at once',
      `pathway;code;date;patient\np;D11A;2026-02-26;${somebody}\nq;D09A;2026-02-27;${somebody}\nr;D09A;2026-02-27;${somebodyElse}`,
      ['3 q 224 pathway'],
    ],
  ])('%s', async (_what, text, expected) => {
    expect(told((await check(text)).found)).toEqual(expected);
    expect(told((await check(text, 'csv', 1)).found)).toEqual(expected);
  }); // prettier-ignore

  it('quotes what it found', async () => {
    const { found } = await check('pathway;code;date\np;D11Q;2026-02-27');
    expect(found[0]?.finding.values).toMatchObject({ code: 'D11Q' });
  });

  it.each<readonly [string, Uint8Array, readonly string[]]>([
    ['ISO 8859-1', Buffer.from('pathway;code;date\npå;D11A;2026-02-27\nq;D11A;2026-02-27', 'latin1'), ['2 – file-not-utf-8 –']],
    ['UTF-16', Buffer.from('\uFEFFpathway;code;date\np;D11A;2026-02-27', 'utf16le'), ['1 – file-not-utf-8 –']],
  ])('tells the encoding: %s', async (_what, bytes, expected) => {
    expect(told((await check(bytes)).found)).toEqual(expected);
  }); // prettier-ignore

  it('says that pathways of one patient stood too far from one another', async () => {
    const others = Array.from({ length: 200 }, (_none, index) => `o${index};D11A;2026-02-27;\no${index};D11M;2026-02-28;\n`);
    const [first, last] = [`p;D11A;2026-02-26;${somebody}\n`, `q;D09A;2026-02-27;${somebody}\n`];
    const apart = await check(`pathway;code;date;patient\n${first}${others.join('')}${last}`);
    const toldLast = told(apart.found).filter((text) => !text.includes(' 100 '));
    expect(toldLast).toEqual(['403 q patients-apart patient']);
    const together = await check(`pathway;code;date;patient\n${first}${last}${others.join('')}`);
    expect(told(together.found).filter((text) => !text.includes(' 100 '))).toEqual(['3 q 224 pathway']);
  }); // prettier-ignore

  it('holds no more than a thousand rows of one pathway', async () => {
    const rows = Array.from({ length: 1_001 }, () => 'p;D11L;2026-02-27\n').join('');
    const { found, counts } = await check(`pathway;code;date\n${rows}`);
    expect(told(found)).toContain('1002 p pathway-too-many-rows pathway');
    expect(counts).toEqual({ records: 0, resources: 0, rows: 1_001, pathways: 2 });
  });

  it.each<readonly [string, RegistrationFileFormat, string, readonly string[]]>([
    ['an empty array', 'json', '[]', []],
    ['nothing', 'json', ' ', ['1 – file-empty –']],
    ['no lines', 'ndjson', '\n', ['1 – file-empty –']],
    ['a registration', 'json', '{"pathway":"p","code":"D11A","date":"2026-02-27"}', []],
    ['a registration that says nothing of the patient', 'json', '[{"pathway":"p","code":"D11A","date":"2026-02-27"}]', []],
    ['a registration without a patient', 'json', '[{"pathway":"p","code":"D11A","date":"2026-02-27","patient":null}]', ['1 p 100 [0].patient']],
    ['true as a value', 'json', '[{"pathway":7,"code":"D11A","date":"2026-02-27","rightGranted":true}]', []],
    ['an object as a value', 'json', '[{"pathway":"p","code":{},"date":"2026-02-27"}]', ['1 p file-wrong-type [0].code', '1 p measurement-point-without-code [0].code']],
    ['an unknown member', 'json', '[{"pathway":"p","code":"D11A","date":"2026-02-27","ward":1}]', ['1 p file-unknown-column [0].ward']],
    [
      'an array on one line', 'json',
      '[{"pathway":"p","code":"D11A","date":"2026-02-27"},{"pathway":"q","code":"D11A","date":"2026-02-27"},{"pathway":"q","event":"Q","date":"2026-02-28"},{"pathway":"p","code":"D11Q","date":"2026-02-28"},7]',
      ['1 q 201 [2].event', '1 p 201 [3].code', '1 – record-wrong-type [4]'],
    ],
    ['an array of which each element has lines of its own', 'json', '[\n{"pathway":"p","code":"D11A",\n"date":"2026-02-27"},\n{"pathway":"p","code":"D11Q","date":"2026-02-28"}]', ['4 p 201 [1].code']],
    ['a line that is no JSON', 'ndjson', '{"pathway":"p","code":"D11A"}\n{"pathway"', ['1 p 107 date', '2 – not-json –']],
    ['an array that is cut off', 'json', '[{"pathway":"p","code":"D11A","date":"2026-02-27"}', ['1 – file-cut-off –']],
    ['a number', 'ndjson', '7', ['1 – record-wrong-type –']],
    ['blank lines', 'ndjson', '\n\n{"pathway":"p","code":"D11Q","date":"2026-02-27"}\n\n\n7', ['3 p 201 code', '6 – record-wrong-type –']],
    ['a document that begins further down', 'json', '\n\n{"pathway":"p",\n"code":"D11Q","date":"2026-02-27"}', ['3 p 201 code']],
    ['FHIR that is none', 'json', '{"resourceType":"CarePlan","status":7}', ['1 – json-type CarePlan.status', '1 – required-element CarePlan', '1 – required-element CarePlan']],
    ['FHIR without a pathway', 'json', '{"resourceType":"Bundle","type":"collection"}', ['1 – file-without-pathway Bundle']],
  ])('JSON: %s', async (_what, format, text, expected) => {
    expect(told((await check(text, format)).found)).toEqual(expected);
    expect(told((await check(text, format, 1)).found)).toEqual(expected);
  }); // prettier-ignore

  it('finds nothing wrong in generated records, as NDJSON, as an array and as rows', async () => {
    const records = [...generateRecords({ seed: 21, count: 150, today: TODAY, ...knowledge })];
    const files: readonly (readonly [RegistrationFileFormat, string])[] = [
      ['ndjson', records.map((record) => `${JSON.stringify(record)}\n`).join('')],
      ['json', JSON.stringify(records, null, 1)],
    ];
    for (const [format, text] of files) {
      const { found, counts } = await check(text, format);
      expect(told(found)).toEqual([]);
      expect(counts.records).toBe(records.length);
    }
    const rows = records.flatMap(rowsOfRecord);
    const { found, counts } = await check([CSV_HEADER, ...rows].join('\n'));
    expect(found.filter(({ finding }) => finding.severity === 'error')).toEqual([]);
    expect(counts.rows).toBe(rows.length);
  });

  const WITHOUT_VALID_NUMBER: ReadonlySet<string> = new Set([
    'record-patient-without-identity',
    'national-id-check-digit',
    'national-id-date',
    'local-help-number',
    'record-born-after-record',
  ]);

  it('finds in each generated fault what was done to it', async () => {
    const faults = [...generateFaults({ seed: 22, count: 200, today: TODAY, ...knowledge })];
    const { found } = await check(
      faults.map(({ record }) => `${JSON.stringify(record)}\n`).join(''),
      'ndjson',
    );
    faults.forEach(({ finding }, index) => {
      const ofLine = found.filter(
        ({ line, finding: { severity, definition } }) =>
          line === index + 1 && (severity !== 'information' || definition.code === finding),
      );
      // Who has no valid number is not identified either.
      const expected = WITHOUT_VALID_NUMBER.has(finding) ? [finding, '100'] : [finding];
      expect([...new Set(ofLine.map((each) => each.finding.definition.code))]).toEqual(expected);
    });
  });

  it('tells that lines end with carriage returns alone', async () => {
    const { found } = await check('pathway;code;date\r1;D11A;2026-01-05\r', 'csv');
    expect(
      found.map(({ line, finding: { severity, definition } }) => [line, severity, definition.code]),
    ).toEqual([[1, 'error', 'file-line-ends']]);
  });

  it('takes any bytes for what they are', async () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(
          fc.oneof(
            fc.constantFrom('pathway', 'code', 'date', 'D11A', '2026-02-27', ';', ',', '\n', '"', '{', '}', '[', ']', ':'),
            fc.constantFrom('pathway;code;date;patient\n', '{"pathway":"p"}', 'p;D11A;2026-02-27;\n', '\r\n', '\uFEFF'),
            fc.string({ maxLength: 5 }),
          ),
          { maxLength: 40 },
        )
        .map((parts) => Buffer.from(parts.join(''))),
    ); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom<RegistrationFileFormat>('csv', 'ndjson', 'json'),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, format, size) => {
          const [whole, cut] = [await check(bytes, format), await check(bytes, format, size)];
          expect(cut).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });
});

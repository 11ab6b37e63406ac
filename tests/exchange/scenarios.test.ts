import { describe, expect, it } from 'vitest';
import { checkRegistrationFile } from '../../src/exchange/checkRegistrationFile.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { person } from './syntheticNumbers.ts';

/**
 * Pathways as a hospital would write them down, each with what the rules must say of it. The expectations were derived
 * from the sources (lists 9321–9329, kodeveileder, forløpstider, HIS 1001) and not from the program.
 */

const KNOWLEDGE = openKnowledge();

/** The first control digit may leave 1, 2 or 3 by the rule from 2032. */
function numberFrom2032(day: string): string {
  return person(day, 0, 499, 2);
}

const ADULT = person('158180');

type Scenario = readonly [
  what: string,
  /** Columns that every row has; `now` is the day, `cols` names the columns of the code. */
  columns: Readonly<Record<string, string>>,
  /** `CODE DATE [CARELEVEL]` */
  rows: readonly string[],
  /** `E:` errors and `W:` warnings, each code once. */
  expected: readonly string[],
];

const SCENARIOS: readonly Scenario[] = [
['ok D01',{},['D01A 2023-01-02','D01M 2023-01-10 3','D01CT 2023-01-31 3','D01E 2023-02-07 3','D01XG 2023-03-01'],[]],
['unknown code',{},['D11A 2023-01-02','D11ZZ 2023-01-03'],['E:201']],
['lower case',{},['d11a 2023-01-02'],['E:201']],
['cancer family A01',{},['A01S 2023-01-02'],['E:201']],
['C01',{},['C01S 2023-01-02'],['E:201']],
['B01',{},['B01S 2023-01-02'],['E:201']],
['other pathway type in same pathway',{},['D11A 2023-01-02','D12M 2023-01-03'],['E:201']],
['CU in D06',{},['D06A 2023-01-02','D06M 2023-01-03','D06CU 2023-01-04'],['E:201']],
['D in D11',{},['D11A 2023-01-02','D11D 2023-01-04'],['E:201']],
['UF in D08',{},['D08A 2023-01-02','D08UF 2023-01-04'],['E:201']],
['XM in D06',{},['D06A 2023-01-02','D06XM 2023-01-04'],['E:201']],
['P in D11',{},['D11A 2023-01-02','D11P 2023-01-02'],['E:201']],
['T in D08',{},['D08A 2023-01-02','D08T 2023-01-02'],['E:201']],
['US in D07',{},['D07A 2023-01-02','D07US 2023-01-02'],['E:201']],
['UV in D01',{},['D01A 2023-01-02','D01UV 2023-01-02'],['E:201']],
['L in D01 ok',{},['D01A 2023-01-02','D01M 2023-01-03 3','D01L 2023-01-10','D01CT 2023-01-12 3','D01E 2023-01-13 3','D01XG 2023-02-01'],[]],
['L in D11 unknown',{},['D11A 2023-01-02','D11L 2023-01-10'],['E:201']],
['C without M',{},['D11A 2023-01-02','D11CP 2023-01-10','D11XG 2023-02-01'],['W:208']],
['M after C',{},['D11A 2023-01-02','D11CP 2023-01-10','D11M 2023-01-11','D11XG 2023-02-01'],['W:211']],
['E without C',{},['D11A 2023-01-02','D11M 2023-01-10','D11E 2023-01-11','D11XG 2023-02-01'],['W:221']],
['E before C',{},['D11A 2023-01-02','D11M 2023-01-10','D11E 2023-01-11','D11CP 2023-01-12','D11XG 2023-02-01'],['W:221']],
['F without C',{},['D11A 2023-01-02','D11M 2023-01-10','D11F 2023-01-11','D11XG 2023-02-01'],['W:222']],
['F before C',{},['D11A 2023-01-02','D11M 2023-01-10','D11F 2023-01-11','D11CP 2023-01-12','D11XG 2023-02-01'],['W:222']],
['P after C',{},['D06A 2023-01-02','D06M 2023-01-03','D06CP 2023-01-10','D06P 2023-01-12','D06XG 2023-02-01'],['W:223']],
['P long before',{received:'2023-01-02'},['D06A 2023-01-02','D06P 2020-05-01','D06M 2023-01-03','D06CP 2023-01-10','D06XG 2023-02-01'],[]],
['after X',{},['D11A 2023-01-02','D11M 2023-01-03','D11XG 2023-02-01','D11UB 2023-02-02'],['W:225']],
['two X',{},['D11A 2023-01-02','D11M 2023-01-03','D11XG 2023-02-01','D11XA 2023-02-02'],['W:225']],
['two X same day',{},['D11A 2023-01-02','D11M 2023-01-03','D11XG 2023-02-01','D11XA 2023-02-01'],['W:225']],
['same day as X ok',{},['D11A 2023-01-02','D11M 2023-01-03','D11XG 2023-02-01','D11UU 2023-02-01'],[]],
['no start',{},['D11M 2023-01-03','D11XG 2023-02-01'],['W:start-missing']],
['start twice',{},['D11A 2023-01-02','D11A 2023-01-05','D11XG 2023-02-01'],['W:start-repeated']],
['before start',{},['D11A 2023-01-05','D11M 2023-01-02','D11XG 2023-02-01'],['W:start-not-first']],
['H not at end',{},['D11A 2023-01-02','D11M 2023-01-03','D11HK 2023-01-04','D11CP 2023-01-10','D11XG 2023-02-01'],['W:help-need-not-at-end']],
['third C',{},['D11A 2023-01-02','D11M 2023-01-03','D11CU 2023-01-04','D11CU 2023-01-10','D11CP 2023-01-12','D11XG 2023-02-01'],['W:third-clinical-decision']],
['second C no CU',{},['D11A 2023-01-02','D11M 2023-01-03','D11CP 2023-01-04','D11CT 2023-01-10','D11XG 2023-02-01'],['W:second-decision-without-extended-assessment']],
['second C after CU',{},['D11A 2023-01-02','D11M 2023-01-03','D11CU 2023-01-04','D11CT 2023-01-10','D11XG 2023-02-01'],[]],
['UF twice',{},['D06A 2023-01-02','D06M 2023-01-03','D06UF 2023-01-04','D06UF 2023-01-10','D06XG 2023-02-01'],['W:registered-more-than-once']],
['UU twice ok',{},['D06A 2023-01-02','D06M 2023-01-03','D06UU 2023-01-04','D06UU 2023-01-10','D06XG 2023-02-01'],[]],
['no date',{},['D11A 2023-01-02','D11M -','D11XG 2023-02-01'],['W:107']],
['bad date',{},['D11A 2023-02-29'],['E:impossible-date']],
['leap day ok',{},['D11A 2024-02-29','D11XG 2024-03-01'],[]],
['1900-02-29',{},['D11A 1900-02-29'],['E:impossible-date']],
['future',{},['D11A 2024-06-04'],['E:future-date']],
['today ok',{},['D11A 2024-06-03'],[]],
['today late evening +02',{},['D11A 2024-06-03T23:59:00+02:00'],[]],
['utc 22:30 is tomorrow in Oslo',{},['D11A 2024-06-03T22:30:00Z'],['E:future-date']],
['utc 21:59 is today',{},['D11A 2024-06-03T21:59:00Z'],[]],
['before referral',{received:'2023-01-05'},['D11A 2023-01-05','D11M 2023-01-04','D11XG 2023-02-01'],['W:date-before-referral']],
['start date rule old',{received:'2023-01-05'},['D11A 2023-01-06','D11XG 2023-02-01'],['W:start-date-differs']],
['start date old ok',{received:'2023-01-05',assessed:'2023-01-10',rightGranted:'true'},['D11A 2023-01-05','D11XG 2023-02-01'],[]],
['not valid yet',{},['D11A 2018-12-31','D11XG 2019-02-01'],['W:code-not-yet-valid']],
['D06 before 15 Feb 2019',{},['D06A 2019-02-14','D06XG 2019-03-01'],['W:code-not-yet-valid']],
['D06 15 Feb 2019',{},['D06A 2019-02-15','D06XG 2019-03-01'],[]],
['D11 1 Jan 2019',{},['D11A 2019-01-01','D11XG 2019-03-01'],[]],
['no id',{patient:''},['D11A 2023-01-02','D11XG 2023-03-01'],['W:100']],
['bad id',{patient:'12345678901'},['D11A 2023-01-02','D11XG 2023-03-01'],['W:100']],
['good id',{patient:ADULT},['D11A 2023-01-02','D11XG 2023-03-01'],[]],
['before birth',{patient:person('158120',500,999)},['D11A 2019-12-31','D11XG 2023-03-01'],['E:date-before-birth']],
['D10 before birth start ok',{patient:person('158123',500,999),received:'2022-11-01'},['D10A 2022-11-01','D10M 2023-01-20 1','D10XG 2023-03-01'],[]],
['D10 M before birth',{patient:person('158123',500,999)},['D10A 2022-11-01','D10M 2023-01-14 1','D10XG 2023-03-01'],['E:date-before-birth']],
['216',{patient:person('158105',500,999)},['D12A 2023-01-16','D12XG 2023-03-01'],['W:216']],
['216 exact birthday',{patient:person('158105',500,999)},['D12A 2023-01-15','D12XG 2023-01-15'],[]],
['D01 M→C 21 out',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01CI 2023-01-23 3','D01XG 2023-02-01'],[]],
['D01 M→C 22 out',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01CI 2023-01-24 3','D01XG 2023-02-01'],['W:pathway-time-exceeded']],
['D01 M→C 7 in',{},['D01A 2023-01-02','D01M 2023-01-02 1','D01CI 2023-01-09 1','D01XG 2023-02-01'],[]],
['D01 M→C 8 in',{},['D01A 2023-01-02','D01M 2023-01-02 1','D01CI 2023-01-10 1','D01XG 2023-02-01'],['W:pathway-time-exceeded']],
['D01 C→E 8',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01CT 2023-01-09 3','D01E 2023-01-17 3','D01XG 2023-02-01'],['W:pathway-time-exceeded']],
['D01 E→E 57 out',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01CT 2023-01-09 3','D01E 2023-01-16 3','D01E 2023-03-14 3','D01XG 2023-03-20'],['W:pathway-time-exceeded']],
['D01 E→E 56 out',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01CT 2023-01-09 3','D01E 2023-01-16 3','D01E 2023-03-13 3','D01XG 2023-03-20'],[]],
['D01 E→E 43 in',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01CT 2023-01-09 3','D01E 2023-01-16 1','D01E 2023-02-28 3','D01XG 2023-03-20'],['W:pathway-time-exceeded']],
['D07 56',{},['D07A 2023-01-02','D07M 2023-01-02 3','D07CI 2023-02-28 3','D07XG 2023-03-20'],['W:pathway-time-exceeded']],
['D07 ref 42',{received:'2023-01-02'},['D07A 2023-01-02','D07M 2023-02-14 3','D07XG 2023-03-20'],['W:pathway-time-exceeded']],
['D08 out 42',{},['D08A 2023-01-02','D08M 2023-01-02 3','D08CI 2023-02-14 3','D08XG 2023-03-20'],['W:pathway-time-exceeded']],
['D08 in 14',{},['D08A 2023-01-02','D08M 2023-01-02 1','D08CI 2023-01-17 1','D08XG 2023-03-20'],['W:pathway-time-exceeded']],
['D08 ref 29 over both',{received:'2023-01-02'},['D08A 2023-01-02','D08M 2023-01-31 3','D08XG 2023-03-20'],['W:pathway-time-exceeded']],
['D08 C→E out 28',{},['D08A 2023-01-02','D08M 2023-01-02 3','D08CP 2023-01-09 3','D08E 2023-02-07 3','D08XG 2023-03-20'],['W:pathway-time-exceeded']],
['D09 8',{},['D09A 2023-01-02','D09M 2023-01-02 3','D09CI 2023-01-10 3','D09XG 2023-03-20'],['W:pathway-time-exceeded']],
['D06 ref 8',{received:'2023-01-02'},['D06A 2023-01-02 3','D06M 2023-01-10 3','D06XG 2023-03-20'],['W:pathway-time-exceeded']],
['D12 out 43 unconfirmed',{},['D12A 2023-01-02','D12M 2023-01-02 3','D12CI 2023-02-14 3','D12XG 2023-03-20'],[]],
['D01 overdue open',{},['D01A 2024-05-01','D01M 2024-05-02 3'],['W:pathway-time-overdue']],
['D01 open in time',{},['D01A 2024-05-20','D01M 2024-05-21 3'],[]],
['assess late',{received:'2023-04-03',assessed:'2023-04-21',rightGranted:'true'},['D11A 2023-04-03','D11XG 2023-06-01'],['W:referral-assessment-late']],
['assess on day',{received:'2023-04-03',assessed:'2023-04-20',rightGranted:'true'},['D11A 2023-04-03','D11XG 2023-06-01'],[]],
['assessed before received',{received:'2023-04-03',assessed:'2023-04-01',rightGranted:'true'},['D11A 2023-04-03','D11XG 2023-06-01'],['W:assessed-before-received']],
['components wrong',{cols:'parts'},['D11:C:Z 2023-01-02'],['E:201']],
['components ok',{cols:'parts'},['D11:A: 2023-01-02','D11:M: 2023-01-03','D11:C:U 2023-01-04','D11:C:P 2023-01-05','D11:X:G 2023-02-04'],[]],
['components outcome for A',{cols:'parts'},['D11:A:G 2023-01-02'],['E:201']],
['components no outcome for C',{cols:'parts'},['D11:A: 2023-01-01','D11:M: 2023-01-01','D11:C: 2023-01-02','D11:X:G 2023-02-02'],['E:201']],
['components unknown event',{cols:'parts'},['D11:Q: 2023-01-02'],['E:201']],
['components unknown type',{cols:'parts'},['D99:A: 2023-01-02'],['E:201']],
['code+parts disagree',{cols:'both'},['D11A:D11:M: 2023-01-02'],['E:code-and-components-disagree']],
['code+parts agree',{cols:'both'},['D11CU:D11:C:U 2023-01-04','D11A:D11:A: 2023-01-02','D11M:D11:M: 2023-01-03','D11XG:D11:X:G 2023-02-02'],[]],
['code+type disagree',{cols:'both'},['D11A:D12:: 2023-01-02'],['E:code-and-components-disagree']],
['edition boundary 27 Oct',{now:'2025-02-01',received:'2024-10-27'},['D11A 2024-10-27','D11XG 2024-11-20'],[]],
['D-number',{patient:person('558180')},['D11A 2023-01-02','D11XG 2023-03-01'],[]],
['H-number is of one enterprise only',{patient:person('155180')},['D11A 2023-01-02','D11XG 2023-03-01'],['W:100']],
['felles hjelpenummer',{patient:person('812345',0,999)},['D11A 2023-01-02','D11XG 2023-03-01'],[]],
['synthetic, month + 65',{patient:person('156680')},['D11A 2023-01-02','D11XG 2023-03-01'],[]],
['rule from 2032',{patient:numberFrom2032('158180')},['D11A 2023-01-02','D11XG 2023-03-01'],[]],
['29 February of a common year in the number',{patient:person('298281')},['D11A 2023-01-02','D11XG 2023-03-01'],['W:100']],
['born 1880, not 1980',{patient:person('158180',500,749)},['D12A 2023-01-02','D12XG 2023-03-01'],['W:216']],
['working days over 1 and 17 May, Ascension and Whit Monday 2024',{received:'2024-05-01',assessed:'2024-05-16',rightGranted:'true'},['D11A 2024-05-01','D11XG 2024-05-31'],[]],
['the day after',{received:'2024-05-01',assessed:'2024-05-21',rightGranted:'true'},['D11A 2024-05-01','D11XG 2024-05-31'],['W:referral-assessment-late']],
['over Christmas',{received:'2023-12-18',assessed:'2024-01-05',rightGranted:'true'},['D11A 2023-12-18','D11XG 2024-01-31'],['W:referral-assessment-late']],
['over Christmas, the last day',{received:'2023-12-18',assessed:'2024-01-04',rightGranted:'true'},['D11A 2023-12-18','D11XG 2024-01-31'],[]],
['order by the clock on one day, in summer time',{},['D11A 2023-06-01','D11CP 2023-06-05T10:00:00+02:00','D11M 2023-06-05T09:30:00+02:00','D11XG 2023-07-01'],[]],
['order by the clock on one day, wrong',{},['D11A 2023-06-01','D11CP 2023-06-05T10:00:00+02:00','D11M 2023-06-05T08:30:00Z','D11XG 2023-07-01'],['W:211']],
['the hour that comes twice in October',{},['D11A 2023-10-01','D11M 2023-10-29T02:30:00+02:00','D11CP 2023-10-29T02:15:00+01:00','D11XG 2023-11-01'],[]],
['midnight in Oslo is the next day',{},['D01A 2023-01-02','D01M 2023-01-02 1','D01CI 2023-01-09T23:30:00Z 1','D01XG 2023-02-01'],['W:pathway-time-exceeded']],
['over a leap day',{},['D01A 2024-02-20','D01M 2024-02-20 1','D01CI 2024-02-28 1','D01XG 2024-03-20'],['W:pathway-time-exceeded']],
['postponed by the patient, the time is measured all the same',{},['D01A 2023-01-02','D01M 2023-01-02 3','D01L 2023-01-10','D01CI 2023-01-24 3','D01XG 2023-02-01'],['W:pathway-time-exceeded']],
['the new start-date rule is unconfirmed',{now:'2025-06-01',received:'2025-01-02',assessed:'2025-01-10',rightGranted:'true'},['D11A 2025-01-02','D11XG 2025-02-01'],[]],
['the last day of 2022',{received:'2022-12-31'},['D11A 2022-12-31','D11XG 2023-02-01'],[]],
['an edition that there is not',{edition:'2018'},['D11A 2023-01-02','D11XG 2023-02-01'],['W:unknown-edition']],
['right not granted, by the old rule',{received:'2023-01-02',assessed:'2023-01-10',rightGranted:'false'},['D11A 2023-01-02','D11XR 2023-01-10'],[]],
]; // prettier-ignore

const CODE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  parts: ['type', 'event', 'outcome'],
  both: ['code', 'type', 'event', 'outcome'],
};

function csvOf(columns: Readonly<Record<string, string>>, rows: readonly string[]): string {
  const { cols = '', ...rest } = columns;
  const more = Object.fromEntries(Object.entries(rest).filter(([column]) => column !== 'now'));
  const header = ['pathway', ...(CODE_COLUMNS[cols] ?? ['code']), 'date', 'careLevel', ...Object.keys(more)];
  const lines = rows.map((row) => {
    const [code = '', date = '', careLevel = ''] = row.split(' ');
    return ['p', ...code.split(':'), date === '-' ? '' : date, careLevel, ...Object.values(more)].join(';');
  });
  return [header.join(';'), ...lines].join('\n');
}

async function found(csv: string, today: string): Promise<readonly string[]> {
  const checking = { ...KNOWLEDGE, now: () => new Date(`${today}T10:00:00Z`), validate: () => [] };
  const pieces = (async function* () {
    yield await Promise.resolve(Buffer.from(csv));
  })();
  const codes = new Set<string>();
  for await (const batch of checkRegistrationFile(pieces, 'csv', checking)) {
    for (const { finding } of batch) {
      if (finding.severity !== 'information') {
        codes.add(`${finding.severity === 'error' ? 'E' : 'W'}:${finding.definition.code}`);
      }
    }
  }
  return [...codes].sort();
}

describe('what the sources say of a pathway', () => {
  it.each(SCENARIOS)('%s', async (_what, columns, rows, expected) => {
    expect(await found(csvOf(columns, rows), columns['now'] ?? '2024-06-03')).toEqual([...expected].sort());
  });
});

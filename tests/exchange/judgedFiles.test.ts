import { describe, expect, it } from 'vitest';
import {
  checkRegistrationFile,
  type RegistrationFileFormat,
} from '../../src/exchange/checkRegistrationFile.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { person } from './syntheticNumbers.ts';

/**
 * Files as different systems would write them: each case as CSV with semicolons, as CSV with commas and the columns
 * turned round, as NDJSON and as a JSON array, with all that must be found in it and nothing else. What is expected
 * was derived from the sources (lists 9321–9329, kodeveileder, forløpstider, HIS 1001), not from the program.
 */

const KNOWLEDGE = openKnowledge();

type Row = Readonly<Record<string, string>>;

type Case = readonly [
  what: string,
  /** What every row has; `today` is the day on which is judged. */
  common: Row,
  /** `CODE DATE [CARELEVEL]`, the code as `TYPE:EVENT:OUTCOME` or `CODE|TYPE:EVENT:OUTCOME`; `@NAME` and `#TRUST` before it. */
  rows: readonly string[],
  /** `E:`, `W:` and `I:` with the code, each once. That an edition is unconfirmed is left out, unless it is asked for. */
  expected: readonly string[],
];

const HF1 = '310000019';
const HF2 = '310000027';
const BORN_2004_FEBRUARY_29 = person('298204', 500, 999);
const BORN_1945 = person('158145', 900, 999);
const SOMEBODY = person('158180');
const OTHER = person('168180');

const CODES: readonly Case[] = [
  ['spaces around values', {}, [' D11A  2023-01-02'], []],
  ['S without its outcome', {}, ['D11A 2023-01-02', 'D11S 2023-01-03'], ['E:201']],
  ['S with outcome', {}, ['D11A 2023-01-02', 'D11SM 2023-01-03', 'D11SI 2023-01-04', 'D11XG 2023-02-01'], []],
  ['a letter too many', {}, ['D11A 2023-01-02', 'D11CUU 2023-01-03'], ['E:201']],
  ['a letter too few', {}, ['D11A 2023-01-02', 'D11C 2023-01-03'], ['E:201']],
  ['a type that there is not', {}, ['D05A 2023-01-02'], ['E:201']],
  ['a type between those of the list', {}, ['D02A 2023-01-02'], ['E:201']],
  ['D13', {}, ['D13A 2023-01-02'], ['E:201']],
  ['cancer: breast', {}, ['A01S 2023-01-02'], ['E:201']],
  ['the letter O for the digit 0', {}, ['DO1A 2023-01-02'], ['E:201']],
  ['CU in TSB', {}, ['D01A 2023-01-02', 'D01M 2023-01-03 3', 'D01CU 2023-01-04 3', 'D01XG 2023-02-01'], []],
  ['CU in D12', {}, ['D12A 2023-01-02', 'D12M 2023-01-03 3', 'D12CU 2023-01-04 3', 'D12XG 2023-02-01'], []],
  ['CU in D07', {}, ['D07A 2023-01-02', 'D07M 2023-01-03', 'D07CU 2023-01-04'], ['E:201']],
  ['CU in D09', {}, ['D09A 2023-01-02', 'D09M 2023-01-03', 'D09CU 2023-01-04'], ['E:201']],
  ['detoxification in D09 and D10', {}, ['D09A 2023-01-02', 'D09D 2023-01-05', 'D09XG 2023-01-06'], []],
  ['detoxification in D10', {}, ['D10A 2023-01-02', 'D10D 2023-01-05', 'D10XG 2023-01-06'], []],
  ['detoxification in D12', {}, ['D12A 2023-01-02', 'D12D 2023-01-05'], ['E:201']],
  ['detoxification in D06', {}, ['D06A 2023-01-02', 'D06D 2023-01-05'], ['E:201']],
  ['what OCD alone has', {}, ['D07A 2023-01-02', 'D07UE 2023-01-05', 'D07UM 2023-01-05', 'D07T 2023-01-05', 'D07XG 2023-01-06'], []],
  ['exposure therapy in D11', {}, ['D11A 2023-01-02', 'D11UE 2023-01-05'], ['E:201']],
  ['family-based treatment in D08', {}, ['D08A 2023-01-02', 'D08US 2023-01-05', 'D08XM 2023-01-06'], []],
  ['family-based treatment in D12', {}, ['D12A 2023-01-02', 'D12US 2023-01-05'], ['E:201']],
  ['a standardised tool in D12', {}, ['D12A 2023-01-02', 'D12UV 2023-01-05', 'D12XG 2023-01-06'], []],
  ['a standardised tool in D09', {}, ['D09A 2023-01-02', 'D09UV 2023-01-05'], ['E:201']],
  ['postponed in D12', {}, ['D12A 2023-01-02', 'D12L 2023-01-05'], ['E:201']],
  ['code of another pathway, second row', {}, ['D01A 2023-01-02', 'D06M 2023-01-03', 'D01XG 2023-02-01'], ['E:201']],
  ['parts: S with M', {}, ['D11:A: 2023-01-02', 'D11:S:M 2023-01-03', 'D11:X:G 2023-02-01'], []],
  ['parts: S without an outcome', {}, ['D11:A: 2023-01-02', 'D11:S: 2023-01-03'], ['E:201']],
  ['parts: an outcome of another event', {}, ['D11:A: 2023-01-02', 'D11:S:G 2023-01-03'], ['E:201']],
  ['parts: an outcome for an event that has none', {}, ['D11:A: 2023-01-02', 'D11:F:M 2023-01-03'], ['E:201']],
  ['parts: H with U, which only C has', {}, ['D11:A: 2023-01-02', 'D11:H:U 2023-01-03'], ['E:201']],
  ['parts: C with U in D08', {}, ['D08:A: 2023-01-02', 'D08:M: 2023-01-02', 'D08:C:U 2023-01-03'], ['E:201']],
  ['parts: P in D06', {}, ['D06:A: 2023-01-02', 'D06:P: 2022-01-03', 'D06:X:G 2023-02-01'], []],
  ['parts: P in D01', {}, ['D01:A: 2023-01-02', 'D01:P: 2022-01-03'], ['E:201']],
  ['parts in lower case', {}, ['d11:a: 2023-01-02'], ['E:201']],
  ['parts: no event', {}, ['D11:: 2023-01-02'], ['E:measurement-point-without-code']],
  ['parts: the type stands in the rows before', {}, ['D11:A: 2023-01-02', ':M: 2023-01-03', ':X:G 2023-02-01'], []],
  ['parts: another type', {}, ['D11:A: 2023-01-02', 'D12:M: 2023-01-03'], ['E:201']],
  ['parts: a cancer type', {}, ['A01:S: 2023-01-02'], ['E:201']],
  ['code and outcome disagree', {}, ['D11A 2023-01-02', 'D11CP|::K 2023-01-03'], ['E:code-and-components-disagree']],
  ['code and event disagree', {}, ['D11A|:M: 2023-01-02'], ['E:code-and-components-disagree']],
  ['an outcome beside a code that has none', {}, ['D11A|::G 2023-01-02'], ['E:code-and-components-disagree']],
  ['code and parts agree where both are', {}, ['D11A|D11:A: 2023-01-02', 'D11XG|:X: 2023-02-01'], []],
  ['OCD before its first patient', {}, ['D07A 2019-02-14', 'D07XG 2019-03-01'], ['W:code-not-yet-valid']],
  ['eating disorders on the first day', {}, ['D08A 2019-02-15', 'D08XG 2019-03-01'], []],
  ['pregnant: the first day is not known', {}, ['D09A 2019-03-01', 'D09XG 2019-04-01'], []],
  ['all three codes before the first day', {}, ['D12A 2018-12-29', 'D12M 2018-12-30', 'D12XG 2018-12-31'], ['W:code-not-yet-valid']],
  ['unconfirmed since 28 October 2024', { today: '2025-06-02', asked: 'unconfirmed' }, ['D11A 2024-10-28', 'D11XG 2024-11-20'], ['I:unconfirmed-in-edition']],
  ['confirmed the day before', { today: '2025-06-02', asked: 'unconfirmed' }, ['D11A 2024-10-27', 'D11XG 2024-11-20'], []],
  ['a type that the new edition does not list', { today: '2025-06-02', asked: 'unconfirmed' }, ['D07A 2025-01-07', 'D07XG 2025-01-20'], ['I:unconfirmed-in-edition']],
]; // prettier-ignore

const ORDER: readonly Case[] = [
  ['M and C on one day', {}, ['D11A 2023-01-02', 'D11CP 2023-01-09', 'D11M 2023-01-09', 'D11XG 2023-02-01'], []],
  ['C in the morning, M after noon', {}, ['D11A 2023-01-02', 'D11CP 2023-01-09T09:00:00+01:00', 'D11M 2023-01-09T13:00:00+01:00', 'D11XG 2023-02-01'], ['W:211']],
  ['rows in another order than the dates', {}, ['D11XG 2023-02-01', 'D11E 2023-01-20', 'D11CP 2023-01-09', 'D11M 2023-01-05', 'D11A 2023-01-02'], []],
  ['C, E and F without M', {}, ['D11A 2023-01-02', 'D11CP 2023-01-09', 'D11F 2023-01-10', 'D11E 2023-01-20', 'D11XG 2023-02-01'], ['W:208']],
  ['E and F without C', {}, ['D11A 2023-01-02', 'D11M 2023-01-09', 'D11F 2023-01-10', 'D11E 2023-01-20', 'D11XG 2023-02-01'], ['W:221', 'W:222']],
  ['F on the day of C', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11F 2023-01-09', 'D11CP 2023-01-09', 'D11XG 2023-02-01'], []],
  ['a first E before C, a second after', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11E 2023-01-08', 'D11CP 2023-01-09', 'D11E 2023-01-20', 'D11XG 2023-02-01'], ['W:221']],
  ['P on the day of C', {}, ['D06A 2023-01-02', 'D06M 2023-01-03', 'D06CP 2023-01-09', 'D06P 2023-01-09', 'D06XG 2023-02-01'], []],
  ['P alone', {}, ['D06P 2022-06-01'], []],
  ['a meeting before the start', {}, ['D11SM 2023-01-01', 'D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:start-not-first']],
  ['P before the start', {}, ['D06P 2022-06-01', 'D06A 2023-01-02', 'D06XG 2023-02-01'], []],
  ['two starts on one day', {}, ['D11A 2023-01-02', 'D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:start-repeated']],
  ['everything after the end', {}, ['D01A 2023-01-02', 'D01XG 2023-02-01', 'D01D 2023-02-02', 'D01HK 2023-02-03', 'D01SM 2023-02-04'], ['W:225']],
  ['help need on the day of the end', {}, ['D11A 2023-01-02', 'D11HK 2023-02-01', 'D11XG 2023-02-01'], []],
  ['help need before the last evaluation', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CP 2023-01-09', 'D11HI 2023-01-10', 'D11E 2023-01-20', 'D11XG 2023-02-01'], ['W:help-need-not-at-end']],
  ['help need before detoxification ended', {}, ['D01A 2023-01-02', 'D01HK 2023-01-05', 'D01D 2023-01-06', 'D01XG 2023-02-01'], ['W:help-need-not-at-end']],
  ['three different ends', {}, ['D11A 2023-01-02', 'D11XP 2023-02-01', 'D11XM 2023-02-02', 'D11XA 2023-02-03'], ['W:225']],
  ['CP, CT: a second without CU', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CP 2023-01-09', 'D11CT 2023-01-20', 'D11XG 2023-02-01'], ['W:second-decision-without-extended-assessment']],
  ['CU, CU', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CU 2023-01-09', 'D11CU 2023-01-20', 'D11XG 2023-02-01'], []],
  ['CP, CU', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CP 2023-01-09', 'D11CU 2023-01-20', 'D11XG 2023-02-01'], ['W:second-decision-without-extended-assessment']],
  ['CU, CP, CT', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CU 2023-01-09', 'D11CP 2023-01-20', 'D11CT 2023-01-25', 'D11XG 2023-02-01'], ['W:third-clinical-decision']],
  ['UF twice in D11', {}, ['D11A 2023-01-02', 'D11UF 2023-01-09', 'D11UF 2023-01-20', 'D11XG 2023-02-01'], ['W:registered-more-than-once']],
  ['UB and UV often', {}, ['D11A 2023-01-02', 'D11UB 2023-01-09', 'D11UB 2023-01-20', 'D11UV 2023-01-21', 'D11UV 2023-01-22', 'D11XG 2023-02-01'], []],
  ['evaluations and meetings often', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CP 2023-01-09', 'D11E 2023-01-20', 'D11E 2023-02-20', 'D11SM 2023-02-21', 'D11SM 2023-02-22', 'D11XG 2023-03-01'], []],
  ['no start, but an unreadable code', {}, ['D11AA 2023-01-02', 'D11M 2023-01-03', 'D11XG 2023-02-01'], ['E:201']],
  ['C without a date, E with one', {}, ['D11A 2023-01-02', 'D11M 2023-01-03', 'D11CP -', 'D11E 2023-01-20', 'D11XG 2023-02-01'], ['W:107']],
]; // prettier-ignore

const DATES: readonly Case[] = [
  ['29 February of a common year', {}, ['D11A 2023-02-28', 'D11M 2023-02-29', 'D11XG 2023-04-01'], ['E:impossible-date']],
  ['29 February 2000', {}, ['D11A 2000-02-29'], ['W:code-not-yet-valid']],
  ['month 13', {}, ['D11A 2023-13-01'], ['E:impossible-date']],
  ['day 31 of April', {}, ['D11A 2023-04-31'], ['E:impossible-date']],
  ['a Norwegian date', {}, ['D11A 02.01.2023'], ['E:impossible-date']],
  ['a date without separators', {}, ['D11A 20230102'], ['E:impossible-date']],
  ['hour 24', {}, ['D11A 2023-01-02T24:00:00+01:00'], ['E:impossible-date']],
  ['half past two when summer time begins', {}, ['D11A 2023-03-01', 'D11M 2023-03-26T02:30:00', 'D11XG 2023-04-01'], ['E:impossible-date']],
  ['half past one and half past three that night', {}, ['D11A 2023-03-01', 'D11M 2023-03-26T01:30:00', 'D11CP 2023-03-26T03:30:00', 'D11XG 2023-04-01'], []],
  ['half past two when summer time ends', {}, ['D11A 2023-10-01', 'D11M 2023-10-29T02:30:00', 'D11XG 2023-11-01'], []],
  ['before midnight in Oslo is today', { today: '2024-01-10' }, ['D11A 2024-01-10T22:59:00Z'], []],
  ['midnight in Oslo is tomorrow', { today: '2024-01-10' }, ['D11A 2024-01-10T23:00:00Z'], ['E:future-date']],
  ['in summer an hour before', { today: '2024-05-10' }, ['D11A 2024-05-10T22:00:00Z'], ['E:future-date']],
  ['tomorrow', { today: '2024-05-10' }, ['D11A 2024-05-11'], ['E:future-date']],
  ['referral of tomorrow', { today: '2024-05-10', received: '2024-05-11' }, ['D11A 2024-05-10'], ['E:future-date']],
  ['assessed tomorrow', { today: '2024-05-10', received: '2024-05-10', assessed: '2024-05-11' }, ['D11A 2024-05-10'], ['E:future-date']],
  ['received on no day', { received: '2024-02-30' }, ['D11A 2024-05-10'], ['E:impossible-date']],
  ['on the day of birth', { patient: person('158123', 500, 999) }, ['D12A 2023-01-15', 'D12XG 2023-02-01'], []],
  ['the day before birth', { patient: person('158123', 500, 999) }, ['D12A 2023-01-14', 'D12XG 2023-02-01'], ['E:date-before-birth']],
  ['referred before birth', { patient: person('158123', 500, 999), received: '2023-01-10' }, ['D12A 2023-01-20', 'D12XG 2023-02-01'], ['E:date-before-birth']],
  ['newborn: referred, assessed and started before birth', { patient: person('158123', 500, 999), received: '2022-12-01', assessed: '2022-12-05' }, ['D10A 2022-12-01', 'D10XG 2023-02-01'], []],
  ['newborn: an evaluation before birth', { patient: person('158123', 500, 999) }, ['D10A 2022-12-01', 'D10M 2023-01-16', 'D10CP 2023-01-13', 'D10XG 2023-02-01'], ['E:date-before-birth']],
  ['before the referral', { received: '2023-01-10' }, ['D11A 2023-01-10', 'D11SM 2023-01-09', 'D11XG 2023-02-01'], ['W:date-before-referral']],
  ['symptoms before the referral and the code', { received: '2019-03-01' }, ['D06A 2019-03-01', 'D06P 2015-03-01', 'D06XG 2019-04-01'], []],
  ['start on the day of assessment, by the rule of 2019', { received: '2019-03-01', assessed: '2019-03-06', rightGranted: 'true' }, ['D11A 2019-03-06', 'D11XG 2019-04-01'], ['W:start-date-differs']],
  ['start before the referral', { received: '2023-01-10' }, ['D11A 2023-01-09', 'D11XG 2023-02-01'], ['W:start-date-differs']],
  ['start on the day of assessment, since October 2024', { today: '2025-06-02', received: '2025-01-07', assessed: '2025-01-13', rightGranted: 'true' }, ['D11A 2025-01-13', 'D11XG 2025-02-01'], []],
  ['start on the day of referral, since October 2024', { today: '2025-06-02', received: '2025-01-07', assessed: '2025-01-13', rightGranted: 'true' }, ['D11A 2025-01-07', 'D11XG 2025-02-01'], ['I:start-date-differs']],
  ['start without a right, since October 2024', { today: '2025-06-02', received: '2025-01-07', assessed: '2025-01-13', rightGranted: 'false' }, ['D11A 2025-01-13', 'D11XG 2025-02-01'], ['I:start-without-right']],
  ['ended since there was no right', { today: '2025-06-02', received: '2025-01-07', assessed: '2025-01-13', rightGranted: 'false' }, ['D11A 2025-01-13', 'D11XR 2025-01-13'], []],
  ['the edition that is named decides', { today: '2025-06-02', received: '2025-01-07', assessed: '2025-01-13', edition: '2023' }, ['D11A 2025-01-13', 'D11XG 2025-02-01'], ['W:start-date-differs', 'I:edition-not-in-force']],
  ['no start: the referral decides on the edition', { today: '2024-06-03', received: '2024-05-27', asked: 'unconfirmed' }, ['D11M 2024-05-29'], ['W:start-missing']],
  ['assessed before it came', { received: '2023-01-10', assessed: '2023-01-09' }, ['D11A 2023-01-10', 'D11XG 2023-02-01'], ['W:assessed-before-received']],
  ['107 with a contact named', { contact: 'k1' }, ['D11A 2023-01-10', 'D11M -', 'D11XG 2023-02-01'], ['W:107']],
]; // prettier-ignore

const TIMES: readonly Case[] = [
  ['D01, level not known, within the shorter', {}, ['D01A 2023-01-02', 'D01M 2023-01-02', 'D01CI 2023-01-09', 'D01XG 2023-02-01'], []],
  ['D01, level not known, between the two', {}, ['D01A 2023-01-02', 'D01M 2023-01-02', 'D01CI 2023-01-12', 'D01XG 2023-02-01'], []],
  ['D01, level not known, beyond the longer', {}, ['D01A 2023-01-02', 'D01M 2023-01-02', 'D01CI 2023-01-24', 'D01XG 2023-02-01'], ['W:pathway-time-exceeded']],
  ['D01, day care has the time of outpatients', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 2', 'D01CI 2023-01-12 2', 'D01XG 2023-02-01'], []],
  ['D01, the level of the attendance decides', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 1', 'D01CI 2023-01-12 3', 'D01XG 2023-02-01'], ['W:pathway-time-exceeded']],
  ['D01, a level that there is not', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 9', 'D01XG 2023-02-01'], ['E:record-unknown-care-level']],
  ['D01, CU and then CT: evaluation counts from CT', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01CU 2023-01-20 3', 'D01CT 2023-02-20 3', 'D01E 2023-02-27 3', 'D01XG 2023-03-01'], []],
  ['D01, the same a day later', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01CU 2023-01-20 3', 'D01CT 2023-02-20 3', 'D01E 2023-02-28 3', 'D01XG 2023-03-01'], ['W:pathway-time-exceeded']],
  ['D01, evaluations of inpatients 42 days apart', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 1', 'D01CT 2023-01-09 1', 'D01E 2023-01-16 1', 'D01E 2023-02-27 1', 'D01XG 2023-03-01'], []],
  ['D01, detoxification ended: no code tells of other treatment', {}, ['D01A 2023-01-02', 'D01M 2023-01-02 1', 'D01D 2023-01-05 1', 'D01CT 2023-01-09 1', 'D01XG 2023-01-20'], []],
  ['D06, first attendance after seven days', { received: '2023-01-02' }, ['D06A 2023-01-02 3', 'D06M 2023-01-09 3', 'D06XG 2023-02-01'], []],
  ['D06, inpatients: no time is known', { received: '2023-01-02' }, ['D06A 2023-01-02 1', 'D06M 2023-01-19 1', 'D06XG 2023-02-01'], []],
  ['D07, attendance after 42 days', { received: '2023-01-02' }, ['D07A 2023-01-02', 'D07M 2023-02-13 3', 'D07XG 2023-03-01'], []],
  ['D07, decision after 56 days', {}, ['D07A 2023-01-02', 'D07M 2023-01-02 1', 'D07CP 2023-02-27 1', 'D07XG 2023-03-20'], []],
  ['D08, attendance after 8 days: severity is not told', { received: '2023-01-02' }, ['D08A 2023-01-02', 'D08M 2023-01-10 3', 'D08XG 2023-03-01'], []],
  ['D08, attendance after 28 days', { received: '2023-01-02' }, ['D08A 2023-01-02', 'D08M 2023-01-30 3', 'D08XG 2023-03-01'], []],
  ['D08, inpatients: evaluation after 15 days', {}, ['D08A 2023-01-02', 'D08M 2023-01-02 1', 'D08CP 2023-01-09 1', 'D08E 2023-01-24 1', 'D08XG 2023-03-01'], ['W:pathway-time-exceeded']],
  ['D08, outpatients: 43 days between evaluations', {}, ['D08A 2023-01-02', 'D08M 2023-01-02 3', 'D08CP 2023-01-09 3', 'D08E 2023-01-24 3', 'D08E 2023-03-08 3', 'D08XG 2023-04-01'], ['W:pathway-time-exceeded']],
  ['D08, inpatients: 14 days between evaluations', {}, ['D08A 2023-01-02', 'D08M 2023-01-02 1', 'D08CP 2023-01-09 1', 'D08E 2023-01-16 1', 'D08E 2023-01-30 1', 'D08XG 2023-04-01'], []],
  ['D09, inpatients: three to seven days', {}, ['D09A 2023-01-02', 'D09M 2023-01-02 1', 'D09CP 2023-01-09 1', 'D09XG 2023-04-01'], []],
  ['D09, inpatients: eight days', {}, ['D09A 2023-01-02', 'D09M 2023-01-02 1', 'D09CP 2023-01-10 1', 'D09XG 2023-04-01'], ['W:pathway-time-exceeded']],
  ['D09, evaluation: only a test page gives the time', {}, ['D09A 2023-01-02', 'D09M 2023-01-02 3', 'D09CP 2023-01-09 3', 'D09E 2023-01-24 3', 'D09XG 2023-04-01'], ['I:pathway-time-exceeded']],
  ['D10 has no times', { received: '2023-01-02' }, ['D10A 2023-01-02', 'D10M 2023-04-02 3', 'D10CP 2023-08-09 3', 'D10E 2024-01-24 3', 'D10XG 2024-04-01'], []],
  ['D11 has no times', { received: '2023-01-02' }, ['D11A 2023-01-02', 'D11M 2023-04-02 3', 'D11CP 2023-08-09 3', 'D11E 2024-01-24 3', 'D11XG 2024-04-01'], []],
  ['D12, 43 days: a local page', {}, ['D12A 2023-01-02', 'D12M 2023-01-02 3', 'D12CI 2023-02-14 3', 'D12XG 2023-03-20'], ['I:pathway-time-exceeded']],
  ['D12, extended by 42 days', {}, ['D12A 2023-01-02', 'D12M 2023-01-02 3', 'D12CU 2023-02-13 3', 'D12CP 2023-03-27 3', 'D12XG 2023-04-20'], []],
  ['D12, extended by 43 days', {}, ['D12A 2023-01-02', 'D12M 2023-01-02 3', 'D12CU 2023-02-13 3', 'D12CP 2023-03-28 3', 'D12XG 2023-04-20'], ['I:pathway-time-exceeded']],
  ['D12, inpatients: no time is known', {}, ['D12A 2023-01-02', 'D12M 2023-01-02 1', 'D12CI 2023-06-14 1', 'D12XG 2023-07-20'], []],
  ['open and due today', { today: '2023-01-23' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3'], []],
  ['the day before the first edition', {}, ['D09A 2018-12-31', 'D09M 2019-01-03', 'D09XA 2019-01-05'], ['W:code-not-yet-valid']],
  ['E due, beside an M that comes too late', { today: '2023-12-01' }, ['D01A 2023-01-02', 'D01M 2023-01-05 3', 'D01CT 2023-01-08 3', 'D01E 2023-01-12 3', 'D01M 2023-01-13 3'], ['W:211', 'W:pathway-time-overdue']],
  ['a start after the end', {}, ['D11A 2023-01-02', 'D11XP 2023-01-12', 'D11A 2023-01-13'], ['W:225']],
  ['open and due yesterday', { today: '2023-01-24' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3'], ['W:pathway-time-overdue']],
  ['open, postponed, and due yesterday', { today: '2023-01-24' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01L 2023-01-10'], ['W:pathway-time-overdue']],
  ['open, and ended without it', { today: '2023-03-24' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01XM 2023-01-20'], []],
  ['next evaluation due yesterday', { today: '2023-03-14' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01CT 2023-01-09 3', 'D01E 2023-01-16 3'], ['W:pathway-time-overdue']],
  ['next evaluation due today', { today: '2023-03-13' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01CT 2023-01-09 3', 'D01E 2023-01-16 3'], []],
  ['nothing follows from no need', { today: '2023-06-13' }, ['D01A 2023-01-02', 'D01M 2023-01-02 3', 'D01CI 2023-01-09 3'], []],
  ['over 29 February, a day too many', {}, ['D01A 2024-02-12', 'D01M 2024-02-12 3', 'D01CI 2024-03-05 3', 'D01XG 2024-04-01'], ['W:pathway-time-exceeded']],
  ['over 29 February, in time', {}, ['D01A 2024-02-12', 'D01M 2024-02-12 3', 'D01CI 2024-03-04 3', 'D01XG 2024-04-01'], []],
  ['over the change to summer time', {}, ['D01A 2023-03-20', 'D01M 2023-03-20T23:30:00+01:00 1', 'D01CI 2023-03-27T23:59:00+02:00 1', 'D01XG 2023-04-20'], []],
  ['Easter 2024, the last day', { received: '2024-03-27', assessed: '2024-04-15' }, ['D11A 2024-03-27', 'D11XG 2024-05-01'], []],
  ['Easter 2024, the day after', { received: '2024-03-27', assessed: '2024-04-16' }, ['D11A 2024-03-27', 'D11XG 2024-05-01'], ['W:referral-assessment-late']],
  ['Easter 2023 and 1 May, the last day', { received: '2023-04-04', assessed: '2023-04-21' }, ['D11A 2023-04-04', 'D11XG 2023-06-01'], []],
  ['Easter 2023, the day after', { received: '2023-04-04', assessed: '2023-04-24' }, ['D11A 2023-04-04', 'D11XG 2023-06-01'], ['W:referral-assessment-late']],
  ['17 and 18 May 2023', { received: '2023-05-08', assessed: '2023-05-24' }, ['D11A 2023-05-08', 'D11XG 2023-07-01'], []],
  ['17 and 18 May 2023, the day after', { received: '2023-05-08', assessed: '2023-05-25' }, ['D11A 2023-05-08', 'D11XG 2023-07-01'], ['W:referral-assessment-late']],
  ['Whit Monday 2023', { received: '2023-05-22', assessed: '2023-06-06' }, ['D11A 2023-05-22', 'D11XG 2023-07-01'], []],
  ['received on a Saturday', { received: '2023-06-03', assessed: '2023-06-16' }, ['D11A 2023-06-03', 'D11XG 2023-07-01'], []],
  ['received on a Saturday, the Monday after', { received: '2023-06-03', assessed: '2023-06-19' }, ['D11A 2023-06-03', 'D11XG 2023-07-01'], ['W:referral-assessment-late']],
  ['24 and 31 December are no public holidays', { today: '2025-06-02', received: '2024-12-16', assessed: '2025-01-03', edition: '2023' }, ['D11A 2024-12-16', 'D11XG 2025-02-01'], ['W:referral-assessment-late', 'I:edition-not-in-force']],
  ['2 January is the tenth', { today: '2025-06-02', received: '2024-12-16', assessed: '2025-01-02', edition: '2023' }, ['D11A 2024-12-16', 'D11XG 2025-02-01'], ['I:edition-not-in-force']],
]; // prettier-ignore

const PEOPLE: readonly Case[] = [
  ['a wrong control digit', { patient: `${SOMEBODY.slice(0, 10)}${(Number(SOMEBODY[10]) + 1) % 10}` }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:100']],
  ['ten digits', { patient: SOMEBODY.slice(0, 10) }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:100']],
  ['a letter', { patient: `X${SOMEBODY.slice(1)}` }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:100']],
  ['month 00', { patient: '15008012345' }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:100']],
  ['a synthetic D-number', { patient: person('554180') }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['29 February 2004', { patient: BORN_2004_FEBRUARY_29 }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['29 February 1904 in the number', { patient: person('298204', 0, 499) }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['29 February 1900 in the number', { patient: person('298200', 0, 499) }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], ['W:100']],
  ['born on 29 February: eighteen on 1 March', { patient: BORN_2004_FEBRUARY_29 }, ['D12A 2022-03-01', 'D12XG 2022-03-01'], []],
  ['born on 29 February: over eighteen on 2 March', { patient: BORN_2004_FEBRUARY_29 }, ['D12A 2022-03-01', 'D12XG 2022-03-02'], ['W:216']],
  ['born 1945, by the individual number', { patient: BORN_1945 }, ['D12A 2023-01-02', 'D12XG 2023-02-01'], ['W:216']],
  ['born 2015, not 1915', { patient: person('158115', 500, 999) }, ['D12A 2023-01-02', 'D12XG 2023-02-01'], []],
  ['over eighteen in D11', { patient: BORN_1945 }, ['D11A 2023-01-02', 'D11XG 2023-02-01'], []],
  ['by the rule from 2032: no date of birth', { patient: person('158123', 500, 999, 1) }, ['D12A 2019-01-14', 'D12XG 2023-02-01'], []],
  ['felles hjelpenummer: no date of birth', { patient: person('912345', 0, 999) }, ['D12A 2023-01-14', 'D12XG 2023-02-01'], []],
  ['two patients in one pathway', {}, [`D11A 2023-01-02 3 ${SOMEBODY}`, `D11XG 2023-02-01 3 ${OTHER}`], ['E:pathway-rows-disagree']],
  ['two pathways, one after the other', { patient: SOMEBODY }, ['@a D11A 2023-01-02', '@a D11XG 2023-02-01', '@b D01A 2023-02-01', '@b D01XG 2023-03-01'], []],
  ['two pathways at once', { patient: SOMEBODY }, ['@a D11A 2023-01-02', '@b D01A 2023-01-20', '@a D11XG 2023-02-01', '@b D01XG 2023-03-01'], ['W:224']],
  ['at once after a move to another pathway', { patient: SOMEBODY }, ['@a D11A 2023-01-02', '@b D01A 2023-01-20', '@a D11XN 2023-02-01', '@b D01XG 2023-03-01'], []],
  ['pathways of two patients at once', {}, [`@a D11A 2023-01-02 3 ${SOMEBODY}`, `@b D01A 2023-01-20 3 ${OTHER}`], []],
  ['transfer: XO, own start at the next', { patient: SOMEBODY }, [`@a #${HF1} D11A 2023-01-02`, `@a #${HF1} D11M 2023-01-03`, `@a #${HF1} D11CP 2023-01-09`, `@a #${HF1} D11XO 2023-02-01`, `@a #${HF2} D11A 2023-01-30`, `@a #${HF2} D11E 2023-02-09`, `@a #${HF2} D11XG 2023-03-01`], []],
  ['transfer: the next has no start', { patient: SOMEBODY }, [`@a #${HF1} D11A 2023-01-02`, `@a #${HF1} D11XO 2023-02-01`, `@a #${HF2} D11M 2023-02-09`, `@a #${HF2} D11XG 2023-03-01`], ['W:start-missing']],
  ['transfer: the first has not ended', { patient: SOMEBODY }, [`@a #${HF1} D11A 2023-01-02`, `@a #${HF2} D11A 2023-02-01`, `@a #${HF2} D11XG 2023-03-01`], ['W:224']],
  ['transfer: ended as completed at the first', { patient: SOMEBODY }, [`@a #${HF1} D11A 2023-01-02`, `@a #${HF1} D11XG 2023-01-30`, `@a #${HF2} D11A 2023-02-01`, `@a #${HF2} D11XG 2023-03-01`], ['W:transfer-ended-otherwise']],
  ['referred anew to another trust', { patient: SOMEBODY }, [`@a #${HF1} D11A 2023-01-02`, `@a #${HF1} D11XG 2023-01-30`, `@b #${HF2} D11A 2023-02-01`, `@b #${HF2} D11XG 2023-03-01`], []],
  ['no patients: what goes on elsewhere is known by its name', {}, [`@a #${HF1} D11A 2023-01-02`, `@a #${HF1} D11XP 2023-01-30`, `@a #${HF2} D11A 2023-02-01`], ['W:transfer-ended-otherwise']],
]; // prettier-ignore

const COLUMNS = [
  'pathway', 'patient', 'organisation', 'type', 'code', 'event', 'outcome', 'date', 'contact', 'careLevel', 'received',
  'assessed', 'rightGranted', 'edition',
] as const; // prettier-ignore

/** The row that a line of a case is. */
function rowOf(line: string, common: Row): Row {
  const { pathway, organisation, rest } =
    /^(?:@(?<pathway>\S+) )?(?:#(?<organisation>\S+) )?(?<rest>.*)$/.exec(line)?.groups ?? {};
  const spaces = /^ */.exec(rest ?? '')?.[0] ?? '';
  const [coded = '', date = '', careLevel = '', patient] = (rest ?? '').trim().split(/ +/);
  const [code = '', parts = ''] = coded.includes('|')
    ? coded.split('|')
    : coded.includes(':')
      ? ['', coded]
      : [coded];
  const [type = '', event = '', outcome = ''] = parts.split(':');
  return {
    pathway: pathway ?? 'p',
    ...(organisation === undefined ? {} : { organisation }),
    code: `${spaces}${code}${spaces}`,
    type,
    event,
    outcome,
    date: date === '-' ? '' : date,
    careLevel,
    ...(patient === undefined ? {} : { patient }),
    ...common,
  };
}

/** The same rows as four kinds of file. */
function filesOf(rows: readonly Row[]): readonly (readonly [RegistrationFileFormat, string])[] {
  const columns = COLUMNS.filter((column) => rows.some((row) => Object.hasOwn(row, column)));
  const csv = (separator: string, names: readonly string[]): string =>
    [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
      .map((values) => values.join(separator))
      .join('\r\n');
  const objects = rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])));
  return [
    ['csv', csv(';', columns)],
    ['csv', csv(',', columns.toReversed())],
    ['ndjson', objects.map((object) => `${JSON.stringify(object)}\n`).join('')],
    ['json', JSON.stringify(objects)],
  ];
}

async function found(
  format: RegistrationFileFormat,
  text: string,
  today: string,
): Promise<readonly string[]> {
  const checking = { ...KNOWLEDGE, now: () => new Date(`${today}T10:00:00Z`), validate: () => [] };
  const pieces = (async function* () {
    yield await Promise.resolve(Buffer.from(text));
  })();
  const codes = new Set<string>();
  for await (const batch of checkRegistrationFile(pieces, format, checking)) {
    for (const { finding } of batch) {
      codes.add(`${finding.severity.charAt(0).toUpperCase()}:${finding.definition.code}`);
    }
  }
  return [...codes].sort();
}

describe.each([
  ['codes', CODES],
  ['order', ORDER],
  ['dates', DATES],
  ['times', TIMES],
  ['people', PEOPLE],
])('files of registrations: %s', (_kind, cases) => {
  it.each(cases)('%s', async (_what, { today = '2024-06-03', asked, ...common }, lines, expected) => {
    const rows = lines.map((line) => rowOf(line, common));
    for (const [format, text] of filesOf(rows)) {
      const codes = await found(format, text, today);
      const left = codes.filter((code) => asked !== undefined || code !== 'I:unconfirmed-in-edition');
      expect(left, `${format}\n${text}`).toEqual([...expected].sort());
    }
  });
});

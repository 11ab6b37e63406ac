import { describe, expect, it } from 'vitest';
import { check, contact } from '../histories.ts';

const START = 'D11A 2023-03-01';
const FIRST = 'D11M 2023-03-10';

describe('order (NPR 208, 211, 221, 222, 223)', () => {
  it.each([
    ['in order', [START, FIRST, 'D11CP 2023-04-01', 'D11E 2023-05-01', 'D11F 2023-05-01'], []],
    [
      'all on one day',
      [START, 'D11M 2023-03-10', 'D11CP 2023-03-10', 'D11E 2023-03-10', 'D11F 2023-03-10'],
      [],
    ],
    ['sent in another order', ['D11E 2023-05-01', 'D11CP 2023-04-01', FIRST, START], []],
    ['208: no attendance', [START, 'D11CP 2023-04-01'], ['208@1']],
    [
      '211: attendance after decision, and only that',
      [START, 'D11M 2023-04-02', 'D11CP 2023-04-01'],
      ['211@1'],
    ],
    [
      '211: by an hour',
      [START, 'D11M 2023-04-01T10:00:00+02:00', 'D11CP 2023-04-01T09:00:00+02:00'],
      ['211@1'],
    ],
    [
      '211: the same hour in two zones',
      [START, 'D11M 2023-04-01T10:00:00+02:00', 'D11CP 2023-04-01T08:00:00Z'],
      [],
    ],
    [
      '211: not when one has no time of day',
      [START, 'D11M 2023-04-01', 'D11CP 2023-04-01T09:00:00+02:00'],
      [],
    ],
    [
      '211: across the hour that is lost in March',
      [START, 'D11M 2023-03-26T03:10:00+02:00', 'D11CP 2023-03-26T01:50:00+01:00'],
      ['211@1'],
    ],
    [
      '211: across the hour that comes twice in October',
      [START, 'D11M 2023-10-29T02:10:00+01:00', 'D11CP 2023-10-29T02:50:00+02:00'],
      ['211@1'],
    ],
    ['208: the attendance has no date: that is the fault', [START, 'D11M -', 'D11CP 2023-04-01'], ['107@1']],
    ['221: no decision', [START, FIRST, 'D11E 2023-05-01', 'D11E 2023-06-01'], ['221@2']],
    ['221: decision later', [START, FIRST, 'D11E 2023-03-20', 'D11CP 2023-04-01'], ['221@2']],
    ['222: no decision', [START, FIRST, 'D11F 2023-05-01'], ['222@2']],
    ['222: decision later', [START, FIRST, 'D11F 2023-03-20', 'D11CP 2023-04-01'], ['222@2']],
    [
      '223: symptoms after decision',
      ['D06A 2023-03-01', 'D06M 2023-03-05', 'D06CP 2023-04-01', 'D06P 2023-04-02'],
      ['223@3'],
    ],
    [
      '223: symptoms before everything',
      ['D06A 2023-03-01', 'D06M 2023-03-05', 'D06CP 2023-04-01', 'D06P 2015-04-02'],
      [],
    ],
  ])('%s', (_title, lines, expected) => {
    expect(check(lines)).toEqual(expected);
  });

  it('what is missing may stand at the first trust', () => {
    expect(
      check([START, 'D11E 2023-05-01'], { firstTrust: { startDate: '2022-12-01', name: 'HF en' } }),
    ).toEqual([]);
  });
});

describe('start', () => {
  it.each([
    ['no start', [FIRST], ['start-missing@']],
    ['only symptoms', ['D06P 2023-03-01'], []],
    ['start without a date', ['D11A -', FIRST], ['107@0']],
    ['start later than attendance', ['D11A 2023-03-11', FIRST, 'D11UB 2023-03-10'], ['start-not-first@1']],
    ['start on the day of attendance', ['D11A 2023-03-10', FIRST], []],
    ['start repeated', [START, 'D11A 2023-03-05', FIRST], ['start-repeated@1']],
    ['start repeated on the day', [START, START, FIRST], ['start-repeated@1']],
  ])('%s', (_title, lines, expected) => {
    expect(check(lines)).toEqual(expected);
  });

  it.each([
    ['both given', { startDate: '2023-01-10', name: 'HF en' }, []],
    ['no name', { startDate: '2023-01-10' }, ['first-trust-incomplete@firstTrust']],
    ['blank name', { startDate: '2023-01-10', name: ' ' }, ['first-trust-incomplete@firstTrust']],
    ['no date', { name: 'HF en' }, ['first-trust-incomplete@firstTrust']],
    ['on the day of the own start', { startDate: '2023-03-01', name: 'HF en' }, []],
    [
      'after the own start',
      { startDate: '2023-03-02', name: 'HF en' },
      ['first-trust-start-after-own-start@firstTrust'],
    ],
  ])('first trust: %s', (_title, firstTrust, expected) => {
    expect(check([START, FIRST], { firstTrust })).toEqual(expected);
  });
});

describe('decisions and what is registered once', () => {
  it.each([
    ['second after extended assessment', ['D11CU 2023-04-01', 'D11CP 2023-05-01'], []],
    [
      'second without extended assessment',
      ['D11CP 2023-04-01', 'D11CT 2023-05-01'],
      ['second-decision-without-extended-assessment@3'],
    ],
    ['third', ['D11CU 2023-04-01', 'D11CP 2023-05-01', 'D11CT 2023-06-01'], ['third-clinical-decision@4']],
    ['feedback tool once', ['D11UF 2023-04-01'], []],
    ['feedback tool twice', ['D11UF 2023-04-01', 'D11UF 2023-04-02'], ['registered-more-than-once@3']],
    ['another activity twice', ['D11UB 2023-04-01', 'D11UB 2023-04-02'], []],
  ])('%s', (_title, lines, expected) => {
    expect(check([START, FIRST, ...lines])).toEqual(expected);
  });
});

describe('end (NPR 225) and help need', () => {
  const course = [START, FIRST, 'D11CP 2023-04-01'];
  it.each([
    ['end last', ['D11HK 2023-05-01', 'D11XG 2023-05-01'], []],
    ['end on the day of the last', ['D11XG 2023-05-01', 'D11UB 2023-05-01'], []],
    ['activity after the end', ['D11XG 2023-05-01', 'D11UB 2023-05-02'], ['225@4']],
    [
      'two activities after the end',
      ['D11XG 2023-05-01', 'D11UB 2023-05-02', 'D11E 2023-05-03'],
      ['225@4', '225@5'],
    ],
    ['second end', ['D11XG 2023-05-01', 'D11XO 2023-05-02'], ['225@4']],
    ['second end on the same day', ['D11XG 2023-05-01', 'D11XO 2023-05-01'], ['225@4']],
    [
      'help need before the last evaluation',
      ['D11HK 2023-05-01', 'D11E 2023-05-02'],
      ['help-need-not-at-end@3'],
    ],
    ['help need on the day of the last evaluation', ['D11HK 2023-05-01', 'D11E 2023-05-01'], []],
    ['meeting after help need is decided', ['D11HK 2023-05-01', 'D11SM 2023-05-09', 'D11XG 2023-05-10'], []],
    ['help need after the end', ['D11XG 2023-05-01', 'D11HK 2023-05-02'], ['225@4']],
  ])('%s', (_title, lines, expected) => {
    expect(check([...course, ...lines])).toEqual(expected);
  });
});

describe('contacts', () => {
  const contacts = [
    contact('visit 3 2023-03-10T09:00:00+01:00 2023-03-10T10:00:00+01:00'),
    contact('stay 1 2023-03-20 2023-04-20'),
    contact('open 1 2023-05-01'),
  ];
  it.each([
    ['on the day', [START, 'D11M 2023-03-10 visit'], []],
    ['day after', [START, 'D11M 2023-03-11 visit'], ['date-outside-contact@1']],
    ['day before', [START, 'D11M 2023-03-09 visit'], ['date-outside-contact@1']],
    ['start is dated by the referral', ['D11A 2023-03-01 visit', 'D11M 2023-03-10 visit'], []],
    ['start after its contact', ['D11A 2023-03-11 visit'], ['date-outside-contact@0']],
    ['within a stay', [START, FIRST, 'D11CP 2023-04-20 stay'], []],
    ['after a stay', [START, FIRST, 'D11CP 2023-04-21 stay'], ['date-outside-contact@2']],
    ['end in an open stay', [START, FIRST, 'D11CP 2023-04-20', 'D11XG 2023-06-01 open'], []],
    [
      'end before its contact',
      [START, FIRST, 'D11CP 2023-04-20', 'D11XG 2023-04-30 open'],
      ['date-outside-contact@3'],
    ],
    ['unknown contact', [START, 'D11M 2023-03-10 other'], ['unknown-contact@1']],
  ])('%s', (_title, lines, expected) => {
    expect(check(lines, { contacts })).toEqual(expected);
  });

  it('no contacts are known: nothing to compare with', () => {
    expect(check([START, 'D11M 2023-03-10 other'])).toEqual([]);
  });
});

describe('patient (NPR 100, 216)', () => {
  const young = (birthDate: string): object => ({ patient: { key: 'p', birthDate, identified: true } });
  it.each([
    ['no identity', { patient: { key: 'p', identified: false } }, ['D12A 2023-03-01'], ['100@patient']],
    ['nothing known of the patient', {}, ['D12A 2023-03-01'], []],
    ['eighteenth birthday', young('2005-03-01'), ['D12A 2023-03-01'], []],
    ['day after the eighteenth birthday', young('2005-02-28'), ['D12A 2023-03-01'], ['216@0']],
    [
      'only at the first registration after it',
      young('2005-03-05'),
      ['D12A 2023-03-01', 'D12M 2023-03-10', 'D12CP 2023-03-20'],
      ['216@1'],
    ],
    ['born on a leap day: 1 March is the birthday', young('2004-02-29'), ['D12A 2022-03-01'], []],
    ['born on a leap day: 2 March is after it', young('2004-02-29'), ['D12A 2022-03-02'], ['216@0']],
    ['an adult in the pathway for adults', young('1950-01-01'), ['D11A 2023-03-01'], []],
  ])('%s', (_title, more, lines, expected) => {
    expect(check(lines, more)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../catalogueByHand.ts';
import { checkHistory } from '../../../src/pathway/check.ts';
import { check, history, TODAY } from '../histories.ts';

const START = ['D11A 2023-03-01'];
const RECEIVED = { received: '2023-03-01' };

describe('the dates of a referral', () => {
  it.each([
    ['that fit', { deadline: '2023-05-01', seniority: '2023-03-01', waitingEnded: '2023-03-20' }, []],
    ['with a deadline on the day of reception', { deadline: '2023-03-01' }, []],
    ['with a deadline to come', { deadline: '2030-01-01' }, []],
    ['with the seniority of an earlier referral', { seniority: '2022-11-30' }, []],
    [
      'with a deadline before reception',
      { deadline: '2023-02-28' },
      ['deadline-before-received@referral.deadline'],
    ],
    [
      'with seniority after reception',
      { seniority: '2023-03-02' },
      ['seniority-after-received@referral.seniorityDate'],
    ],
    [
      'with waiting ended before reception',
      { waitingEnded: '2023-02-28' },
      ['waiting-ended-before-received@referral.waitingEndedDate'],
    ],
    ['with seniority in the future', { seniority: '2030-01-01' }, ['future-date@referral.seniorityDate']],
    [
      'with waiting ended in the future',
      { waitingEnded: '2030-01-01' },
      ['future-date@referral.waitingEndedDate'],
    ],
    [
      'that are dates before birth',
      { deadline: '1999-12-31', seniority: '1999-12-31', waitingEnded: '1999-12-31' },
      [
        'date-before-birth@referral.deadline',
        'date-before-birth@referral.seniorityDate',
        'date-before-birth@referral.waitingEndedDate',
      ],
    ],
    ['that do not exist', { deadline: '2023-02-30' }, []],
  ])('%s', (_what, dates, expected) => {
    const patient = { key: 'p', birthDate: '2000-01-01', identified: true };
    expect(check(START, { referral: { ...RECEIVED, ...dates }, patient })).toEqual(expected);
  });

  it('of a newborn may lie before birth', () => {
    const patient = { key: 'p', birthDate: '2023-03-10', identified: true };
    expect(
      check(['D10A 2023-03-01'], { referral: { ...RECEIVED, seniority: '2023-03-01' }, patient }),
    ).toEqual([]);
  });

  it('get warnings only', () => {
    const referral = {
      ...RECEIVED,
      deadline: '2023-02-28',
      seniority: '2030-01-01',
      waitingEnded: '1999-01-01',
    };
    const severities = checkHistory(history(START, { referral }), CATALOGUE, TODAY).map(
      ({ severity }) => severity,
    );
    expect(severities).toEqual(['warning', 'warning', 'warning']);
  });
});

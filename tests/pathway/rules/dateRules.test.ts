import { describe, expect, it } from 'vitest';
import { check, contact } from '../histories.ts';

const patient = (
  birthDate: string,
): { patient: { key: string; birthDate: string; identified: boolean } } => ({
  patient: { key: 'p', birthDate, identified: true },
});

describe('dates of registrations', () => {
  it.each([
    ['today', ['D11A 2024-06-03'], {}, []],
    ['tomorrow', ['D11A 2024-06-04'], {}, ['future-date@0']],
    ['last minute of today, written in UTC', ['D11A 2024-06-03T21:59:00Z'], {}, []],
    ['midnight, written in UTC', ['D11A 2024-06-03T22:00:00Z'], {}, ['future-date@0']],
    ['leap day', ['D11A 2024-02-29'], {}, []],
    ['no leap day', ['D11A 2023-02-29'], {}, ['impossible-date@0']],
    ['31 April', ['D11A 2024-04-31'], {}, ['impossible-date@0']],
    ['no date at all', ['D11A yesterday'], {}, ['impossible-date@0']],
    ['a year', ['D11A 2024'], {}, ['impossible-date@0']],
    ['25 hours', ['D11A 2024-05-01T25:00:00Z'], {}, ['impossible-date@0']],
    ['missing', ['D11A -'], {}, ['107@0']],
    ['missing, contact gives it', ['D11A - k'], { contacts: [contact('k 3 2024-03-10')] }, []],
    ['missing, contact has none either', ['D11A - k'], { contacts: [contact('k 3 -')] }, ['107@0']],
    ['missing, contact unknown', ['D11A - k'], { contacts: [contact('other 3 2024-03-10')] }, ['107@0']],
    ['day of birth', ['D11A 2000-05-01'], patient('2000-05-01'), ['code-not-yet-valid@0']],
    ['before birth', ['D11A 2023-05-01'], patient('2023-05-02'), ['date-before-birth@0']],
    [
      'before birth, newborn: the start may be',
      ['D10A 2023-05-01', 'D10M 2023-06-10'],
      patient('2023-06-09'),
      [],
    ],
    [
      'before birth, newborn: the attendance may not',
      ['D10A 2023-05-01', 'D10M 2023-06-08'],
      patient('2023-06-09'),
      ['date-before-birth@1'],
    ],
    [
      'a date that cannot be is not used further',
      ['D11A 2023-05-01', 'D11M 2025-05-02', 'D11CP 2023-06-01'],
      {},
      ['future-date@1'],
    ],
    [
      'the contact of two registrations is in the future',
      ['D11A - k', 'D11M - k'],
      { contacts: [contact('k 3 2024-06-04')] },
      ['future-date@contact k'],
    ],
  ])('%s', (_title, lines, more, expected) => {
    expect(check(lines, more)).toEqual(expected);
  });
});

describe('other dates', () => {
  const start = ['D11A 2023-03-01'];
  it.each([
    [
      'referral received in the future',
      { referral: { received: '2024-06-04' } },
      ['future-date@referral.receivedDate'],
    ],
    [
      'referral assessed on no day',
      { referral: { assessed: '2024-02-30' } },
      ['impossible-date@referral.assessedDate'],
    ],
    [
      'acute decision before birth',
      { ...patient('2023-03-01'), referral: { acuteDecision: '2023-02-28' } },
      ['date-before-birth@referral.acuteDecisionDate'],
    ],
    ['born tomorrow', { ...patient('2024-06-04') }, ['future-date@patient.birthDate']],
    ['born on no day', { ...patient('2023-02-29') }, ['impossible-date@patient.birthDate']],
    [
      'first trust on no day',
      { firstTrust: { startDate: 'x', name: 'HF' } },
      ['impossible-date@firstTrust.startDate'],
    ],
    ['contact on no day', { contacts: [contact('k 3 2023-13-01')] }, ['impossible-date@contact k']],
    [
      'contact ends before it starts',
      { contacts: [contact('k 3 2023-03-02 2023-03-01')] },
      ['contact-ends-before-start@contact k'],
    ],
    [
      'contact ends an hour before it starts',
      { contacts: [contact('k 3 2023-03-02T10:00:00+01:00 2023-03-02T09:00:00+01:00')] },
      ['contact-ends-before-start@contact k'],
    ],
    ['contact of one day', { contacts: [contact('k 3 2023-03-02T10:00:00+01:00 2023-03-02')] }, []],
    [
      'contact before birth',
      { ...patient('2023-03-01'), contacts: [contact('k 3 2023-02-28')] },
      ['date-before-birth@contact k'],
    ],
    ['contact planned', { contacts: [contact('k 3 2024-12-01')] }, []],
    [
      'clocks go back: 02:30 summer time is before 02:10 winter time',
      { contacts: [contact('k 3 2023-10-29T02:30:00+02:00 2023-10-29T02:10:00+01:00')] },
      [],
    ],
  ])('%s', (_title, more, expected) => {
    expect(check(start, more)).toEqual(expected);
  });
});

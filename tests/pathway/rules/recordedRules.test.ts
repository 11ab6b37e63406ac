import { describe, expect, it } from 'vitest';
import { check, contact } from '../histories.ts';

describe('a record cannot know what happened after it was made', () => {
  it.each([
    ['a registration of that day', ['D11A 2023-03-01', 'D11M 2023-03-10'], {}, []],
    ['a later registration', ['D11A 2023-03-01', 'D11M 2023-03-11'], {}, ['after-recorded@1']],
    [
      'a registration dated by a later contact',
      ['D11A 2023-03-01', 'D11M - k1'],
      { contacts: [contact('k1 3 2023-03-11')] },
      ['after-recorded@1'],
    ],
    ['a planned contact', ['D11A 2023-03-01'], { contacts: [contact('k1 3 2023-03-11')] }, []],
    ['a later deadline', ['D11A 2023-03-01'], { referral: { deadline: '2023-05-01' } }, []],
    [
      'later dates of the referral',
      ['D11A 2023-03-01'],
      { referral: { received: '2023-03-01', assessed: '2023-03-11', waitingEnded: '2023-03-12' } },
      ['after-recorded@referral.assessedDate', 'after-recorded@referral.waitingEndedDate'],
    ],
    [
      'what lies in the future too',
      ['D11A 2023-03-01', 'D11M 2030-03-11'],
      { referral: { waitingEnded: '2030-03-12' } },
      ['future-date@1', 'future-date@referral.waitingEndedDate'],
    ],
  ])('%s', (_what, lines, more, expected) => {
    expect(check(lines, { recorded: '2023-03-10', ...more }, '2023-03-20')).toEqual(expected);
  });

  it('is judged only where there is one time of recording', () => {
    expect(check(['D11A 2023-03-01', 'D11M 2023-03-11'], {}, '2023-03-20')).toEqual([]);
  });
});

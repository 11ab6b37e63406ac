import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../../src/pathway/check.ts';
import { CATALOGUE } from '../catalogueByHand.ts';
import { check, found, history } from '../histories.ts';

describe('the pathway against its referral', () => {
  it.each([
    [
      'old rule: start when received',
      ['D11A 2023-03-01', 'D11M 2023-03-10'],
      { received: '2023-03-01', assessed: '2023-03-06' },
      [],
    ],
    [
      'old rule: start when assessed',
      ['D11A 2023-03-06', 'D11M 2023-03-10'],
      { received: '2023-03-01', assessed: '2023-03-06' },
      ['start-date-differs@0'],
    ],
    [
      'old rule: start before received',
      ['D11A 2023-02-28', 'D11M 2023-03-10'],
      { received: '2023-03-01' },
      ['start-date-differs@0'],
    ],
    [
      'acute: start when decided',
      ['D11A 2023-03-08', 'D11M 2023-03-10'],
      { received: '2023-03-01', acuteDecision: '2023-03-08' },
      [],
    ],
    [
      'acute: start when received',
      ['D11A 2023-03-01', 'D11M 2023-03-10'],
      { received: '2023-03-01', acuteDecision: '2023-03-08' },
      ['start-date-differs@0'],
    ],
    [
      'attendance before the referral, and only that',
      ['D11A 2023-03-01', 'D11M 2023-02-27'],
      { received: '2023-03-01' },
      ['date-before-referral@1'],
    ],
    ['symptoms before the referral', ['D06A 2023-03-01', 'D06P 2020-02-27'], { received: '2023-03-01' }, []],
    [
      'assessed before received',
      ['D11A 2023-03-01'],
      { received: '2023-03-01', assessed: '2023-02-28' },
      ['assessed-before-received@referral.assessedDate'],
    ],
    [
      'assessed on the tenth working day',
      ['D11A 2023-03-01'],
      { received: '2023-03-01', assessed: '2023-03-15' },
      [],
    ],
    [
      'assessed on the eleventh working day',
      ['D11A 2023-03-01'],
      { received: '2023-03-01', assessed: '2023-03-16' },
      ['referral-assessment-late@referral.assessedDate'],
    ],
    [
      'Easter counts no working days',
      ['D11A 2023-04-03'],
      { received: '2023-04-03', assessed: '2023-04-20' },
      [],
    ],
    [
      'one working day too many after Easter',
      ['D11A 2023-04-03'],
      { received: '2023-04-03', assessed: '2023-04-21' },
      ['referral-assessment-late@referral.assessedDate'],
    ],
    [
      'not assessed, nothing registered',
      [],
      { received: '2024-05-02' },
      ['referral-assessment-late@referral.receivedDate'],
    ],
    ['not assessed, still time', [], { received: '2024-05-27' }, []],
    [
      'acute: decided on day 14',
      ['D11A 2023-03-15'],
      { assessed: '2023-03-01', acuteDecision: '2023-03-15' },
      [],
    ],
    [
      'acute: decided on day 15',
      ['D11A 2023-03-16'],
      { assessed: '2023-03-01', acuteDecision: '2023-03-16' },
      ['acute-decision-late@referral.acuteDecisionDate'],
    ],
  ])('%s', (_title, lines, referral, expected) => {
    expect(check(lines, { referral })).toEqual(expected);
  });

  it.each([
    [
      'assessed with a right',
      '2024-11-11',
      { received: '2024-11-04', assessed: '2024-11-11', rightGranted: true },
      [],
    ],
    [
      'received',
      '2024-11-04',
      { received: '2024-11-04', assessed: '2024-11-11', rightGranted: true },
      ['start-date-differs@0'],
    ],
    [
      'no right',
      '2024-11-11',
      { received: '2024-11-04', assessed: '2024-11-11', rightGranted: false },
      ['start-without-right@0'],
    ],
    ['right unknown', '2024-11-11', { received: '2024-11-04', assessed: '2024-11-11' }, []],
    ['acute', '2024-11-06', { received: '2024-11-04', acuteDecision: '2024-11-06' }, []],
  ])('revised rule: start %s', (_title, date, referral, expected) => {
    const findings = checkHistory(history([`D11A ${date}`], { referral }), CATALOGUE, '2024-12-01');
    expect(found(findings)).toEqual(expected);
  });

  it('an end because no right was granted says itself what a start without right would', () => {
    const referral = { received: '2024-11-04', assessed: '2024-11-11', rightGranted: false };
    expect(check(['D11A 2024-11-11', 'D11XR 2024-11-11'], { referral }, '2024-12-01')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { PathwayHistory } from '../../src/pathway/history.ts';
import { pathwayTimes } from '../../src/pathway/pathwayTimes.ts';
import { CATALOGUE } from './catalogueByHand.ts';
import { contact, history } from './histories.ts';

const contacts = [contact('out 3 2023-03-10'), contact('in 1 2023-03-10')];

function rows(
  lines: readonly string[],
  day: string,
  referral: PathwayHistory['referral'] = { received: '2023-03-01' },
): string[] {
  return pathwayTimes(history(lines, { contacts, referral }), CATALOGUE, day).map(
    ({ timeId, start, end, due, earliestDue, elapsed, status, reason, postponed }) =>
      `${timeId.replace(/^D\d\d-/, '')} ${start} ${end ?? '…'} due ${earliestDue === undefined ? '' : `${earliestDue}/`}${due ?? '?'} ${elapsed} ${status}${reason === undefined ? '' : `, ${reason}`}${postponed ? ' postponed' : ''}`,
  );
}

/** Without that of the referral, which has cases of its own. */
function intervals(lines: readonly string[], day: string): string[] {
  return rows(lines, day).filter((row) => lines.length === 0 || !row.startsWith('referral-assessment'));
}

describe('intervals measured on a day', () => {
  const seen = ['D01A 2023-03-01', 'D01M 2023-03-10 out'];
  it.each([
    ['open', seen, '2023-03-31', ['first-attendance-decision 2023-03-10 … due 2023-03-31 21 open']],
    [
      'open still, on a day before that on which it was closed',
      [...seen, 'D01CT 2023-04-20'],
      '2023-03-20',
      ['first-attendance-decision 2023-03-10 … due 2023-03-31 10 open'],
    ],
    ['not begun', seen, '2023-03-09', []],
    [
      'overdue the day after',
      seen,
      '2023-04-01',
      ['first-attendance-decision 2023-03-10 … due 2023-03-31 22 overdue'],
    ],
    [
      'postponed is noted, and measured',
      [...seen, 'D01L 2023-03-20'],
      '2023-04-01',
      ['first-attendance-decision 2023-03-10 … due 2023-03-31 22 overdue postponed'],
    ],
    [
      'setting unknown',
      ['D01A 2023-03-01', 'D01M 2023-03-10'],
      '2023-04-01',
      ['first-attendance-decision 2023-03-10 … due 2023-03-31 22 overdue'],
    ],
    [
      'setting unknown, within every time',
      ['D01A 2023-03-01', 'D01M 2023-03-10'],
      '2023-03-17',
      ['first-attendance-decision 2023-03-10 … due 2023-03-17/2023-03-31 7 open, care-level-unknown'],
    ],
    [
      'setting unknown, within one of the times',
      ['D01A 2023-03-01', 'D01M 2023-03-10'],
      '2023-03-18',
      ['first-attendance-decision 2023-03-10 … due 2023-03-17/2023-03-31 8 unknown, care-level-unknown'],
    ],
    [
      'detoxification: no code tells that other treatment started',
      [...seen, 'D01CT 2023-03-20', 'D01D 2023-03-30 in'],
      '2023-03-30',
      [
        'first-attendance-decision 2023-03-10 2023-03-20 due 2023-03-31 10 met',
        'decision-evaluation 2023-03-20 … due 2023-03-27 10 overdue',
        'detoxification-treatment 2023-03-30 … due 2023-03-30 0 open',
      ],
    ],
    [
      'detoxification, the day after',
      [...seen, 'D01D 2023-03-30 out'],
      '2023-04-03',
      [
        'first-attendance-decision 2023-03-10 … due 2023-03-31 24 overdue',
        'detoxification-treatment 2023-03-30 … due 2023-04-02 4 unknown, end-not-registered',
      ],
    ],
    [
      'a whole course',
      [...seen, 'D01CU 2023-03-31', 'D01CT 2023-05-01', 'D01E 2023-05-09 out', 'D01E 2023-07-04 in'],
      '2023-08-16',
      [
        'first-attendance-decision 2023-03-10 2023-03-31 due 2023-03-31 21 met',
        'decision-evaluation 2023-05-01 2023-05-09 due 2023-05-08 8 overdue',
        'evaluation-evaluation 2023-05-09 2023-07-04 due 2023-07-04 56 met',
        'evaluation-evaluation 2023-07-04 … due 2023-08-15 43 overdue',
        'extended-assessment 2023-03-31 2023-05-01 due ? 31 unknown, no-time-known',
      ],
    ],
    [
      'ended: what was open is no longer measured',
      [...seen, 'D01CT 2023-03-20', 'D01XG 2023-03-25'],
      '2023-08-16',
      ['first-attendance-decision 2023-03-10 2023-03-20 due 2023-03-31 10 met'],
    ],
    [
      'passed by a later event',
      [...seen, 'D01E 2023-03-20 out'],
      '2023-03-21',
      ['evaluation-evaluation 2023-03-20 … due 2023-05-15 1 open'],
    ],
    [
      'decision before attendance: no interval',
      ['D01A 2023-03-01', 'D01M 2023-03-10', 'D01CI 2023-03-09'],
      '2023-03-21',
      [],
    ],
    [
      'from the referral',
      ['D06A 2023-03-01 out', 'D06M 2023-03-09'],
      '2023-03-21',
      [
        'referral-first-attendance 2023-03-01 2023-03-09 due 2023-03-08 8 overdue',
        'first-attendance-decision 2023-03-09 … due ? 12 unknown, no-time-known',
      ],
    ],
    [
      'extended assessment',
      ['D12A 2023-03-01', 'D12M 2023-03-10 out', 'D12CU 2023-03-20 out', 'D12CP 2023-05-01'],
      '2023-06-01',
      [
        'first-attendance-decision 2023-03-10 2023-03-20 due 2023-04-21 10 met',
        'extended-assessment 2023-03-20 2023-05-01 due 2023-05-01 42 met',
        'decision-evaluation 2023-05-01 … due ? 31 unknown, no-time-known',
      ],
    ],
    ['no such day', seen, '2023-02-30', []],
    ['nothing registered', [], '2023-03-01', ['referral-assessment 2023-03-01 … due 2023-03-15 0 open']],
  ])('%s', (_title, lines, day, expected) => {
    expect(intervals(lines, day)).toEqual(expected);
  });

  it.each([
    [
      'assessed in time, over Easter',
      ['D11A 2023-04-03'],
      { received: '2023-04-03', assessed: '2023-04-20' },
      ['referral-assessment 2023-04-03 2023-04-20 due 2023-04-20 17 met'],
    ],
    [
      'assessed late',
      ['D11A 2023-04-03'],
      { received: '2023-04-03', assessed: '2023-04-21' },
      ['referral-assessment 2023-04-03 2023-04-21 due 2023-04-20 18 overdue'],
    ],
    [
      'not assessed',
      [],
      { received: '2023-05-25' },
      ['referral-assessment 2023-05-25 … due 2023-06-09 7 open'],
    ],
    [
      'no date of assessment, but registered: open until the time has run out',
      ['D11A 2023-05-25'],
      { received: '2023-05-25' },
      ['referral-assessment 2023-05-25 … due 2023-06-09 7 open'],
    ],
    [
      'no date of assessment, but registered: on the last day of the time',
      ['D11A 2023-05-15'],
      { received: '2023-05-15' },
      ['referral-assessment 2023-05-15 … due 2023-06-01 17 open'],
    ],
    [
      'no date of assessment, but registered: then not to be told, as it may have been in time',
      ['D11A 2023-05-12'],
      { received: '2023-05-12' },
      ['referral-assessment 2023-05-12 … due 2023-05-31 20 unknown, end-not-registered'],
    ],
    [
      'not assessed and nothing registered: overdue',
      [],
      { received: '2023-05-12' },
      ['referral-assessment 2023-05-12 … due 2023-05-31 20 overdue'],
    ],
    [
      'decision after acute assessment',
      ['D11A 2023-05-25'],
      { assessed: '2023-05-11', acuteDecision: '2023-05-25' },
      ['acute-decision 2023-05-11 2023-05-25 due 2023-05-25 14 met'],
    ],
    [
      'acute assessment without a date',
      ['D11A 2023-05-25'],
      { received: '2023-05-11', acuteDecision: '2023-05-25' },
      [],
    ],
  ])('the referral: %s', (_title, lines, referral, expected) => {
    expect(rows(lines, '2023-06-01', referral)).toEqual(expected);
  });

  it('says which edition, setting and places it rests on', () => {
    expect(
      pathwayTimes(
        history(['D01A 2024-11-01', 'D01M 2024-11-10 in', 'D01CT 2024-11-12'], { contacts }),
        CATALOGUE,
        '2024-12-01',
      )[0],
    ).toEqual({
      timeId: 'D01-first-attendance-decision',
      edition: '2023',
      from: 'M',
      start: '2024-11-10',
      to: 'C',
      end: '2024-11-12',
      setting: 'inpatient',
      days: 7,
      due: '2024-11-17',
      elapsed: 2,
      status: 'met',
      postponed: false,
      confirmed: false,
      source: 'Helsedirektoratet, forløpstider',
      startPlace: '1',
      endPlace: '2',
    });
  });
});

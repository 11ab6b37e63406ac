import { describe, expect, it } from 'vitest';
import { expectedMilestones } from '../../src/pathway/expected.ts';
import type { PathwayHistory } from '../../src/pathway/history.ts';
import { CATALOGUE } from './catalogueByHand.ts';
import { contact, history } from './histories.ts';

const contacts = [
  contact('out 3 2023-03-10'),
  contact('day 2 2023-03-10'),
  contact('in 1 2023-03-10'),
  contact('odd 8 2023-03-10'),
];

/** `EVENT ORDINAL [CODE] [DEADLINE] [?]`, `?` for unconfirmed. */
function due(lines: readonly string[], more: Partial<PathwayHistory> = {}): string[] {
  return expectedMilestones(history(lines, { contacts, ...more }), CATALOGUE).map(
    ({ event, ordinal, code, deadline, unconfirmed }) =>
      [event, ordinal, code, deadline, unconfirmed ? '?' : undefined]
        .filter((part) => part !== undefined)
        .join(' '),
  );
}

describe('what is expected next', () => {
  const start = ['D01A 2023-03-01'];
  const seen = [...start, 'D01M 2023-03-10 out'];
  it.each([
    ['nothing yet: the start is never expected', [], []],
    ['start: first attendance', start, ['M 1 D01M']],
    ['attendance: decision, outpatient', seen, ['C 1 2023-03-31']],
    ['attendance: decision, day care', [...start, 'D01M 2023-03-10 day'], ['C 1 2023-03-31']],
    ['attendance: decision, inpatient', [...start, 'D01M 2023-03-10 in'], ['C 1 2023-03-17']],
    ['attendance: decision, setting unknown', [...start, 'D01M 2023-03-10'], ['C 1 2023-03-31']],
    ['attendance: decision, level without a setting', [...start, 'D01M 2023-03-10 odd'], ['C 1 2023-03-31']],
    ['attendance without a date', [...start, 'D01M -'], ['C 1']],
    [
      'decision: evaluation and end; both settings agree',
      [...seen, 'D01CT 2023-03-20'],
      ['E 1 D01E 2023-03-27', 'X 1'],
    ],
    [
      'extended assessment: a second decision, no evaluation yet',
      [...seen, 'D01CU 2023-03-20'],
      ['C 2', 'X 1'],
    ],
    [
      'second decision: evaluation counts from it',
      [...seen, 'D01CU 2023-03-20', 'D01CT 2023-04-20'],
      ['E 1 D01E 2023-04-27', 'X 1'],
    ],
    [
      'a second extended assessment: no third decision',
      [...seen, 'D01CU 2023-03-20', 'D01CU 2023-04-20'],
      ['X 1'],
    ],
    ['no need: only the end', [...seen, 'D01CI 2023-03-20'], ['X 1']],
    [
      'evaluation: the next one',
      [...seen, 'D01CT 2023-03-20', 'D01E 2023-03-27 out'],
      ['E 2 D01E 2023-05-22', 'X 1'],
    ],
    [
      'two evaluations: the third, from the later',
      [...seen, 'D01CT 2023-03-20', 'D01E 2023-05-22 in', 'D01E 2023-03-27 out'],
      ['E 3 D01E 2023-07-03', 'X 1'],
    ],
    ['end: nothing', [...seen, 'D01CT 2023-03-20', 'D01XG 2023-05-01'], []],
    ['end without a date: nothing', [...seen, 'D01XG -'], []],
    [
      'passed: an evaluation without decision asks for no decision',
      [...seen, 'D01E 2023-03-27 out'],
      ['E 2 D01E 2023-05-22'],
    ],
    [
      'attendance before the start is registered all the same',
      ['D01A 2023-03-11', 'D01M 2023-03-10 out'],
      ['C 1 2023-03-31'],
    ],
    [
      'over the turn of the year and a leap day',
      ['D01A 2024-01-01', 'D01M 2024-02-10 out'],
      ['C 1 2024-03-02'],
    ],
    ['what cannot be read is left out', ['D01A 2023-03-01', 'D01Q 2023-03-10'], ['M 1 D01M']],
  ])('%s', (_title, lines, expected) => {
    expect(due(lines)).toEqual(expected);
  });

  it.each([
    [
      'start from the referral, in the setting of the start',
      ['D06A 2023-03-03 out'],
      { referral: { received: '2023-03-01' } },
      ['M 1 D06M 2023-03-08'],
    ],
    [
      'setting unknown, known for one setting only',
      ['D06A 2023-03-03'],
      { referral: { received: '2023-03-01' } },
      ['M 1 D06M'],
    ],
    ['date of the referral unknown', ['D06A 2023-03-03 out'], {}, ['M 1 D06M']],
    ['unconfirmed time', ['D12A 2023-03-01', 'D12M 2023-03-10 out'], {}, ['C 1 2023-04-21 ?']],
    ['unconfirmed time, none for the setting', ['D12A 2023-03-01', 'D12M 2023-03-10 in'], {}, ['C 1 ?']],
    [
      'unconfirmed edition: from the last confirmed one',
      ['D01A 2024-11-01', 'D01M 2024-11-10 out'],
      {},
      ['C 1 2024-12-01 ?'],
    ],
    ['unconfirmed edition, no time known', ['D11A 2024-11-01', 'D11M 2024-11-10 out'], {}, ['C 1 ?']],
    ['type that the edition is not known to list', ['D06A 2024-11-01'], {}, ['M 1 D06M ?']],
    ['unknown type', ['D01A 2023-03-01'], { pathwayType: 'D99' }, []],
  ])('%s', (_title, lines, more, expected) => {
    expect(due(lines, more)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../../src/pathway/check.ts';
import { CATALOGUE } from '../catalogueByHand.ts';
import { check, contact, found, history } from '../histories.ts';

const contacts = [
  contact('out 3 2023-03-10'),
  contact('day 2 2023-03-10'),
  contact('in 1 2023-03-10'),
  contact('odd 8 2023-03-10'),
];

describe('intervals that were closed', () => {
  it.each([
    ['last day, outpatient', ['D01M 2023-03-10 out', 'D01CK 2023-03-31'], []],
    ['day after, outpatient', ['D01M 2023-03-10 out', 'D01CK 2023-04-01'], ['pathway-time-exceeded@2']],
    [
      'day after, day care counts as outpatient',
      ['D01M 2023-03-10 day', 'D01CK 2023-04-01'],
      ['pathway-time-exceeded@2'],
    ],
    ['last day, inpatient', ['D01M 2023-03-10 in', 'D01CK 2023-03-17'], []],
    ['day after, inpatient', ['D01M 2023-03-10 in', 'D01CK 2023-03-18'], ['pathway-time-exceeded@2']],
    ['setting unknown, between the times', ['D01M 2023-03-10', 'D01CK 2023-03-31'], []],
    ['setting unknown, later than any', ['D01M 2023-03-10', 'D01CK 2023-04-01'], ['pathway-time-exceeded@2']],
    ['care level without a setting', ['D01M 2023-03-10 odd', 'D01CK 2023-03-31'], []],
    [
      'both settings agree: no setting is needed',
      ['D01M 2023-03-10', 'D01CT 2023-03-12', 'D01E 2023-03-20'],
      ['pathway-time-exceeded@3'],
    ],
    [
      'patient postponed: still measured',
      ['D01M 2023-03-10 out', 'D01L 2023-03-20', 'D01CK 2023-04-01'],
      ['pathway-time-exceeded@3'],
    ],
    ['no time is known for the type', ['D11M 2023-03-10', 'D11CP 2023-12-01'], []],
  ])('%s', (_title, lines, expected) => {
    const type = lines[0]?.slice(0, 3) ?? '';
    const wholeCourse = [`${type}A 2023-03-01`, ...lines, `${type}XG 2023-12-24`];
    const open = { contacts: contacts.map(({ end: _end, ...rest }) => rest) };
    expect(check(wholeCourse, open)).toEqual(expected);
  });

  it('a time that is not confirmed gives information', () => {
    const findings = checkHistory(
      history(['D12A 2023-03-01', 'D12M 2023-03-10 out', 'D12CP 2023-06-01', 'D12XG 2023-12-24'], {
        contacts,
      }),
      CATALOGUE,
      '2024-06-03',
    );
    expect(findings.map(({ definition, severity }) => [definition.code, severity])).toEqual([
      ['pathway-time-exceeded', 'information'],
    ]);
  });
});

describe('what is due', () => {
  const lines = ['D01A 2023-03-01', 'D01M 2023-03-10 out'];
  it.each([
    ['last day', '2023-03-31', []],
    ['day after', '2023-04-01', ['pathway-time-overdue@1']],
  ])('%s', (_title, today, expected) => {
    expect(check(lines, { contacts }, today)).toEqual(expected);
  });

  it.each([
    ['care level not told, longest time', '2023-03-31', []],
    ['care level not told, day after the longest time', '2023-04-01', ['pathway-time-overdue@1']],
  ])('%s', (_title, today, expected) => {
    expect(check(['D01A 2023-03-01', 'D01M 2023-03-10'], {}, today)).toEqual(expected);
  });

  it('is not found beside another fault of the course', () => {
    expect(
      check(['D01A 2023-03-01', 'D01M 2023-03-10 out', 'D01E 2023-03-12'], { contacts }, '2023-06-01'),
    ).toEqual(['221@2']);
  });

  it('is information where the edition is unconfirmed', () => {
    const findings = checkHistory(
      history(['D01A 2024-11-01', 'D01M 2024-11-10', 'D01CT 2024-11-11']),
      CATALOGUE,
      '2024-12-01',
    );
    expect(found(findings)).toEqual([]);
    expect(found(findings, true)).toEqual(['unconfirmed-in-edition@', 'pathway-time-overdue@2']);
  });
});

import { describe, expect, it } from 'vitest';
import { chooseEdition } from '../../src/pathway/edition.ts';
import { CATALOGUE } from './catalogueByHand.ts';
import { contact, history } from './histories.ts';

describe('the edition of a pathway', () => {
  it.each([
    ['by its start', ['D11A 2022-12-31'], {}, '2019', '2019', false, '2022-12-31'],
    ['first day of an edition', ['D11A 2023-01-01'], {}, '2023', '2023', false, '2023-01-01'],
    ['midnight in Norway', ['D11A 2022-12-31T23:00:00Z'], {}, '2023', '2023', false, '2023-01-01'],
    ['before the first edition', ['D11A 2018-12-01'], {}, '2019', '2019', false, '2018-12-01'],
    [
      'unconfirmed: the last confirmed one is used',
      ['D11A 2024-10-28'],
      {},
      '2024-10',
      '2023',
      true,
      '2024-10-28',
    ],
    ['day before the unconfirmed boundary', ['D11A 2024-10-27'], {}, '2023', '2023', false, '2024-10-27'],
    ['named', ['D11A 2024-11-28'], { edition: '2019' }, '2019', '2019', false, '2024-11-28'],
    ['named, unknown', ['D11A 2023-11-28'], { edition: 'x' }, '2023', '2023', false, '2023-11-28'],
    [
      'the start decides, not what is earlier',
      ['D06P 2015-01-01', 'D06A 2024-11-01'],
      {},
      '2024-10',
      '2023',
      true,
      '2024-11-01',
    ],
    [
      'the start dated by its contact',
      ['D11A - k'],
      { contacts: [contact('k 3 2020-02-29')] },
      '2019',
      '2019',
      false,
      '2020-02-29',
    ],
    [
      'no start: referral received, old rule',
      ['D11M 2024-12-01'],
      { referral: { received: '2024-10-20', assessed: '2024-10-30' } },
      '2023',
      '2023',
      false,
      '2024-10-20',
    ],
    [
      'no start: referral assessed, revised rule',
      ['D11M 2024-12-01'],
      { referral: { received: '2024-10-28', assessed: '2024-11-05' } },
      '2024-10',
      '2023',
      true,
      '2024-11-05',
    ],
    [
      'no start: acute decision',
      [],
      { referral: { received: '2022-12-20', acuteDecision: '2023-01-02' } },
      '2023',
      '2023',
      false,
      '2023-01-02',
    ],
    [
      'no start, no referral: what is dated first, symptoms left out',
      ['D06P 2015-01-01', 'D06CP 2023-05-01', 'D06M 2023-03-01'],
      {},
      '2023',
      '2023',
      false,
      '2023-03-01',
    ],
    ['only a contact', [], { contacts: [contact('k 3 2021-05-01')] }, '2019', '2019', false, '2021-05-01'],
    ['only a code that does not exist', ['D11Q 2019-05-01'], {}, '2019', '2019', false, '2019-05-01'],
    [
      'a code that does not exist gives way to one that does',
      ['D11Q 2019-05-01', 'D11M 2023-05-01'],
      {},
      '2023',
      '2023',
      false,
      '2023-05-01',
    ],
    ['no date at all', ['D11A -'], {}, '2024-10', '2023', true, undefined],
    ['nothing at all', [], {}, '2024-10', '2023', true, undefined],
    [
      'dates that do not exist',
      ['D11A 2023-02-30'],
      { referral: { received: 'x' } },
      '2024-10',
      '2023',
      true,
      undefined,
    ],
  ])('%s', (_title, lines, more, edition, basis, unconfirmed, startDate) => {
    const chosen = chooseEdition(history(lines, more), CATALOGUE);
    expect([chosen.edition.id, chosen.basis.id, chosen.unconfirmed, chosen.startDate]).toEqual([
      edition,
      basis,
      unconfirmed,
      startDate,
    ]);
  });

  it('needs an edition to choose from', () => {
    expect(() => chooseEdition(history([]), { ...CATALOGUE, editions: [] })).toThrow(RangeError);
  });
});

describe('the start that is told beside the registrations', () => {
  it.each([
    ['decides where no start is registered', { started: '2020-05-01' }, [], '2019'],
    ['goes before the referral', { started: '2020-05-01', referral: { received: '2023-05-01' } }, [], '2019'],
    ['goes after a registered start', { started: '2020-05-01' }, ['D11A 2023-05-01'], '2023'],
    ['is passed over when it is no date', { started: '2020-02-30' }, [], '2024-10'],
  ])('%s', (_title, more, lines, expected) => {
    const chosen = chooseEdition(history(lines, { pathwayType: 'D11', ...more }), CATALOGUE);
    expect(chosen.edition.id).toBe(expected);
  });
});

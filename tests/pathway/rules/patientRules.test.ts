import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../../src/findings/finding.ts';
import { checkHistories } from '../../../src/pathway/check.ts';
import type { PathwayHistory } from '../../../src/pathway/history.ts';
import { CATALOGUE } from '../catalogueByHand.ts';
import { found, history } from '../histories.ts';

function pathway(
  key: string,
  organization: string,
  lines: readonly string[],
  more: Partial<PathwayHistory> = {},
): PathwayHistory {
  return history(lines, {
    pathway: key,
    place: key,
    organization,
    patient: { key: 'patient', identified: true },
    ...more,
  });
}

const ended = pathway('one', 'hf1', [
  'D11A 2023-03-01',
  'D11M 2023-03-10',
  'D11CP 2023-04-01',
  'D11XG 2023-06-01',
]);
const open = pathway('one', 'hf1', ['D11A 2023-03-01', 'D11M 2023-03-10', 'D11CP 2023-04-01']);
const moved = pathway('one', 'hf1', [
  'D11A 2023-03-01',
  'D11M 2023-03-10',
  'D11CT 2023-04-01',
  'D11XN 2023-06-01',
]);
const transferred = pathway('one', 'hf1', [
  'D11A 2023-03-01',
  'D11M 2023-03-10',
  'D11CP 2023-04-01',
  'D11XO 2023-06-01',
]);
const firstTrust = { startDate: '2023-03-01', name: 'HF en' };

describe('overlapping pathways of one patient (NPR 224)', () => {
  it.each([
    [
      'the same pathway at another trust lacks XO at the first',
      ['one', 'hf2'],
      'The patient is also registered in this pathway (D11) at trust hf1, where it was not ended when it started here 2024-01-10.',
      'End the pathway at hf1: register D11XO there.',
    ],
    [
      'another pathway',
      ['two', 'hf2'],
      'The patient is also registered in pathway one (D11), which was not ended when this one started 2024-01-10.',
      'End the former pathway where it ran: register D11X (outcome N or O when it was transferred).',
    ],
  ] as const)('%s', (_title, [key, trust], message, remedy) => {
    const findings = checkHistories(
      [open, pathway(key, trust, ['D11A 2024-01-10'])],
      CATALOGUE,
      '2024-06-03',
    );
    const overlap = findings.find(({ definition }) => definition.code === '224');
    expect(overlap && describeFinding(overlap, 'en')).toMatchObject({ message, remedy });
  });

  it.each([
    ['one after the other', [ended, pathway('two', 'hf1', ['D01A 2023-06-02'])], []],
    ['on the day of the end', [ended, pathway('two', 'hf1', ['D01A 2023-06-01'])], []],
    ['before the end', [ended, pathway('two', 'hf1', ['D01A 2023-05-31'])], ['224@two']],
    ['the former is open', [open, pathway('two', 'hf2', ['D01A 2024-01-10'])], ['224@two']],
    ['in whatever order they come', [pathway('two', 'hf2', ['D01A 2024-01-10']), open], ['224@two']],
    [
      'moved to another pathway that started earlier',
      [moved, pathway('two', 'hf1', ['D01A 2023-05-20'])],
      [],
    ],
    [
      'three: each later one once',
      [open, pathway('two', 'hf1', ['D01A 2023-04-10']), pathway('three', 'hf1', ['D12A 2023-05-10'])],
      ['224@two', '224@three'],
    ],
    [
      'another patient',
      [open, pathway('two', 'hf1', ['D01A 2023-04-10'], { patient: { key: 'other', identified: true } })],
      [],
    ],
    ['patients that are not known', [open, { ...history(['D01A 2023-04-10']), place: 'two' }], []],
    ['the same again at the same trust', [ended, pathway('two', 'hf1', ['D11A 2023-05-01'])], ['224@two']],
  ])('%s', (_title, histories, expected) => {
    expect(found(checkHistories(histories, CATALOGUE, '2024-06-03'))).toEqual(expected);
  });
});

describe('transfer between trusts', () => {
  const later = (more: Partial<PathwayHistory>): PathwayHistory =>
    pathway('two', 'hf2', ['D11A 2023-05-25', 'D11E 2023-06-10'], more);
  it.each([
    ['first trust kept, own start before the end at the first', [transferred, later({ firstTrust })], []],
    [
      'first trust not kept',
      [transferred, later({ registrations: later({}).registrations.slice(0, 1) })],
      ['first-trust-missing@two'],
    ],
    [
      'first trust with another date',
      [transferred, later({ firstTrust: { ...firstTrust, startDate: '2023-03-02' } })],
      ['first-trust-start-differs@two.firstTrust.startDate'],
    ],
    ['the first was not ended', [open, later({ firstTrust })], ['224@two']],
  ])('%s', (_title, histories, expected) => {
    expect(found(checkHistories(histories, CATALOGUE, '2024-06-03'))).toEqual(expected);
  });
});

describe('a pathway that goes on at another trust after an end that is no transfer', () => {
  const elsewhere = (key: string, more: Partial<PathwayHistory> = {}): PathwayHistory =>
    pathway(key, 'hf2', ['D11A 2023-06-10', 'D11E 2023-06-20', 'D11XG 2023-07-01'], more);
  it.each([
    ['under its name', [ended, elsewhere('one')], ['transfer-ended-otherwise@3']],
    ['keeping its start as that at the first trust', [ended, elsewhere('two', { firstTrust })], ['transfer-ended-otherwise@3']],
    ['with XO', [transferred, elsewhere('one', { firstTrust })], []],
    ['a new one, under a name of its own', [ended, pathway('two', 'hf2', ['D11A 2023-06-10'])], []],
    ['another first trust', [ended, pathway('two', 'hf2', ['D11A 2023-06-10'], { firstTrust: { startDate: '2022-01-01', name: 'x' } })], []],
    ['of another type', [ended, pathway('two', 'hf2', ['D01A 2023-06-10'], { firstTrust })], []],
    ['once more at the same trust', [ended, pathway('two', 'hf1', ['D11A 2023-06-10'], { firstTrust })], []],
  ])('%s', (_title, histories, expected) => {
    expect(found(checkHistories(histories, CATALOGUE, '2023-08-03'))).toEqual(expected);
  }); // prettier-ignore
});

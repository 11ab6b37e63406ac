import { describe, expect, it } from 'vitest';
import { openKnowledge } from '../../src/knowledge.ts';
import { checkHistory } from '../../src/pathway/check.ts';
import { expectedMilestones } from '../../src/pathway/expected.ts';
import { historyOfRecord } from '../../src/pathway/historyOfRecord.ts';
import { pathwayTimes } from '../../src/pathway/pathwayTimes.ts';
import { resolveRegistration } from '../../src/pathway/registration.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { contact, found, history } from './histories.ts';

/** The rules against the catalogue that the product ships. */
const { catalogue } = openKnowledge();

describe('every code of the catalogue', () => {
  it('resolves, alone and by its parts, to itself', () => {
    for (const { code, pathway, event, outcome } of catalogue.combinedCodes.values()) {
      const parts = { type: pathway, event, ...(outcome === undefined ? {} : { outcome }) };
      const expected = { ok: true, code, ...parts };
      expect(resolveRegistration({ place: '', code }, pathway, catalogue)).toEqual(expected);
      expect(resolveRegistration({ place: '', ...parts }, undefined, catalogue)).toEqual(expected);
      expect(resolveRegistration({ place: '', code, ...parts }, pathway, catalogue)).toEqual(expected);
    }
    expect(catalogue.combinedCodes.size).toBe(247);
  });

  it.each([...catalogue.pathwayTypes.keys()])('%s is of no other type', (type) => {
    for (const { code, pathway } of catalogue.combinedCodes.values()) {
      expect(resolveRegistration({ place: '', code }, type, catalogue).ok).toBe(pathway === type);
    }
  });
});

describe('what is due', () => {
  it.each([...catalogue.pathwayTypes.keys()])(
    '%s: first attendance after the start, in every edition',
    (type) => {
      for (const { id, eventsConfirmed } of catalogue.editions) {
        const due = expectedMilestones(history([`${type}A 2024-11-04`], { edition: id }), catalogue);
        expect(due).toMatchObject([
          { event: 'M', ordinal: 1, code: `${type}M`, unconfirmed: !eventsConfirmed },
        ]);
      }
    },
  );

  it.each([
    ['D01', '3', '2023-03-31'],
    ['D01', '1', '2023-03-17'],
    ['D07', '3', '2023-05-05'],
    ['D07', undefined, '2023-05-05'],
    ['D08', '3', '2023-04-21'],
    ['D08', '1', '2023-03-24'],
    ['D08', undefined, '2023-04-21'],
    ['D12', undefined, undefined],
    ['D09', '3', '2023-03-17'],
    ['D12', '3', '2023-04-21'],
    ['D12', '1', undefined],
    ['D06', '3', undefined],
    ['D10', '3', undefined],
    ['D11', '3', undefined],
  ])('%s, care level %s: clinical decision by %s', (type, careLevel, deadline) => {
    const lines = [`${type}A 2023-03-01`, `${type}M 2023-03-10 k`];
    const [due] = expectedMilestones(
      history(lines, { contacts: [contact(`k ${careLevel ?? '-'} 2023-03-10`)] }),
      catalogue,
    );
    expect([due?.event, due?.deadline]).toEqual(['C', deadline]);
  });

  it('the severity that decides the first attendance of D08 is not registered: the longest time holds', () => {
    const due = expectedMilestones(
      history(['D08A 2023-03-01'], { referral: { received: '2023-03-01' } }),
      catalogue,
    );
    expect(due).toMatchObject([
      { event: 'M', deadline: '2023-03-29', timeId: 'D08-referral-first-attendance-less-severe' },
    ]);
  });

  it.each([
    ['2023-03-29', []],
    ['2023-03-30', ['pathway-time-overdue@0']],
  ])('the first attendance of D08, not registered on %s', (today, expected) => {
    const open = history(['D08A 2023-03-01'], {
      referral: { received: '2023-03-01', assessed: '2023-03-01' },
    });
    expect(found(checkHistory(open, catalogue, today))).toEqual(expected);
  });
});

describe('times that hang on what is not told', () => {
  it('of the times by severity only the longest is told', () => {
    const seen = history(['D08A 2023-03-01', 'D08M 2023-04-11'], {
      referral: { received: '2023-03-01', assessed: '2023-03-01' },
    });
    const findings = checkHistory(seen, catalogue, '2023-04-12').filter(
      ({ definition }) => definition.code === 'pathway-time-exceeded',
    );
    expect(findings.map(({ place, values }) => [place, values['days']])).toEqual([['1', '28']]);
  });

  it.each([
    [undefined, 'care-level-unknown'],
    ['3', undefined],
    ['1', 'no-time-known'],
  ])('D06 has a time outside hospital only; care level %s: %s', (careLevel, reason) => {
    const seen = history(['D06A 2023-03-01 k', 'D06M 2023-03-05 k'], {
      referral: { received: '2023-03-01' },
      contacts: [contact(`k ${careLevel ?? '-'} 2023-03-01`)],
    });
    const [row] = pathwayTimes(seen, catalogue, '2023-04-12').filter(
      ({ timeId }) => timeId === 'D06-referral-first-attendance',
    );
    expect([row?.timeId, row?.reason]).toEqual(['D06-referral-first-attendance', reason]);
  });
});

describe('generated pathways', () => {
  const today = '2026-06-15';
  const histories = [...generateRecords({ seed: 'rules', count: 400, today, catalogue })].map(
    historyOfRecord,
  );

  it('get no error and no warning', () => {
    expect(histories.flatMap((pathway) => found(checkHistory(pathway, catalogue, today)))).toEqual([]);
  });

  it('keep their times, and have nothing due once they have ended', () => {
    for (const pathway of histories) {
      expect(
        pathwayTimes(pathway, catalogue, today).filter(
          ({ status, confirmed }) => status === 'overdue' && confirmed,
        ),
      ).toEqual([]);
      const hasEnded = pathway.registrations.some(
        ({ code, event }) => event === 'X' || code?.startsWith('X', 3) === true,
      );
      expect(hasEnded && expectedMilestones(pathway, catalogue).length > 0).toBe(false);
    }
  });
});

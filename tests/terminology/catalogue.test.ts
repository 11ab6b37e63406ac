import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { buildCatalogue } from '../../src/terminology/catalogue.ts';

const catalogue = buildCatalogue(
  openDefinitions({ profilesDir: join(import.meta.dirname, '../../profiles') }),
);
const edition = (id: string) => catalogue.editions.find((candidate) => candidate.id === id);

describe('codes of the catalogue', () => {
  it.each([
    ['D01', 32],
    ['D06', 30],
    ['D07', 33],
    ['D08', 30],
    ['D09', 30],
    ['D10', 30],
    ['D11', 31],
    ['D12', 31],
  ])('%s has %i combined codes', (pathway, count) => {
    expect([...catalogue.combinedCodes.values()].filter((code) => code.pathway === pathway)).toHaveLength(
      count,
    );
  });

  it('are their parts, one after another', () => {
    for (const { code, pathway, event, outcome = '' } of catalogue.combinedCodes.values()) {
      expect(code).toBe(`${pathway}${event}${outcome}`);
      expect(catalogue.pathwayTypes.has(pathway), code).toBe(true);
      expect(catalogue.events.has(event), code).toBe(true);
      const list = catalogue.outcomes.get(catalogue.outcomeListOfEvent.get(event) ?? 0);
      expect(list?.has(outcome) ?? outcome === '', code).toBe(true);
    }
  });

  it('have texts in both languages', () => {
    const texts = [
      ...catalogue.combinedCodes.values(),
      ...catalogue.pathwayTypes.values(),
      ...catalogue.events.values(),
    ];
    for (const list of catalogue.outcomes.values()) {
      texts.push(...list.values());
    }
    for (const { code, display, displayEn } of texts) {
      expect(display, code).not.toBe('');
      expect(displayEn, code).not.toBe(display);
    }
  });

  it('keep what is unknown unknown', () => {
    expect(catalogue.combinedCodes.get('D01L')).toMatchObject({
      event: 'L',
      repeatable: 'unknown',
      mandatory: false,
    });
    expect(catalogue.combinedCodes.get('D01L')).not.toHaveProperty('validFrom');
    expect(catalogue.combinedCodes.get('D09A')).not.toHaveProperty('validFrom');
    expect([...catalogue.combinedCodes.values()].filter(({ validTo }) => validTo !== undefined)).toEqual([]);
    expect(catalogue.pathwayTypes.get('D10')).not.toHaveProperty('validFrom');
  });

  const facts = join(import.meta.dirname, '../../../shared/domain/codes.json');
  interface CodeRow {
    readonly kind: string;
    readonly code?: string;
    readonly display_no: string;
    readonly valid_from?: string;
    readonly repeatable: boolean | 'unknown';
    readonly mandatory: boolean | 'unknown';
  }
  describe.skipIf(!existsSync(facts))(
    'against the collected facts (skipped where ../shared is absent)',
    () => {
      const rows = existsSync(facts) ? (JSON.parse(readFileSync(facts, 'utf8')) as CodeRow[]) : [];

      it('are the same combined codes with the same flags', () => {
        const combined = rows.filter(
          ({ kind, code }) => kind === 'combined_procedure_code' && code !== undefined,
        );
        expect(combined).toHaveLength(catalogue.combinedCodes.size);
        for (const { code = '', display_no, valid_from, repeatable, mandatory } of combined) {
          expect(catalogue.combinedCodes.get(code), code).toMatchObject({
            display: display_no,
            repeatable,
            mandatory,
            ...(valid_from !== undefined && { validFrom: valid_from }),
          });
        }
      });
    },
  );
});

describe('editions', () => {
  it('follow each other without a gap', () => {
    expect(catalogue.editions.map(({ id, validFrom, validTo }) => [id, validFrom, validTo])).toEqual([
      ['2019', '2019-01-01', '2022-12-31'],
      ['2023', '2023-01-01', '2024-10-27'],
      ['2024-10', '2024-10-28', undefined],
    ]);
  });

  it('say what is confirmed', () => {
    expect(edition('2019')).toMatchObject({
      validFromConfirmed: true,
      startDateRule: 'referral-received',
      startDateRuleConfirmed: true,
      eventsConfirmed: true,
      pathwayTypes: ['D01', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12'],
    });
    expect(edition('2024-10')).toMatchObject({
      validFromConfirmed: false,
      startDateRule: 'referral-assessed-with-right',
      startDateRuleConfirmed: false,
      eventsConfirmed: false,
      pathwayTypes: ['D01', 'D11', 'D12'],
      times: [],
      milestones: [],
    });
  });

  it.each([
    ['D01-first-attendance-decision', { outpatient: 21, inpatient: 7 }, true],
    ['D01-decision-evaluation', { outpatient: 7, inpatient: 7 }, true],
    ['D01-evaluation-evaluation', { outpatient: 56, inpatient: 42 }, true],
    ['D01-detoxification-treatment', { outpatient: 3, inpatient: 0 }, true],
    ['D06-referral-first-attendance', { outpatient: 7 }, true],
    ['D07-referral-first-attendance', { outpatient: 42, inpatient: 42 }, true],
    ['D07-first-attendance-decision', { outpatient: 56, inpatient: 56 }, true],
    ['D08-referral-first-attendance-severe', { outpatient: 7, inpatient: 7 }, true],
    ['D08-referral-first-attendance-less-severe', { outpatient: 28, inpatient: 28 }, true],
    ['D08-first-attendance-decision', { outpatient: 42, inpatient: 14 }, true],
    ['D08-decision-evaluation', { outpatient: 28, inpatient: 14 }, true],
    ['D08-evaluation-evaluation', { outpatient: 42, inpatient: 14 }, true],
    ['D09-first-attendance-decision', { outpatient: 7, inpatient: 7 }, true],
    ['D09-detoxification-treatment', { outpatient: 0, inpatient: 0 }, false],
    ['D09-decision-evaluation', { outpatient: 14, inpatient: 7 }, false],
    ['D09-evaluation-evaluation', { outpatient: 42, inpatient: 42 }, false],
    ['D12-first-attendance-decision', { outpatient: 42 }, false],
    ['D12-extended-assessment', { outpatient: 42 }, false],
    ['D12-decision-evaluation', { outpatient: 42 }, false],
    ['D12-evaluation-evaluation', { outpatient: 84 }, false],
  ])('%s takes %o days, confirmed: %s', (id, days, confirmed) => {
    for (const name of ['2019', '2023']) {
      expect(edition(name)?.times.find((time) => time.id === id)).toMatchObject({ days, confirmed });
    }
  });

  it('have no other time', () => {
    expect(edition('2019')?.times).toHaveLength(20);
    expect(edition('2023')?.times).toHaveLength(20);
  });

  it('keep the points that a time runs between', () => {
    const times = new Map(edition('2023')?.times.map((time) => [time.id, time]));
    expect(times.get('D08-referral-first-attendance-severe')).toMatchObject({
      from: { date: 'referralReceived' },
      to: { event: 'M', occurrence: 'first' },
      condition: 'severe',
    });
    expect(times.get('D12-extended-assessment')).toMatchObject({
      from: { event: 'C', outcomes: ['U'], occurrence: 'first' },
      to: { event: 'C', occurrence: 'second' },
    });
    expect(times.get('D01-decision-evaluation')?.from).toEqual({
      event: 'C',
      exceptOutcomes: ['U', 'I'],
      occurrence: 'first',
    });
    expect(times.get('D01-evaluation-evaluation')).toMatchObject({
      from: { event: 'E', occurrence: 'each' },
      to: { event: 'E', occurrence: 'next' },
    });
    expect(times.get('D01-detoxification-treatment')).toMatchObject({
      from: { event: 'D', occurrence: 'each' },
      to: { date: 'otherTreatmentStarts' },
    });
  });
});

describe('expected milestones', () => {
  const milestones = (pathway: string) =>
    edition('2019')?.milestones.filter((milestone) => milestone.pathway === pathway);

  it('form the same chain for every type, the second clinical decision only where there is an extended assessment', () => {
    for (const pathway of catalogue.pathwayTypes.keys()) {
      const extended = catalogue.combinedCodes.has(`${pathway}CU`);
      expect(
        milestones(pathway)?.map(({ event, after, afterOutcomes, afterExceptOutcomes }) => [
          after,
          event,
          afterOutcomes ?? afterExceptOutcomes,
        ]),
      ).toEqual([
        ['A', 'M', undefined],
        ['M', 'C', undefined],
        ...(extended ? [['C', 'C', ['U']]] : []),
        ['C', 'E', ['U', 'I']],
        ['E', 'E', undefined],
        ['C', 'X', undefined],
      ]);
    }
  });

  it('have a time only where one is known, and the same for all', () => {
    expect(milestones('D11')?.filter(({ timeId }) => timeId !== undefined)).toEqual([]);
    expect(milestones('D10')?.filter(({ timeId }) => timeId !== undefined)).toEqual([]);
    expect(milestones('D08')?.find(({ event }) => event === 'M')).not.toHaveProperty('timeId');
    expect(milestones('D01')?.map(({ timeId }) => timeId)).toEqual([
      undefined,
      'D01-first-attendance-decision',
      undefined,
      'D01-decision-evaluation',
      'D01-evaluation-evaluation',
      undefined,
    ]);
  });
});

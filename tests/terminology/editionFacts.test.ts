import type { CodeSystem, PlanDefinition } from '@medplum/fhirtypes';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { extensionUrl } from '../../src/fhir/systems.ts';
import { factsOfEdition } from '../../src/terminology/editionFacts.ts';

const definitions = openDefinitions({ profilesDir: join(import.meta.dirname, '../../profiles') });
const { concept: editions = [] } = definitions.read('CodeSystem', 'catalogue-edition') as CodeSystem;
const factsOf = (id: string) => factsOfEdition(editions.find(({ code }) => code === id) ?? { code: id });

const ALL_TYPES = 'D01 D06 D07 D08 D09 D10 D11 D12';

describe('the facts of an edition', () => {
  it.each([
    [
      '2019',
      [
        ['validFrom', '2019-01-01', true],
        ['validTo', '2022-12-31', true],
        ['startDateRule', 'referral-received', true],
        ['pathwayTypes', ALL_TYPES, true],
        ['events', undefined, true],
        ['codes', undefined, true],
      ],
    ],
    [
      '2023',
      [
        ['validFrom', '2023-01-01', true],
        ['validTo', '2024-10-27', false],
        ['startDateRule', 'referral-received', true],
        ['pathwayTypes', ALL_TYPES, true],
        ['events', undefined, true],
        ['codes', undefined, false],
      ],
    ],
    [
      '2024-10',
      [
        ['validFrom', '2024-10-28', false],
        ['startDateRule', 'referral-assessed-with-right', false],
        ['pathwayTypes', 'D01 D11 D12', false],
        ['events', undefined, false],
        ['codes', undefined, false],
      ],
    ],
  ])('%s have a source each, and say whether they are confirmed', (id, expected) => {
    const facts = factsOf(id);
    expect(facts.map(({ fact, value, confirmed }) => [fact, value, confirmed])).toEqual(expected);
    expect(facts.filter(({ source }) => source.length < 20)).toEqual([]);
  });

  it('tell of the code of 2023 whose letter nobody knows', () => {
    expect(factsOf('2023').find(({ fact }) => fact === 'codes')?.source).toMatch(/avtalespesialist.*unknown/);
  });

  it('are unconfirmed where they do not say otherwise, with the source of the edition', () => {
    const facts = factsOfEdition({
      code: '2027',
      property: [
        { code: 'validFrom', valueDateTime: '2027-01-01' },
        { code: 'source', valueString: 'A letter' },
      ],
    });
    expect(facts.filter(({ confirmed, source }) => confirmed || source !== 'A letter')).toEqual([]);
    expect(factsOfEdition({ code: '2027' }).map(({ source }) => source)).toEqual(['', '', '', '', '']);
  });
});

describe('a PlanDefinition', () => {
  const plans = definitions.all<PlanDefinition>('PlanDefinition');
  const toldBy = ({ extension = [] }: PlanDefinition) =>
    extension
      .filter(({ url }) => url === extensionUrl('edition-fact'))
      .map(({ extension: parts = [] }) => {
        const part = (name: string) => parts.find(({ url }) => url === name);
        return {
          fact: part('fact')?.valueCode ?? '',
          value: part('value')?.valueString,
          confirmed: part('confirmed')?.valueBoolean,
          source: part('source')?.valueString,
        };
      });

  it('stands for each pathway type and edition', () => {
    expect(plans.map(({ id }) => id).sort()).toEqual(
      ['2019', '2023', '2024-10']
        .flatMap((edition) => ALL_TYPES.split(' ').map((type) => `pathway-${type}-${edition}`))
        .sort(),
    );
  });

  it.each(plans.map((plan) => [plan.id ?? '', plan] as const))(
    '%s tells the facts of its edition, with the same sources',
    (_, plan) => {
      const told = toldBy(plan);
      const startsThen = plan.effectivePeriod?.start !== undefined;
      expect(told.map(({ fact, confirmed, source }) => ({ fact, confirmed, source }))).toEqual(
        factsOf(plan.version ?? '').map(({ fact, confirmed, source }) => ({
          fact,
          confirmed: confirmed && (fact !== 'validFrom' || startsThen),
          source,
        })),
      );
    },
  );

  it.each([
    ['pathway-D06-2023', 'A C E F H M P S U X', 'measurement-points-D06'],
    ['pathway-D01-2019', 'A C D E F H L M S U X', 'measurement-points-D01'],
    ['pathway-D11-2024-10', undefined, undefined],
  ])('%s has the events %s', (id, events, codes) => {
    const told = toldBy(definitions.read('PlanDefinition', id) as PlanDefinition);
    const valueOf = (name: string) => told.find(({ fact }) => fact === name)?.value;
    expect(valueOf('events')).toBe(events);
    expect(valueOf('codes')).toBe(codes && `https://forlopsbro.no/fhir/ValueSet/${codes}`);
  });

  it.each([
    ['pathway-D06-2019', '2019-02-15', '2022-12-31'],
    ['pathway-D09-2019', undefined, '2022-12-31'],
    ['pathway-D11-2023', '2023-01-01', '2024-10-27'],
    ['pathway-D12-2024-10', '2024-10-28', undefined],
  ])('%s is in effect from %s to %s', (id, start, end) => {
    const { effectivePeriod } = definitions.read('PlanDefinition', id) as PlanDefinition;
    expect([effectivePeriod?.start, effectivePeriod?.end]).toEqual([start, end]);
  });
});

import type { Measure } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { errorsIn } from '../conformance/errorsIn.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { indicatorOf, indicatorsOf } from '../../src/reports/indicator.ts';

const { definitions, catalogue, terminology } = openKnowledge();
const measures = definitions.all<Measure>('Measure');
const indicators = indicatorsOf(measures);

describe('the Measures', () => {
  it('each define an indicator', () => {
    expect(indicators.map(({ id }) => id)).toEqual(measures.map(({ id }) => id));
    expect(indicators.length).toBe(4);
  });

  it.each(measures.map((measure) => [measure.id, measure] as const))('%s is valid FHIR', (_, measure) => {
    expect(errorsIn(measure).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('name codes that the lists have', () => {
    for (const indicator of indicators) {
      const events =
        indicator.kind === 'interval'
          ? [indicator.from, indicator.to]
          : [indicator.registered.event, indicator.since.event];
      expect(events.every((event) => catalogue.events.has(event))).toBe(true);
      for (const code of indicator.excludedAssessments) {
        expect(terminology.hasCode('urn:oid:2.16.578.1.12.4.1.1.8485', code)).toBe(true);
      }
    }
  });

  it('speak both languages', () => {
    for (const { title, description, unknown } of indicators) {
      for (const text of [title, description, ...unknown]) {
        expect(text.no).toMatch(/\w/);
        expect(text.en).not.toBe(text.no);
      }
    }
  });

  it('say that no definition, and which targets, are confirmed', () => {
    expect(
      indicators.map(({ id, definitionConfirmed, target }) => [
        id,
        definitionConfirmed,
        target?.percent,
        target?.confirmed,
      ]),
    ).toEqual([
      ['assessment-time', false, 80, false],
      ['evaluation-interval-time', false, undefined, undefined],
      ['first-evaluation-time-outpatient', false, 80, true],
      ['treatment-plan-involvement', false, 80, true],
    ]);
  });
});

it.each<[string, Partial<Measure>]>([
  ['without the extension', { id: 'm' }],
  ['without an id', { extension: measures[0]?.extension ?? [] }],
  [
    'with an extension that says nothing',
    { id: 'm', extension: [{ url: 'https://forlopsbro.no/fhir/StructureDefinition/indicator' }] },
  ],
])('a Measure %s defines no indicator', (_, parts) => {
  expect(indicatorOf({ resourceType: 'Measure', status: 'active', ...parts })).toBeUndefined();
});

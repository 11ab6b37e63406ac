import type { CarePlan } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createSearchParameters } from '../../../src/definitions/searchParameters.ts';
import { createExtract } from '../../../src/store/index/extract.ts';

const parameters = createSearchParameters(
  (
    [
      ['identifier', 'token', 'CarePlan.identifier'],
      ['based-on', 'reference', 'CarePlan.basedOn'],
      ['instantiates-uri', 'uri', 'CarePlan.instantiatesUri'],
      ['title', 'string', 'CarePlan.title | CarePlan.description'],
    ] as const
  ).map(([code, type, expression]) => ({
    resourceType: 'SearchParameter',
    url: `http://a.example/SearchParameter/${code}`,
    name: code,
    status: 'active',
    description: code,
    code,
    base: ['CarePlan'],
    type,
    expression,
  })),
);
const extract = createExtract(parameters, 'http://localhost/fhir');

describe('what the index holds of a resource', () => {
  it.each([1, 3, 15, 16, 17, 40, 1_000])('has each of %i values once, in their order', (count) => {
    const twice = Array.from({ length: 2 * count }, (_, index) => String(index % count));
    const plan: CarePlan = {
      resourceType: 'CarePlan',
      status: 'draft',
      intent: 'plan',
      subject: { display: 'Ola' },
      title: 'Plan',
      description: 'Plan',
      identifier: twice.map((value) => ({
        system: 'urn:a',
        value,
        type: { coding: [{ system: 'urn:t', code: 'MR' }] },
      })),
      basedOn: twice.map((id) => ({ reference: `CarePlan/${id}` })),
      instantiatesUri: twice.map((id) => `urn:plan:${id}`),
    };

    const { tokens, references, uris, strings } = extract(plan);

    const once = twice.slice(0, count);
    const codesOf = (parameter: string): string[] =>
      tokens.filter((token) => token.parameter === parameter).map(({ code }) => code);
    expect(codesOf('identifier')).toEqual(once);
    expect(codesOf('identifier:of-type')).toEqual(once.map((value) => `MR|${value}`));
    expect(references.map(({ id }) => id)).toEqual(once);
    expect(uris.map(({ value }) => value)).toEqual(once.map((id) => `urn:plan:${id}`));
    expect(strings).toEqual([{ parameter: 'title', folded: 'plan', exact: 'Plan' }]);
  });
});

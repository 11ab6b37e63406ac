import type { SearchParameter } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createSearchParameters, openSearchParameters } from '../../src/definitions/searchParameters.ts';

const own: SearchParameter = {
  resourceType: 'SearchParameter',
  url: 'http://a.example/SearchParameter/due',
  name: 'due',
  status: 'active',
  description: 'Deadline',
  code: 'due',
  base: ['Task'],
  type: 'date',
  expression: 'Task.restriction.period.end',
};

describe('search parameters', () => {
  const parameters = createSearchParameters([own]);

  it.each([
    ['CarePlan', 'patient', 'reference'],
    ['CarePlan', 'category', 'token'],
    ['CarePlan', '_id', 'token'],
    ['Task', 'due', 'date'],
    ['Observation', 'value-quantity', 'quantity'],
    ['Binary', '_lastUpdated', 'date'],
  ])('of %s have %s, a %s', (resourceType, code, type) => {
    expect(parameters.of(resourceType).get(code)?.type).toBe(type);
  });

  it.each([
    ['CarePlan', '_text'],
    ['CarePlan', '_content'],
    ['CarePlan', 'due'],
    ['Observation', 'code-value-quantity'],
    ['Nosuch', '_id'],
    ['DomainResource', '_id'],
  ])('of %s lack %s', (resourceType, code) => {
    expect(parameters.of(resourceType).has(code)).toBe(false);
  });

  it('know the resource types', () => {
    expect(
      ['CarePlan', 'Binary', 'Bundle', 'Provenance'].every((name) => parameters.isResourceType(name)),
    ).toBe(true);
    expect(['Resource', 'DomainResource', 'Nosuch', ''].some((name) => parameters.isResourceType(name))).toBe(
      false,
    );
  });

  it('have a fingerprint by type that changes with them', () => {
    const without = createSearchParameters();
    expect(without.fingerprint('Task')).not.toBe(parameters.fingerprint('Task'));
    expect(without.fingerprint('CarePlan')).toBe(parameters.fingerprint('CarePlan'));
  });

  it('are read from profiles', () => {
    expect(openSearchParameters().of('Task').get('due')?.type).toBe('date');
    expect(openSearchParameters('/nowhere').of('Task').has('due')).toBe(false);
  });
});

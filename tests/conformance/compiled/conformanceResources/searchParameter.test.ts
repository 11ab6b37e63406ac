import { describe, expect, it } from 'vitest';
import { errorsOf } from '../errorsOf.ts';

const FAULT = ['SearchParameter.expression definition-fault'];

describe('the expression of a SearchParameter', () => {
  it.each<[string, string, readonly string[]]>([
    ['Patient', 'Patient.deceased is boolean', []],
    ['Patient', 'Patient.name.nope', FAULT],
    ['Patient', 'Patient.name.nope()', FAULT],
    ['Patient', 'Patient.name.exists(nope)', FAULT],
    ['Patient', 'Patient.name.select(given)', []],
    ['Patient', 'Patient.name.select(nope)', FAULT],
    ['Patient', '%nope.name', FAULT],
    ['Resource', 'Resource.meta.tag', []],
    ['Resource', 'id', []],
    ['Resource', 'Patient.name', FAULT],
    ['Resource', 'Resource.meta.nope', FAULT],
    ['DomainResource', 'DomainResource.text', []],
    ['DomainResource', 'Patient.name', FAULT],
  ])('of %s: %s', (base, expression, errors) => {
    const parameter = {
      resourceType: 'SearchParameter',
      url: 'http://example.org/SearchParameter/s',
      name: 'S',
      status: 'draft',
      description: 'x',
      code: 's',
      type: 'token',
      base: [base],
      expression,
    };
    expect(errorsOf(parameter)).toEqual(errors);
  });
});

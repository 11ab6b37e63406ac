import { describe, expect, it } from 'vitest';
import { errorsOf } from './errorsOf.ts';

const MISSING = ['Bundle.entry[0] required-element'];

describe('an entry of a transaction without fullUrl', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['is created, and may refer to what is there', 'POST', 'Patient/1', []],
    ['is changed, and its reference has no base', 'PUT', 'Patient/1', MISSING],
    ['is changed, and refers to what needs no base', 'PUT', 'http://example.org/fhir/Patient/1', []],
  ])('%s', (_what, method, reference, errors) => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          resource: {
            resourceType: 'Observation',
            id: 'o',
            status: 'final',
            code: { text: 'x' },
            subject: { reference },
          },
          request: { method, url: method === 'POST' ? 'Observation' : 'Observation/o' },
        },
      ],
    };
    expect(errorsOf(bundle)).toEqual(errors);
  });
});

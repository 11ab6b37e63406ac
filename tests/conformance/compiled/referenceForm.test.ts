import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  plainTypeOf,
  typeAtEnd,
  unversionedTypeAtEnd,
} from '../../../src/conformance/compiled/referenceForm.ts';

const TYPE_AND_ID =
  /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?(?:#.*)?$/;
const UNVERSIONED = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/;
const PLAIN = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/;

const pieces = fc.constantFrom(
  ...[
    'Patient',
    'P',
    'patient',
    '/',
    '1',
    'a.b-c',
    '#x',
    '_history',
    '?',
    ' ',
    'http://x.no',
    'æ',
    'urn:uuid:1',
  ],
  'x'.repeat(64),
);
const references = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));

describe('the type that a reference names', () => {
  it.each([
    ['Patient/1', 'Patient', 'Patient'],
    ['https://server.example/fhir/Patient/1', 'Patient', undefined],
    ['Patient/1/_history/2', 'Patient', undefined],
    ['Patient/1#part', 'Patient', undefined],
    ['Patient/Patient/1', 'Patient', undefined],
    ['patient/1', undefined, undefined],
    ['Patient/', undefined, undefined],
    [`Patient/${'1'.repeat(65)}`, undefined, undefined],
    ['urn:uuid:9d0a1f5c-5a4e-4c1d-8c2e-1d1a2b3c4d5e', undefined, undefined],
    ['', undefined, undefined],
  ])('%s: at the end %s, as nothing else %s', (reference, atEnd, plain) => {
    expect([typeAtEnd(reference), plainTypeOf(reference)]).toEqual([atEnd, plain]);
  });

  it('is the one that the expressions of the specification find', () => {
    fc.assert(
      fc.property(references, (reference) => {
        expect(typeAtEnd(reference)).toBe(TYPE_AND_ID.exec(reference)?.[1]);
        expect(unversionedTypeAtEnd(reference)).toBe(UNVERSIONED.exec(reference)?.[1]);
        expect(plainTypeOf(reference)).toBe(PLAIN.exec(reference)?.[1]);
      }),
      { numRuns: 2000 },
    );
  });
});

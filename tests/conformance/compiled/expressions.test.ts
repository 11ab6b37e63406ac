import type { StructureDefinition } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../../src/definitions/baseDefinitionFiles.ts';

const URL = 'http://example.org/StructureDefinition/';
const files = openDefinitionFiles();

const PATIENT = {
  resourceType: 'Patient',
  gender: 'male',
  birthDate: '2012-01-31',
  identifier: [{ value: '2' }],
  name: [{ family: 'abc', given: ['b', 'c'] }],
};

function withProfile(structure: StructureDefinition) {
  return createValidator({
    files: {
      ...files,
      structure: (canonical) => (canonical === structure.url ? structure : files.structure(canonical)),
    },
  });
}

/** What becomes of an expression that a profile on Patient states as an invariant. */
function verdictOn(expression: string): string {
  const structure: StructureDefinition = {
    resourceType: 'StructureDefinition',
    url: `${URL}invariant`,
    name: 'invariant',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: {
      element: [
        {
          id: 'Patient',
          path: 'Patient',
          constraint: [{ key: 'own-1', severity: 'error', human: 'Own rule', expression }],
        },
      ],
    },
  };
  const codes = withProfile(structure)
    .validate(PATIENT, { profiles: [structure.url] })
    .map(({ definition }) => definition.code);
  return codes.includes('broken-invariant') ? 'broken' : codes.includes('invariant') ? 'violated' : 'kept';
}

describe('an invariant', () => {
  it.each([
    // Conversion (FHIRPath 2.0, 5.5)
    ["'yes'.toBoolean() and 'F'.toBoolean().not() and 'maybe'.toBoolean().empty()", 'kept'],
    ["identifier.value.toInteger() = 2 and '2.5'.toInteger().empty()", 'kept'],
    ["'2.5'.toDecimal() = 2.5 and 'x'.convertsToDecimal().not()", 'kept'],
    ['birthDate.toDateTime() < now()', 'kept'],
    ["'2012-01-01T10:00:00Z'.toDate() = @2012-01-01", 'kept'],
    ["'2012-1-1'.toDate().empty() and '2012-1-1'.convertsToDate().not()", 'kept'],
    ["'10:30:00'.toTime() < @T11:00:00 and '25'.convertsToTime() and 'x'.convertsToTime().not()", 'kept'],
    ["'3 days'.toQuantity() = 3 days and '4 \\'mg\\''.toQuantity() = 4 'mg'", 'kept'],
    ["'4 \\'mg\\''.toQuantity('g').empty() and '4'.convertsToQuantity()", 'kept'],
    ["identifier.value.toQuantity() > 1 'mg'", 'violated'],
    ["'4 \\'mg\\''.toQuantity().value = 4", 'kept'],
    ["true.toString() = 'true' and 1.convertsToString() and {}.toString().empty()", 'kept'],
    ['name.given.toString().exists()', 'broken'],
    // Types (6.3, 10)
    ["name.type().name = 'HumanName' and name.type().namespace = 'FHIR'", 'kept'],
    ["'x'.type().name = 'String' and 1.type().namespace = 'System'", 'kept'],
    // Combining, filtering and aggregates (5.2, 5.4, 7)
    ['name.given.aggregate($total + 1, 0) = 2', 'kept'],
    [
      'name.given.aggregate(iif($total.empty(), $this, $total & $this)) = %resource.name.given.join()',
      'kept',
    ],
    ['name.combine(name).count() = 2 and name.union(name).count() = 1', 'kept'],
    ["name.given.intersect('b').count() = 1 and name.given.exclude('b') = 'c'", 'kept'],
    ['name.repeat($this).count() = 1', 'kept'],
    ["name.trace('names', given).count() = 1", 'kept'],
    // Strings and numbers (5.6, 5.7)
    ["name.family.toChars().count() = 3 and 'ab'.toChars().last() = 'b'", 'kept'],
    ['1.5.round(0) = 2 and 3.14159.round(2) = 3.14 and (-1.5).abs() = 1.5', 'kept'],
    ['1.2.ceiling() = 2 and 1.8.floor() = 1 and (-1.8).truncate() = -1', 'kept'],
    ['16.sqrt() = 4 and (-1).sqrt().empty() and 2.power(3) = 8 and 16.log(2) = 4', 'kept'],
    ['(1 / 0).empty() and -1 < 0', 'kept'],
    // Dates and durations (6.7)
    ['birthDate + 1 month = @2012-02-29', 'kept'],
    ['birthDate + 25 hours = @2012-02-01 and birthDate - 1 year = @2011-01-31', 'kept'],
    ['@2012-03 + 31 days = @2012-04 and @2012 + 23 months = @2013', 'kept'],
    ['@2012-12-31T23:59:59Z + 1 second = @2013-01-01T00:00:00Z', 'kept'],
    ['@T23:30:00 + 1 hour = @T00:30:00', 'kept'],
    ["1 'mg' + 2 'mg' = 3 'mg'", 'kept'],
    ["birthDate + 1 'mg' > birthDate", 'broken'],
    // FHIR's own (R4 fhirpath.html)
    ['checkModifiers().exists()', 'kept'],
    ["%sct = 'http://snomed.info/sct' and %loinc = 'http://loinc.org'", 'kept'],
    // What FHIRPath has not
    ['name.unknown()', 'broken'],
    ['%nope.exists()', 'broken'],
  ])('%s is %s', (expression, verdict) => {
    expect(verdictOn(expression)).toBe(verdict);
  });
});

describe('a profile that cannot be compiled', () => {
  const logical: StructureDefinition = {
    resourceType: 'StructureDefinition',
    url: `${URL}logical`,
    name: 'logical',
    status: 'active',
    kind: 'logical',
    abstract: false,
    type: `${URL}logical`,
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Element',
    derivation: 'specialization',
    differential: { element: [{ id: 'logical', path: 'logical', min: 0, max: '*' }] },
  };
  const codesOn = (resource: object): readonly string[] =>
    withProfile(logical)
      .validate(resource)
      .filter(({ definition }) => definition.code !== 'no-narrative')
      .map(({ definition, severity }) => `${severity} ${definition.code}`);

  it('is told as a fault of the definition, and the rest is judged', () => {
    const named = { ...PATIENT, meta: { profile: [logical.url] } };
    expect(codesOn(named)).toEqual(['warning broken-profile']);
    expect(codesOn({ ...named, nope: true })).toEqual(
      expect.arrayContaining(['error unknown-element', 'warning broken-profile']),
    );
    expect(codesOn({ ...PATIENT, extension: [{ url: logical.url, valueCode: 'x' }] })).toEqual([
      'warning broken-profile',
    ]);
  });
});

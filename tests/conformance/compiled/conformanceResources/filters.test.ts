import { describe, expect, it } from 'vitest';
import { errorsOf } from '../errorsOf.ts';

const GENDER = 'http://hl7.org/fhir/administrative-gender';
const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const FILTER = 'ValueSet.compose.include[0].filter[0]';

describe('a filter of a ValueSet', () => {
  it.each<[string, string, string, string, readonly string[]]>([
    [GENDER, 'concept', 'is-a', 'male', []],
    [GENDER, 'concept', 'is-a', 'nope', [`${FILTER} unknown-code`]],
    [GENDER, 'concept', 'regex', 'm.*', [`${FILTER}.op definition-fault`]],
    [GENDER, 'concept', 'exists', 'true', [`${FILTER}.op definition-fault`]],
    [GENDER, 'code', 'regex', 'm.*', []],
    [GENDER, 'code', 'regex', '(', [`${FILTER}.value definition-fault`]],
    [GENDER, 'inactive', '=', 'false', []],
    [GENDER, 'inactive', '=', 'x', [`${FILTER}.value definition-fault`]],
    [LOINC, 'STATUS', '=', 'ACTIVE', []],
    [LOINC, 'STATUS', 'is-a', 'ACTIVE', [`${FILTER}.op definition-fault`]],
    [LOINC, 'COMPONENT', '=', 'LP1', [`${FILTER} filter-not-checked`]],
    [LOINC, 'concept', 'is-a', 'LP1', []],
    [SNOMED, 'concept', 'is-a', '404684003', [`${FILTER} filter-not-checked`]],
    [SNOMED, '116680003', 'is-a', '404684003', []],
    ['http://example.org/codes', 'concept', 'is-a', 'x', []],
  ])('%s: %s %s %s', (system, property, op, value, errors) => {
    const valueSet = {
      resourceType: 'ValueSet',
      url: 'http://example.org/ValueSet/v',
      name: 'V',
      status: 'draft',
      compose: { include: [{ system, filter: [{ property, op, value }] }] },
    };
    expect(errorsOf(valueSet)).toEqual(errors);
  });
});

import type { CodeSystem, CodeSystemConceptProperty, CodeSystemProperty } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { indexCodeSystem } from '../../src/terminology/codeSystemIndex.ts';

const HL7 = 'http://hl7.org/fhir/concept-properties#';

function listWith(property: CodeSystemProperty[], ofCode: CodeSystemConceptProperty): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    status: 'active',
    content: 'complete',
    property,
    concept: [{ code: 'x', property: [ofCode] }, { code: 'y' }],
  };
}

describe('a code', () => {
  it.each([
    ['inactive', 'boolean', { code: 'inactive', valueBoolean: true }, true, false],
    ['inactive', 'boolean', { code: 'inactive', valueBoolean: false }, false, false],
    ['inactive', 'boolean', { code: 'utgått', valueBoolean: true }, true, false],
    ['status', 'code', { code: 'status', valueCode: 'retired' }, true, false],
    ['status', 'code', { code: 'tilstand', valueCode: 'inactive' }, true, false],
    ['status', 'code', { code: 'status', valueCode: 'deprecated' }, false, false],
    ['status', 'code', { code: 'status', valueCode: 'active' }, false, false],
    ['notSelectable', 'boolean', { code: 'notSelectable', valueBoolean: true }, false, true],
    ['notSelectable', 'boolean', { code: 'gruppe', valueBoolean: true }, false, true],
    ['notSelectable', 'boolean', { code: 'gruppe', valueBoolean: false }, false, false],
    ['comment', 'string', { code: 'inaktiv', valueString: 'true' }, false, false],
  ] as const)(
    'with the property %s (%s) written as %o is inactive: %s, abstract: %s',
    (name, type, ofCode, inactive, abstract) => {
      const index = indexCodeSystem(listWith([{ code: ofCode.code, uri: `${HL7}${name}`, type }], ofCode));
      expect([index.isInactive('x'), index.isAbstract('x')]).toEqual([inactive, abstract]);
      expect([index.isInactive('y'), index.isAbstract('y')]).toEqual([false, false]);
    },
  );

  it('is known by the names of HL7 where the code system defines no property', () => {
    const index = indexCodeSystem(listWith([], { code: 'inactive', valueBoolean: true }));
    expect(index.isInactive('x')).toBe(true);
  });
});

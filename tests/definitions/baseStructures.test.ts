import { describe, expect, it } from 'vitest';
import { baseResourceTypes, baseStructure } from '../../src/definitions/baseStructures.ts';

describe('HL7’s base definitions', () => {
  it.each(['CarePlan', 'Period', 'code'])('have %s with a snapshot', (typeName) => {
    expect(baseStructure(typeName)).toMatchObject({
      url: `http://hl7.org/fhir/StructureDefinition/${typeName}`,
    });
    expect(baseStructure(typeName)?.snapshot?.element.length).toBeGreaterThan(0);
  });

  it.each(['careplan', 'Pasient', '', '../package', 'Patient.json', 'constructor'])(
    'have no type %j',
    (typeName) => {
      expect(baseStructure(typeName)).toBeUndefined();
    },
  );

  it('name the concrete resource types', () => {
    expect(baseResourceTypes().size).toBe(146);
    expect(baseResourceTypes()).toContain('EpisodeOfCare');
    expect(baseResourceTypes()).not.toContain('DomainResource');
  });
});

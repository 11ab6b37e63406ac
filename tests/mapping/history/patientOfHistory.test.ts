import { describe, expect, it } from 'vitest';
import { IDENTIFIER_SYSTEM } from '../../../src/fhir/systems.ts';
import { patientOfIdentifier, patientOfResource } from '../../../src/mapping/history/patientOfHistory.ts';

const H_NUMBER = '03448010049';

describe('the patient of a pathway', () => {
  it.each(['FNR', 'DNR', 'FHN'] as const)('is not identified by an H-number under %s', (list) => {
    const identifier = { system: IDENTIFIER_SYSTEM[list], value: H_NUMBER };
    expect(patientOfResource({ resourceType: 'Patient', identifier: [identifier] }, 'Patient/1')).toEqual({
      key: 'Patient/1',
      identified: false,
    });
    expect(patientOfIdentifier(identifier).identified).toBe(false);
  });
});

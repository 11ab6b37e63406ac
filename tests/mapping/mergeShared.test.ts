import type { Organization, Patient } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { mergeShared } from '../../src/mapping/mergeShared.ts';
import { IDENTIFIER_SYSTEM } from '../../src/fhir/systems.ts';

const national = { system: IDENTIFIER_SYSTEM.FNR, value: '15888810088' };
const local = { system: 'urn:oid:1.2.3', value: 'H-1' };

describe('a party that others have told of', () => {
  const stored: Patient = {
    resourceType: 'Patient',
    id: 'p1',
    meta: { versionId: '3', security: [{ code: 'R' }], profile: ['a'] },
    identifier: [local],
    name: [{ family: 'Nordmann', given: ['Kari'] }],
    birthDate: '1988-08-15',
  };

  test('keeps what is not stated again, and takes what is', () => {
    const stated: Patient = {
      resourceType: 'Patient',
      id: 'other',
      meta: { profile: ['b'] },
      identifier: [national, local],
      name: [{ family: 'Nordmann-Li', given: ['Kari'] }],
      gender: 'female',
    };
    expect(mergeShared(stored, stated)).toEqual({
      resourceType: 'Patient',
      id: 'p1',
      meta: { versionId: '3', security: [{ code: 'R' }], profile: ['b'] },
      identifier: [national, local],
      name: [{ family: 'Nordmann-Li', given: ['Kari'] }],
      birthDate: '1988-08-15',
      gender: 'female',
    });
  });

  test('is the same after the same statement once more', () => {
    const stated: Patient = { resourceType: 'Patient', identifier: [national] };
    const once = mergeShared(stored, stated);
    expect(mergeShared(once, stated)).toEqual(once);
  });

  test('stays as it is when nothing but its type is stated', () => {
    const organization: Organization = {
      resourceType: 'Organization',
      id: 'o1',
      name: 'Fjordby',
      partOf: { reference: 'x' },
    };
    expect(mergeShared(organization, { resourceType: 'Organization' })).toEqual(organization);
  });
});

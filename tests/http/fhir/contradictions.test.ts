import type { Bundle, OperationOutcome, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CODE_SYSTEM, IDENTIFIER_SYSTEM } from '../../../src/fhir/systems.ts';
import { startService, type RunningService } from '../runningService.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const PATIENT = 'urn:uuid:00000000-0000-4000-8000-000000000001';
const BORN: Partial<Patient> = { birthDate: '1980-05-01' };

/** A patient with a plan of those types. */
function transaction(patient: Partial<Patient>, types: readonly string[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: PATIENT,
        resource: { resourceType: 'Patient', ...patient },
        request: { method: 'POST', url: 'Patient' },
      },
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000002',
        resource: {
          resourceType: 'CarePlan',
          status: 'active',
          intent: 'plan',
          subject: { reference: PATIENT },
          category: types.map((code) => ({ coding: [{ system: CODE_SYSTEM.pathwayType, code }] })),
        },
        request: { method: 'POST', url: 'CarePlan' },
      },
    ],
  };
}

function numbered(system: string, value: string, birthDate: string): Partial<Patient> {
  return { identifier: [{ system, value }], birthDate };
}

it.each<[what: string, patient: Partial<Patient>, types: readonly string[], status: number, code: string]>([
  ['a plan of two types is refused', BORN, ['D11', 'D12'], 422, 'several-pathway-types'],
  [
    'a birth date that is not that of the national id is told',
    numbered(IDENTIFIER_SYSTEM.FNR, '03848000069', '1999-01-01'),
    ['D11'],
    200,
    'birth-date-and-national-id-disagree',
  ],
  [
    'an H-number is no identity',
    numbered(IDENTIFIER_SYSTEM.FHN, '03448010049', '1980-04-03'),
    ['D11'],
    200,
    '100',
  ],
])('%s', async (_what, patient, types, status, code) => {
  const response = await service.send<Bundle | OperationOutcome>('POST', '/fhir', {
    body: JSON.stringify(transaction(patient, types)),
    headers: { 'content-type': 'application/fhir+json' },
  });
  expect(response.status).toBe(status);
  expect(JSON.stringify(response.body)).toContain(`"code":"${code}"`);
});

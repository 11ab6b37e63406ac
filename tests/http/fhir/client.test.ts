import { MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Bundle, CarePlan, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type RunningService } from './service.ts';

let service: RunningService;
let client: MedplumClient;
beforeAll(async () => {
  service = await startService();
  client = new MedplumClient({ baseUrl: service.base, fhirUrlPath: '', fetch, cacheTime: 0 });
});
afterAll(() => service.stop());

it('serves a client that knows FHIR and not this service', async () => {
  const system = 'urn:oid:2.16.578.1.12.4.1.4.1';
  const identifier = [{ system, value: '15888612345' }];
  const draft: Patient = {
    resourceType: 'Patient',
    identifier,
    name: [{ family: 'Testesen', given: ['Kari'] }],
  };

  const patient = await client.createResource<Patient>(draft);
  expect((await client.readResource('Patient', patient.id)).name).toEqual(draft.name);
  const again = await client.createResourceIfNoneExist<Patient>(draft, `identifier=${system}|15888612345`);
  expect(again.id).toBe(patient.id);

  const changed = await client.updateResource<Patient>({ ...patient, gender: 'female' });
  expect(changed.meta?.versionId).toBe('2');
  const history = await client.readHistory('Patient', patient.id);
  expect(history.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['2', '1']);
  expect((await client.readVersion('Patient', patient.id, '1')).gender).toBeUndefined();

  const transaction: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        resource: {
          resourceType: 'CarePlan',
          status: 'active',
          intent: 'plan',
          subject: { reference: `Patient/${patient.id}` },
        },
        request: { method: 'POST', url: 'CarePlan' },
      },
    ],
  };
  expect((await client.executeBatch(transaction)).entry?.[0]?.response?.status).toBe('201 Created');
  const plans = await client.searchResources<'CarePlan'>('CarePlan', { subject: `Patient/${patient.id}` });
  expect(plans.map(({ status }: CarePlan) => status)).toEqual(['active']);

  await client.deleteResource('Patient', patient.id);
  const read = client.readResource('Patient', patient.id);
  await expect(read).rejects.toBeInstanceOf(OperationOutcomeError);
  await expect(read).rejects.toMatchObject({ outcome: { issue: [{ code: 'deleted' }] } });
});

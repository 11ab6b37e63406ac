import { getStatus } from '@medplum/core';
import { FhirRouter, processBatch, type FhirRequest, type FhirRepository } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, CarePlan, Patient, Resource } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore, outcomeOfFailure, temporaryFolder } from './storeForTests.ts';

const PATIENT = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const folder = temporaryFolder();
let store: Store;
let count = 0;

beforeEach(async () => {
  store = await openTestStore(`${folder.path}/${count++}`);
});
afterEach(() => store.close());
afterAll(() => folder.remove());

const request = (config: FhirRequest['config']): FhirRequest => ({
  method: 'POST',
  url: '/',
  pathname: '',
  body: undefined,
  params: {},
  query: {},
  config,
});
const run = (
  repository: FhirRepository,
  type: 'batch' | 'transaction',
  entry: BundleEntry[],
): Promise<Bundle> =>
  processBatch(request({ transactions: true }), repository, new FhirRouter(), {
    resourceType: 'Bundle',
    type,
    entry,
  });
const total = async (type: Resource['resourceType']): Promise<number | undefined> =>
  (await store.repository(LOCAL_OPERATOR).search({ resourceType: type, count: 0 })).total;

const patient = (ifNoneExist?: string): BundleEntry => ({
  fullUrl: PATIENT,
  resource: { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: '1' }] },
  request: { method: 'POST', url: 'Patient', ...(ifNoneExist === undefined ? {} : { ifNoneExist }) },
});
const plan = (over: Partial<CarePlan> = {}): BundleEntry => ({
  resource: {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject: { reference: PATIENT },
    ...over,
  },
  request: { method: 'POST', url: 'CarePlan' },
});
const failing: BundleEntry = { request: { method: 'GET', url: 'Patient/none' } };

describe('a transaction Bundle', () => {
  it('stores all its entries and rewrites their references', async () => {
    const response = await run(store.repository(LOCAL_OPERATOR), 'transaction', [patient(), plan()]);
    expect(response.entry?.map((entry) => entry.response?.status)).toEqual(['201', '201']);
    const [created, stored] = response.entry?.map(({ resource }) => resource) ?? [];
    expect((stored as CarePlan).subject.reference).toBe(`Patient/${created?.id ?? ''}`);
    expect([await total('Patient'), await total('CarePlan')]).toEqual([1, 1]);
  });

  it('stores nothing when one entry fails', async () => {
    const outcome = await outcomeOfFailure(
      run(store.repository(LOCAL_OPERATOR), 'transaction', [patient(), plan(), failing]),
    );
    expect(getStatus(outcome)).toBe(404);
    expect([await total('Patient'), await total('CarePlan')]).toEqual([0, 0]);
  });

  it('creates what is not there yet only once, also when the same comes twice at the same time', async () => {
    const one = (): Promise<Bundle> =>
      store.write(LOCAL_OPERATOR, (unit) =>
        run(unit.repository, 'transaction', [patient('identifier=urn:x|1'), plan()]),
      );
    const responses = await Promise.all([one(), one(), one()]);
    expect(responses.map((response) => response.entry?.[0]?.response?.status)).toEqual(['201', '200', '200']);
    expect([await total('Patient'), await total('CarePlan')]).toEqual([1, 3]);
    const subjects = responses.map(
      (response) => (response.entry?.[1]?.resource as CarePlan).subject.reference,
    );
    expect(new Set(subjects).size).toBe(1);
  });

  it('can be one part of a unit of work that goes on when it fails', async () => {
    await store.write(LOCAL_OPERATOR, async (unit) => {
      await outcomeOfFailure(run(unit.repository, 'transaction', [patient(), failing]));
      await run(unit.repository, 'transaction', [patient()]);
    });
    expect(await total('Patient')).toBe(1);
  });

  it('updates, and deletes, and finds what it has written itself', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    await repository.updateResource({ resourceType: 'Patient', id: 'old' });
    const response = await run(repository, 'transaction', [
      { request: { method: 'DELETE', url: 'Patient/old' } },
      { resource: { resourceType: 'Patient', id: 'new' }, request: { method: 'PUT', url: 'Patient/new' } },
      { request: { method: 'GET', url: 'Patient?_id=old,new' } },
    ]);
    const found = response.entry?.[2]?.resource as Bundle | undefined;
    expect(found?.entry?.map(({ resource }) => resource?.id)).toEqual(['new']);
  });
});

describe('a batch Bundle', () => {
  it('stores what can be stored', async () => {
    const response = await run(store.repository(LOCAL_OPERATOR), 'batch', [patient(), failing, plan()]);
    expect(response.entry?.map((entry) => entry.response?.status)).toEqual(['201', '404', '201']);
    expect([await total('Patient'), await total('CarePlan')]).toEqual([1, 1]);
  });
});

describe('conditional operations', () => {
  it('create, update and delete by criteria', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    const search = (): {
      resourceType: 'Patient';
      filters: { code: string; operator: 'eq'; value: string }[];
    } => ({
      resourceType: 'Patient',
      filters: [{ code: 'identifier', operator: 'eq', value: 'urn:x|1' }],
    });
    const resource: Patient = { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: '1' }] };
    const made = await Promise.all([1, 2].map(() => repository.conditionalCreate(resource, search())));
    expect(made.map(({ outcome }) => outcome.id)).toEqual(['created', 'ok']);
    const { resource: updated } = await repository.conditionalUpdate<Patient>(
      { ...resource, active: true },
      search(),
    );
    expect([updated.id, updated.meta?.versionId]).toEqual([made[0]?.resource.id, '2']);
    await repository.conditionalDelete(search());
    expect(await total('Patient')).toBe(0);
  });
});

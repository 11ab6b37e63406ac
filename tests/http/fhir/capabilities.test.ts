import type { CapabilityStatement, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../../conformance/errorsIn.ts';
import { send, startService, type RunningService } from './service.ts';

let service: RunningService;
let statement: CapabilityStatement;
beforeAll(async () => {
  service = await startService();
  statement = (await send(service.base, 'GET', '/metadata')).body as unknown as CapabilityStatement;
});
afterAll(() => service.stop());

describe('the capability statement', () => {
  it('is valid, and tells the version and the address', () => {
    expect(errorsIn(statement as Resource)).toEqual([]);
    expect(statement).toMatchObject({
      fhirVersion: '4.0.1',
      kind: 'instance',
      implementation: { url: 'http://127.0.0.1:8080/fhir' },
    });
  });

  it('names 145 types, all but Parameters', () => {
    const types = statement.rest?.[0]?.resource?.map(({ type }) => type) ?? [];
    expect(types).toHaveLength(145);
    expect(types).toEqual(
      expect.arrayContaining(['CarePlan', 'Task', 'Encounter', 'EpisodeOfCare', 'ServiceRequest']),
    );
    expect(types).not.toContain('Parameters');
  });

  it('names search parameters each of which is taken', async () => {
    const carePlan = statement.rest?.[0]?.resource?.find(({ type }) => type === 'CarePlan');
    const values: Record<string, string> = {
      date: '2024',
      number: '1',
      quantity: '1',
      reference: 'Patient/1',
    };
    expect(carePlan?.searchParam?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['patient', 'category', '_id', '_lastUpdated']),
    );
    for (const { name, type } of carePlan?.searchParam ?? []) {
      const { status } = await send(service.base, 'GET', `/CarePlan?${name}=${values[type] ?? 'x'}`);
      expect([name, status]).toEqual([name, 200]);
    }
    for (const include of carePlan?.searchInclude ?? []) {
      expect([include, (await send(service.base, 'GET', `/CarePlan?_include=${include}`)).status]).toEqual([
        include,
        200,
      ]);
    }
  });

  it('has an ETag, by which it need not be sent again', async () => {
    const first = await send(service.base, 'GET', '/metadata');
    const etag = first.headers.get('etag') ?? '';
    expect((await send(service.base, 'GET', '/metadata', undefined, { 'if-none-match': etag })).status).toBe(
      304,
    );
    expect(
      (await send(service.base, 'GET', '/metadata', undefined, { 'if-none-match': 'W/"x"' })).status,
    ).toBe(200);
    expect((await send(service.base, 'HEAD', '/metadata')).headers.get('etag')).toBe(etag);
  });

  it('comes as JSON only', async () => {
    expect(
      (await send(service.base, 'GET', '/metadata', undefined, { accept: 'application/fhir+xml' })).status,
    ).toBe(406);
    expect((await send(service.base, 'GET', '/metadata?_format=xml')).status).toBe(406);
  });
});

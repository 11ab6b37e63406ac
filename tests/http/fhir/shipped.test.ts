import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MedplumClient } from '@medplum/core';
import type { Bundle, CodeSystem, NamingSystem, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typesOfFolder } from '../../../src/definitions/profileFolder.ts';
import { startService, type RunningService } from '../runningService.ts';

const PROFILES = join(import.meta.dirname, '../../../profiles');
const TYPES = typesOfFolder(PROFILES);
const COMBINED = 'urn:oid:2.16.578.1.12.4.1.1.9327';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

function write<T = OperationOutcome>(method: string, path: string, resource: unknown) {
  return service.send<T>(method, `/fhir/${path}`, {
    body: JSON.stringify(resource),
    headers: { 'content-type': 'application/fhir+json' },
  });
}

describe.each(TYPES)('%s', (type) => {
  const shipped = readdirSync(join(PROFILES, type)).map(
    (name) =>
      JSON.parse(readFileSync(join(PROFILES, type, name), 'utf8')) as Resource & {
        url?: string;
        status?: string;
      },
  );

  it('is all found by search, and read as it ships', async () => {
    const found = await service.search<Resource>(type);
    expect(found.map(({ id }) => id).sort()).toEqual(shipped.map(({ id }) => id).sort());
    const [first] = shipped;
    const { meta, ...read } = await service.read<Resource>(`${type}/${first?.id ?? ''}`);
    expect(read).toEqual(first);
    expect(meta?.versionId).toBe('1');
  });

  it('is found by _id, status and, where it has one, url', async () => {
    const [first] = shipped;
    const { id = '', url, status = '' } = first ?? {};
    expect((await service.search(`${type}?_id=${id}`)).map((each) => each.id)).toEqual([id]);
    expect(await service.search(`${type}?status=${status}`)).toHaveLength(
      shipped.filter((each) => each.status === status).length,
    );
    if (url !== undefined) {
      const wanted = shipped.filter((each) => each.url === url).map((each) => each.id);
      const found = await service.search(`${type}?url=${encodeURIComponent(url)}`);
      expect(found.map((each) => each.id).sort()).toEqual(wanted.sort());
    }
  });
});

describe('definitions of users', () => {
  const own: CodeSystem = {
    resourceType: 'CodeSystem',
    url: 'http://example.org/colours',
    version: '1',
    name: 'Colours',
    status: 'draft',
    content: 'complete',
    concept: [{ code: 'red' }],
  };

  it('stand among those that ship', async () => {
    const { status } = await write('PUT', 'CodeSystem/colours', { ...own, id: 'colours' });
    expect(status).toBe(201);
    const all = await service.search<CodeSystem>('CodeSystem?_sort=-_lastUpdated');
    expect(all).toHaveLength(readdirSync(join(PROFILES, 'CodeSystem')).length + 1);
    expect(all.map(({ id }) => id)).toContain('volven-9327');
    expect((await service.search('CodeSystem?name=colours&version=1')).map(({ id }) => id)).toEqual([
      'colours',
    ]);
    expect((await service.send('DELETE', '/fhir/CodeSystem/colours')).status).toBe(204);
  });

  it.each([
    ['PUT', 'CodeSystem/volven-9327'],
    ['DELETE', 'CodeSystem/volven-9327'],
    ['DELETE', 'PlanDefinition/pathway-D11-2023'],
  ])('%s %s is refused', async (method, path) => {
    const { status, body } = await write(method, path, { ...own, id: 'volven-9327' });
    expect(status).toBe(403);
    expect(body.issue[0]?.details?.coding?.[0]?.code).toBe('shipped-definition');
    expect(body.issue[0]?.details?.text).toContain(path);
    expect((await service.read<Resource>(path)).meta?.versionId).toBe('1');
  });

  it('cannot take such a place in a Bundle either', async () => {
    const bundle = (type: 'batch' | 'transaction') => ({
      resourceType: 'Bundle',
      type,
      entry: [
        {
          resource: { ...own, id: 'volven-9327' },
          request: { method: 'PUT', url: 'CodeSystem/volven-9327' },
        },
      ],
    });
    expect((await write('POST', '', bundle('transaction'))).status).toBe(403);
    const { body } = await write<Bundle>('POST', '', bundle('batch'));
    expect(body.entry?.[0]?.response?.status).toBe('403');
  });
});

it('the first request of all waits until they are there, in a Bundle too', async () => {
  const fresh = await startService();
  try {
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `CodeSystem?url=${COMBINED}` } }],
    };
    const { body } = await fresh.send<Bundle>('POST', '/fhir', {
      body: JSON.stringify(bundle),
      headers: { 'content-type': 'application/fhir+json' },
    });
    expect((body.entry?.[0]?.resource as Bundle).total).toBe(1);
  } finally {
    await fresh.stop();
  }
});

it('a real client finds the other names of a list', async () => {
  const client = new MedplumClient({ baseUrl: service.address, fhirUrlPath: 'fhir', fetch });
  const found = await client.searchResources('NamingSystem', { value: COMBINED.replace('urn:oid:', '') });
  expect(found.map(({ id }: NamingSystem) => id)).toEqual(['volven-9327']);
});

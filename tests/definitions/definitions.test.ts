import type { CodeSystem } from '@medplum/fhirtypes';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { typesOfFolder } from '../../src/definitions/profileFolder.ts';
import { headOf, readResourceHead } from '../../src/definitions/resourceFile.ts';

const PROFILES = join(import.meta.dirname, '../../profiles');

describe('our own definitions', () => {
  const definitions = openDefinitions({ profilesDir: PROFILES });

  it('are found by canonical URL', () => {
    expect(definitions.find('urn:oid:2.16.578.1.12.4.1.1.9327')).toMatchObject({
      resourceType: 'CodeSystem',
      id: 'volven-9327',
    });
    expect(definitions.find('urn:oid:2.16.578.1.12.4.1.1.0000')).toBeUndefined();
  });

  it.each([
    ['|2019', undefined, '2019'],
    ['|2024-10', undefined, '2024-10'],
    ['', '2023', '2023'],
    ['', undefined, '2024-10'],
  ])('are found with version: %s, %s → %s', (suffix, version, expected) => {
    const plan = definitions.find(`https://forlopsbro.no/fhir/PlanDefinition/pathway-D01${suffix}`, version);
    expect(plan).toMatchObject({ version: expected });
  });

  it('are not found in a version that does not exist', () => {
    expect(definitions.find('https://forlopsbro.no/fhir/PlanDefinition/pathway-D01|1999')).toBeUndefined();
  });

  it('are listed by type and read by id', () => {
    expect(definitions.all<CodeSystem>('CodeSystem').map(({ id }) => id)).toContain('volven-9321');
    expect(definitions.all('Patient')).toEqual([]);
    expect(definitions.read('PlanDefinition', 'pathway-D06-2023')).toMatchObject({ version: '2023' });
    expect(definitions.read('PlanDefinition', 'nothing')).toBeUndefined();
  });

  it('have heads that say the same as the whole file', () => {
    for (const folder of typesOfFolder(PROFILES)) {
      for (const name of readdirSync(join(PROFILES, folder))) {
        const path = join(PROFILES, folder, name);
        const resource: unknown = JSON.parse(readFileSync(path, 'utf8'));
        expect({ path, ...readResourceHead(path) }).toEqual({ path, ...headOf(resource) });
        expect(headOf(resource), path).toMatchObject({
          resourceType: folder,
          id: name.replace(/\.json$/, ''),
        });
      }
    }
  });
});

describe('definitions that others provide', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'forlopsbro-definitions-'));
    write('profiles/CodeSystem/ours.json', {
      id: 'ours',
      resourceType: 'CodeSystem',
      url: 'http://example.org/a',
      version: '1',
    });
    write('packages/plain#1.0.0/package/package.json', { name: 'plain' });
    write('packages/plain#1.0.0/package/CodeSystem-theirs.json', {
      resourceType: 'CodeSystem',
      id: 'theirs',
      url: 'http://example.org/a',
      version: '9',
    });
    write('packages/plain#1.0.0/package/CodeSystem-b.json', {
      resourceType: 'CodeSystem',
      id: 'b',
      url: 'http://example.org/b',
      version: '1.10.0',
    });
    write('packages/plain#1.0.0/package/CodeSystem-b-old.json', {
      resourceType: 'CodeSystem',
      id: 'b-old',
      url: 'http://example.org/b',
      version: '1.9.0',
    });
    write('packages/indexed/package.json', { name: 'indexed' });
    write('packages/indexed/c.json', { resourceType: 'ValueSet', id: 'c', url: 'http://example.org/c' });
    write('packages/indexed/.index.json', {
      'index-version': 1,
      files: [
        { filename: '../indexed/c.json', resourceType: 'ValueSet', id: 'c', url: 'http://example.org/c' },
      ],
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(path: string, content: unknown): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }

  it('are found in packages, with an index or without', () => {
    const definitions = openDefinitions({
      profilesDir: join(folder, 'profiles'),
      packagesDir: join(folder, 'packages'),
    });
    expect(definitions.find('http://example.org/b')).toMatchObject({ id: 'b' });
    expect(definitions.find('http://example.org/b|1.9.0')).toMatchObject({ id: 'b-old' });
    expect(definitions.find('http://example.org/c')).toMatchObject({ id: 'c' });
    expect(definitions.find('http://example.org/none')).toBeUndefined();
  });

  it('come after ours', () => {
    const definitions = openDefinitions({
      profilesDir: join(folder, 'profiles'),
      packagesDir: join(folder, 'packages'),
    });
    expect(definitions.find('http://example.org/a')).toMatchObject({ id: 'ours' });
    expect(definitions.find('http://example.org/a|9')).toMatchObject({ id: 'theirs' });
  });

  it('name the file that is not JSON', () => {
    const broken = join(folder, 'broken');
    cpSync(join(folder, 'profiles'), broken, { recursive: true });
    writeFileSync(join(broken, 'CodeSystem', 'bad.json'), '{"resourceType":');
    expect(() => openDefinitions({ profilesDir: broken })).toThrow(/bad\.json cannot be read as JSON/);
  });
});

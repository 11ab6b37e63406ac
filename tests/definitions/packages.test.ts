import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { readArchive } from '../../src/definitions/packageArchive.ts';

let folder: string;
const packagesDir = (): string => join(folder, 'packages');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'forlopsbro-packages-'));
  mkdirSync(join(folder, 'profiles'));
  mkdirSync(packagesDir());
  pack('base-1', { name: 'test.base', version: '1.0.0' }, [
    profile('a', '1.0.0'),
    profile('b', '1.0.0', { baseDefinition: url('a') }),
  ]);
  pack('base-2', { name: 'test.base', version: '2.0.0' }, [
    profile('a', '2.0.0'),
    profile('b', '2.0.0', { baseDefinition: url('a') }),
  ]);
  pack('base-2-beta', { name: 'test.base', version: '2.0.0-beta' }, [profile('a', '2.0.0-beta')]);
  pack(
    'uses',
    {
      name: 'test.uses',
      version: '1.0.0',
      dependencies: { 'test.base': '1.0.x', 'hl7.fhir.r4.core': '4.0.1' },
    },
    [profile('c', '1.0.0', { baseDefinition: url('b') })],
  );
  unpack('faulty#1.0.0/package', {
    'package.json': JSON.stringify({
      name: 'test.faulty',
      version: '1.0.0',
      dependencies: { 'test.absent': '3.0.0' },
    }),
    'broken.json': '{"resourceType":',
    'list.json': '[1]',
    'no-elements.json': JSON.stringify({ ...profile('d', '1.0.0'), differential: { element: [1] } }),
    'good.json': JSON.stringify(profile('e', '1.0.0')),
  });
  unpack('other-version', {
    'package.json': JSON.stringify({ name: 'test.r5', version: '1.0.0', fhirVersions: ['5.0.0'] }),
    'f.json': JSON.stringify(profile('f', '1.0.0')),
  });
  writeFileSync(join(packagesDir(), 'no-archive.tgz'), 'not gzip');
  writeFileSync(join(packagesDir(), 'no-tar.tgz'), gzipSync('x'.repeat(2_000)));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function url(id: string): string {
  return `http://example.org/fhir/StructureDefinition/${id}`;
}

function profile(id: string, version: string, more: object = {}): object {
  return {
    resourceType: 'StructureDefinition',
    id,
    url: url(id),
    version,
    name: id,
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    differential: { element: [{ id: 'Patient', path: 'Patient' }] },
    ...more,
  };
}

function unpack(path: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(packagesDir(), path), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(packagesDir(), path, name), text);
  }
}

function pack(name: string, manifest: object, resources: readonly object[]): void {
  const content = join(folder, name);
  mkdirSync(join(content, 'package', 'example'), { recursive: true });
  writeFileSync(join(content, 'package', 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(content, 'package', 'example', 'broken.json'), '{');
  resources.forEach((resource, index) =>
    writeFileSync(join(content, 'package', `StructureDefinition-${index}.json`), JSON.stringify(resource)),
  );
  create({ gzip: true, sync: true, cwd: content, file: join(packagesDir(), `${name}.tgz`) }, ['package']);
}

function open() {
  return openDefinitions({ profilesDir: join(folder, 'profiles'), packagesDir: packagesDir() });
}

describe('FHIR packages', () => {
  it.each([
    ['a', '2.0.0'],
    ['a|1.0.0', '1.0.0'],
    ['a|2.0.0-beta', '2.0.0-beta'],
    ['a|3.0.0', undefined],
    ['e', '1.0.0'],
    ['d', undefined],
    ['f', undefined],
  ])('%s is found in version %s', (canonical, version) => {
    expect(open().find(url(canonical))).toEqual(
      version === undefined ? undefined : expect.objectContaining({ version }),
    );
  });

  it.each([
    ['b|1.0.0', 'a|1.0.0'],
    ['b|2.0.0', 'a|2.0.0'],
    ['c', 'b|1.0.0'],
  ])('%s stands on %s, of its own package or the one it depends on', (canonical, base) => {
    expect(open().find(url(canonical))).toMatchObject({ baseDefinition: url(base) });
  });

  it('may be one package alone', () => {
    const definitions = openDefinitions({
      profilesDir: join(folder, 'profiles'),
      packagesDir: join(packagesDir(), 'base-1.tgz'),
    });
    expect(definitions.find(url('a'))).toMatchObject({ version: '1.0.0' });
    expect(definitions.faults).toEqual([]);
  });

  it('with faults are told of, and hinder nothing', () => {
    const faults = open().faults.map(
      ({ path, reason }) => `${path.slice(path.lastIndexOf('/') + 1)} ${reason}`,
    );
    expect(faults.sort()).toEqual([
      'broken.json is not JSON',
      'no-archive.tgz is no FHIR package that can be read (incorrect header check)',
      'no-elements.json has no elements, or elements without a path',
      expect.stringMatching(/^no-tar\.tgz is no FHIR package that can be read/),
      'other-version is for FHIR 5.0.0, not for R4',
      'test.faulty#1.0.0 needs test.absent#3.0.0, which is not in the folder',
    ]);
  });

  it('are read only as far as their definitions go, and never written', () => {
    const outside = join(folder, 'outside');
    mkdirSync(join(outside, 'x'), { recursive: true });
    writeFileSync(join(outside, 'evil.json'), '{}');
    const file = join(folder, 'outside.tgz');
    create({ gzip: true, sync: true, cwd: join(outside, 'x'), file, preservePaths: true }, ['../evil.json']);
    expect([...readArchive(file, () => true).keys()]).toEqual(['../evil.json']);
    expect([...readArchive(file, (path) => path.startsWith('package/')).keys()]).toEqual([]);
  });
});

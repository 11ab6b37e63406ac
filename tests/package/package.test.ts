import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StructureDefinition } from '@medplum/fhirtypes';
import { extract } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDefinitions } from '../../scripts/package/packagedResource.ts';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { PROFILES_DIR } from '../../src/knowledge.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-package-'));
const made = join(folder, 'made');
const unpacked = join(folder, 'packages/no.forlopsbro.r4#0.1.0');

interface Index {
  readonly 'index-version': number;
  readonly files: readonly {
    readonly filename: string;
    readonly resourceType: string;
    readonly url?: string;
  }[];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function makePackage(into: string): Promise<void> {
  await run(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'scripts/package/writePackage.ts'), into]);
}

beforeAll(async () => {
  await makePackage(made);
  mkdirSync(unpacked, { recursive: true });
  await extract({ file: join(made, 'package.tgz'), cwd: unpacked });
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('package.tgz', () => {
  const definitions = readDefinitions(PROFILES_DIR);

  it('says what it is', () => {
    expect(readJson(join(unpacked, 'package/package.json'))).toMatchObject({
      name: 'no.forlopsbro.r4',
      version: '0.1.0',
      canonical: 'https://forlopsbro.no/fhir',
      fhirVersions: ['4.0.1'],
      dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
    });
  });

  it.each(['package', 'package/example'])('lists every file of %s in its index, and no other', (part) => {
    const index = readJson(join(unpacked, part, '.index.json')) as Index;
    const files = readdirSync(join(unpacked, part)).filter((name) => /^[A-Z].*\.json$/.test(name));
    expect(index['index-version']).toBe(2);
    expect(index.files.map(({ filename }) => filename).sort()).toEqual(files.sort());
    expect(files.length).toBeGreaterThan(0);
  });

  it('has every definition as it is in profiles/', () => {
    for (const { fileName, text } of definitions) {
      expect(readFileSync(join(unpacked, 'package', fileName), 'utf8')).toBe(text);
    }
  });

  it.each(['unpacked', 'as an archive'])('is read by the product in a folder of packages, %s', (form) => {
    const profilesDir = mkdtempSync(join(folder, 'empty-'));
    const archives = mkdtempSync(join(folder, 'archives-'));
    copyFileSync(join(made, 'package.tgz'), join(archives, 'package.tgz'));
    const packagesDir = form === 'unpacked' ? join(folder, 'packages') : archives;
    const loaded = openDefinitions({ profilesDir, packagesDir });
    for (const { resource, text } of definitions) {
      if (resource.url !== undefined) {
        expect(loaded.find(resource.url, resource.version)).toEqual(JSON.parse(text));
      }
    }
  });

  it('has the same bytes when it is made again', async () => {
    const again = join(folder, 'again');
    await makePackage(again);
    expect(digests(again)).toEqual(digests(made));
  }, 120_000);
});

/** SHA-256 of every file. */
function digests(base: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(base, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path.slice(base.length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

describe('pages', () => {
  const pages = join(made, 'pages');
  const text = (name: string): string => readFileSync(join(pages, name), 'utf8');

  it('are one for each definition, and a first one that leads to all', () => {
    const index = text('index.html');
    for (const { fileName } of readDefinitions(PROFILES_DIR)) {
      const name = fileName.replace('.json', '.html');
      expect(readdirSync(pages)).toContain(name);
      expect(index).toContain(`href="${name}"`);
    }
  });

  it('load nothing from elsewhere, and lead only to pages that are there', () => {
    const names = new Set(readdirSync(pages));
    for (const name of names) {
      const page = text(name);
      expect(page).not.toMatch(/<(?:script|link|img|iframe)\b|@import|url\(/);
      const targets = [...page.matchAll(/href="([^"#]+)/g)].map(([, target]) => target ?? '');
      expect(targets.filter((target) => !names.has(target) && target !== '../package.tgz')).toEqual([]);
    }
  });

  it('tell of a profile: its elements with reasons, its rules, an example', () => {
    const { definition, page } = structure('pathway-care-plan');
    for (const { requirements } of definition.differential?.element ?? []) {
      if (requirements !== undefined) {
        expect(page).toContain(requirements.replaceAll('&', '&amp;'));
      }
    }
    expect(page).toMatch(/&quot;resourceType&quot;: &quot;(?:CarePlan|Bundle)&quot;|None yet/);
    expect(page).toContain('All elements (snapshot)');
  });

  it('tell of an extension: where it may stand, its value, and how it is used', () => {
    const { page } = structure('lives-alone');
    expect(page).toContain('Patient');
    expect(page).toContain('boolean');
    expect(page).toMatch(/&quot;valueBoolean&quot;: (?:true|false)/);
    expect(page).toContain('BorAlene');
  });

  it('tell of a code list in both languages', () => {
    const page = text('CodeSystem-volven-9148.html');
    expect(page).toContain('Henvisningen er avvist');
    expect(page).toContain('The referral has been declined');
  });

  it('escape what is put into them', () => {
    expect(text('StructureDefinition-pathway-care-plan.html')).not.toMatch(/<\/?(?:CarePlan|div xmlns)/);
  });

  function structure(id: string): { readonly definition: StructureDefinition; readonly page: string } {
    return {
      definition: readJson(join(PROFILES_DIR, 'StructureDefinition', `${id}.json`)) as StructureDefinition,
      page: text(`StructureDefinition-${id}.html`),
    };
  }
});

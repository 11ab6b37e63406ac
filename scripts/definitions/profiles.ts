import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROFILES_DIR = fileURLToPath(new URL('../../profiles', import.meta.url));
export const SOURCE_DIR = fileURLToPath(new URL('../../src', import.meta.url));

export function readCodeSystems(): CodeSystem[] {
  const folder = join(PROFILES_DIR, 'CodeSystem');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CodeSystem);
}

export function pathOf(resource: Resource): string {
  return join(PROFILES_DIR, resource.resourceType, `${resource.id ?? ''}.json`);
}

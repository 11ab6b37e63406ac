import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isResource, readResource } from './resourceFile.ts';

/** The resource types that a folder of definitions has: the folders that are named after one. */
export function typesOfFolder(profilesDir: string): readonly string[] {
  return readdirSync(profilesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[A-Z]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** SHA-256 over names and contents, hex: another one when any definition is another. */
export function digestOfFolder(profilesDir: string): string {
  const hash = createHash('sha256');
  for (const path of filesOfFolder(profilesDir)) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(profilesDir, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Every definition of a folder, one read at a time and none kept.
 *
 * @throws Error when a file holds no resource
 */
export function* resourcesOfFolder(profilesDir: string): Generator<WithId<Resource>> {
  for (const path of filesOfFolder(profilesDir)) {
    const resource = readResource(join(profilesDir, path));
    if (!isResource(resource)) {
      throw new Error(`${path} holds no FHIR resource`);
    }
    yield resource as WithId<Resource>;
  }
}

/** Relative to the folder, in a fixed order. */
function filesOfFolder(profilesDir: string): readonly string[] {
  return typesOfFolder(profilesDir).flatMap((type) =>
    readdirSync(join(profilesDir, type))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(type, name)),
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveDefinitions } from '../../scripts/definitions/derive.ts';
import { layOut } from '../../scripts/definitions/layout.ts';
import { pathOf, PROFILES_DIR, readCodeSystems } from '../../scripts/definitions/profiles.ts';

/** Folders of profiles/ in which everything is derived. */
const DERIVED_FOLDERS = [
  'ActivityDefinition',
  'ConceptMap',
  'Measure',
  'MessageDefinition',
  'NamingSystem',
  'PlanDefinition',
  'StructureDefinition',
  'ValueSet',
];

describe('what is derived in profiles/', async () => {
  const codeSystems = readCodeSystems();
  const derived = await deriveDefinitions(codeSystems);

  it('is up to date (npm run definitions)', () => {
    const outdated = [...codeSystems, ...derived]
      .map((resource) => ({ path: pathOf(resource), text: layOut(resource) }))
      .filter(({ path, text }) => readFileSync(path, 'utf8') !== text)
      .map(({ path }) => path);
    expect(outdated).toEqual([]);
  });

  it.each(DERIVED_FOLDERS)('leaves nothing else in %s', (folder) => {
    const expected = derived
      .filter(({ resourceType }) => resourceType === folder)
      .map((resource) => basename(pathOf(resource)));
    expect(readdirSync(join(PROFILES_DIR, folder)).sort()).toEqual(expected.sort());
  });
});

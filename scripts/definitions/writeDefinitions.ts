/**
 * Writes what is derived into profiles/ and lays out the code systems that are kept by hand there.
 * Run by `npm run definitions` after a change to a code system, to a table of this folder or to the
 * shorthand in profiles/input.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deriveDefinitions } from './derive.ts';
import { layOut } from './layout.ts';
import { pathOf, readCodeSystems } from './profiles.ts';

const codeSystems = readCodeSystems();
const derived = await deriveDefinitions(codeSystems);
for (const resource of [...codeSystems, ...derived]) {
  mkdirSync(dirname(pathOf(resource)), { recursive: true });
  writeFileSync(pathOf(resource), layOut(resource));
}
console.log(`${codeSystems.length} code systems, ${derived.length} derived definitions`);

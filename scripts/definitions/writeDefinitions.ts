/**
 * Writes what is derived into profiles/, lays out the code systems that are kept by hand there, and writes the
 * examples that break a constraint of a profile into examples/profiles.
 * Run by `npm run definitions` after a change to a code system, to a table of this folder or to the
 * shorthand in profiles/input.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BROKEN_EXAMPLES, brokenExample, layOutExample } from './brokenExamples/derive.ts';
import { deriveDefinitions } from './derive.ts';
import { layOut } from './layout.ts';
import { pathOf, readCodeSystems } from './profiles.ts';

const codeSystems = readCodeSystems();
const derived = await deriveDefinitions(codeSystems);
for (const resource of [...codeSystems, ...derived]) {
  mkdirSync(dirname(pathOf(resource)), { recursive: true });
  writeFileSync(pathOf(resource), layOut(resource));
}
for (const { path, resource } of BROKEN_EXAMPLES.map(brokenExample)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, layOutExample(resource));
}
console.log(`${codeSystems.length} code systems, ${derived.length} derived definitions`);

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Pick } from '../random.ts';
import { DEFINED_CHANGES } from './byDefinition.ts';
import { elementsOf, objectOf } from './graft.ts';
import type { Change, JsonObject } from './spots.ts';
import { replaceWhole } from './wrapped.ts';

/** A small resource of any type, made from its definition alone, and mostly one thing in it changed. */

const NO_RESOURCES: ReadonlySet<string> = new Set([
  'Resource',
  'DomainResource',
  'StructureDefinition',
  'StructureMap',
  'ImplementationGuide',
]);

const folder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));

/** The resource types, by their definitions. */
const TYPES: readonly string[] = readdirSync(folder)
  .flatMap((name) => /^StructureDefinition-([A-Z][A-Za-z]+)\.json$/.exec(name)?.[1] ?? [])
  .filter(
    (name) =>
      !NO_RESOURCES.has(name) &&
      elementsOf(name)[0]?.base?.path === name &&
      elementsOf(name).some(({ path }) => path === `${name}.implicitRules`),
  );

function minimal(pick: Pick): JsonObject {
  const type = pick(TYPES);
  return { resourceType: type, ...objectOf(elementsOf(type), type, pick, pick([1, 3, 5])) };
}

export const MINIMAL_CHANGES: Readonly<Record<string, Change>> = {
  minimal: ({ parent, key, path, resource }, pick) => {
    replaceWhole(resource, minimal(pick));
    if (pick([true, false, false])) {
      return true;
    }
    const change = DEFINED_CHANGES[pick(Object.keys(DEFINED_CHANGES))];
    return change?.({ parent, key, path, resource }, pick) === true;
  },
};

import { fileURLToPath } from 'node:url';
import { openDefinitions, type Definitions } from './definitions/definitions.ts';
import type { Catalogue } from './pathway/catalogue.ts';
import { buildCatalogue } from './terminology/catalogue.ts';
import { openTerminology, type Terminology } from './terminology/terminology.ts';

/** The definitions of profiles/ and loaded packages, and what is built from them. */
export interface Knowledge {
  readonly definitions: Definitions;
  readonly terminology: Terminology;
  readonly catalogue: Catalogue;
}

export const PROFILES_DIR = fileURLToPath(new URL('../profiles', import.meta.url));

/** @param packagesDir folder of FHIR packages (setting FHIR_PACKAGES_DIR) */
export function openKnowledge(packagesDir?: string): Knowledge {
  const definitions = openDefinitions({
    profilesDir: PROFILES_DIR,
    ...(packagesDir === undefined ? {} : { packagesDir }),
  });
  return { definitions, terminology: openTerminology(definitions), catalogue: buildCatalogue(definitions) };
}

import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import { fileURLToPath } from 'node:url';
import { openDefinitions, type Definitions } from './definitions/definitions.ts';
import { overlayDefinitions } from './definitions/overlay.ts';
import { codeSystemsInForce, type ImportLog } from './terminology/import/importLog.ts';
import { knowledgeOf, type Knowledge, type KnowledgeSource } from './terminology/knowledge.ts';

export type { Knowledge } from './terminology/knowledge.ts';

export const PROFILES_DIR = fileURLToPath(new URL('../profiles', import.meta.url));

/** @param packagesDir folder of FHIR packages (setting FHIR_PACKAGES_DIR) */
export function openShippedDefinitions(packagesDir?: string): Definitions {
  return openDefinitions({
    profilesDir: PROFILES_DIR,
    ...(packagesDir === undefined ? {} : { packagesDir }),
  });
}

/**
 * The definitions of profiles/ and loaded packages, and what is built from them.
 *
 * @param packagesDir folder of FHIR packages (setting FHIR_PACKAGES_DIR)
 */
export function openKnowledge(packagesDir?: string): Knowledge {
  return knowledgeOf(openShippedDefinitions(packagesDir));
}

/** What the process knows: the shipped definitions, with the imported lists that are in force in their place. */
export class KnowledgeHolder implements KnowledgeSource {
  readonly #shipped: Definitions;
  #current: Knowledge;
  #imported: readonly CodeSystem[];

  constructor(shipped: Definitions, log: ImportLog = []) {
    this.#shipped = shipped;
    this.#imported = codeSystemsInForce(log);
    this.#current = knowledgeWith(shipped, this.#imported);
  }

  get current(): Knowledge {
    return this.#current;
  }

  /** Whether a resource has the address of a definition that ships with the program or was imported. */
  isShipped({ resourceType, id = '' }: Resource): boolean {
    return this.#current.definitions.has(resourceType, id);
  }

  /** The imported lists that are in force. */
  get imported(): readonly CodeSystem[] {
    return this.#imported;
  }

  /** Puts the imports that the log has in force in the place of those before it, all at once. */
  useImports(log: ImportLog): void {
    const imported = codeSystemsInForce(log);
    this.#current = knowledgeWith(this.#shipped, imported);
    this.#imported = imported;
  }
}

function knowledgeWith(shipped: Definitions, imported: readonly CodeSystem[]): Knowledge {
  return knowledgeOf(imported.length === 0 ? shipped : overlayDefinitions(shipped, imported));
}

import type { Definitions } from '../definitions/definitions.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import { buildCatalogue } from './catalogue.ts';
import { openTerminology, type Terminology } from './terminology.ts';

/** The definitions in force, and what is built from them: one whole, so that its parts never disagree. */
export interface Knowledge {
  readonly definitions: Definitions;
  readonly terminology: Terminology;
  readonly catalogue: Catalogue;
}

/** What is known now. An imported list replaces the whole: keep `current` for one request, not longer. */
export interface KnowledgeSource {
  readonly current: Knowledge;
}

/** @throws Error when the definitions lack a code system that the catalogue needs */
export function knowledgeOf(definitions: Definitions): Knowledge {
  return { definitions, terminology: openTerminology(definitions), catalogue: buildCatalogue(definitions) };
}

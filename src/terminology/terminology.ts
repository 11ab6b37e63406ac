import type { Definitions } from '../definitions/definitions.ts';
import type { Language } from '../findings/finding.ts';
import { indexCodeSystem, type CodeSystemIndex } from './codeSystemIndex.ts';
import { textOf } from './concepts.ts';
import { canonicalSystem } from './systemUri.ts';

/** What can be asked of the code systems in process. Systems are understood under all their URIs. */
export interface Terminology {
  /** Whether the list has the code; undefined when we do not have the list. */
  hasCode(system: string, code: string): boolean | undefined;
  /** The text of the code; undefined when the list is not ours or lacks the code. Norwegian unless asked. */
  displayOf(system: string, code: string, language?: Language): string | undefined;
}

/** Nothing is read before it is asked for; a code system is kept once it has been. */
export function openTerminology(definitions: Definitions): Terminology {
  const indexes = new Map<string, CodeSystemIndex>();

  function indexOf(system: string): CodeSystemIndex | undefined {
    const known = indexes.get(system);
    if (known !== undefined) {
      return known;
    }
    // Systems that we lack are not remembered: a sender can name any number of them.
    const found = definitions.find(canonicalSystem(system));
    if (found?.resourceType !== 'CodeSystem') {
      return undefined;
    }
    const index = indexCodeSystem(found);
    indexes.set(system, index);
    return index;
  }

  return {
    hasCode: (system, code) => indexOf(system)?.concepts.has(code),
    displayOf(system, code, language = 'no') {
      const concept = indexOf(system)?.concepts.get(code);
      return concept && textOf(concept, language);
    },
  };
}

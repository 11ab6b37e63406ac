import { indexCodeSystem, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { Sources } from './sources.ts';

/** The code systems by any of their URIs, indexed when they are first asked for and kept. */
export interface CodeSystems {
  find(system: string, version?: string): CodeSystemIndex | undefined;
}

export function openCodeSystems(sources: Sources): CodeSystems {
  const indexes = new Map<string, CodeSystemIndex>();
  return {
    find(system, version) {
      const known = indexes.get(system);
      if (known !== undefined && (version === undefined || version === known.codeSystem.version)) {
        return known;
      }
      // Systems that we lack are not remembered: a sender can name any number of them.
      const found = sources.codeSystem(system, version);
      if (found === undefined) {
        return undefined;
      }
      const index = indexCodeSystem(found);
      if (version === undefined) {
        indexes.set(system, index);
      }
      return index;
    },
  };
}

import { indexCodeSystem, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { Sources } from './sources.ts';

/** The code systems by any of their URIs, indexed when they are first asked for. */
export interface CodeSystems {
  find(system: string, version?: string): CodeSystemIndex | undefined;
}

/** @param remembers whether what has been found under a URI is found there ever after */
export function openCodeSystems(
  sources: Pick<Sources, 'codeSystem'>,
  remembers: 'remembers' | 'asks again',
): CodeSystems {
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
      if (version === undefined && remembers === 'remembers') {
        indexes.set(system, index);
      }
      return index;
    },
  };
}

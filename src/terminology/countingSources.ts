import type { Sources } from './sources.ts';

/** Sources, and how often something was asked of them that they do not have. */
export interface CountingSources {
  readonly sources: Sources;
  misses(): number;
}

/** All concept maps are never among the definitions alone: users have theirs. */
export function countingSources(counted: Sources): CountingSources {
  let misses = 0;
  function orMiss<T>(found: T | undefined): T | undefined {
    misses += found === undefined ? 1 : 0;
    return found;
  }
  return {
    misses: () => misses,
    sources: {
      codeSystem: (system, version) => orMiss(counted.codeSystem(system, version)),
      valueSet: (canonical) => orMiss(counted.valueSet(canonical)),
      conceptMap: (canonical) => orMiss(counted.conceptMap(canonical)),
      conceptMaps() {
        misses += 1;
        return counted.conceptMaps();
      },
      codeSystemWithId: (id) => orMiss(counted.codeSystemWithId(id)),
      valueSetWithId: (id) => orMiss(counted.valueSetWithId(id)),
      conceptMapWithId: (id) => orMiss(counted.conceptMapWithId(id)),
    },
  };
}

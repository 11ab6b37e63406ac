import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import type { Definitions } from './definitions.ts';

/**
 * Definitions in which some code systems take the place of those with the same URL, or stand beside the others where
 * there was none: how an imported list takes effect. A version that only the former one has is still found.
 */
export function overlayDefinitions(base: Definitions, codeSystems: readonly CodeSystem[]): Definitions {
  const byUrl = new Map(codeSystems.map((codeSystem) => [codeSystem.url, codeSystem]));

  function inForce<T extends Resource>(resource: T): T {
    // A code system is replaced by a code system.
    return resource.resourceType === 'CodeSystem' ? ((byUrl.get(resource.url) ?? resource) as T) : resource;
  }

  return {
    faults: base.faults,
    find(canonical, version) {
      const [url, versionInUrl] = canonical.split('|');
      const wanted = version ?? versionInUrl;
      const found = byUrl.get(url);
      return found !== undefined && (wanted === undefined || found.version === wanted)
        ? found
        : base.find(canonical, version);
    },
    all<T extends Resource>(resourceType: T['resourceType']): readonly T[] {
      const own = base.all<T>(resourceType).map(inForce);
      const added =
        resourceType === 'CodeSystem'
          ? codeSystems.filter((each) => !(own as readonly Resource[]).includes(each))
          : [];
      // Code systems are added only where code systems are asked for.
      return [...own, ...(added as Resource[] as T[])];
    },
    has: (resourceType, id) =>
      base.has(resourceType, id) ||
      codeSystems.some((codeSystem) => codeSystem.resourceType === resourceType && codeSystem.id === id),
    read(resourceType, id) {
      const own = base.read(resourceType, id);
      return own === undefined
        ? codeSystems.find((codeSystem) => codeSystem.resourceType === resourceType && codeSystem.id === id)
        : inForce(own);
    },
  };
}

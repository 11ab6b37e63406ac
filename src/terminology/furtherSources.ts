import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { allCodesOf, type Sources } from './sources.ts';
import { canonicalSystem } from './systemUri.ts';

export type TerminologyResource = CodeSystem | ValueSet | ConceptMap;

/** Something that was asked for and is not among the definitions: by URL, by id, or all of the type. */
export interface Sought {
  readonly resourceType: TerminologyResource['resourceType'];
  readonly by: 'url' | 'id' | 'type';
  /** The URL without version, or the id; empty for all of the type. */
  readonly value: string;
}

/** Where resources are that are not among the definitions: those that users have stored. */
export interface ResourceFinder {
  /** All that fit, in any version; none when there are none. */
  find(sought: Sought): Promise<readonly TerminologyResource[]>;
}

/** What has been found so far, and what is lacking yet. */
export class FurtherResources {
  readonly #found = new Map<string, readonly TerminologyResource[]>();
  readonly #lacking = new Map<string, Sought>();

  /** What has been found; what has not been looked for yet is noted. */
  ask(sought: Sought): readonly TerminologyResource[] {
    const key = `${sought.resourceType} ${sought.by} ${sought.value}`;
    const found = this.#found.get(key);
    if (found === undefined) {
      this.#lacking.set(key, sought);
    }
    return found ?? [];
  }

  /** Looks for what is lacking; false when nothing was. */
  async complete(finder: ResourceFinder): Promise<boolean> {
    const lacking = [...this.#lacking];
    this.#lacking.clear();
    for (const [key, sought] of lacking) {
      this.#found.set(key, await finder.find(sought));
    }
    return lacking.length > 0;
  }
}

/** The sources, and behind them what has been found further. */
export function sourcesWith(base: Sources, further: FurtherResources): Sources {
  function ofType<T extends TerminologyResource>(
    resourceType: T['resourceType'],
    by: Sought['by'],
    value: string,
  ): readonly T[] {
    // Found under the type that was asked for.
    return further
      .ask({ resourceType, by, value })
      .filter((found) => found.resourceType === resourceType) as T[];
  }

  function byCanonical<T extends TerminologyResource>(
    resourceType: T['resourceType'],
    url: string,
    version: string | undefined,
  ): T | undefined {
    const found = ofType<T>(resourceType, 'url', url);
    return version === undefined
      ? found.reduce<T | undefined>((newest, each) => newerOf(newest, each), undefined)
      : found.find((each) => each.version === version);
  }

  function codeSystem(system: string, version?: string): CodeSystem | undefined {
    return (
      base.codeSystem(system, version) ??
      byCanonical<CodeSystem>('CodeSystem', canonicalSystem(system), version)
    );
  }

  return {
    codeSystem,
    valueSet(canonical) {
      const [url = '', version] = canonical.split('|');
      return (
        base.valueSet(canonical) ??
        byCanonical<ValueSet>('ValueSet', url, version) ??
        allCodesOf(codeSystem(url, version))
      );
    },
    conceptMap(canonical) {
      const [url = '', version] = canonical.split('|');
      return base.conceptMap(canonical) ?? byCanonical<ConceptMap>('ConceptMap', url, version);
    },
    conceptMaps: () => [...base.conceptMaps(), ...ofType<ConceptMap>('ConceptMap', 'type', '')],
    codeSystemWithId: (id) => base.codeSystemWithId(id) ?? ofType<CodeSystem>('CodeSystem', 'id', id)[0],
    valueSetWithId: (id) => base.valueSetWithId(id) ?? ofType<ValueSet>('ValueSet', 'id', id)[0],
    conceptMapWithId: (id) => base.conceptMapWithId(id) ?? ofType<ConceptMap>('ConceptMap', 'id', id)[0],
  };
}

const collator = new Intl.Collator('en', { numeric: true });

function newerOf<T extends TerminologyResource>(one: T | undefined, other: T): T {
  return one === undefined || collator.compare(other.version ?? '', one.version ?? '') > 0 ? other : one;
}

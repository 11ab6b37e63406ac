import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty } from '@medplum/fhirtypes';

/** One code of a code system. */
export interface Concept {
  readonly code: string;
  readonly display: string | undefined;
  /** Other texts that may stand as display. */
  readonly designations: readonly string[];
  readonly parents: readonly string[];
  readonly isAbstract: boolean;
  /** As the code system has them, for the filters of value sets. */
  readonly properties: readonly CodeSystemConceptProperty[];
}

/** A code system ready to be asked. */
export interface CodeTable {
  readonly url: string;
  readonly version: string | undefined;
  /** Whether every code is here, so that one that is not does not exist. */
  readonly isComplete: boolean;
  /** By code; in lower case where the system does not tell cases apart. */
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly find: (code: string) => Concept | undefined;
}

const NO_PROPERTIES: readonly CodeSystemConceptProperty[] = [];

const PARENT_PROPERTIES: ReadonlySet<string> = new Set(['subsumedBy', 'parent']);

export function compileCodeSystem(codeSystem: CodeSystem): CodeTable {
  const ignoresCase = codeSystem.caseSensitive === false;
  const keyOf = (code: string): string => (ignoresCase ? code.toLowerCase() : code);
  const concepts = new Map<string, Concept>();

  function add(list: readonly CodeSystemConcept[], parent: string | undefined): void {
    for (const { code, display, designation, property, concept } of list) {
      const others = (property ?? []).flatMap((each) =>
        PARENT_PROPERTIES.has(each.code) && each.valueCode !== undefined ? [each.valueCode] : [],
      );
      concepts.set(keyOf(code), {
        code,
        display,
        designations: (designation ?? []).map(({ value }) => value),
        parents: parent === undefined ? others : [parent, ...others],
        isAbstract: (property ?? []).some(
          (each) => each.code === 'notSelectable' && each.valueBoolean === true,
        ),
        properties: property ?? NO_PROPERTIES,
      });
      add(concept ?? [], code);
    }
  }

  add(codeSystem.concept ?? [], undefined);
  return {
    url: codeSystem.url ?? '',
    version: codeSystem.version,
    isComplete: codeSystem.content === 'complete',
    concepts,
    find: (code) => concepts.get(keyOf(code)),
  };
}

/** Whether the code is the ancestor or below it. */
export function isA(table: CodeTable, code: string, ancestor: string): boolean {
  const seen = new Set<string>();
  const waiting = [code];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === ancestor) {
      return true;
    }
    if (!seen.has(next)) {
      seen.add(next);
      waiting.push(...(table.find(next)?.parents ?? []));
    }
  }
  return false;
}

import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { conceptsOf } from './concepts.ts';

/** A code system prepared for questions about single codes. */
export interface CodeSystemIndex {
  readonly codeSystem: CodeSystem;
  readonly concepts: ReadonlyMap<string, CodeSystemConcept>;
  /** The concept of a code, in any case of its letters where the system says that case does not matter. */
  concept(code: string): CodeSystemConcept | undefined;
  /** Code → the codes right above it; only where the system has a hierarchy. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Code → the codes right below it. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** Whether a code is no longer to be used. */
  isInactive(code: string): boolean;
  /** Whether a code only groups others, and is not to be chosen itself. */
  isAbstract(code: string): boolean;
}

/** The properties that HL7 defines (FHIR R4, CodeSystem 4.8.11); a code system may call them otherwise. */
const HL7_PROPERTY = 'http://hl7.org/fhir/concept-properties#';

/** Of a code that is no longer to be used. */
const OUT_OF_USE: readonly (string | undefined)[] = ['retired', 'inactive'];

const indexes = new WeakMap<CodeSystem, CodeSystemIndex>();

/** The index of a code system, made once for each object. */
export function indexCodeSystem(codeSystem: CodeSystem): CodeSystemIndex {
  const known = indexes.get(codeSystem);
  if (known !== undefined) {
    return known;
  }
  const index = createIndex(codeSystem);
  indexes.set(codeSystem, index);
  return index;
}

function createIndex(codeSystem: CodeSystem): CodeSystemIndex {
  const concepts = new Map<string, CodeSystemConcept>();
  const parents = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  const relate = (parent: string, child: string): void => {
    if (parents.get(child)?.includes(parent) !== true) {
      added(parents, child).push(parent);
      added(children, parent).push(child);
    }
  };
  const inactive = new Set<string>();
  const abstract = new Set<string>();
  // A hierarchy of properties (where concepts do not stand within others) is known by its uri alone.
  const parentCodes = namesOf(codeSystem, 'parent');
  const childCodes = namesOf(codeSystem, 'child');
  const inactiveNames = namesOf(codeSystem, 'inactive').add('inactive');
  const statusNames = namesOf(codeSystem, 'status').add('status');
  const abstractNames = namesOf(codeSystem, 'notSelectable').add('notSelectable').add('abstract');
  for (const concept of conceptsOf(codeSystem)) {
    concepts.set(concept.code, concept);
    for (const child of concept.concept ?? []) {
      relate(concept.code, child.code);
    }
    for (const { code, valueCode, valueString, valueBoolean } of concept.property ?? []) {
      const isTrue = valueBoolean === true || valueString === 'true';
      if (
        (isTrue && inactiveNames.has(code)) ||
        (statusNames.has(code) && OUT_OF_USE.includes(valueCode ?? valueString))
      ) {
        inactive.add(concept.code);
      }
      if (isTrue && abstractNames.has(code)) {
        abstract.add(concept.code);
      }
      if (valueCode !== undefined && parentCodes.has(code)) {
        relate(valueCode, concept.code);
      } else if (valueCode !== undefined && childCodes.has(code)) {
        relate(concept.code, valueCode);
      }
    }
  }
  const byLowerCase =
    codeSystem.caseSensitive === false
      ? new Map([...concepts].map(([code, concept]) => [code.toLowerCase(), concept]))
      : undefined;
  return {
    codeSystem,
    concepts,
    concept: (code) => concepts.get(code) ?? byLowerCase?.get(code.toLowerCase()),
    parents,
    children,
    isInactive: (code) => inactive.has(code),
    isAbstract: (code) => abstract.has(code),
  };
}

/** How a code system calls a property of HL7's. */
function namesOf({ property = [] }: CodeSystem, name: string): Set<string> {
  return new Set(property.filter(({ uri }) => uri === `${HL7_PROPERTY}${name}`).map(({ code }) => code));
}

function added(map: Map<string, string[]>, key: string): string[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

/** Whether the codes themselves are here: of some code systems only the name is (FHIR R4, CodeSystem.content). */
export function hasCodes({ codeSystem }: CodeSystemIndex): boolean {
  return codeSystem.content !== 'not-present' && codeSystem.content !== 'supplement';
}

/** How a list is called in findings. */
export function nameOf({ codeSystem }: CodeSystemIndex): string {
  return codeSystem.title ?? codeSystem.name ?? codeSystem.url ?? '';
}

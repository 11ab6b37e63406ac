import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { conceptsOf } from '../concepts.ts';
import { IMPORT_FINDINGS } from './findings.ts';

/** What differs in one code. */
export interface ConceptChange {
  /** display, definition, `designation (LANGUAGE)` or the code of a property. */
  readonly what: string;
  readonly from?: string;
  readonly to?: string;
}

/** What changes in a list when an import takes effect. */
export interface ListDifference {
  readonly system: string;
  readonly added: readonly CodeSystemConcept[];
  readonly removed: readonly CodeSystemConcept[];
  readonly changed: readonly { readonly code: string; readonly changes: readonly ConceptChange[] }[];
  readonly unchanged: number;
  /** A warning for each code that is gone. */
  readonly findings: readonly Finding[];
}

export function differenceOf(current: CodeSystem | undefined, next: CodeSystem): ListDifference {
  const former = conceptMap(current);
  const latter = conceptMap(next);
  const added = [...latter.values()].filter(({ code }) => !former.has(code));
  const removed = [...former.values()].filter(({ code }) => !latter.has(code));
  const changed = [...former.values()].flatMap((concept) => {
    const other = latter.get(concept.code);
    const changes = other === undefined ? [] : changesOf(concept, other);
    return changes.length === 0 ? [] : [{ code: concept.code, changes }];
  });
  return {
    system: next.url ?? '',
    added,
    removed,
    changed,
    unchanged: former.size - removed.length - changed.length,
    findings: removed.map(({ code }) => createFinding(IMPORT_FINDINGS.codeRemoved, code, { code })),
  };
}

function conceptMap(codeSystem: CodeSystem | undefined): ReadonlyMap<string, CodeSystemConcept> {
  return new Map([...conceptsOf(codeSystem ?? {})].map((concept) => [concept.code, concept]));
}

function changesOf(former: CodeSystemConcept, latter: CodeSystemConcept): ConceptChange[] {
  const [from, to] = [aspectsOf(former), aspectsOf(latter)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((what) => from.get(what) !== to.get(what))
    .map((what) => ({ what, ...optional('from', from.get(what)), ...optional('to', to.get(what)) }));
}

/** Everything that a code says, by name; several values of one name in one text. */
function aspectsOf({
  display,
  definition,
  designation = [],
  property = [],
}: CodeSystemConcept): Map<string, string> {
  const aspects = new Map<string, string>();
  const add = (what: string, text: string | undefined): void => {
    if (text !== undefined) {
      const former = aspects.get(what);
      aspects.set(what, former === undefined ? text : `${former}, ${text}`);
    }
  };
  add('display', display);
  add('definition', definition);
  for (const { language, value } of designation) {
    add(`designation (${language ?? ''})`, value);
  }
  for (const { code, ...value } of property) {
    const [content] = Object.values(value) as unknown[];
    add(code, textOfValue(content));
  }
  return aspects;
}

function textOfValue(value: unknown): string {
  const { code } = (value ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : String(value);
}

function optional<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, string>);
}

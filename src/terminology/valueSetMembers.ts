import type {
  CodeSystemConcept,
  ValueSet,
  ValueSetComposeInclude,
  ValueSetComposeIncludeFilter,
  ValueSetExpansionContains,
} from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../findings/finding.ts';
import { hasCodes, type CodeSystemIndex } from './codeSystemIndex.ts';
import type { CodeSystems } from './codeSystems.ts';
import { matchesFilter } from './conceptFilter.ts';
import { TERMINOLOGY_FINDINGS } from './findings.ts';
import type { Sources } from './sources.ts';
import { canonicalSystem } from './systemUri.ts';

/** The codes of a value set: system → code → concept, in the order of the value set. */
export type Members = ReadonlyMap<string, ReadonlyMap<string, CodeSystemConcept>>;

export interface CompiledValueSet {
  readonly members: Members;
  /** Code systems used, by URI. */
  readonly used: ReadonlyMap<string, CodeSystemIndex>;
}

/** A fault in the value set or in what it needs. */
class ValueSetFault extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.definition.code);
    this.finding = finding;
  }
}

const MAX_IMPORT_DEPTH = 10;

/** Which version of a code system is meant, by its URI (ValueSet/$expand: system-version and its like). */
export interface SystemVersions {
  /** Where the value set names none. */
  readonly preferred: ReadonlyMap<string, string>;
  /** Whatever the value set names. */
  readonly forced: ReadonlyMap<string, string>;
  /** Any other is a fault. */
  readonly checked: ReadonlyMap<string, string>;
}

export const ANY_VERSION: SystemVersions = { preferred: new Map(), forced: new Map(), checked: new Map() };

/** Works out which codes a value set has; a finding where it cannot be known. */
export function compileValueSet(
  valueSet: ValueSet,
  sources: Pick<Sources, 'valueSet'>,
  codeSystems: CodeSystems,
  versions: SystemVersions = ANY_VERSION,
):
  | { readonly ok: true; readonly compiled: CompiledValueSet }
  | { readonly ok: false; readonly finding: Finding } {
  const used = new Map<string, CodeSystemIndex>();
  try {
    return { ok: true, compiled: { members: membersOf(valueSet, 0), used } };
  } catch (error) {
    if (error instanceof ValueSetFault) {
      return { ok: false, finding: error.finding };
    }
    throw error;
  }

  function membersOf({ compose, expansion, url, id }: ValueSet, depth: number): MutableMembers {
    if (depth > MAX_IMPORT_DEPTH) {
      throw fault('valueSetNotSupported', {
        filter: `more than ${MAX_IMPORT_DEPTH} imports within each other`,
      });
    }
    if (compose?.include === undefined && expansion?.contains !== undefined) {
      return expandedMembers(expansion.contains);
    }
    if (compose?.include === undefined) {
      throw fault('valueSetNotSupported', { filter: `no definition of its own (${url ?? id ?? ''})` });
    }
    const members: MutableMembers = new Map();
    for (const include of compose.include) {
      add(members, included(include, depth));
    }
    for (const exclude of compose.exclude ?? []) {
      remove(members, included(exclude, depth));
    }
    return members;
  }

  function included(include: ValueSetComposeInclude, depth: number): MutableMembers {
    const parts = (include.valueSet ?? []).map((canonical) =>
      membersOf(importedValueSet(canonical), depth + 1),
    );
    if (include.system !== undefined) {
      parts.push(new Map([[canonicalSystem(include.system), selected(include, include.system)]]));
    }
    const [first, ...others] = parts;
    if (first === undefined) {
      throw fault('valueSetNotSupported', { filter: 'neither a code system nor a value set' });
    }
    return others.reduce(intersect, first);
  }

  function importedValueSet(canonical: string): ValueSet {
    const found = sources.valueSet(canonical);
    if (found === undefined) {
      throw fault('valueSetUnknown', { valueSet: canonical });
    }
    return found;
  }

  function selected(
    { version: named, concept, filter = [] }: ValueSetComposeInclude,
    system: string,
  ): Map<string, CodeSystemConcept> {
    const canonical = canonicalSystem(system);
    const version = versions.forced.get(canonical) ?? named ?? versions.preferred.get(canonical);
    const index = codeSystems.find(system, version);
    if (index !== undefined) {
      used.set(canonical, index);
    }
    const checked = versions.checked.get(canonical);
    if (checked !== undefined && checked !== (version ?? index?.codeSystem.version)) {
      throw fault('codeSystemVersionUnknown', { system, version: checked });
    }
    if (version !== undefined && index === undefined && concept === undefined) {
      throw fault('codeSystemVersionUnknown', { system, version });
    }
    if (concept !== undefined) {
      return new Map(
        concept.map(({ code, display, designation }) => [
          code,
          {
            ...index?.concepts.get(code),
            code,
            ...(display && { display }),
            ...(designation && { designation }),
          },
        ]),
      );
    }
    if (index === undefined) {
      throw fault('codeSystemUnknown', { system });
    }
    if (!hasCodes(index)) {
      throw fault('codesNotPresent', { system });
    }
    return new Map(
      [...index.concepts].filter(([, candidate]) => filter.every((each) => passes(index, candidate, each))),
    );
  }

  function passes(
    index: CodeSystemIndex,
    concept: CodeSystemConcept,
    filter: ValueSetComposeIncludeFilter,
  ): boolean {
    const passed = matchesFilter(index, concept, filter);
    if (passed === undefined) {
      throw fault('valueSetNotSupported', { filter: `${filter.property} ${filter.op} ${filter.value}` });
    }
    return passed;
  }
}

type MutableMembers = Map<string, Map<string, CodeSystemConcept>>;

/** The codes of a value set that is defined by what it once was expanded to; those that only group others are none. */
function expandedMembers(contains: readonly ValueSetExpansionContains[]): MutableMembers {
  const members: MutableMembers = new Map();
  const open = [...contains];
  for (let each = open.shift(); each !== undefined; each = open.shift()) {
    const { system, code, display, designation, abstract, contains: nested = [] } = each;
    open.unshift(...nested);
    if (system !== undefined && code !== undefined && abstract !== true) {
      const concept = { code, ...(display && { display }), ...(designation && { designation }) };
      add(members, new Map([[canonicalSystem(system), new Map([[code, concept]])]]));
    }
  }
  return members;
}

function fault(
  name:
    | 'valueSetNotSupported'
    | 'valueSetUnknown'
    | 'codeSystemUnknown'
    | 'codeSystemVersionUnknown'
    | 'codesNotPresent',
  values: Record<string, string>,
): ValueSetFault {
  return new ValueSetFault(createFinding(TERMINOLOGY_FINDINGS[name], 'ValueSet.compose', values));
}

function add(members: MutableMembers, others: MutableMembers): void {
  for (const [system, codes] of others) {
    const own = members.get(system) ?? new Map<string, CodeSystemConcept>();
    members.set(system, own);
    for (const [code, concept] of codes) {
      own.set(code, concept);
    }
  }
}

function remove(members: MutableMembers, others: MutableMembers): void {
  for (const [system, codes] of others) {
    for (const code of codes.keys()) {
      members.get(system)?.delete(code);
    }
  }
}

/** FHIR R4, ValueSet.compose.include: what one include names all holds at once. */
function intersect(members: MutableMembers, others: MutableMembers): MutableMembers {
  return new Map(
    [...members].map(([system, codes]) => [
      system,
      new Map([...codes].filter(([code]) => others.get(system)?.has(code) === true)),
    ]),
  );
}

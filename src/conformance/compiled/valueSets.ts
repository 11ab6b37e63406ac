import type { ValueSet, ValueSetComposeInclude, ValueSetExpansionContains } from '@medplum/fhirtypes';
import type { CodeTable } from './codeSystems.ts';
import { KNOWN_SYSTEMS, type Membership } from './knownSystems.ts';
import { judgeFilters } from './valueSetFilters.ts';

/** A value set ready to be asked. */
export interface CodeChoice {
  readonly url: string;
  readonly title: string;
  /** Every code, of whatever system, when all are at hand: for elements of type code. */
  readonly codes: ReadonlySet<string> | undefined;
  /** Without a system: whether any system of the value set has the code. */
  readonly judge: (system: string | undefined, code: string) => Membership;
}

export interface ValueSetContext {
  readonly codeTable: (system: string) => CodeTable | undefined;
  readonly valueSet: (canonical: string) => CodeChoice | undefined;
}

/** What its expansion lists, where it has one; else what its composition says. */
export function compileValueSet(valueSet: ValueSet, context: ValueSetContext): CodeChoice {
  const expansion = valueSet.expansion?.contains;
  const includes =
    expansion === undefined
      ? (valueSet.compose?.include.map((each) => compileInclude(each, context)) ?? [])
      : [ofExpansion(expansion)];
  const excludes =
    expansion === undefined
      ? (valueSet.compose?.exclude ?? []).map((each) => compileInclude(each, context))
      : [];
  const codes = excludes.length === 0 ? unionOf(includes) : undefined;
  return {
    url: valueSet.url ?? '',
    title: valueSet.title ?? valueSet.name ?? valueSet.url ?? '',
    codes,
    judge: (system, code) => {
      const included = anyOf(includes, system, code);
      if (included !== 'in') {
        return included;
      }
      const excluded = anyOf(excludes, system, code);
      return excluded === 'in' ? 'out' : excluded === 'unknown' ? 'unknown' : 'in';
    },
  };
}

interface Part {
  /** All codes of the part, when they can be listed. */
  readonly codes: ReadonlySet<string> | undefined;
  readonly judge: (system: string | undefined, code: string) => Membership;
}

function unionOf(parts: readonly Part[]): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const { codes } of parts) {
    if (codes === undefined) {
      return undefined;
    }
    codes.forEach((code) => all.add(code));
  }
  return all;
}

function anyOf(parts: readonly Part[], system: string | undefined, code: string): Membership {
  let result: Membership = 'out';
  for (const part of parts) {
    const membership = part.judge(system, code);
    if (membership === 'in') {
      return 'in';
    }
    result = membership === 'unknown' ? 'unknown' : result;
  }
  return result;
}

/** The codes of an expansion with those nested in it (R4 ValueSet.expansion.contains). */
function ofExpansion(contains: readonly ValueSetExpansionContains[]): Part {
  const bySystem = new Map<string, Set<string>>();
  const add = (list: readonly ValueSetExpansionContains[]): void => {
    for (const { system = '', code, abstract, contains: nested } of list) {
      if (code !== undefined && abstract !== true) {
        bySystem.set(system, (bySystem.get(system) ?? new Set()).add(code));
      }
      add(nested ?? []);
    }
  };
  add(contains);
  return listed(bySystem, true);
}

/** `needsSystem`: whether a Coding that names no system cannot be meant. */
function listed(bySystem: ReadonlyMap<string, ReadonlySet<string>>, needsSystem: boolean): Part {
  return {
    codes: unionOf([...bySystem.values()].map((codes) => ({ codes, judge: () => 'out' }))),
    judge: (system, code) => {
      for (const [each, codes] of bySystem) {
        if (
          (each === '' || system === undefined || system === each || (system === '' && !needsSystem)) &&
          codes.has(code)
        ) {
          return 'in';
        }
      }
      return 'out';
    },
  };
}

function compileInclude(include: ValueSetComposeInclude, context: ValueSetContext): Part {
  const ofSystem = include.system === undefined ? undefined : compileSystem(include.system, include, context);
  const sets = (include.valueSet ?? []).map((canonical) => context.valueSet(canonical));
  if (sets.length === 0) {
    return ofSystem ?? { codes: new Set(), judge: () => 'out' };
  }
  const parts: readonly Part[] = [
    ...(ofSystem === undefined ? [] : [ofSystem]),
    ...sets.map((set): Part => set ?? { codes: undefined, judge: () => 'unknown' }),
  ];
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return only;
  }
  return {
    codes: undefined,
    judge: (system, code) => {
      const memberships = parts.map((part) => part.judge(system, code));
      return memberships.includes('out') ? 'out' : memberships.includes('unknown') ? 'unknown' : 'in';
    },
  };
}

function compileSystem(system: string, include: ValueSetComposeInclude, context: ValueSetContext): Part {
  if (include.concept !== undefined) {
    return listed(new Map([[system, new Set(include.concept.map(({ code }) => code))]]), false);
  }
  const known = KNOWN_SYSTEMS[system];
  if (known !== undefined && include.filter === undefined) {
    return {
      codes: undefined,
      judge: (asked, code) => (asked !== undefined && asked !== system ? 'out' : known(code)),
    };
  }
  let table: CodeTable | undefined;
  let isRead = false;
  const tableOnce = (): CodeTable | undefined => {
    table = isRead ? table : context.codeTable(system);
    isRead = true;
    return table;
  };
  return {
    get codes() {
      const all = tableOnce();
      return all?.isComplete === true && include.filter === undefined
        ? new Set([...all.concepts.values()].map(({ code }) => code))
        : undefined;
    },
    judge: (asked, code) => {
      if (asked !== undefined && asked !== system) {
        return 'out';
      }
      const all = tableOnce();
      if (all === undefined) {
        return 'unknown';
      }
      if (all.find(code) === undefined) {
        return all.isComplete ? 'out' : 'unknown';
      }
      return judgeFilters(include.filter ?? [], all, code);
    },
  };
}

import type { ValueSetComposeIncludeFilter } from '@medplum/fhirtypes';
import { passesFilter, writtenValues } from '../../terminology/conceptFilter.ts';
import { isA, type CodeTable, type Concept } from './codeSystems.ts';
import type { Membership } from './knownSystems.ts';

/** Whether a concept keeps all filters of an include (R4 valueset.html#compositions). */
export function judgeFilters(
  filters: readonly ValueSetComposeIncludeFilter[],
  table: CodeTable,
  code: string,
): Membership {
  let result: Membership = 'in';
  for (const filter of filters) {
    const kept = keeps(filter, table, code);
    if (kept === false) {
      return 'out';
    }
    result = kept === undefined ? 'unknown' : result;
  }
  return result;
}

/** Undefined where nobody here can tell. */
function keeps(filter: ValueSetComposeIncludeFilter, table: CodeTable, code: string): boolean | undefined {
  const valuesOfCode = (property: string): readonly string[] => {
    const concept = table.find(code);
    return concept === undefined ? [] : valuesOf(property, concept);
  };
  return filter.op === 'regex'
    ? matchesAny(filter.value, valuesOfCode(filter.property))
    : passesFilter(filter, code, {
        valuesOf: valuesOfCode,
        isA: (descendant, ancestor) => isA(table, descendant, ancestor),
      });
}

function valuesOf(property: string, concept: Concept): readonly string[] {
  switch (property) {
    case 'code':
    case 'concept':
      return [concept.code];
    case 'display':
      return concept.display === undefined ? [] : [concept.display];
    case 'parent':
      return concept.parents;
    default:
      return concept.properties.filter(({ code }) => code === property).flatMap(writtenValues);
  }
}

/** The whole text must match; a pattern that is none matches nothing. */
function matchesAny(pattern: string, values: readonly string[]): boolean {
  try {
    const regex = new RegExp(`^(?:${pattern})$`);
    return values.some((value) => regex.test(value));
  } catch {
    return false;
  }
}

import type { CodeSystemConceptProperty, ValueSetComposeIncludeFilter } from '@medplum/fhirtypes';
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
function keeps(
  { property, op, value }: ValueSetComposeIncludeFilter,
  table: CodeTable,
  code: string,
): boolean | undefined {
  switch (op) {
    case 'is-a':
      return isOfHierarchy(property) ? isA(table, code, value) : undefined;
    case 'descendent-of':
      return isOfHierarchy(property) ? code !== value && isA(table, code, value) : undefined;
    case 'is-not-a':
      return isOfHierarchy(property) ? !isA(table, code, value) : undefined;
    case 'generalizes':
      return isOfHierarchy(property) ? isA(table, value, code) : undefined;
    default:
  }
  const concept = table.find(code);
  const values = concept === undefined ? [] : valuesOf(property, concept);
  switch (op) {
    case '=':
      return values.includes(value);
    case 'in':
      return listed(value).some((each) => values.includes(each));
    case 'not-in':
      return !listed(value).some((each) => values.includes(each));
    case 'exists':
      return values.length > 0 === (value === 'true');
    case 'regex':
      return matchesAny(value, values);
    default:
      return undefined;
  }
}

/** Filters of the hierarchy name the concept itself, or its code. */
function isOfHierarchy(property: string): boolean {
  return property === 'concept' || property === 'code';
}

function listed(value: string): readonly string[] {
  return value.split(',').map((each) => each.trim());
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

/** A Coding is meant by `system#code`, or by its code alone. */
function writtenValues(property: CodeSystemConceptProperty): readonly string[] {
  if (property.valueCoding?.code !== undefined) {
    const { system, code } = property.valueCoding;
    return [code, `${system ?? ''}#${code}`];
  }
  const value =
    property.valueCode ??
    property.valueString ??
    property.valueBoolean ??
    property.valueInteger ??
    property.valueDecimal ??
    property.valueDateTime;
  return [String(value)];
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

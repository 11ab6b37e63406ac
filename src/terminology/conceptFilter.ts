import type {
  CodeSystemConcept,
  CodeSystemConceptProperty,
  ValueSetComposeIncludeFilter,
} from '@medplum/fhirtypes';
import type { CodeSystemIndex } from './codeSystemIndex.ts';
import { propertiesOf } from './concepts.ts';

/**
 * Whether a concept passes a filter of ValueSet.compose.include (FHIR R4, filter-operator); undefined for a filter
 * that we do not take: an unknown one, and `regex`, as an expression from outside can run without end.
 */
export function matchesFilter(
  index: CodeSystemIndex,
  concept: CodeSystemConcept,
  filter: ValueSetComposeIncludeFilter,
): boolean | undefined {
  return passesFilter(filter, concept.code, {
    valuesOf: (property) => valuesOf(concept, property),
    isA: (code, ancestor) => code === ancestor || isBelow(index, code, ancestor),
  });
}

/** What a filter asks of a code system. */
export interface FilteredCodes {
  /** What the concept has of a property, as filters write it. */
  valuesOf(property: string): readonly string[];
  /** Whether a code is another, or stands below it in the hierarchy. */
  isA(code: string, ancestor: string): boolean;
}

/** The same of a code, however its code system is held. */
export function passesFilter(
  { property, op, value }: ValueSetComposeIncludeFilter,
  code: string,
  codes: FilteredCodes,
): boolean | undefined {
  switch (op) {
    case '=':
      return codes.valuesOf(property).includes(value);
    case 'in':
      return isAmong(codes.valuesOf(property), value);
    case 'not-in':
      return !isAmong(codes.valuesOf(property), value);
    case 'exists':
      return codes.valuesOf(property).length > 0 === (value === 'true');
    case 'is-a':
      return isHierarchical(property) ? codes.isA(code, value) : undefined;
    case 'is-not-a':
      return isHierarchical(property) ? !codes.isA(code, value) : undefined;
    case 'descendent-of':
      return isHierarchical(property) ? code !== value && codes.isA(code, value) : undefined;
    case 'generalizes':
      return isHierarchical(property) ? codes.isA(value, code) : undefined;
    default:
      return undefined;
  }
}

/** Whether a code stands below another in the hierarchy of the code system. */
export function isBelow({ parents }: CodeSystemIndex, code: string, ancestor: string): boolean {
  const seen = new Set<string>();
  const waiting = [...(parents.get(code) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === ancestor) {
      return true;
    }
    if (!seen.has(next)) {
      seen.add(next);
      waiting.push(...(parents.get(next) ?? []));
    }
  }
  return false;
}

/** Filters of the hierarchy name the concept itself, or its code. */
function isHierarchical(property: string): boolean {
  return property === 'concept' || property === 'code';
}

function isAmong(values: readonly string[], list: string): boolean {
  return list.split(',').some((each) => values.includes(each.trim()));
}

function valuesOf(concept: CodeSystemConcept, property: string): readonly string[] {
  switch (property) {
    case 'code':
    case 'concept':
      return [concept.code];
    case 'display':
      return concept.display === undefined ? [] : [concept.display];
    default:
      return propertiesOf(concept, property).flatMap(writtenValues);
  }
}

/** The value of a property as filters write it; a Coding is meant by `system#code`, or by its code alone. */
export function writtenValues(property: CodeSystemConceptProperty): readonly string[] {
  if (property.valueCoding?.code !== undefined) {
    const { system, code } = property.valueCoding;
    return [code, `${system ?? ''}#${code}`];
  }
  const value =
    property.valueCode ??
    property.valueString ??
    property.valueInteger ??
    property.valueBoolean ??
    property.valueDateTime ??
    property.valueDecimal;
  return value === undefined ? [] : [String(value)];
}

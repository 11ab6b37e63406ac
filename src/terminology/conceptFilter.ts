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
  { property, op, value }: ValueSetComposeIncludeFilter,
): boolean | undefined {
  const values = valuesOf(concept, property);
  switch (op) {
    case '=':
      return values.includes(value);
    case 'in':
      return listed(value).some((each) => values.includes(each));
    case 'not-in':
      return !listed(value).some((each) => values.includes(each));
    case 'exists':
      return values.length > 0 === (value === 'true');
    case 'is-a':
      return isHierarchical(property)
        ? isBelow(index, concept.code, value) || concept.code === value
        : undefined;
    case 'is-not-a':
      return isHierarchical(property)
        ? !(isBelow(index, concept.code, value) || concept.code === value)
        : undefined;
    case 'descendent-of':
      return isHierarchical(property) ? isBelow(index, concept.code, value) : undefined;
    case 'generalizes':
      return isHierarchical(property)
        ? isBelow(index, value, concept.code) || concept.code === value
        : undefined;
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

function isHierarchical(property: string): boolean {
  return property === 'concept' || property === 'code';
}

function listed(value: string): readonly string[] {
  return value.split(',').map((each) => each.trim());
}

function valuesOf(concept: CodeSystemConcept, property: string): readonly string[] {
  switch (property) {
    case 'code':
    case 'concept':
      return [concept.code];
    case 'display':
      return concept.display === undefined ? [] : [concept.display];
    default:
      return propertiesOf(concept, property).flatMap((each) => textsOfValue(each));
  }
}

/** A Coding is meant by `system#code`, or by its code alone. */
function textsOfValue(property: CodeSystemConceptProperty): readonly string[] {
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

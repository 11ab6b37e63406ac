import { isJsonObject } from '../json.ts';
import { deepEquals } from '../fhirPath/values.ts';

/** Equality with a fixed value: ids of elements apart, as they are not part of the value (R4 ElementDefinition.fixed). */
export function equalsFixed(value: unknown, fixed: unknown): boolean {
  return deepEquals(value, fixed) || (isJsonObject(value) && deepEquals(withoutIds(value), withoutIds(fixed)));
}

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutIds);
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, each]) => (key === 'id' ? [] : [[key, withoutIds(each)] as const])),
      )
    : value;
}

/** Whether the value has all that the pattern has (R4 ElementDefinition.pattern): in arrays each of its items once. */
export function matchesPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    return pattern.every((wanted) => values.some((each) => matchesPattern(each, wanted)));
  }
  if (isJsonObject(pattern)) {
    return isJsonObject(value) && Object.keys(pattern).every((key) => matchesPattern(value[key], pattern[key]));
  }
  return value === pattern;
}

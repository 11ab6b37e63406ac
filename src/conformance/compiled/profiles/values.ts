import type { ComplexType, Property } from '../elementTree.ts';
import { type JsonObject, isJsonObject } from '../json.ts';

/** One value of an element: a JSON value with the property by which it stands in its parent. */
export interface ElementValue {
  readonly value: unknown;
  readonly sibling: JsonObject | undefined;
  readonly property: Property;
  readonly index: number | undefined;
}

/** The resource type that an object says it has. */
export function resourceTypeOf(value: unknown): string {
  return isJsonObject(value) && typeof value['resourceType'] === 'string' ? value['resourceType'] : 'Resource';
}

/** The values of an element, of a choice those of any of its types. */
export function valuesOf(parent: JsonObject, type: ComplexType, name: string): readonly ElementValue[] {
  const found: ElementValue[] = [];
  for (const property of type.byName.get(name) ?? []) {
    const value = parent[property.key];
    const sibling = property.primitive === undefined ? undefined : parent[`_${property.key}`];
    if (value === undefined && sibling === undefined) {
      continue;
    }
    if (Array.isArray(value) || Array.isArray(sibling)) {
      const values: readonly unknown[] = Array.isArray(value) ? value : [];
      const siblings: readonly unknown[] = Array.isArray(sibling) ? sibling : [];
      for (let index = 0; index < Math.max(values.length, siblings.length); index += 1) {
        const beside = siblings[index];
        found.push({
          value: values[index] ?? undefined,
          sibling: isJsonObject(beside) ? beside : undefined,
          property,
          index,
        });
      }
    } else {
      found.push({ value, sibling: isJsonObject(sibling) ? sibling : undefined, property, index: undefined });
    }
  }
  return found;
}

/** The type of an object that stands as that value; undefined for a primitive or an unknown resource. */
export function typeOfValue(
  { value, property }: ElementValue,
  resourceType: (name: string) => ComplexType | undefined,
): ComplexType | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  if (property.kind === 'resource') {
    return typeof value['resourceType'] === 'string' ? resourceType(value['resourceType']) : undefined;
  }
  return property.kind === 'complex' ? property.type() : undefined;
}

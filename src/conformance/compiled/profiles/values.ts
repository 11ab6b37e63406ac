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
  return valuesOfProperties(parent, type.byName.get(name) ?? NO_PROPERTIES);
}

const NO_PROPERTIES: readonly Property[] = [];

/** The values of the properties given. */
export function valuesOfProperties(
  parent: JsonObject,
  properties: readonly Property[],
): readonly ElementValue[] {
  const found: ElementValue[] = [];
  for (const property of properties) {
    const { key, siblingKey } = property;
    const value = parent[key];
    const sibling = siblingKey === undefined ? undefined : parent[siblingKey];
    if (value === undefined && sibling === undefined) {
      continue;
    }
    if (Array.isArray(value) || Array.isArray(sibling)) {
      addEach(
        Array.isArray(value) ? value : NO_VALUES,
        Array.isArray(sibling) ? sibling : NO_VALUES,
        property,
        found,
      );
    } else {
      found.push({ value, sibling: isJsonObject(sibling) ? sibling : undefined, property, index: undefined });
    }
  }
  return found;
}

const NO_VALUES: readonly unknown[] = [];

function addEach(
  values: readonly unknown[],
  siblings: readonly unknown[],
  property: Property,
  into: ElementValue[],
): void {
  const length = Math.max(values.length, siblings.length);
  for (let index = 0; index < length; index += 1) {
    const beside = siblings[index];
    into.push({
      value: values[index] ?? undefined,
      sibling: isJsonObject(beside) ? beside : undefined,
      property,
      index,
    });
  }
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

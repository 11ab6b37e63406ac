import type { Collection, Item, Property, TypeOfResource } from '../elementTree.ts';
import { type JsonObject, isJsonObject } from '../json.ts';

export const EMPTY: Collection = [];

export function systemItem(value: string | number | boolean): Item {
  switch (typeof value) {
    case 'string':
      return { value, typeName: 'System.String' };
    case 'number':
      return { value, typeName: Number.isInteger(value) ? 'System.Integer' : 'System.Decimal' };
    default:
      return value ? TRUE : FALSE;
  }
}

const TRUE: Item = { value: true, typeName: 'System.Boolean' };
const FALSE: Item = { value: false, typeName: 'System.Boolean' };

export function resourceItem(value: JsonObject, typeOfResource: TypeOfResource): Item {
  const resourceType = value['resourceType'];
  const typeName = typeof resourceType === 'string' ? resourceType : 'Resource';
  return { value, typeName, type: typeOfResource(typeName) };
}

/** Adds the children of that name; a choice element is named without its type. */
export function addChildren(item: Item, name: string, typeOfResource: TypeOfResource, into: Item[]): void {
  if (item.type !== undefined && isJsonObject(item.value)) {
    const properties = item.type.byName.get(name);
    if (properties !== undefined) {
      for (const property of properties) {
        addValues(item.value, property, typeOfResource, into);
      }
    } else {
      addTypedChoice(item.value, item.type.properties.get(name), typeOfResource, into);
    }
  } else if (name === 'value' && (typeof item.value !== 'object' || item.value === null)) {
    // The value of a primitive, without its id and extensions (R4 fhirpath.html#types).
    if (item.value !== undefined) {
      into.push(systemItem(item.value as string | number | boolean));
    }
  } else if (item.typeName.startsWith('System.') && isJsonObject(item.value)) {
    // A quantity, or what type() gives.
    const value = item.value[name];
    if (typeof value === 'string' || typeof value === 'number') {
      into.push(systemItem(value));
    }
  } else if (item.sibling !== undefined && (name === 'extension' || name === 'id')) {
    addSiblingChildren(item.sibling, name, typeOfResource, into);
  }
}

/**
 * `valueQuantity` in place of `value`: expressions that name a choice element with its type are no FHIRPath of R4
 * (fhirpath.html), and yet many have it.
 */
function addTypedChoice(
  parent: JsonObject,
  property: Property | undefined,
  typeOfResource: TypeOfResource,
  into: Item[],
): void {
  if (property !== undefined && property.rule.isChoice && !property.isSibling) {
    addValues(parent, property, typeOfResource, into);
  }
}

export function addAllChildren(item: Item, typeOfResource: TypeOfResource, into: Item[]): void {
  if (item.type !== undefined && isJsonObject(item.value)) {
    for (const properties of item.type.byName.values()) {
      for (const property of properties) {
        addValues(item.value, property, typeOfResource, into);
      }
    }
  } else if (item.sibling !== undefined) {
    addSiblingChildren(item.sibling, 'id', typeOfResource, into);
    addSiblingChildren(item.sibling, 'extension', typeOfResource, into);
  }
}

function addSiblingChildren(
  sibling: JsonObject,
  name: string,
  typeOfResource: TypeOfResource,
  into: Item[],
): void {
  const element = typeOfResource('Element');
  if (element !== undefined) {
    addChildren({ value: sibling, typeName: 'Element', type: element }, name, typeOfResource, into);
  }
}

function addValues(
  parent: JsonObject,
  property: Property,
  typeOfResource: TypeOfResource,
  into: Item[],
): void {
  const value = parent[property.key];
  const sibling =
    property.primitive === undefined || property.isPlain ? undefined : parent[`_${property.key}`];
  if (value === undefined && sibling === undefined) {
    return;
  }
  if (Array.isArray(value) || Array.isArray(sibling)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    const siblings: readonly unknown[] = Array.isArray(sibling) ? sibling : [];
    for (let index = 0; index < Math.max(values.length, siblings.length); index += 1) {
      addValue(values[index], siblings[index], property, typeOfResource, into);
    }
  } else {
    addValue(value, sibling, property, typeOfResource, into);
  }
}

/** A resource with nothing but its type is empty, as any element without content. */
function hasContent(resource: JsonObject): boolean {
  for (const key in resource) {
    if (key !== 'resourceType') {
      return true;
    }
  }
  return false;
}

function addValue(
  value: unknown,
  sibling: unknown,
  property: Property,
  typeOfResource: TypeOfResource,
  into: Item[],
): void {
  if (property.kind === 'resource') {
    if (isJsonObject(value) && hasContent(value)) {
      into.push(resourceItem(value, typeOfResource));
    }
  } else if (property.kind === 'complex') {
    if (isJsonObject(value)) {
      const type = property.type();
      into.push({ value, typeName: type.typeName, type });
    }
  } else if ((value !== undefined && value !== null) || isJsonObject(sibling)) {
    into.push({
      value: value ?? undefined,
      typeName: property.typeName,
      sibling: isJsonObject(sibling) ? sibling : undefined,
    });
  }
}

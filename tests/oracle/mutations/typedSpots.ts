import type { ElementDefinition } from '@medplum/fhirtypes';
import { childrenOf, elementsOf } from './graft.ts';
import type { Json, JsonObject } from './spots.ts';

/** A property of an object somewhere in a resource, with the element by which it stands there. */
export interface TypedSpot {
  readonly parent: JsonObject;
  readonly key: string;
  readonly element: ElementDefinition;
  /** The type of the value, of a choice the one that is chosen. */
  readonly type: string;
  readonly path: string;
}

/** An object of the resource, with the elements that may stand in it. */
export interface TypedObject {
  readonly value: JsonObject;
  readonly elements: readonly ElementDefinition[];
  /** Of the definition: `Patient.contact`, `HumanName`. */
  readonly path: string;
  readonly place: string;
}

export interface TypedParts {
  readonly spots: readonly TypedSpot[];
  readonly objects: readonly TypedObject[];
}

const RESOURCE_TYPES: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

/** Every property and object of the resource that the base definitions know, at any depth. */
export function typedPartsOf(resource: JsonObject): TypedParts {
  const spots: TypedSpot[] = [];
  const objects: TypedObject[] = [];

  function visit(
    value: JsonObject,
    elements: readonly ElementDefinition[],
    path: string,
    place: string,
  ): void {
    objects.push({ value, elements, path, place });
    for (const child of childrenOf(elements, path)) {
      const name = child.path.slice(path.length + 1);
      for (const { code } of child.type ?? [{ code: 'BackboneElement' }]) {
        const key = name.endsWith('[x]')
          ? name.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1)
          : name;
        const found = value[key];
        if (found !== undefined) {
          spots.push({ parent: value, key, element: child, type: code, path: `${place}.${key}` });
          for (const each of Array.isArray(found) ? (found as Json[]) : [found]) {
            enter(each, child, code, elements, `${place}.${key}`);
          }
        }
      }
    }
  }

  function enter(
    value: Json,
    element: ElementDefinition,
    type: string,
    elements: readonly ElementDefinition[],
    place: string,
  ): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return;
    }
    const object = value as JsonObject;
    const reference = element.contentReference;
    if (reference !== undefined) {
      visit(object, elements, reference.slice(reference.indexOf('#') + 1), place);
    } else if (type === 'BackboneElement' || type === 'Element') {
      visit(object, elements, element.path, place);
    } else {
      const name = RESOURCE_TYPES.has(type) ? String(object['resourceType']) : type;
      visit(object, elementsOf(name), name, place);
    }
  }

  const type = String(resource['resourceType']);
  visit(resource, elementsOf(type), type, type);
  return { spots, objects };
}

import type { ComplexType } from '../elementTree.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Walk } from '../walk.ts';
import { resourceTypeOf, typeOfValue, valuesOf, type ElementValue } from './values.ts';

/** A node to look at: a value with its type, or a primitive. */
export interface Place {
  readonly value: unknown;
  readonly typeName: string;
  readonly type: ComplexType | undefined;
}

export function placeOfValue(walk: Walk, value: ElementValue): Place {
  const { property } = value;
  return {
    value: value.value,
    typeName: property.kind === 'resource' ? resourceTypeOf(value.value) : property.typeName,
    type: typeOfValue(value, (name) => walk.definitions.resourceType(name)),
  };
}

/** `$this` is no step; `extension('url')`, `ofType(X)` and `resolve()` are steps of their own. */
export function stepsOf(path: string): readonly string[] {
  return path.match(/[A-Za-z$]+(?:\('[^']*'\)|\([^()]*\))?/g)?.filter((step) => step !== '$this') ?? [];
}

/** Where the steps lead from the places given. */
export function placesAt(walk: Walk, start: readonly Place[], steps: readonly string[]): readonly Place[] {
  let places = start;
  for (const step of steps) {
    places = places.flatMap((place) => nextPlaces(walk, place, step));
  }
  return places;
}

export function nextPlaces(walk: Walk, place: Place, step: string): readonly Place[] {
  const isPlain = !step.endsWith(')');
  if (isPlain) {
    return childrenOf(walk, place, step);
  }
  if (step === 'resolve()') {
    const reference = isJsonObject(place.value) ? place.value['reference'] : place.value;
    const target = typeof reference === 'string' ? walk.context.resolve(reference) : undefined;
    return target === undefined ? [] : [placeOfResource(walk, target)];
  }
  const ofType = /^ofType\((?:FHIR\.)?(\w+)\)$/.exec(step)?.[1];
  if (ofType !== undefined) {
    return place.typeName === ofType ? [place] : [];
  }
  const extension = /^extension\('(.*)'\)$/.exec(step)?.[1];
  return childrenOf(walk, place, 'extension').filter(({ value }) => isJsonObject(value) && value['url'] === extension);
}

function childrenOf(walk: Walk, place: Place, name: string): readonly Place[] {
  if (!isJsonObject(place.value) || place.type === undefined) {
    return [];
  }
  return valuesOf(place.value, place.type, name).map((child) => placeOfValue(walk, child));
}

function placeOfResource(walk: Walk, value: JsonObject): Place {
  const typeName = resourceTypeOf(value);
  return { value, typeName, type: walk.definitions.resourceType(typeName) };
}


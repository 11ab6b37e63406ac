import { isJsonObject, type JsonObject } from '../json.ts';
import type { Walk } from '../walk.ts';

/** The objects that stand as one element, in an array or alone; anything else is judged elsewhere. */
export function objectsAt(parent: JsonObject, name: string): readonly JsonObject[] {
  return [parent[name]].flat().filter(isJsonObject);
}

/** Runs for each object of a repeating element, with the place there. */
export function atEach(walk: Walk, parent: JsonObject, name: string, run: (value: JsonObject) => void): void {
  for (const [index, value] of objectsAt(parent, name).entries()) {
    walk.at(`${name}[${index}]`, () => run(value));
  }
}

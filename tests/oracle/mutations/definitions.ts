import { readFileSync } from 'node:fs';
import type { Change, Json, JsonObject } from './spots.ts';
import { replaceWhole } from './wrapped.ts';

/** By element: what may stand there; null: nothing. */
type Parts = Readonly<Record<string, readonly Json[]>>;

/** Small conformance resources of each kind, with what may stand in the place of their parts, right and wrong. */
const { kinds, common } = JSON.parse(readFileSync(new URL('definitions.json', import.meta.url), 'utf8')) as {
  readonly kinds: readonly { readonly whole: JsonObject; readonly parts: Parts }[];
  /** Of all of them. */
  readonly common: Parts;
};

/** One of them, with one or two of its parts otherwise. */
export const DEFINITION_CHANGES: Readonly<Record<string, Change>> = {
  definition: ({ resource }, pick) => {
    const { whole, parts } = pick(kinds);
    const made = structuredClone(whole);
    for (let count = pick([1, 1, 1, 2]); count > 0; count -= 1) {
      const from = pick([parts, parts, parts, common]);
      const name = pick(Object.keys(from));
      const value = pick(from[name] ?? []);
      if (value === null) {
        Reflect.deleteProperty(made, name);
      } else {
        made[name] = structuredClone(value);
      }
    }
    return replaceWhole(resource, made);
  },
};

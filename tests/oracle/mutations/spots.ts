import type { Pick } from '../random.ts';

export type Json = unknown;
export type JsonObject = Record<string, Json>;

/** A property of an object somewhere in a resource. */
export interface Spot {
  readonly parent: JsonObject;
  readonly key: string;
  readonly path: string;
  /** The whole resource. */
  readonly resource: JsonObject;
}

/** Changes one spot; false where it cannot. */
export type Change = (spot: Spot, pick: Pick) => boolean;

/** Every property of the resource, at any depth. */
export function spotsOf(resource: JsonObject): readonly Spot[] {
  const spots: Spot[] = [];
  const visit = (value: Json, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((each, index) => visit(each, `${path}[${index}]`));
    } else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) {
        spots.push({ parent: value as JsonObject, key, path: `${path}.${key}`, resource });
        visit((value as JsonObject)[key], `${path}.${key}`);
      }
    }
  };
  visit(resource, String(resource['resourceType']));
  return spots;
}

export function set({ parent, key }: Spot, value: Json): true {
  parent[key] = value;
  return true;
}

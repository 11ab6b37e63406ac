import type { Identifier, Resource } from '@medplum/fhirtypes';
import { identifierKey, identifiersOf, isBusinessIdentifier } from '../fhir/identifier.ts';

/** Since when a party says what it says. */
export interface StatementTimes {
  /** Of the newest statement, epoch milliseconds. */
  readonly assertedAt: number;
  /** Of the elements that the newest does not state: by name, those of `meta` and each identifier by itself. */
  readonly told?: Readonly<Record<string, number>>;
}

export interface MergedStatements {
  readonly resource: Resource;
  readonly times: StatementTimes;
}

/**
 * What is stored of a party with another statement of it, in whichever order statements come: each element is as the
 * newest that states it says, identifiers of all are kept, the newest first. The id is the stored one's.
 */
export function mergeStatements(
  stored: Resource,
  former: StatementTimes,
  stated: Resource,
  at: number,
): MergedStatements {
  const assertedAt = Math.max(former.assertedAt, at);
  const parts = partsOf(stored);
  const times = new Map(
    [...parts.keys()].map((name) => [name, former.told?.[name] ?? former.assertedAt] as const),
  );
  for (const [name, part] of partsOf(stated)) {
    if (at >= (times.get(name) ?? -Infinity)) {
      if (part.of === 'identifier') {
        // Last of all, so that those of one statement stand in its order.
        parts.delete(name);
      }
      parts.set(name, part);
      times.set(name, at);
    }
  }
  const older = [...times].filter(([name, time]) => time !== assertedAt && !OF_SERVER.has(name));
  const told = older.length === 0 ? {} : { told: Object.fromEntries(older) };
  return { resource: resourceOf(stored, parts, times), times: { assertedAt, ...told } };
}

/** What the store says of itself. */
const OF_SERVER: ReadonlySet<string> = new Set(['meta.versionId', 'meta.lastUpdated']);

interface Part {
  readonly of: 'resource' | 'meta' | 'identifier';
  readonly name: string;
  readonly value: unknown;
}

function partsOf(resource: Resource): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const [name, value] of Object.entries(resource)) {
    if (name !== 'id' && name !== 'identifier' && name !== 'meta') {
      parts.set(name, { of: 'resource', name, value });
    }
  }
  for (const [name, value] of Object.entries(resource.meta ?? {}) as [string, unknown][]) {
    parts.set(`meta.${name}`, { of: 'meta', name, value });
  }
  for (const value of identifiersOf(resource)) {
    parts.set(`identifier.${keyOf(value)}`, { of: 'identifier', name: '', value });
  }
  return parts;
}

function keyOf(identifier: Identifier): string {
  return isBusinessIdentifier(identifier) ? identifierKey(identifier) : JSON.stringify(identifier);
}

function resourceOf(
  { id }: Resource,
  parts: ReadonlyMap<string, Part>,
  times: ReadonlyMap<string, number>,
): Resource {
  const own: Record<string, unknown> = {};
  const meta: Record<string, unknown> = {};
  const identifiers: { readonly time: number; readonly value: unknown }[] = [];
  for (const [key, { of, name, value }] of parts) {
    if (of === 'identifier') {
      identifiers.push({ time: times.get(key) ?? 0, value });
    } else {
      (of === 'meta' ? meta : own)[name] = value;
    }
  }
  identifiers.sort((one, other) => other.time - one.time);
  return Object.assign(
    own as unknown as Resource,
    id === undefined ? {} : { id },
    Object.keys(meta).length === 0 ? {} : { meta },
    identifiers.length === 0 ? {} : { identifier: identifiers.map(({ value }) => value) },
  );
}

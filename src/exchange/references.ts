import type { Resource } from '@medplum/fhirtypes';
import { identifierKey, isBusinessIdentifier, type BusinessIdentifier } from '../fhir/identifier.ts';
import type { TransactionReader } from '../store/store.ts';

/** `Type|system|value` of a logical reference (FHIR R4 2.3.0.2). */
type LogicalKey = string;

/**
 * What the logical references among the resources name, of what is stored: a pathway names the one that it takes over
 * from by the sender's identifier, and who reads it wants to follow. What is not stored, or is there twice, stays
 * logical.
 */
export async function findLogicalTargets(
  resources: readonly Resource[],
  reader: TransactionReader,
): Promise<ReadonlyMap<LogicalKey, string>> {
  const named = new Map<LogicalKey, { readonly type: string; readonly identifier: BusinessIdentifier }>();
  for (const resource of resources) {
    collectLogical(resource, named);
  }
  const targets = new Map<LogicalKey, string>();
  for (const [key, { type, identifier }] of named) {
    const [found, another] = await reader.findByIdentifier(type, identifier);
    if (found !== undefined && another === undefined) {
      targets.set(key, `${type}/${found.id}`);
    }
  }
  return targets;
}

/**
 * A copy in which every string that is the fullUrl of an entry is that entry's reference, and every logical reference
 * with a known target has it beside the identifier.
 */
export function rewriteReferences<T>(
  value: T,
  entries: ReadonlyMap<string, string>,
  logical: ReadonlyMap<LogicalKey, string>,
): T {
  if (typeof value === 'string') {
    return (value.startsWith('urn:uuid:') ? (entries.get(value) ?? value) : value) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => rewriteReferences(item, entries, logical)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    const copy = Object.fromEntries(
      Object.entries(value).map(([key, item]: [string, unknown]) => [
        key,
        rewriteReferences(item, entries, logical),
      ]),
    );
    const target = logical.get(logicalKeyOf(value)?.key ?? '');
    return (target === undefined ? copy : { reference: target, ...copy }) as T;
  }
  return value;
}

function collectLogical(
  value: unknown,
  named: Map<LogicalKey, { readonly type: string; readonly identifier: BusinessIdentifier }>,
): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const logical = Array.isArray(value) ? undefined : logicalKeyOf(value);
  if (logical !== undefined) {
    named.set(logical.key, logical);
    return;
  }
  for (const item of Object.values(value)) {
    collectLogical(item, named);
  }
}

/** Of a Reference that has type and identifier and no `reference`; undefined of everything else. */
function logicalKeyOf(
  value: object,
): { readonly key: LogicalKey; readonly type: string; readonly identifier: BusinessIdentifier } | undefined {
  const { type, identifier } = value as { readonly type?: unknown; readonly identifier?: unknown };
  return typeof type === 'string' &&
    typeof identifier === 'object' &&
    identifier !== null &&
    !Array.isArray(identifier) &&
    !('reference' in value) &&
    isBusinessIdentifier(identifier)
    ? { key: `${type}|${identifierKey(identifier)}`, type, identifier }
    : undefined;
}

import type { BundleEntry, BundleIndex } from './bundleIndex.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isJsonObject } from './json.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/**
 * What stands in a document is connected with its Composition, by references from it or to it, directly or over other
 * entries (R4 3.3.1, http://hl7.org/fhir/R4/documents.html#content).
 */
export function checkDocumentEntries(walk: Walk, index: BundleIndex): void {
  const neighbours = neighboursOf(index);
  const reached = new Set<BundleEntry>(index.entries.slice(0, 1));
  for (const entry of reached) {
    for (const other of neighbours.get(entry) ?? []) {
      reached.add(other);
    }
  }
  for (const entry of index.entries) {
    if (!reached.has(entry) && entry.resource !== undefined) {
      walk.at(`entry[${entry.index}]`, () =>
        walk.report(VALIDATION_FINDINGS.orphanEntry, { found: shown(entry.fullUrl) }),
      );
    }
  }
}

function neighboursOf(index: BundleIndex): Map<BundleEntry, Set<BundleEntry>> {
  const neighbours = new Map<BundleEntry, Set<BundleEntry>>(
    index.entries.map((entry) => [entry, new Set<BundleEntry>()]),
  );
  for (const entry of index.entries) {
    for (const reference of referencesWithin(entry.resource)) {
      for (const target of index.entriesFor(reference, entry.fullUrl)) {
        neighbours.get(entry)?.add(target);
        neighbours.get(target)?.add(entry);
      }
    }
  }
  return neighbours;
}

/** All references in a value, at any depth. */
function* referencesWithin(value: unknown): Generator<string> {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) {
      for (const each of next as readonly unknown[]) {
        waiting.push(each);
      }
    } else if (isJsonObject(next)) {
      if (typeof next['reference'] === 'string') {
        yield next['reference'];
      }
      for (const each of Object.values(next)) {
        waiting.push(each);
      }
    }
  }
}

import { type JsonObject, isJsonObject, textOf } from './json.ts';
import type { BundleEntry, BundleIndex } from './bundleIndex.ts';
import { checkDocumentEntries } from './documentEntries.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri } from './primitives.ts';
import { plainTypeOf } from './referenceForm.ts';
import { restTypeOf } from './references.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** Types of Bundle whose entries may have no fullUrl (R4 2.36.4). */
const REQUESTS: ReadonlySet<unknown> = new Set(['transaction', 'batch']);
const RESPONSES: ReadonlySet<unknown> = new Set(['transaction-response', 'batch-response']);

/** Link relations that may stand once only, and those that belong to searches and histories. */
const PAGING: ReadonlySet<unknown> = new Set(['first', 'previous', 'next', 'last']);

/** The rules of Bundles beyond their invariants (R4 2.36, Bundle; 2.42, documents; 2.41, messages). */
export function checkBundle(walk: Walk, bundle: JsonObject): void {
  const index = walk.context.bundleIndex;
  const { type } = bundle;
  if (index === undefined) {
    return;
  }
  checkLinks(walk, bundle);
  if (index.entries.length === 0 && (type === 'document' || type === 'message')) {
    walk.report(VALIDATION_FINDINGS.bundleRule, { rule: type, text: 'no first entry' });
  }
  for (const entry of index.entries) {
    walk.at(`entry[${entry.index}]`, () => checkEntry(walk, entry, type));
  }
  if (type === 'document' || type === 'message') {
    checkFirst(walk, index, type);
    if (type === 'document') {
      checkDocumentEntries(walk, index);
    }
  } else if (type === 'searchset') {
    checkSearchset(walk, bundle, index);
  }
}

function checkLinks(walk: Walk, { link, type }: JsonObject): void {
  const seen = new Set<unknown>();
  const isPaged = type === 'searchset' || type === 'history';
  for (const each of (Array.isArray(link) ? link : []).filter(isJsonObject)) {
    const { relation } = each;
    if (PAGING.has(relation) && !isPaged) {
      walk.report(
        VALIDATION_FINDINGS.bundleRule,
        { rule: textOf(type), text: `link ${shown(relation)}` },
        'link',
      );
    } else if (seen.has(relation) && (relation === 'self' || PAGING.has(relation))) {
      walk.report(
        VALIDATION_FINDINGS.bundleRule,
        { rule: textOf(type), text: `link ${shown(relation)} × 2` },
        'link',
      );
    }
    seen.add(relation);
  }
}

/** Only what is created may be without, and what refers to nothing (R4 Bundle.entry.fullUrl; 2.36.4.1). */
function needsFullUrl({ resource, method }: BundleEntry, type: unknown): boolean {
  return REQUESTS.has(type) ? method !== 'POST' && refersRelatively(resource) : !RESPONSES.has(type);
}

/** Whether a reference somewhere in the value has a type and an id only, to be found by the fullUrl around it. */
function refersRelatively(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(refersRelatively);
  }
  return (
    isJsonObject(value) &&
    Object.entries(value).some(([name, each]) =>
      name === 'reference' && typeof each === 'string'
        ? plainTypeOf(each) !== undefined
        : refersRelatively(each),
    )
  );
}

function checkEntry(walk: Walk, entry: BundleEntry, type: unknown): void {
  const { fullUrl, resource } = entry;
  if (fullUrl === undefined) {
    if (needsFullUrl(entry, type)) {
      walk.report(VALIDATION_FINDINGS.missingElement, {
        rule: 'Bundle.entry.fullUrl',
        profile: textOf(type),
      });
    }
    return;
  }
  if (!isAbsoluteUri(fullUrl)) {
    walk.report(VALIDATION_FINDINGS.fullUrl, { found: shown(fullUrl), allowed: '…://…' });
    return;
  }
  if (
    resource !== undefined &&
    restTypeOf(fullUrl) !== undefined &&
    walk.definitions.resourceTypes.has(restTypeOf(fullUrl) ?? '')
  ) {
    const expected = `/${textOf(resource['resourceType'])}/${textOf(resource['id'])}`;
    if (!fullUrl.endsWith(expected)) {
      walk.report(VALIDATION_FINDINGS.fullUrl, { found: shown(fullUrl), allowed: expected });
    }
  }
}

const FIRST_TYPES = { document: 'Composition', message: 'MessageHeader' } as const;

function checkFirst(walk: Walk, index: BundleIndex, type: 'document' | 'message'): void {
  const [first] = index.entries;
  if (first === undefined) {
    return;
  }
  const { resource } = first;
  if (resource?.['resourceType'] !== FIRST_TYPES[type]) {
    walk.report(
      VALIDATION_FINDINGS.bundleRule,
      { rule: type, text: `entry[0] ≠ ${FIRST_TYPES[type]}` },
      'entry[0]',
    );
    return;
  }
  walk.at('entry[0].resource', () => {
    for (const reference of type === 'document'
      ? referencesOfComposition(resource)
      : referencesAt(resource, 'focus')) {
      checkMet(walk, reference, index, first.fullUrl);
    }
  });
}

/** The references of a document's Composition that must be met in the Bundle (R4 2.42.1). */
function referencesOfComposition(composition: JsonObject): readonly string[] {
  return [
    ...['subject', 'author', 'encounter', 'custodian'].flatMap((name) => referencesAt(composition, name)),
    ...objectsAt(composition, 'attester').flatMap((attester) => referencesAt(attester, 'party')),
    ...objectsAt(composition, 'event').flatMap((event) => referencesAt(event, 'detail')),
    ...referencesOfSections(composition),
  ];
}

function referencesOfSections(parent: JsonObject): readonly string[] {
  return objectsAt(parent, 'section').flatMap((section) => [
    ...['author', 'focus', 'entry'].flatMap((name) => referencesAt(section, name)),
    ...referencesOfSections(section),
  ]);
}

function objectsAt(parent: JsonObject, name: string): readonly JsonObject[] {
  return [parent[name]].flat().filter(isJsonObject);
}

function referencesAt(parent: JsonObject, name: string): readonly string[] {
  return objectsAt(parent, name).flatMap(({ reference }) =>
    typeof reference === 'string' ? [reference] : [],
  );
}

function checkMet(walk: Walk, reference: string, index: BundleIndex, fullUrl: string | undefined): void {
  if (!reference.startsWith('#') && index.entriesFor(reference, fullUrl).length === 0) {
    walk.report(VALIDATION_FINDINGS.referenceNotInBundle, { found: shown(reference) });
  }
}

/** The resource type that a search was for, from its own link: `…/Observation?code=x`. */
function searchedType(walk: Walk, bundle: JsonObject): string | undefined {
  const self = objectsAt(bundle, 'link').find(({ relation }) => relation === 'self')?.['url'];
  const type = typeof self === 'string' ? /(?:^|\/)([A-Z][A-Za-z]+)\?/.exec(self)?.[1] : undefined;
  return type !== undefined && walk.definitions.resourceTypes.has(type) ? type : undefined;
}

function checkSearchset(walk: Walk, bundle: JsonObject, index: BundleIndex): void {
  const searched = searchedType(walk, bundle);
  for (const [position, entry] of objectsAt(bundle, 'entry').entries()) {
    const { resource } = index.entries[position] ?? {};
    walk.at(`entry[${position}]`, () => {
      if (resource === undefined) {
        walk.report(VALIDATION_FINDINGS.missingElement, {
          rule: 'Bundle.entry.resource',
          profile: 'searchset',
        });
        return;
      }
      const { search } = entry;
      const mode = isJsonObject(search) ? search['mode'] : undefined;
      if ((mode === 'match' || mode === 'include') && resource['id'] === undefined) {
        walk.report(VALIDATION_FINDINGS.missingElement, { rule: 'id', profile: 'searchset' }, 'resource');
      }
      const { resourceType } = resource;
      if (
        searched !== undefined &&
        mode === 'match' &&
        ![searched, 'OperationOutcome'].includes(textOf(resourceType))
      ) {
        walk.report(
          VALIDATION_FINDINGS.bundleRule,
          { rule: 'searchset', text: `match ${shown(resourceType)} ≠ ${searched}` },
          'resource',
        );
      }
      if (mode === 'outcome' && resource['resourceType'] !== 'OperationOutcome') {
        walk.report(
          VALIDATION_FINDINGS.bundleRule,
          { rule: 'searchset', text: 'outcome ≠ OperationOutcome' },
          'resource',
        );
      }
    });
  }
}

import { type JsonObject, textOf } from './json.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri } from './primitives.ts';
import { plainTypeOf, typeAtEnd } from './referenceForm.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** As a relative reference is written, whatever the type and the id. */
const TYPE_SLASH_ID = /^[^/]+\/[^/]*(?:\/_history\/[^/]+)?$/;
const QUERY = /^\?[_a-zA-Z][_a-zA-Z0-9:.-]*=[^=&]*(?:&[_a-zA-Z][_a-zA-Z0-9:.-]*=[^=&]*)*$/;

/** Judges a Reference: what it is written like, where it leads, and whether that type can stand there. */
export function checkReference(walk: Walk, value: JsonObject): void {
  const { reference, type } = value;
  const stated = typeof type === 'string' ? type : undefined;
  if (typeof reference !== 'string' || reference === '') {
    return;
  }
  const { root } = walk.context;
  const plainType =
    root.outer === undefined && root.bundleIndex === undefined ? plainTypeOf(reference) : undefined;
  if (plainType !== undefined) {
    // As most are: to another resource, which cannot be at hand.
    checkType(walk, knownType(walk, plainType), stated);
    return;
  }
  if (/[ \t\n\v\f\r]/.test(reference)) {
    walk.report(VALIDATION_FINDINGS.referenceFormat, { found: shown(reference) });
    return;
  }
  const isLocal = reference.startsWith('#');
  if (isLocal) {
    walk.context.localReferences.add(reference.slice(1));
  }
  const target = walk.context.resolve(reference);
  if (isLocal && (target === undefined || (reference === '#' && !walk.context.isContained))) {
    walk.report(VALIDATION_FINDINGS.referenceNotContained, { found: shown(reference) });
    return;
  }
  if (target === undefined && !isLocal && isMalformedInBundle(walk, reference)) {
    walk.report(VALIDATION_FINDINGS.referenceFormat, { found: shown(reference) });
    return;
  }
  if (target === undefined && isElsewhereInBundle(walk, reference)) {
    walk.report(VALIDATION_FINDINGS.referenceNotInBundle, { found: shown(reference) });
    return;
  }
  if (target !== undefined && !isLocal) {
    checkOnlyOne(walk, reference);
  }
  checkQuery(walk, reference);
  const found = target === undefined ? typeIn(walk, reference) : textOf(target['resourceType']);
  checkType(walk, found, stated);
}

/** Of several entries with the fullUrl, in versions of their own, none is meant (R4 2.36.4.1). */
function checkOnlyOne(walk: Walk, reference: string): void {
  const count = walk.context.countOf(reference);
  if (count > 1) {
    walk.report(VALIDATION_FINDINGS.referenceAmbiguous, {
      found: shown(reference),
      allowed: String(count),
    });
  }
}

/** Bundles whose resources have their places on a server, or are yet to get them. */
const WITHOUT_PLACES: ReadonlySet<unknown> = new Set(['transaction', 'batch', 'searchset']);

/**
 * Whether the Bundle has the resource by type and id, though the reference cannot lead to it: a relative reference has
 * no base where the fullUrl of its own resource is no RESTful URL (R4 2.36.4.1).
 */
function isElsewhereInBundle(walk: Walk, reference: string): boolean {
  if (isAbsoluteUri(reference) || reference.includes('?')) {
    return false;
  }
  for (let { outer } = walk.context.root; outer !== undefined; outer = outer.outer) {
    if (outer.bundleIndex !== undefined) {
      const { fullUrl } = walk.context.root;
      const hasBase = fullUrl !== undefined && restTypeOf(fullUrl) !== undefined;
      return (
        !hasBase &&
        !WITHOUT_PLACES.has(outer.value['type']) &&
        outer.bundleIndex.withTypeAndId(reference).length > 0
      );
    }
  }
  return false;
}

/** In a Bundle a relative reference is Type/id, or a search in a transaction. */
function isMalformedInBundle(walk: Walk, reference: string): boolean {
  return (
    walk.context.root.outer !== undefined &&
    !isAbsoluteUri(reference) &&
    !reference.includes('?') &&
    !TYPE_SLASH_ID.test(reference)
  );
}

function typeIn(walk: Walk, reference: string): string | undefined {
  const name = typeAtEnd(reference);
  return name === undefined ? undefined : knownType(walk, name);
}

function knownType(walk: Walk, name: string): string | undefined {
  return walk.definitions.resourceTypes.has(name) ? name : undefined;
}

function checkType(walk: Walk, found: string | undefined, stated: string | undefined): void {
  const targets = walk.propertyAbove(0)?.targets;
  if (found !== undefined && stated !== undefined && found !== stated) {
    walk.report(VALIDATION_FINDINGS.referenceType, { found: stated, allowed: found });
  }
  const type = found ?? stated;
  if (type !== undefined && targets !== undefined && targets.size > 0 && !targets.has(type)) {
    walk.report(VALIDATION_FINDINGS.referenceTarget, { found: type, allowed: [...targets].join(', ') });
  }
}

/** A search in place of an id stands only in a transaction (R4 3.1.0.11.2, conditional references). */
function checkQuery(walk: Walk, reference: string): void {
  const mark = reference.indexOf('?');
  if (mark < 0 || !walk.definitions.resourceTypes.has(reference.slice(0, mark))) {
    return;
  }
  if (!QUERY.test(reference.slice(mark)) || !isInTransaction(walk)) {
    walk.report(VALIDATION_FINDINGS.referenceFormat, { found: shown(reference) });
  }
}

function isInTransaction(walk: Walk): boolean {
  for (let { outer } = walk.context; outer !== undefined; outer = outer.outer) {
    if (outer.value['type'] === 'transaction') {
      return true;
    }
  }
  return false;
}

/** An absolute URL that may be a server's, `http(s)://…/Type/id`. */
export function restTypeOf(url: string): string | undefined {
  return isAbsoluteUri(url) && /^https?:/.test(url) ? typeAtEnd(url) : undefined;
}

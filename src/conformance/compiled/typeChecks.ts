import type { ComplexType } from './elementTree.ts';
import type { JsonObject } from './json.ts';
import { createHash } from 'node:crypto';
import { checkCodeInSystem } from './codes.ts';
import { checkExtension } from './extensions.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri, isBase64 } from './primitives.ts';
import { checkReference } from './references.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** What a data type asks beyond its elements and invariants, by type name. */
export const TYPE_CHECKS: Readonly<
  Record<string, (walk: Walk, value: JsonObject, type: ComplexType) => void>
> = {
  Attachment: checkAttachment,
  Coding: checkCoding,
  Extension: checkExtension,
  Identifier: checkIdentifier,
  Quantity: checkQuantity,
  Reference: checkReference,
};

function checkCoding(walk: Walk, { system, code, display }: JsonObject): void {
  if (typeof system !== 'string') {
    return;
  }
  if (!isAbsoluteUri(system)) {
    const isInConcept = walk.propertyAbove(0)?.rule.path === 'CodeableConcept.coding';
    walk.report(
      VALIDATION_FINDINGS.systemNotAbsolute,
      { found: shown(system) },
      'system',
      isInConcept ? 'warning' : 'error',
    );
  } else if (system.includes('/ValueSet/')) {
    walk.report(VALIDATION_FINDINGS.valueSetAsSystem, { found: shown(system) }, 'system', 'warning');
  } else if (typeof code === 'string') {
    checkCodeInSystem(walk, system, code, display);
  }
}

function checkQuantity(walk: Walk, { system, code }: JsonObject): void {
  if (typeof system === 'string' && !isAbsoluteUri(system)) {
    walk.report(VALIDATION_FINDINGS.systemNotAbsolute, { found: shown(system) }, 'system');
  }
  if (typeof system === 'string' && typeof code === 'string' && system !== 'http://unitsofmeasure.org') {
    checkCodeInSystem(walk, system, code, undefined);
  }
}

function checkIdentifier(walk: Walk, { system, value }: JsonObject): void {
  if (typeof system !== 'string') {
    return;
  }
  if (!isAbsoluteUri(system)) {
    walk.report(VALIDATION_FINDINGS.systemNotAbsolute, { found: shown(system) }, 'system');
  }
  if (system === 'urn:ietf:rfc:3986' && typeof value === 'string' && !isAbsoluteUri(value)) {
    walk.report(VALIDATION_FINDINGS.identifierNotUri, { found: shown(value) });
  }
}

function checkAttachment(walk: Walk, { data, size, hash }: JsonObject): void {
  if (typeof data !== 'string' || data === '' || !isBase64(data)) {
    return;
  }
  if (/\s/.test(data)) {
    walk.report(VALIDATION_FINDINGS.primitiveFormat, { found: shown(data), allowed: 'base64Binary' }, 'data');
    return;
  }
  const length = (data.length / 4) * 3 - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0);
  if (typeof size === 'number' && size !== length) {
    walk.report(VALIDATION_FINDINGS.attachmentSize, { found: String(size), allowed: String(length) });
  }
  if (
    typeof hash === 'string' &&
    createHash('sha1').update(Buffer.from(data, 'base64')).digest('base64') !== hash
  ) {
    walk.report(VALIDATION_FINDINGS.attachmentHash);
  }
}

import type { Severity } from '../../findings/finding.ts';
import type { ComplexType } from './elementTree.ts';
import { isJsonObject, textOf, type JsonObject } from './json.ts';
import { createHash } from 'node:crypto';
import { checkCodeInSystem } from './codes.ts';
import { checkExtension } from './extensions.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri, isBase64, isSystemUri } from './primitives.ts';
import { checkReference } from './references.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** What a data type asks beyond its elements and invariants, by type name. */
export const TYPE_CHECKS: ReadonlyMap<string, (walk: Walk, value: JsonObject, type: ComplexType) => void> =
  new Map([
    ['Attachment', checkAttachment],
    ['Coding', checkCoding],
    ['Extension', checkExtension],
    ['Identifier', checkIdentifier],
    ['Meta', checkMeta],
    ['Quantity', checkQuantity],
    ['Reference', checkReference],
  ]);

function checkCoding(walk: Walk, { system, code, display }: JsonObject): void {
  if (typeof system !== 'string' || typeof code !== 'string') {
    return;
  }
  const rule = walk.propertyAbove(0)?.rule;
  const isInConcept = rule?.path === 'CodeableConcept.coding';
  const isBound = rule?.binding?.strength === 'required' || rule?.binding?.strength === 'extensible';
  const isWarning = isInConcept || (isBound && isAbsoluteUri(system));
  if (checkSystem(walk, system, isWarning ? 'warning' : 'error')) {
    checkCodeInSystem(walk, system, code, display, isInConcept || isBound);
  }
}

/**
 * Whether the URI can be that of a code system. A CodeableConcept may have other codes, and of a bound Coding the
 * binding judges: there it is but a warning.
 */
function checkSystem(walk: Walk, system: string, severity: Severity): boolean {
  if (!isSystemUri(system)) {
    walk.report(VALIDATION_FINDINGS.systemNotAbsolute, { found: shown(system) }, 'system', severity);
    return false;
  }
  if (system.includes('/ValueSet/')) {
    walk.report(VALIDATION_FINDINGS.valueSetAsSystem, { found: shown(system) }, 'system', severity);
    return false;
  }
  if (isKnownSystem(walk, system)) {
    return true;
  }
  if (system.startsWith('https:') && isKnownSystem(walk, system.replace('https:', 'http:'))) {
    walk.report(
      VALIDATION_FINDINGS.systemNear,
      { found: shown(system), allowed: system.replace('https:', 'http:') },
      'system',
      severity,
    );
    return false;
  }
  if (OF_HL7.test(system)) {
    walk.report(VALIDATION_FINDINGS.systemUnknown, { found: shown(system) }, 'system', severity);
    return false;
  }
  return true;
}

/** URIs that HL7 itself would have to define; those for the code systems of others stand under sid/. */
const OF_HL7 = /^https?:\/\/hl7\.org\/fhir\/(?!sid\/)/;

const WITHOUT_DEFINITION: ReadonlySet<string> = new Set([
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://unitsofmeasure.org',
]);

function isKnownSystem(walk: Walk, system: string): boolean {
  return WITHOUT_DEFINITION.has(system) || walk.definitions.hasCodeSystem(system);
}

function checkQuantity(walk: Walk, { system, code }: JsonObject): void {
  if (
    typeof system === 'string' &&
    typeof code === 'string' &&
    checkSystem(walk, system, 'error') &&
    system !== 'http://unitsofmeasure.org'
  ) {
    checkCodeInSystem(walk, system, code, undefined, false);
  }
}

function checkIdentifier(walk: Walk, { system, value }: JsonObject): void {
  if (typeof system !== 'string') {
    return;
  }
  if (!isSystemUri(system)) {
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

/** Security labels are a set (R4, Resource.meta.security). */
function checkMeta(walk: Walk, { security }: JsonObject): void {
  const seen = new Set<string>();
  for (const label of (Array.isArray(security) ? security : []).filter(isJsonObject)) {
    const key = `${textOf(label['system'])}#${textOf(label['code'])}`;
    if (seen.has(key)) {
      walk.report(VALIDATION_FINDINGS.duplicateLabel, { found: shown(key) }, 'security');
    }
    seen.add(key);
  }
}

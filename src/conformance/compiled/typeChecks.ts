import type { FindingDefinition, Severity } from '../../findings/finding.ts';
import type { ComplexType } from './elementTree.ts';
import { isJsonObject, textOf, type JsonObject } from './json.ts';
import { createHash } from 'node:crypto';
import type { BindingRule } from './bindings.ts';
import { checkCodeInSystem } from './codes.ts';
import { checkExtension } from './extensions.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { isAbsoluteUri, isAbsoluteUrl, isBase64, isSystemUri } from './primitives.ts';
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

function checkCoding(walk: Walk, { system, version, code, display }: JsonObject): void {
  if (typeof system !== 'string' || typeof code !== 'string') {
    return;
  }
  const rule = walk.propertyAbove(0)?.rule;
  const isInConcept = rule?.path === 'CodeableConcept.coding';
  const isBound = isBoundTo(rule?.binding);
  const severity = isInConcept || (isBound && isAbsoluteUrl(system)) ? 'warning' : 'error';
  if (isInConcept && !walk.definitions.hasVersion(system, version)) {
    // Nobody here knows the codes and texts of another version; of a binding codes.ts judges it.
    return;
  }
  if (checkSystem(walk, system, severity, isBound && !isInConcept)) {
    const worst = isInConcept && isBesideUnknowable(walk) ? 'warning' : 'error';
    checkCodeInSystem(walk, system, code, display, isInConcept || isBound, worst);
  }
}

/** Whether a binding asks for codes of a value set that is at hand. */
function isBoundTo(binding: BindingRule | undefined): boolean {
  return (
    (binding?.strength === 'required' || binding?.strength === 'extensible') && binding.choice() !== undefined
  );
}

/**
 * Whether the concept has a code of a system whose codes nobody has without a terminology server: the concept is then
 * told by that code, and what its other codes lack is but a warning.
 */
function isBesideUnknowable(walk: Walk): boolean {
  const codings: unknown = walk.place.objectAbove(1)?.['coding'];
  return (
    Array.isArray(codings) &&
    codings.length > 1 &&
    codings.some((each) => isJsonObject(each) && UNKNOWABLE.has(textOf(each['system'])))
  );
}

const UNKNOWABLE: ReadonlySet<string> = new Set([
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
  'http://hl7.org/fhir/sid/icd-9-cm',
  'http://hl7.org/fhir/sid/icd-10',
  'http://hl7.org/fhir/sid/cvx',
]);

/**
 * Whether the URI can be that of a code system. A CodeableConcept may have other codes, and of a bound Coding the
 * binding judges: there it is but a warning, apart from value sets.
 */
function checkSystem(walk: Walk, system: string, severity: Severity, isBound: boolean): boolean {
  const fault = (definition: FindingDefinition, allowed?: string, worst = severity): false => {
    walk.report(
      definition,
      { found: shown(system), ...(allowed !== undefined && { allowed }) },
      'system',
      worst,
    );
    return false;
  };
  if (isKnownSystem(walk, system)) {
    return true;
  }
  if (!isSystemUri(system) || (isBound ? !isAbsoluteUrl(system) : system.startsWith('ldap:'))) {
    return fault(VALIDATION_FINDINGS.systemNotAbsolute);
  }
  if (system.includes('ValueSet') && walk.definitions.codeChoice(system) !== undefined) {
    return fault(VALIDATION_FINDINGS.valueSetAsSystem, undefined, isBound ? 'error' : severity);
  }
  if (system.startsWith('https:') && isKnownSystem(walk, system.replace('https:', 'http:'))) {
    return fault(VALIDATION_FINDINGS.systemNear, system.replace('https:', 'http:'));
  }
  const begun = WITHOUT_DEFINITION.find((known) => system.startsWith(known));
  if (begun !== undefined) {
    return fault(VALIDATION_FINDINGS.systemNear, begun);
  }
  if (OF_HL7.test(system) && !OF_OTHERS.test(system)) {
    return fault(VALIDATION_FINDINGS.systemUnknown);
  }
  return true;
}

/** URIs that HL7 itself would have to define, or that lead to pages of its own. */
const OF_HL7 = /^https?:\/\/(?:(?:www\.)?hl7\.org\/fhir(?!\/test)|build\.fhir\.org)/;

/** The code systems of others to which HL7 has given a URI (R4 terminologies-systems.html). */
const OF_OTHERS =
  /^http:\/\/hl7\.org\/fhir\/sid\/(?:ndc|icpc-[12]|icpc-1-nl|icd-9|icd-10|icd-(?:9|10)-cm|icd-10-(?:vn|am)|cvx|srt|icf-nl|ca-hc-(?:npn|din)|dsm5|ex-icd-10-procedures)$/;

/** Code systems whose definition nobody has as FHIR; the URI of each ends there. */
const WITHOUT_DEFINITION = [
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://unitsofmeasure.org',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
] as const;

function isKnownSystem(walk: Walk, system: string): boolean {
  return (
    (WITHOUT_DEFINITION as readonly string[]).includes(system) ||
    (!system.includes('|') && walk.definitions.hasCodeSystem(system))
  );
}

function checkQuantity(walk: Walk, { system, code }: JsonObject): void {
  if (
    typeof system === 'string' &&
    typeof code === 'string' &&
    checkSystem(walk, system, 'error', false) &&
    system !== 'http://unitsofmeasure.org'
  ) {
    checkCodeInSystem(walk, system, code, undefined, false, 'error');
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

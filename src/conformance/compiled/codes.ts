import type { Severity } from '../../findings/finding.ts';
import { isSameText } from '../../terminology/codeText.ts';
import type { Property } from './elementTree.ts';
import { type JsonObject, isJsonObject } from './json.ts';
import type { BindingRule } from './bindings.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { nearestOf } from './nearest.ts';
import { isAbsoluteUri } from './primitives.ts';
import { shown } from './shown.ts';
import type { CodeChoice } from './valueSets.ts';
import type { Walk } from './walk.ts';

/** Codes listed as allowed in a sentence. */
const LISTED_CODES = 12;

/** Holds a coded value (code, Coding, CodeableConcept, Quantity …) against the binding of its element. */
export function checkCode(walk: Walk, value: unknown, property: Property): void {
  const { binding } = property.rule;
  if (binding !== undefined) {
    checkBinding(walk, value, property.typeName, binding, property.rule.path);
  }
}

/** The same for any binding, that of a profile too; `source` says who states it. */
export function checkBinding(
  walk: Walk,
  value: unknown,
  typeName: string,
  binding: BindingRule,
  source: string,
): void {
  if (binding.strength !== 'required' && binding.strength !== 'extensible') {
    return;
  }
  if (!CODED_TYPES.has(typeName)) {
    return;
  }
  const choice = binding.choice();
  if (choice !== undefined && isPlainlyIn(value, typeName, choice)) {
    return;
  }
  const codings = codingsOf(value, typeName);
  if (codings.length === 0) {
    checkNoCode(walk, value, binding, source);
    return;
  }
  if (choice === undefined) {
    reportUnchecked(walk, codings, binding);
    return;
  }
  const memberships = codings.map(({ system, code }) => choice.judge(system, code));
  if (binding.strength === 'required') {
    checkVersions(walk, codings, choice, binding, source);
  }
  if (memberships.includes('in')) {
    return;
  }
  if (memberships.includes('unknown')) {
    reportUnchecked(walk, codings, binding);
    return;
  }
  reportOutside(walk, codings, choice, binding, source);
}

/** The usual: a code, or a first Coding without a version, that is in the value set. */
function isPlainlyIn(value: unknown, typeName: string, choice: CodeChoice): boolean {
  if (typeof value === 'string') {
    return choice.judge(undefined, value) === 'in';
  }
  if (!isJsonObject(value)) {
    return false;
  }
  const list = typeName === 'CodeableConcept' ? value['coding'] : undefined;
  const coding: unknown =
    typeName !== 'CodeableConcept' ? value : Array.isArray(list) && list.length === 1 ? list[0] : undefined;
  if (!isJsonObject(coding)) {
    return false;
  }
  const { system, version, code } = coding;
  return (
    typeof code === 'string' &&
    version === undefined &&
    choice.judge(typeof system === 'string' ? system : '', code) === 'in'
  );
}

/** The types that a binding is for (R4 ElementDefinition.binding); of a choice the others are not bound. */
const CODED_TYPES: ReadonlySet<string> = new Set([
  'code',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'string',
  'uri',
]);

/** Where a code is required, one of another version of its system cannot be told to be it. */
function checkVersions(
  walk: Walk,
  codings: readonly FoundCode[],
  choice: CodeChoice,
  binding: BindingRule,
  source: string,
): void {
  for (const { system = '', version, code } of codings) {
    if (
      version !== undefined &&
      !walk.definitions.hasVersion(system, version) &&
      choice.judge(system, code) === 'in'
    ) {
      walk.report(VALIDATION_FINDINGS.codeNotAllowed, {
        found: `${system}|${version}#${code}`,
        rule: binding.valueSet,
        profile: source,
        allowed: `${listOf(choice)} (${walk.definitions.codeTable(system)?.version ?? ''})`,
      });
    }
  }
}

interface FoundCode {
  readonly system: string | undefined;
  readonly version?: string | undefined;
  readonly code: string;
}

function codingsOf(value: unknown, typeName: string): readonly FoundCode[] {
  if (typeof value === 'string') {
    return [{ system: undefined, code: value }];
  }
  if (!isJsonObject(value)) {
    return [];
  }
  if (typeName === 'CodeableConcept') {
    const list: unknown = value['coding'];
    return (Array.isArray(list) ? (list as readonly unknown[]) : []).filter(isJsonObject).flatMap(codeOf);
  }
  return codeOf(value);
}

/** A Coding without a system has a code in no system (R4 2.24.0.6). */
function codeOf({ system, version, code }: JsonObject): readonly FoundCode[] {
  return typeof code === 'string'
    ? [
        {
          system: typeof system === 'string' ? system : '',
          version: typeof version === 'string' ? version : undefined,
          code,
        },
      ]
    : [];
}

function checkNoCode(walk: Walk, value: unknown, binding: BindingRule, source: string): void {
  if (binding.strength === 'required' && isJsonObject(value) && !('value' in value)) {
    reportNoCode(walk, binding, source);
  }
}

/** A code of the value set is missing; nobody can say so where the value set is not at hand. */
export function reportNoCode(walk: Walk, binding: BindingRule, source: string): void {
  const choice = binding.choice();
  if (choice !== undefined) {
    walk.report(VALIDATION_FINDINGS.noCodeInRequiredBinding, {
      rule: binding.valueSet,
      allowed: listOf(choice),
      profile: source,
    });
  }
}

function reportUnchecked(walk: Walk, codings: readonly FoundCode[], binding: BindingRule): void {
  walk.report(VALIDATION_FINDINGS.codeNotChecked, {
    found: codings.map(written).join(', '),
    rule: binding.valueSet,
  });
}

function reportOutside(
  walk: Walk,
  codings: readonly FoundCode[],
  choice: CodeChoice,
  binding: BindingRule,
  source: string,
): void {
  const near = choice.codes === undefined ? undefined : nearestOf(codings[0]?.code ?? '', choice.codes);
  walk.report(
    near === undefined ? VALIDATION_FINDINGS.codeNotAllowed : VALIDATION_FINDINGS.codeNotAllowedNear,
    {
      found: codings.map(written).join(', '),
      rule: binding.valueSet,
      profile: source,
      allowed: near ?? listOf(choice),
    },
    undefined,
    binding.strength === 'required' ? 'error' : 'warning',
  );
}

function written({ system, code }: FoundCode): string {
  return system === undefined || system === '' ? shown(code) : `${system}#${code}`;
}

function listOf(choice: CodeChoice | undefined): string {
  if (choice?.codes === undefined) {
    return choice?.title ?? '?';
  }
  const codes = [...choice.codes];
  return codes.length > LISTED_CODES ? `${codes.slice(0, LISTED_CODES).join(', ')} …` : codes.join(', ');
}

/** Whether the code is in its own system, where that is at hand, and the display is its. */
export function checkCodeInSystem(
  walk: Walk,
  system: string,
  code: string,
  display: unknown,
  isBound: boolean,
  severity: Severity,
): void {
  const table = walk.definitions.codeTable(system);
  if (table === undefined) {
    if (isBound && system === 'urn:ietf:rfc:3986' && !isAbsoluteUri(code)) {
      walk.report(VALIDATION_FINDINGS.unknownCode, { found: shown(code), rule: system }, undefined, severity);
    }
    return;
  }
  const concept = table.find(code);
  if (concept === undefined) {
    if (table.isComplete) {
      const near = nearestOf(code, table.concepts.keys());
      walk.report(
        near === undefined ? VALIDATION_FINDINGS.unknownCode : VALIDATION_FINDINGS.unknownCodeNear,
        {
          found: shown(code),
          rule: system,
          ...(near !== undefined && { allowed: near }),
        },
        undefined,
        severity,
      );
    }
    return;
  }
  if (typeof display === 'string' && concept.display !== undefined && display.trim() !== '') {
    const texts = [concept.display, ...concept.designations];
    if (!texts.some((text) => isSameText(text, display))) {
      walk.report(
        VALIDATION_FINDINGS.wrongDisplay,
        { found: shown(display), rule: `${system}#${code}`, allowed: concept.display },
        undefined,
        severity,
      );
    }
  }
}

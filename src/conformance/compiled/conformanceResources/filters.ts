import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';

/** Operators that follow the hierarchy of the codes (R4, ValueSet.compose.include.filter.op). */
const HIERARCHIC: readonly string[] = ['is-a', 'descendent-of', 'is-not-a', 'generalizes'];

/** Properties whose value is a code of the system, whatever the operator. */
const CODED: ReadonlySet<unknown> = new Set(['concept', 'code', 'parent', 'child']);

/** The same of LOINC, whose concepts themselves are never filtered by another (R4 loinc.html, filters). */
// prettier-ignore
const CODED_OF_LOINC: ReadonlySet<unknown> = new Set([
  'parent', 'child', 'ancestor', 'answers-for', 'answer-list', 'category', 'CLASS',
  'COMPONENT', 'PROPERTY', 'TIME_ASPCT', 'SYSTEM', 'SCALE_TYP', 'METHOD_TYP',
]);

/** Of SNOMED CT: a concept, or an expression that concepts must meet (R4 snomedct.html, filters). */
const CODED_OF_SNOMED: ReadonlySet<unknown> = new Set(['concept', 'constraint']);

/** Operators that do not go with a property: a concept itself has no pattern, and is always there. */
const NOT_ALLOWED: Readonly<Record<string, readonly string[]>> = {
  concept: ['regex', 'exists'],
  code: ['exists'],
};
const NOT_ALLOWED_OF_LOINC: Readonly<Record<string, readonly string[]>> = {
  concept: ['regex', 'exists', 'in', 'not-in', 'descendent-of', 'generalizes'],
  code: ['regex', 'exists', 'in', 'not-in', 'descendent-of', 'generalizes'],
  STATUS: HIERARCHIC,
  CLASSTYPE: HIERARCHIC,
  ORDER_OBS: HIERARCHIC,
  VersionLastChanged: HIERARCHIC,
};

/** Properties of HL7 that are true or false, whatever the system. */
const BOOLEAN: ReadonlySet<unknown> = new Set(['inactive', 'notSelectable']);

/** The form of a value by the type that the code system gives the property (R4 CodeSystem.property.type). */
const VALUE_FORMS: Readonly<Record<string, RegExp>> = {
  integer: /^[+-]?\d+$/,
  boolean: /^(?:true|false)$/,
  dateTime: /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/,
  decimal: /^[+-]?\d+(?:\.\d+)?$/,
  Coding: /^[^#|]+(?:\|[^#]+)?#.+$/,
};

/** A filter of a ValueSet: the operator, the form of its value, and the codes in it (R4, ValueSet.compose). */
export function checkFilter(walk: Walk, system: string, filter: JsonObject): void {
  checkOperator(walk, system, filter);
  checkForm(walk, system, filter);
  checkCodes(walk, system, filter);
}

function checkOperator(walk: Walk, system: string, { property, op, value }: JsonObject): void {
  const table = system === LOINC ? NOT_ALLOWED_OF_LOINC : NOT_ALLOWED;
  if (typeof property === 'string' && table[property]?.includes(textOf(op)) === true) {
    fault(walk, `filter ${property} ${textOf(op)}`, 'op');
  }
  if (op === 'regex' && typeof value === 'string' && !isPattern(value)) {
    fault(walk, `regex ${shown(value)}`, 'value');
  }
}

function checkForm(walk: Walk, system: string, { property, op, value }: JsonObject): void {
  const type = BOOLEAN.has(property)
    ? 'boolean'
    : op === '='
      ? typeOfProperty(walk, system, property)
      : undefined;
  const form = type === undefined ? undefined : VALUE_FORMS[type];
  if (typeof value === 'string' && op !== 'regex' && form !== undefined && !form.test(value)) {
    fault(walk, `filter ${textOf(property)} (${type ?? ''}) = ${shown(value)}`, 'value');
  }
}

function fault(walk: Walk, text: string, step: string): void {
  walk.report(VALIDATION_FINDINGS.definitionFault, { text }, step);
}

function typeOfProperty(walk: Walk, system: string, property: unknown): string | undefined {
  return walk.definitions.files.codeSystem(system)?.property?.find(({ code }) => code === property)?.type;
}

function isCoded(system: string, property: unknown): boolean {
  switch (system) {
    case LOINC:
      return CODED_OF_LOINC.has(property);
    case SNOMED:
      return CODED_OF_SNOMED.has(property);
    default:
      return CODED.has(property);
  }
}

/** A code in a filter must exist in its system; where the system is not at hand, nobody here can tell. */
function checkCodes(walk: Walk, system: string, { property, op, value }: JsonObject): void {
  if (typeof value !== 'string' || !isCoded(system, property) || op === 'regex' || op === 'exists') {
    return;
  }
  const table = walk.definitions.codeTable(system);
  for (const code of op === 'in' || op === 'not-in' ? value.split(',') : [value]) {
    if (table === undefined) {
      walk.report(
        VALIDATION_FINDINGS.filterNotChecked,
        { found: shown(code), rule: `${textOf(property)} ${textOf(op)}`, allowed: system },
        undefined,
        walk.options.strictExtensions && isKnownByName(walk, system) ? 'error' : 'warning',
      );
    } else if (table.isComplete && table.find(code) === undefined) {
      walk.report(VALIDATION_FINDINGS.unknownCode, { found: shown(code), rule: system });
    }
  }
}

/** Whether HL7 has the system, though not its codes: one that nobody knows may have any. */
function isKnownByName(walk: Walk, system: string): boolean {
  return (
    system === LOINC ||
    system === SNOMED ||
    system.startsWith('http://hl7.org/fhir/sid/') ||
    walk.definitions.files.codeSystem(system) !== undefined
  );
}

/** Whether the text is a regular expression: read strictly, so that a stray brace or bracket shows. */
function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

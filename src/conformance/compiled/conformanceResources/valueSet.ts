import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { isAbsoluteUri } from '../primitives.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach } from './objects.ts';

/** Operators whose value is a code of the system (R4, ValueSet.compose.include.filter.op). */
const CODE_OPERATORS: ReadonlySet<unknown> = new Set(['is-a', 'descendent-of', 'is-not-a', 'generalizes']);

/** Properties whose value is a code of the system, whatever the operator. */
const CODE_PROPERTIES: ReadonlySet<unknown> = new Set(['concept', 'parent', 'child']);

/** Systems and filters of a ValueSet (R4, ValueSet.compose). */
export function checkValueSet(walk: Walk, valueSet: JsonObject): void {
  const { compose } = valueSet;
  if (typeof compose !== 'object' || compose === null) {
    return;
  }
  walk.at('compose', () => {
    for (const name of ['include', 'exclude']) {
      atEach(walk, compose as JsonObject, name, (include) => checkInclude(walk, include));
    }
  });
}

function checkInclude(walk: Walk, include: JsonObject): void {
  const { system } = include;
  if (typeof system !== 'string') {
    return;
  }
  if (!isAbsoluteUri(system)) {
    walk.report(VALIDATION_FINDINGS.systemNotAbsolute, { found: shown(system) }, 'system');
    return;
  }
  if (system.includes('|')) {
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `system ${shown(system)}: | → version` },
      'system',
    );
    return;
  }
  if (walk.definitions.files.valueSet(system)?.url === system && !walk.definitions.hasCodeSystem(system)) {
    walk.report(VALIDATION_FINDINGS.valueSetAsSystem, { found: shown(system) }, 'system', 'error');
    return;
  }
  atEach(walk, include, 'filter', (filter) => {
    checkFilter(walk, system, filter);
    checkFilterValue(walk, system, filter);
  });
}

/** The form of a value by the type that the code system gives the property (R4 CodeSystem.property.type). */
const VALUE_FORMS: Readonly<Record<string, RegExp>> = {
  integer: /^[+-]?\d+$/,
  boolean: /^(?:true|false)$/,
  dateTime: /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/,
  decimal: /^[+-]?\d+(?:\.\d+)?$/,
  Coding: /^[^#|]+(?:\|[^#]+)?#.+$/,
};

function checkFilterValue(walk: Walk, system: string, { property, op, value }: JsonObject): void {
  const type = typeOfProperty(walk, system, property);
  const form = type === undefined ? undefined : VALUE_FORMS[type];
  if (op === '=' && typeof value === 'string' && form !== undefined && !form.test(value)) {
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `filter ${textOf(property)} (${type ?? ''}) = ${shown(value)}` },
      'value',
    );
  }
}

function typeOfProperty(walk: Walk, system: string, property: unknown): string | undefined {
  return walk.definitions.files.codeSystem(system)?.property?.find(({ code }) => code === property)?.type;
}

/** A code in a filter must exist in its system; where the system is not at hand, nobody here can tell. */
function checkFilter(walk: Walk, system: string, { property, op, value }: JsonObject): void {
  // Of LOINC the concepts themselves are never filtered by another, its properties have codes as values.
  const isLoinc = system === 'http://loinc.org';
  const isOwn = typeOfProperty(walk, system, property) !== undefined;
  const isCode = isLoinc
    ? property !== 'concept'
    : CODE_PROPERTIES.has(property) || (CODE_OPERATORS.has(op) && !isOwn);
  if (op === 'regex' && typeof value === 'string' && !isPattern(value)) {
    walk.report(VALIDATION_FINDINGS.definitionFault, { text: `regex ${shown(value)}` }, 'value');
  }
  if (typeof value !== 'string' || !isCode || op === 'regex' || op === 'exists') {
    return;
  }
  const table = walk.definitions.codeTable(system);
  for (const code of op === 'in' || op === 'not-in' ? value.split(',') : [value]) {
    if (table === undefined) {
      walk.report(
        VALIDATION_FINDINGS.filterNotChecked,
        { found: shown(code), rule: `${textOf(property)} ${textOf(op)}`, allowed: system },
        undefined,
        walk.options.strictExtensions ? 'error' : 'warning',
      );
    } else if (table.isComplete && table.find(code) === undefined) {
      walk.report(VALIDATION_FINDINGS.unknownCode, { found: shown(code), rule: system });
    }
  }
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

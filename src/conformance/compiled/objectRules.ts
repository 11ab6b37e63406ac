import type { ComplexType, ElementRule } from './elementTree.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import type { JsonObject } from './json.ts';
import { nearestOf } from './nearest.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** What an object as a whole must keep: its elements, its id, what must be there, and one form of each choice. */

export function reportUnknown(walk: Walk, key: string, type: ComplexType): void {
  const near = nearestOf(key, type.properties.keys());
  walk.report(
    near === undefined ? VALIDATION_FINDINGS.unknownElement : VALIDATION_FINDINGS.unknownElementNear,
    {
      found: key.slice(0, 64),
      rule: type.name,
      ...(near !== undefined && { allowed: near }),
    },
  );
}

/** Ids of elements are unique in their resource (R4 element.html#id), and an id is no content by itself. */
export function checkId(walk: Walk, value: JsonObject, content: number, type: ComplexType): void {
  const { id } = value;
  if (type.isResource) {
    return;
  }
  if (content === 0) {
    walk.report(id === undefined ? VALIDATION_FINDINGS.emptyValue : VALIDATION_FINDINGS.idOnly, {
      found: '{}',
    });
  }
  // The ids of ElementDefinition are paths, in snapshot and differential alike.
  if (typeof id === 'string' && type.typeName !== 'ElementDefinition') {
    if (walk.context.elementIds.has(id)) {
      walk.report(VALIDATION_FINDINGS.duplicateId, { found: shown(id) }, 'id');
    }
    walk.context.elementIds.add(id);
  }
}

export function checkChoices(walk: Walk, value: JsonObject, type: ComplexType): void {
  for (const { keys } of type.choices) {
    const found = keys.filter((key) => value[key] !== undefined || value[`_${key}`] !== undefined);
    if (found.length > 1) {
      walk.report(VALIDATION_FINDINGS.choiceConflict, { found: found.join(', ') });
    }
  }
}

export function checkRequired(walk: Walk, value: JsonObject, type: ComplexType): void {
  for (const rule of type.required) {
    if (!isPresent(value, rule)) {
      walk.report(VALIDATION_FINDINGS.missingElement, { rule: rule.path, profile: type.url });
    }
  }
}

function isPresent(value: JsonObject, rule: ElementRule): boolean {
  for (const key of rule.keys) {
    if (value[key] !== undefined || value[`_${key}`] !== undefined) {
      return true;
    }
  }
  return false;
}

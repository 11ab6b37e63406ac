import { type JsonObject, isJsonObject } from './json.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** The rules dom-2 to dom-6 on the resource where we stand, after all references within it are known. */
export function checkContained(walk: Walk): void {
  const { value, isContained, type, outer } = walk.context;
  if (isContained && value['contained'] !== undefined) {
    walk.report(VALIDATION_FINDINGS.containedInContained);
  }
  if (
    walk.options.advisesNarrative &&
    outer === undefined &&
    value['text'] === undefined &&
    type.properties.has('text')
  ) {
    walk.report(VALIDATION_FINDINGS.noNarrative);
  }
  const list: unknown = value['contained'];
  if (!Array.isArray(list)) {
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, resource] of (list as readonly unknown[]).entries()) {
    if (isJsonObject(resource)) {
      walk.at(`contained[${index}]`, () => checkContainedResource(walk, resource, seen));
    }
  }
}

function checkContainedResource(walk: Walk, resource: JsonObject, seen: Set<unknown>): void {
  const { id, meta } = resource;
  if (typeof id !== 'string') {
    walk.report(VALIDATION_FINDINGS.containedId, { found: 'no id' });
  } else if (seen.has(id)) {
    walk.report(VALIDATION_FINDINGS.containedId, { found: `the id of another, ${shown(id)}` });
  } else if (!walk.context.localReferences.has(id) && !refersToContainer(resource)) {
    walk.report(VALIDATION_FINDINGS.containedNotReferenced, { found: shown(id) });
  }
  seen.add(id);
  if (isJsonObject(meta)) {
    for (const [name, rule] of CONTAINED_META) {
      if (meta[name] !== undefined) {
        walk.report(VALIDATION_FINDINGS.containedMeta, { found: name, rule });
      }
    }
  }
}

const CONTAINED_META = [
  ['versionId', 'dom-4'],
  ['lastUpdated', 'dom-4'],
  ['security', 'dom-5'],
] as const;

/** Whether anything in a contained resource refers to the resource that contains it. */
function refersToContainer(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(refersToContainer);
  }
  return isJsonObject(value) && (value['reference'] === '#' || Object.values(value).some(refersToContainer));
}

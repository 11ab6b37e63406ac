import { FHIR_TYPE_PREFIX } from '../compile.ts';
import type { Property } from '../elementTree.ts';
import { SUPERTYPES } from '../fhirPath/values.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { objectsAt } from './objects.ts';

/** The definition of an extension fixes its own URL, and the elements that it is for exist (R4 defining-extensions.html). */
export function checkExtensionDefinition(walk: Walk, definition: JsonObject): void {
  const { url, baseDefinition, context } = definition;
  if (baseDefinition === `${FHIR_TYPE_PREFIX}Extension` && typeof url === 'string') {
    const fixed = fixedUrl(definition['differential']) ?? fixedUrl(definition['snapshot']);
    if (fixed !== url) {
      fault(walk, `Extension.url = ${fixed === undefined ? '∅' : shown(fixed)} ≠ ${shown(url)}`, 'url');
    }
  }
  for (const [index, { type, expression }] of objectsAt({ context }, 'context').entries()) {
    if (type === 'element' && typeof expression === 'string' && !exists(walk, expression)) {
      fault(walk, `context ${shown(expression)}`, `context[${index}].expression`);
    }
  }
}

function fault(walk: Walk, text: string, step: string): void {
  walk.report(VALIDATION_FINDINGS.definitionFault, { text }, step);
}

function fixedUrl(part: unknown): unknown {
  const elements = isJsonObject(part) ? objectsAt(part, 'element') : [];
  return elements.find(({ path }) => path === 'Extension.url')?.['fixedUri'];
}

/** Types that have no elements of their own to look for, and those that later versions have. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'Base',
  'DataType',
  'PrimitiveType',
  'BackboneType',
  'CanonicalResource',
  'MetadataResource',
  ...Object.keys(SUPERTYPES),
]);

function exists(walk: Walk, expression: string): boolean {
  const [root = '', ...steps] = expression.split('.');
  let type = walk.definitions.knownType(root);
  if (type === undefined) {
    return (
      expression.includes(':') ||
      OTHER_TYPES.has(root) ||
      walk.definitions.files.structure(FHIR_TYPE_PREFIX + root) !== undefined
    );
  }
  for (const step of steps) {
    const property: Property | undefined = type?.byName.get(step.replace('[x]', ''))?.[0];
    const form = type?.properties.get(step);
    if (type !== undefined && property === undefined && form === undefined) {
      return false;
    }
    type = property?.kind === 'complex' ? property.type() : undefined;
  }
  return true;
}

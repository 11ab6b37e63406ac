import { VALIDATION_FINDINGS } from '../findings.ts';
import type { JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach } from './objects.ts';

/** Search parameters have the types that their definitions give them (R4, CapabilityStatement.rest.resource.searchParam). */
export function checkCapabilityStatement(walk: Walk, statement: JsonObject): void {
  atEach(walk, statement, 'rest', (rest) => {
    atEach(walk, rest, 'resource', (resource) => {
      atEach(walk, resource, 'searchParam', (parameter) => checkType(walk, parameter));
    });
  });
}

function checkType(walk: Walk, { definition, type }: JsonObject): void {
  const parameter =
    typeof definition === 'string' ? walk.definitions.files.searchParameter(definition) : undefined;
  if (parameter !== undefined && typeof type === 'string' && parameter.type !== type) {
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `type ${shown(type)} ≠ ${shown(parameter.type)} (${shown(definition)})` },
      'type',
    );
  }
}

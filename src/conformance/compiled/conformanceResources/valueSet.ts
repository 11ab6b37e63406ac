import { VALIDATION_FINDINGS } from '../findings.ts';
import type { JsonObject } from '../json.ts';
import { isAbsoluteUri } from '../primitives.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { checkFilter } from './filters.ts';
import { atEach } from './objects.ts';

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
  atEach(walk, include, 'filter', (filter) => checkFilter(walk, system, filter));
}

import { VALIDATION_FINDINGS } from '../findings.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Walk } from '../walk.ts';
import { objectsAt } from './objects.ts';

/** Criteria in CQL are names in a library, so there must be one (R4, Measure.library). */
export function checkMeasure(walk: Walk, measure: JsonObject): void {
  if (measure['library'] === undefined && hasCqlCriteria(measure)) {
    walk.report(VALIDATION_FINDINGS.definitionFault, {
      text: 'criteria in text/cql without a library',
    });
  }
}

function hasCqlCriteria(measure: JsonObject): boolean {
  return objectsAt(measure, 'group').some((group) =>
    [...objectsAt(group, 'population'), ...objectsAt(group, 'stratifier')].some(
      ({ criteria }) =>
        isJsonObject(criteria) &&
        typeof criteria['language'] === 'string' &&
        criteria['language'].startsWith('text/cql'),
    ),
  );
}

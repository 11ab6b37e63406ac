import { parseFhirPath } from '@medplum/core';
import { VALIDATION_FINDINGS } from '../findings.ts';
import type { JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { objectsAt } from './objects.ts';

/** The expression and the components of a SearchParameter (R4, SearchParameter). */
export function checkSearchParameter(walk: Walk, parameter: JsonObject): void {
  const { expression, type, code } = parameter;
  if (typeof expression === 'string') {
    checkExpression(walk, expression, 'expression');
  }
  if (type === 'composite' && objectsAt(parameter, 'component').length < 2) {
    walk.report(VALIDATION_FINDINGS.definitionFault, { text: 'composite: component ≥ 2' }, 'component');
  }
  if (typeof code === 'string' && /[$|,:.]/.test(code)) {
    walk.report(VALIDATION_FINDINGS.definitionFault, { text: `code ${shown(code)}` }, 'code');
  }
}

/** Whether the expression is FHIRPath. */
export function checkExpression(walk: Walk, expression: string, step: string): void {
  try {
    parseFhirPath(expression);
  } catch (error) {
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `${shown(expression)}: ${error instanceof Error ? error.message.slice(0, 80) : ''}` },
      step,
    );
  }
}

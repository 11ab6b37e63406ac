import type { Atom } from '@medplum/core';
import { compileExpression } from '../fhirPath/compileExpression.ts';
import { parseExpression } from '../fhirPath/parseExpression.ts';
import { typesOfPath, UnknownElementError, type PathType } from '../fhirPath/pathTypes.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import type { JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { objectsAt } from './objects.ts';

/** The expression and the components of a SearchParameter (R4, SearchParameter). */
export function checkSearchParameter(walk: Walk, parameter: JsonObject): void {
  const { expression, type } = parameter;
  if (typeof expression === 'string') {
    const parsed = checkExpression(walk, expression, 'expression');
    if (parsed !== undefined && checkFunctions(walk, expression)) {
      checkPaths(walk, parsed, expression, parameter['base']);
    }
  }
  checkOrigin(walk, parameter);
  if (type === 'composite' && objectsAt(parameter, 'component').length < 2) {
    walk.report(VALIDATION_FINDINGS.definitionFault, { text: 'composite: component ≥ 2' }, 'component');
  }
}

/** Whether the functions and variables of the expression are those of FHIRPath; told where they are not. */
function checkFunctions(walk: Walk, expression: string): boolean {
  return readBy(compileExpression, walk, expression, 'expression') !== undefined;
}

/** One that is derived from another is for resource types that the other is for (R4 SearchParameter.derivedFrom). */
function checkOrigin(walk: Walk, { derivedFrom, base }: JsonObject): void {
  const origin =
    typeof derivedFrom === 'string' ? walk.definitions.files.searchParameter(derivedFrom) : undefined;
  const bases: readonly string[] = origin?.base ?? [];
  for (const name of origin === undefined || !Array.isArray(base) ? [] : base) {
    if (typeof name === 'string' && !bases.includes(name) && !bases.some((each) => ABSTRACT.has(each))) {
      walk.report(
        VALIDATION_FINDINGS.definitionFault,
        { text: `${shown(derivedFrom)}: base ∌ ${name}` },
        'derivedFrom',
      );
    }
  }
}

/** The names along the paths are those of elements of the types that the parameter is for. */
function checkPaths(walk: Walk, parsed: Atom, expression: string, base: unknown): void {
  const names = (Array.isArray(base) ? base : []).filter((name) => typeof name === 'string');
  // Nearly every resource is a DomainResource, so what that has can be asked of any.
  const asked = names.includes('Resource') ? [...names, 'DomainResource'] : names;
  const types = asked.flatMap((name) => walk.definitions.knownType(name) ?? []);
  if (types.length === 0 || types.length < names.length) {
    return;
  }
  try {
    typesOfPath(parsed, types, (name): PathType | undefined => walk.definitions.knownType(name));
  } catch (error) {
    if (!(error instanceof UnknownElementError)) {
      throw error;
    }
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `${shown(expression)}: ${error.types.slice(0, 4).join(' | ')} ∌ ${error.message}` },
      'expression',
    );
  }
}

const ABSTRACT: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

/** The expression as a tree, if it is FHIRPath. */
export function checkExpression(walk: Walk, expression: string, step: string): Atom | undefined {
  return readBy(parseExpression, walk, expression, step);
}

function readBy<Read>(
  read: (expression: string) => Read,
  walk: Walk,
  expression: string,
  step: string,
): Read | undefined {
  try {
    return read(expression);
  } catch (error) {
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `${shown(expression)}: ${error instanceof Error ? error.message.slice(0, 80) : ''}` },
      step,
    );
    return undefined;
  }
}

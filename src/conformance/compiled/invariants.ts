import type { Collection, Environment, Invariant, Item } from './elementTree.ts';
import { truthOf } from './fhirPath/collections.ts';
import type { ElementDefinitionConstraint } from '@medplum/fhirtypes';
import { FhirPathDataError, type Evaluate } from './fhirPath/environment.ts';
import { compileExpression } from './fhirPath/compileExpression.ts';
import { correctedExpression } from './correctedExpressions.ts';
import { WRITTEN_RULES } from './writtenRules.ts';

/** Compiled on first use; an expression that several elements share is compiled once. */
const compiled = new Map<string, Evaluate | 'broken'>();

function compileOnce(expression: string): Evaluate | 'broken' {
  const known = compiled.get(expression);
  if (known !== undefined) {
    return known;
  }
  let made: Evaluate | 'broken';
  try {
    made = compileExpression(expression);
  } catch {
    made = 'broken';
  }
  compiled.set(expression, made);
  return made;
}

export function createInvariant(constraint: ElementDefinitionConstraint, path: string): Invariant {
  const { key, human, severity, source } = constraint;
  const expression = correctedExpression(key, constraint.expression ?? '');
  const written = WRITTEN_RULES[expression];
  return {
    key,
    severity: severity === 'error' ? 'error' : 'warning',
    human,
    expression,
    path,
    source,
    written,
    judge:
      written === undefined
        ? (item, environment) => judgeExpression(expression, item, environment)
        : (item) => (written(item.value as never) ? 'kept' : 'violated'),
  };
}

/** What an expression selects, asked of the item; undefined when it cannot be evaluated. */
export function selectedBy(expression: string, item: Item, environment: Environment): Collection | undefined {
  const evaluate = compileOnce(expression);
  try {
    return evaluate === 'broken' ? undefined : evaluate([item], environment);
  } catch {
    return undefined;
  }
}

function judgeExpression(
  expression: string,
  item: Item,
  environment: Environment,
): 'kept' | 'violated' | 'broken' {
  const evaluate = compileOnce(expression);
  if (evaluate === 'broken') {
    return 'broken';
  }
  try {
    return truthOf(evaluate([item], environment)) === true ? 'kept' : 'violated';
  } catch (error) {
    return error instanceof FhirPathDataError ? 'violated' : 'broken';
  }
}

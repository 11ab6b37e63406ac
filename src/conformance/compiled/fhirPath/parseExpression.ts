import { parseFhirPath, type Atom } from '@medplum/core';

/**
 * The expression as a tree.
 *
 * @throws Error when the text is no FHIRPath, as a whole: in parentheses nothing can be left over.
 */
export function parseExpression(expression: string): Atom {
  return parseFhirPath(`(${expression}\n)`).child;
}

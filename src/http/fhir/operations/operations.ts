import { APPLY_OPERATION } from './applyOperation.ts';
import { CHECK_OPERATIONS } from './checkOperations.ts';
import { EVALUATE_MEASURE } from './evaluateMeasure.ts';
import type { Operation } from './operation.ts';
import { TERMINOLOGY_OPERATIONS } from './terminologyOperations.ts';

/** Every operation that is offered. */
export const OPERATIONS: readonly Operation[] = [
  ...TERMINOLOGY_OPERATIONS,
  ...CHECK_OPERATIONS,
  APPLY_OPERATION,
  EVALUATE_MEASURE,
];

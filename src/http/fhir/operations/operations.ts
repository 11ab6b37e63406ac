import { CHECK_OPERATIONS } from './checkOperations.ts';
import { EVALUATE_MEASURE } from './evaluateMeasure.ts';
import type { Operation } from './operation.ts';
import { TERMINOLOGY_OPERATIONS } from './terminologyOperations.ts';

/** Every operation that is offered. */
export const OPERATIONS: readonly Operation[] = [
  ...TERMINOLOGY_OPERATIONS,
  ...CHECK_OPERATIONS,
  EVALUATE_MEASURE,
];

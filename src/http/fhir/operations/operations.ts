import type { Operation } from './operation.ts';
import { TERMINOLOGY_OPERATIONS } from './terminologyOperations.ts';

/** Every operation that is offered. */
export const OPERATIONS: readonly Operation[] = [...TERMINOLOGY_OPERATIONS];

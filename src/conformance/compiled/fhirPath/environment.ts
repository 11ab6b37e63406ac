import type { Collection, Environment } from '../elementTree.ts';

export type Evaluate = (input: Collection, environment: Environment) => Collection;

/** The expression asks for what this evaluator does not have, or for what FHIRPath forbids. */
export class FhirPathError extends Error {}

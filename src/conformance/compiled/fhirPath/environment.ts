import type { Collection, Environment } from '../elementTree.ts';

export type Evaluate = (input: Collection, environment: Environment) => Collection;

/** The expression asks for what this evaluator does not have, or for what FHIRPath forbids. */
export class FhirPathError extends Error {}

/**
 * The expression is sound, but FHIRPath has no result for the content that it met, such as several values where it asks
 * for one: the content does not keep the rule.
 */
export class FhirPathDataError extends Error {}

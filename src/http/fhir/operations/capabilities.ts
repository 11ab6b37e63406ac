import type { CapabilityStatementRestResourceOperation } from '@medplum/fhirtypes';
import type { Operation } from './operation.ts';

/** What the capability statement says of the operations on a type; undefined: those on the whole system. */
export function operationCapabilities(
  operations: readonly Operation[],
  resourceType: string | undefined,
): { operation?: CapabilityStatementRestResourceOperation[] } {
  const offered = operations.filter((operation) => operation.resourceType === resourceType);
  return offered.length === 0
    ? {}
    : { operation: offered.map(({ name, definition }) => ({ name, definition })) };
}

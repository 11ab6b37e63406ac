import type { CapabilityStatementRestResourceOperation } from '@medplum/fhirtypes';
import type { Operation } from './operation.ts';

/** $validate, offered on the system and on every type, by HL7's own definition. */
const VALIDATE = {
  name: 'validate',
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
} as const;

/** What the capability statement says of the operations on a type; undefined: those on the whole system. */
export function operationCapabilities(
  operations: readonly Operation[],
  resourceType: string | undefined,
): { operation: CapabilityStatementRestResourceOperation[] } {
  const offered = operations.filter((operation) => operation.resourceType === resourceType);
  return { operation: [...offered, VALIDATE].map(({ name, definition }) => ({ name, definition })) };
}

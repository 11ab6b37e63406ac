import type { Extension, ServiceRequest } from '@medplum/fhirtypes';
import { requestPriorityOf } from '../fhir/requestPriority.ts';
import { extensionUrl, volven } from '../fhir/systems.ts';

/** Priority with the original code beside it, to be spread into a ServiceRequest or Task. */
export function referralPriority(
  code: string,
  display: string | undefined,
): { readonly priority?: ServiceRequest['priority']; readonly extension: Extension } {
  const priority = requestPriorityOf(code);
  return {
    ...(priority !== undefined && { priority }),
    extension: {
      url: extensionUrl('original-priority'),
      valueCoding: { system: volven(8306), code, ...(display !== undefined && { display }) },
    },
  };
}

import type { Extension, ServiceRequest } from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../fhir/systems.ts';

/**
 * Urgency of a referral, Volven 8306, as FHIR's request priority. The cancer pathway (PK) says which pathway the
 * referral goes into and not how urgent it is: it has no FHIR priority.
 */
const PRIORITY_OF_8306: Readonly<Record<string, ServiceRequest['priority']>> = {
  0: 'stat',
  3: 'urgent',
  N: 'routine',
};

/** Priority with the original code beside it, to be spread into a ServiceRequest or Task. */
export function referralPriority(
  code: string,
  display: string | undefined,
): { readonly priority?: ServiceRequest['priority']; readonly extension: Extension } {
  const priority = PRIORITY_OF_8306[code];
  return {
    ...(priority !== undefined && { priority }),
    extension: {
      url: extensionUrl('original-priority'),
      valueCoding: { system: volven(8306), code, ...(display !== undefined && { display }) },
    },
  };
}

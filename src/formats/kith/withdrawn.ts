import { extensionUrl, volven } from '../../fhir/systems.ts';
import { nodesOf, type FhirNode } from './mapping/node.ts';
import { codingIn } from './values/codes.ts';

/** Type → the status with which it is taken back; the messages say that as their Tjenestetype (list 7309). */
const WITHDRAWN: Readonly<Record<string, string>> = {
  ServiceRequest: 'revoked',
  Encounter: 'entered-in-error',
  Composition: 'entered-in-error',
};

const SERVICE_TYPE = extensionUrl('service-type');
const CANCELLATION = { system: volven(7309), code: 'C', display: 'Kansellering' } as const;

/** What a message is about, as a cancellation where its status says that it is taken back (HISD 1154:2018). */
export function asCancelled(main: FhirNode): FhirNode {
  const isWithdrawn = main.status !== undefined && main.status === WITHDRAWN[String(main.resourceType)];
  const stated = codingIn(main, SERVICE_TYPE);
  if (!isWithdrawn || stated === undefined || stated.code === CANCELLATION.code) {
    return main;
  }
  return {
    ...main,
    extension: nodesOf(main.extension).map((extension) =>
      extension.url === SERVICE_TYPE ? { ...extension, valueCoding: { ...CANCELLATION } } : extension,
    ),
  };
}

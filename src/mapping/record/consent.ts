import type { MappedEntry } from '../mappedTransaction.ts';
import { ofPathway, type RecordContext } from './context.ts';
import { owned } from './ownedEntry.ts';

/** The patient's objection to sharing (reservasjon) as a Consent that denies; nothing when there is none. */
export function mapObjection(context: RecordContext): readonly MappedEntry[] {
  const { record, organizations, patient } = context;
  if (record.patient.objectsToSharing !== true) {
    return [];
  }
  const identity = ofPathway(context, 'consent', 'sharing');
  const consent = owned(context, identity, {
    resourceType: 'Consent',
    identifier: [identity],
    status: 'active',
    scope: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/consentscope',
          code: 'patient-privacy',
          display: 'Privacy Consent',
        },
      ],
    },
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
            code: 'IDSCL',
            display: 'information disclosure',
          },
        ],
      },
    ],
    patient,
    organization: [organizations.referenceTo(record.trust)],
    policyRule: {
      // Without a display: the list's own is misspelt, and another one would be wrong.
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTOUT' }],
    },
    provision: { type: 'deny' },
  });
  return [consent];
}

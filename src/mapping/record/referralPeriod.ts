import { fullUrlOf } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { ofPathway, type RecordContext } from './context.ts';
import { owned } from './ownedEntry.ts';
import { referralPeriodOf } from './pathwayState.ts';
import type { RecordProfessionals } from './professionals.ts';

/** The referral period (henvisningsperiode) as EpisodeOfCare. */
export function mapReferralPeriod(context: RecordContext, professionals: RecordProfessionals): MappedEntry {
  const { record, organizations } = context;
  const identity = context.referralPeriodIdentifier;
  const { status, statusHistory, period } = referralPeriodOf(context);
  return owned(context, identity, {
    resourceType: 'EpisodeOfCare',
    identifier: [identity],
    status,
    ...(statusHistory.length > 0 && { statusHistory }),
    patient: context.patient,
    managingOrganization: organizations.referenceTo(record.trust),
    ...(period !== undefined && { period }),
    ...(context.serviceRequest !== undefined && { referralRequest: [context.serviceRequest] }),
    ...(professionals.pathwayCoordinator !== undefined && {
      careManager: professionals.pathwayCoordinator.reference,
    }),
    team: [{ reference: fullUrlOf('CareTeam', ofPathway(context, 'care-team')) }],
  });
}

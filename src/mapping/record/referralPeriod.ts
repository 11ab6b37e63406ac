import { derivedIdentifier, fullUrlOf } from '../identity.ts';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { ofPathway, type RecordContext } from './context.ts';
import { owned } from './ownedEntry.ts';
import { referralPeriodOf } from './pathwayState.ts';
import type { RecordProfessionals } from './professionals.ts';

/** The referral period is the referral's; without a referral (acute), the pathway's. */
export function referralPeriodIdentifier(context: RecordContext): BusinessIdentifier {
  const { referral } = context.record;
  return referral === undefined
    ? ofPathway(context, 'referral-period')
    : derivedIdentifier('referral-period', referral.identifier);
}

/** The referral period (henvisningsperiode) as EpisodeOfCare. */
export function mapReferralPeriod(context: RecordContext, professionals: RecordProfessionals): MappedEntry {
  const { record, organizations } = context;
  const identity = referralPeriodIdentifier(context);
  const { status, statusHistory, period } = referralPeriodOf(context);
  return owned(context, identity, {
    resourceType: 'EpisodeOfCare',
    identifier: [identity],
    status,
    ...(statusHistory.length > 0 && { statusHistory }),
    patient: context.patient,
    managingOrganization: organizations.referenceTo(record.trust),
    ...(period !== undefined && { period }),
    ...(record.referral !== undefined && {
      referralRequest: [{ reference: fullUrlOf('ServiceRequest', record.referral.identifier) }],
    }),
    ...(professionals.pathwayCoordinator !== undefined && {
      careManager: professionals.pathwayCoordinator.reference,
    }),
    team: [{ reference: fullUrlOf('CareTeam', ofPathway(context, 'care-team')) }],
  });
}

import type { CareTeamParticipant } from '@medplum/fhirtypes';
import { careRole, type CareRole } from '../careRole.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { ofPathway, type RecordContext } from './context.ts';
import { owned } from './ownedEntry.ts';
import type { RecordProfessionals } from './professionals.ts';
import { isEnded } from './pathwayState.ts';

/** Who works together on the pathway: the trust's people, the municipality's, the GP and the next of kin. */
export function mapCareTeam(
  context: RecordContext,
  professionals: RecordProfessionals,
  nextOfKin: readonly MappedEntry[],
): MappedEntry {
  const { record, organizations } = context;
  const { trust, unit, municipality } = record;
  const participant = (
    role: CareRole,
    member: CareTeamParticipant['member'] | undefined,
  ): CareTeamParticipant[] =>
    member === undefined ? [] : [{ role: [careRole(context.terminology, role)], member }];
  const identity = ofPathway(context, 'care-team');
  return owned(context, identity, {
    resourceType: 'CareTeam',
    identifier: [identity],
    status: isEnded(context) ? 'inactive' : 'active',
    subject: context.patient,
    participant: [
      ...participant('pathway-coordinator', professionals.pathwayCoordinator?.reference),
      ...participant('responsible-clinician', professionals.responsibleClinician?.reference),
      ...participant('trust', organizations.referenceTo(unit ?? trust)),
      ...participant('referrer', professionals.referrer?.reference),
      ...participant('general-practitioner', professionals.generalPractitioner?.reference),
      ...participant('municipal-coordinator', professionals.municipalCoordinator?.reference),
      ...participant(
        'coordinating-unit',
        municipality?.coordinatingUnit && organizations.referenceTo(municipality.coordinatingUnit),
      ),
      ...participant('municipal-service', organizations.municipalService),
      ...nextOfKin.flatMap(({ fullUrl }) => participant('next-of-kin', { reference: fullUrl })),
    ],
    managingOrganization: [organizations.referenceTo(trust)],
  });
}

import type { PractitionerRole, Reference } from '@medplum/fhirtypes';
import { identifierKey, type BusinessIdentifier } from '../../fhir/identifier.ts';
import { extensionUrl, IDENTIFIER_SYSTEM } from '../../fhir/systems.ts';
import type { RecordOrganization, RecordProfessional } from '../../pathway/record.ts';
import { careRole, type CareRole } from '../careRole.ts';
import { derivedIdentifier, fullUrlOf, nameKey } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { humanName, telecomOf } from '../person.ts';
import { ofPathway, type RecordContext } from './context.ts';

/** A professional of the record in the role in which the record names them. */
export interface MappedProfessional {
  readonly role: CareRole;
  readonly reference: Reference<PractitionerRole>;
  readonly entries: readonly MappedEntry[];
}

export interface RecordProfessionals {
  readonly referrer?: MappedProfessional;
  readonly pathwayCoordinator?: MappedProfessional;
  readonly responsibleClinician?: MappedProfessional;
  readonly municipalCoordinator?: MappedProfessional;
  readonly generalPractitioner?: MappedProfessional;
}

export function mapProfessionals(context: RecordContext): RecordProfessionals {
  const { trust, unit, referral, municipality, ...record } = context.record;
  const workplace = unit ?? trust;
  const map = (
    role: CareRole,
    professional: RecordProfessional | undefined,
    place: RecordOrganization | undefined,
  ): MappedProfessional | undefined =>
    professional === undefined
      ? undefined
      : mapProfessional(context, role, professional, professional.organization ?? place);

  return {
    referrer: map('referrer', referral?.referrer?.professional, referral?.referrer?.organization),
    pathwayCoordinator: map('pathway-coordinator', record.pathwayCoordinator, workplace),
    responsibleClinician: map('responsible-clinician', record.responsibleClinician, workplace),
    municipalCoordinator: map(
      'municipal-coordinator',
      municipality?.coordinator,
      municipality?.coordinatingUnit ?? municipality?.organization,
    ),
    generalPractitioner: map('general-practitioner', record.generalPractitioner, undefined),
  };
}

/**
 * The person is known by the HPR number, else within the pathway by name. Where and how to reach somebody belongs to
 * the role, as a person can have several.
 */
function mapProfessional(
  context: RecordContext,
  role: CareRole,
  professional: RecordProfessional,
  workplace: RecordOrganization | undefined,
): MappedProfessional {
  const { hprNumber, name } = professional;
  const person =
    hprNumber === undefined
      ? ofPathway(context, 'practitioner', nameKey(name.family, name.given, name.middle))
      : { system: IDENTIFIER_SYSTEM.HPR, value: hprNumber };
  const roleIdentifier = roleIdentifierOf(context, role, person, workplace);
  const isShared =
    hprNumber !== undefined && (workplace === undefined || context.organizations.isKnownToOthers(workplace));
  const practitioner: MappedEntry = {
    fullUrl: fullUrlOf('Practitioner', person),
    matchBy: [person],
    ownership: hprNumber === undefined ? 'owned' : 'shared',
    resource: {
      resourceType: 'Practitioner',
      meta: { profile: [extensionUrl('norwegian-practitioner')] },
      identifier: [person],
      active: true,
      name: [humanName(name)],
    },
  };
  const practitionerRole: MappedEntry = {
    fullUrl: fullUrlOf('PractitionerRole', roleIdentifier),
    matchBy: [roleIdentifier],
    ownership: isShared ? 'shared' : 'owned',
    resource: {
      resourceType: 'PractitionerRole',
      meta: { profile: [extensionUrl('norwegian-practitioner-role')] },
      identifier: [roleIdentifier],
      active: true,
      practitioner: { reference: practitioner.fullUrl },
      ...(workplace !== undefined && { organization: context.organizations.referenceTo(workplace) }),
      code: [careRole(context.terminology, role)],
      ...telecomOf(professional.telecom),
    },
  };
  return {
    role,
    reference: { reference: practitionerRole.fullUrl },
    entries: [practitioner, practitionerRole],
  };
}

/** One person in one role at one place; without a number, within the pathway. */
function roleIdentifierOf(
  context: RecordContext,
  role: CareRole,
  person: BusinessIdentifier,
  workplace: RecordOrganization | undefined,
): BusinessIdentifier {
  const place = workplace === undefined ? [] : [identifierKey(context.organizations.identifierOf(workplace))];
  return person.system === IDENTIFIER_SYSTEM.HPR
    ? derivedIdentifier('practitioner-role', person, role, ...place)
    : ofPathway(context, 'practitioner-role', role, nameKey(person.value, ...place));
}

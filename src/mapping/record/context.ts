import type { Coding, Reference, Resource } from '@medplum/fhirtypes';
import type { Finding } from '../../findings/finding.ts';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import type { Catalogue } from '../../pathway/catalogue.ts';
import type { PathwayHistory } from '../../pathway/history.ts';
import { historyOfRecord } from '../../pathway/historyOfRecord.ts';
import type { PathwayRecord, SenderIdentifier } from '../../pathway/record.ts';
import type { CodeTexts } from '../coding.ts';
import { derivedIdentifier, fullUrlOf, nationalIdentifier, type DerivedKind } from '../identity.ts';
import { createOrganizationDirectory, type OrganizationDirectory } from './organizations.ts';
import { registrationsOf, type MappedRegistration } from './registrations.ts';
import { securityLabels } from './securityLabels.ts';

export interface RecordMappingOptions {
  readonly catalogue: Catalogue;
  readonly terminology: CodeTexts;
  /** What was found about the record; stored with the resources that it concerns. */
  readonly findings: readonly Finding[];
}

/** What every part of the mapping works with: the record, what is derived from it once, and the references. */
export interface RecordContext extends RecordMappingOptions {
  readonly record: PathwayRecord;
  readonly history: PathwayHistory;
  readonly registrations: readonly MappedRegistration[];
  readonly organizations: OrganizationDirectory;
  /** Labels of everything that tells of the patient. */
  readonly security: readonly Coding[];
  readonly patientIdentifiers: readonly BusinessIdentifier[];
  readonly patient: Reference<Extract<Resource, { resourceType: 'Patient' }>>;
  readonly carePlan: Reference<Extract<Resource, { resourceType: 'CarePlan' }>>;
  readonly referralPeriodIdentifier: BusinessIdentifier;
  readonly referralPeriod: Reference<Extract<Resource, { resourceType: 'EpisodeOfCare' }>>;
  /** The referral; absent when the record has none. */
  readonly serviceRequest?: Reference<Extract<Resource, { resourceType: 'ServiceRequest' }>>;
}

export function createRecordContext(record: PathwayRecord, options: RecordMappingOptions): RecordContext {
  const history = historyOfRecord(record);
  const patientIdentifiers = patientIdentifiersOf(record);
  const [patientIdentifier = record.identifier] = patientIdentifiers;
  const referral = record.referral?.identifier;
  // The referral period is the referral's; without a referral (acute), the pathway's.
  const referralPeriodIdentifier = derivedIdentifier('referral-period', referral ?? record.identifier);
  return {
    ...options,
    record,
    history,
    registrations: registrationsOf(history, record, options.catalogue),
    organizations: createOrganizationDirectory(record, options.terminology),
    security: securityLabels(record.patient),
    patientIdentifiers,
    patient: { reference: fullUrlOf('Patient', patientIdentifier) },
    carePlan: { reference: fullUrlOf('CarePlan', record.identifier) },
    referralPeriodIdentifier,
    referralPeriod: { reference: fullUrlOf('EpisodeOfCare', referralPeriodIdentifier) },
    ...(referral !== undefined && { serviceRequest: { reference: fullUrlOf('ServiceRequest', referral) } }),
  };
}

/** An identifier derived from the pathway's. */
export function ofPathway(
  { record }: Pick<RecordContext, 'record'>,
  kind: DerivedKind,
  ...parts: readonly string[]
): BusinessIdentifier {
  return derivedIdentifier(kind, record.identifier, ...parts);
}

export function encounterReference(identifier: SenderIdentifier): { reference: string } {
  return { reference: fullUrlOf('Encounter', identifier) };
}

/** A newborn that gets its national number later is recognised by the local one. */
function patientIdentifiersOf({ patient }: PathwayRecord): readonly BusinessIdentifier[] {
  const national = patient.nationalId === undefined ? undefined : nationalIdentifier(patient.nationalId);
  const local = patient.localIdentifier;
  return [
    ...(national === undefined ? [] : [national]),
    ...(local === undefined ? [] : [{ system: local.system, value: local.value }]),
  ];
}

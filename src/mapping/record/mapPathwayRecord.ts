import type { BundleEntry } from '@medplum/fhirtypes';
import { identifierUrl } from '../../fhir/bundle.ts';
import type { PathwayRecord } from '../../pathway/record.ts';
import type { MappedEntry, MappedTransaction } from '../mappedTransaction.ts';
import { mapCarePlan } from './carePlan.ts';
import { mapCareTeam } from './careTeam.ts';
import { mapObjection } from './consent.ts';
import { mapContacts } from './contacts.ts';
import { createRecordContext, type RecordMappingOptions } from './context.ts';
import { mapMeasurementPoints } from './measurementPoints.ts';
import { mapPatient } from './patient.ts';
import { mapProfessionals, type MappedProfessional } from './professionals.ts';
import { mapProvenance } from './provenance.ts';
import { mapReferral } from './referral.ts';
import { mapReferralPeriod } from './referralPeriod.ts';
import { mapMinors, mapNextOfKin } from './relatedPersons.ts';

/**
 * A pathway record, parsed and without errors, as one FHIR transaction: each resource is put to its business
 * identifier, so that the same record has the same effect once and again. Pure: the same record, catalogue and findings
 * give the same JSON.
 */
export function mapPathwayRecord(record: PathwayRecord, options: RecordMappingOptions): MappedTransaction {
  const context = createRecordContext(record, options);
  const professionals = mapProfessionals(context);
  const nextOfKin = mapNextOfKin(context);
  const minors = mapMinors(context);
  const measurementPoints = mapMeasurementPoints(context, professionals);
  const minorTasks = minors.filter(({ resource }) => resource.resourceType === 'Task');
  const about = onceEach([
    mapCarePlan(context, [...measurementPoints, ...minorTasks]),
    mapPatient(context, professionals),
    ...context.organizations.entries,
    ...Object.values<MappedProfessional | undefined>({ ...professionals }).flatMap(
      (mapped) => mapped?.entries ?? [],
    ),
    ...nextOfKin,
    mapCareTeam(context, professionals, nextOfKin),
    ...mapReferral(context, professionals),
    mapReferralPeriod(context, professionals),
    ...mapContacts(context),
    ...measurementPoints,
    ...minors,
    ...mapObjection(context),
  ]);
  const entries = [
    ...about,
    mapProvenance(
      context,
      about.filter(({ ownership }) => ownership === 'owned'),
    ),
  ];
  return {
    bundle: { resourceType: 'Bundle', type: 'transaction', entry: entries.map(bundleEntry) },
    entries,
  };
}

/** The same person can be named in two roles, and the same next of kin twice. */
function onceEach(entries: readonly MappedEntry[]): readonly MappedEntry[] {
  const byFullUrl = new Map<string, MappedEntry>();
  for (const entry of entries) {
    if (!byFullUrl.has(entry.fullUrl)) {
      byFullUrl.set(entry.fullUrl, entry);
    }
  }
  return [...byFullUrl.values()];
}

function bundleEntry({ fullUrl, resource, matchBy: [identity] }: MappedEntry): BundleEntry {
  const { resourceType, id = '' } = resource;
  const { system, value } = identity ?? {};
  const url =
    system === undefined || value === undefined
      ? `${resourceType}/${id}`
      : identifierUrl(resourceType, { system, value });
  return { fullUrl, resource, request: { method: 'PUT', url } };
}

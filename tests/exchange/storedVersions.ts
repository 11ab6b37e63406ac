import type { Resource } from '@medplum/fhirtypes';
import type { RunningService } from '../http/runningService.ts';

/** The types that records and messages become, apart from the trail of what was told when (Provenance). */
export const MAPPED_TYPES = [
  'Patient',
  'RelatedPerson',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'CarePlan',
  'CareTeam',
  'Consent',
  'Encounter',
  'EpisodeOfCare',
  'Goal',
  'ServiceRequest',
  'Task',
] as const;

/** `Type/id` and version of all that is stored. */
export async function storedVersions(service: RunningService): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  for (const type of MAPPED_TYPES) {
    for (const { id, meta } of await service.search<Resource>(`${type}?_count=1000&_total=none`)) {
      versions.set(`${type}/${id ?? ''}`, meta?.versionId ?? '');
    }
  }
  return versions;
}

/** The references whose version differs, or that are new; sorted. */
export function changedSince(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...after]
    .filter(([reference, version]) => before.get(reference) !== version)
    .map(([reference]) => reference)
    .sort();
}

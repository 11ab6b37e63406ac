import type { FhirRepository } from '@medplum/fhir-router';
import type { BundleEntry } from '@medplum/fhirtypes';
import type { Language } from '../../findings/finding.ts';
import { refuse } from '../errors.ts';
import { BUNDLE_FAULTS } from './bundleFaults.ts';
import { requireResource, requireType } from './checks.ts';
import { findFitting, locate } from './conditionalUpdate.ts';
import type { FhirService } from './scope.ts';
import { forEachEntry } from './transactionRules.ts';

/** `Type?condition` of an entry that updates what a condition finds, in its two parts. */
export function conditionOfUpdate({
  request,
}: BundleEntry): { readonly type: string; readonly condition: string } | undefined {
  const { method, url = '' } = request ?? {};
  const start = method === 'PUT' ? url.indexOf('?') : -1;
  return start < 0 ? undefined : { type: url.slice(0, start), condition: url.slice(start + 1) };
}

/**
 * The entries with each conditional update turned into an update of the resource that its condition finds, or of a
 * new id: so that references to it can be replaced before anything is done (FHIR R4 http.html#trules).
 *
 * @throws Refusal with the place of every entry whose condition fits several, or whose resource has another id.
 */
export async function withLocatedUpdates(
  service: FhirService,
  repository: FhirRepository,
  entries: readonly BundleEntry[],
  language: Language,
): Promise<readonly BundleEntry[]> {
  const located = [...entries];
  await forEachEntry(entries, language, async (entry, index) => {
    const conditional = conditionOfUpdate(entry);
    if (conditional !== undefined) {
      const type = requireType(service, conditional.type);
      const resource = requireResource(entry.resource, type);
      const { id } = await locate(service, repository, type, conditional.condition, resource);
      located[index] = {
        ...entry,
        resource: { ...resource, id },
        request: { method: 'PUT', ...entry.request, url: `${type}/${id}` },
      };
    }
  });
  return located;
}

/**
 * No condition of an update fits what another entry made: it was asked before anything was done.
 *
 * @param located The entries as `withLocatedUpdates` gave them.
 */
export async function requireOneFitEach(
  service: FhirService,
  repository: FhirRepository,
  entries: readonly BundleEntry[],
  located: readonly BundleEntry[],
  language: Language,
): Promise<void> {
  await forEachEntry(entries, language, async (entry, index) => {
    const conditional = conditionOfUpdate(entry);
    if (conditional !== undefined) {
      const type = requireType(service, conditional.type);
      const fitting = await findFitting(service, repository, type, conditional.condition);
      if (fitting.some((id) => id !== located[index]?.resource?.id)) {
        throw refuse(400, BUNDLE_FAULTS.entriesOverlap);
      }
    }
  });
}

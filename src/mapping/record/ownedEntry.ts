import type {
  CarePlan,
  CareTeam,
  Consent,
  Encounter,
  EpisodeOfCare,
  RelatedPerson,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import type { Finding } from '../../findings/finding.ts';
import { findingExtension, findingTags } from '../findingExtension.ts';
import { fullUrlOf } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import type { RecordContext } from './context.ts';

type OwnedResource =
  CarePlan | CareTeam | Consent | Encounter | EpisodeOfCare | RelatedPerson | ServiceRequest | Task;

/**
 * An entry of the pathway's own, with the security labels of everything that tells of the patient and with the
 * findings that concern it: as extensions, and their codes as tags.
 *
 * @param alsoKnownBy identifiers by which it is recognised when the first finds nothing
 */
export function owned(
  context: RecordContext,
  identity: BusinessIdentifier,
  resource: OwnedResource,
  findings: readonly Finding[] = [],
  alsoKnownBy: readonly BusinessIdentifier[] = [],
): MappedEntry {
  const { resourceType, meta: ownMeta, extension: ownExtension, ...elements } = resource;
  const meta = {
    ...ownMeta,
    ...(context.security.length > 0 && { security: [...context.security] }),
    ...(findings.length > 0 && { tag: findingTags(findings) }),
  };
  const extension = [...(ownExtension ?? []), ...findings.map(findingExtension)];
  return {
    fullUrl: fullUrlOf(resourceType, identity),
    matchBy: [identity, ...alsoKnownBy],
    ownership: 'owned',
    resource: {
      resourceType,
      ...(Object.keys(meta).length > 0 && { meta }),
      ...(extension.length > 0 && { extension }),
      ...elements,
    } as MappedEntry['resource'],
  };
}

/** The findings whose place is the path or lies within it. */
export function findingsAt(findings: readonly Finding[], place: string): readonly Finding[] {
  return findings.filter((finding) => finding.place === place || finding.place.startsWith(`${place}.`));
}

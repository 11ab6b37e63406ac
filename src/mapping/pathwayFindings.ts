import type { CarePlan, Coding, Extension, Task } from '@medplum/fhirtypes';
import type { Finding, FindingDefinition } from '../findings/finding.ts';
import { CODE_SYSTEM, extensionUrl } from '../fhir/systems.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import { findingExtension, findingTags } from './findingExtension.ts';

const PATHWAY_CODES: ReadonlySet<string> = new Set(Object.values(PATHWAY_FINDINGS).map(keyOfDefinition));

/**
 * The resource with what the pathway rules find of it, in the place of what they found before: as extensions, and the
 * codes as tags. Findings of other rooms stay. The same resource when the findings are the same, whatever their places.
 */
export function withPathwayFindings<T extends CarePlan | Task>(resource: T, findings: readonly Finding[]): T {
  return withFindingsOf(PATHWAY_CODES, resource, findings);
}

/** What is found at one of several pathways of a patient because of the others. */
export const ACROSS_FINDINGS: ReadonlySet<FindingDefinition> = new Set<FindingDefinition>([
  PATHWAY_FINDINGS.overlappingPathway,
  PATHWAY_FINDINGS.overlappingAtOtherTrust,
  PATHWAY_FINDINGS.transferEndedOtherwise,
  PATHWAY_FINDINGS.firstTrustMissing,
  PATHWAY_FINDINGS.firstTrustDiffers,
]);

const ACROSS_CODES: ReadonlySet<string> = new Set([...ACROSS_FINDINGS].map(keyOfDefinition));

/** The same for what is found because of the patient's other pathways; all else that was found stays. */
export function withFindingsAcross(plan: CarePlan, findings: readonly Finding[]): CarePlan {
  return withFindingsOf(ACROSS_CODES, plan, findings);
}

function withFindingsOf<T extends CarePlan | Task>(
  codes: ReadonlySet<string>,
  resource: T,
  findings: readonly Finding[],
): T {
  const { meta, extension = [], ...rest } = resource;
  const isReplaced = (each: Extension): boolean => isFindingOf(codes, each);
  const next = findings.map(findingExtension);
  const former = extension.filter(isReplaced);
  if (sameFindings(former, next)) {
    return resource;
  }
  const extensions = [...extension.filter((each) => !isReplaced(each)), ...next];
  const tags = [...(meta?.tag ?? []).filter((tag) => !codes.has(keyOf(tag))), ...findingTags(findings)];
  const nextMeta = { ...meta };
  delete nextMeta.tag;
  if (tags.length > 0) {
    nextMeta.tag = tags;
  }
  return {
    ...rest,
    ...(Object.keys(nextMeta).length > 0 && { meta: nextMeta }),
    ...(extensions.length > 0 && { extension: extensions }),
  } as T;
}

function isFindingOf(codes: ReadonlySet<string>, extension: Extension): boolean {
  return extension.url === extensionUrl('finding') && codes.has(keyOf(codeOf(extension)));
}

function keyOfDefinition({ system = CODE_SYSTEM.finding, code }: FindingDefinition): string {
  return keyOf({ system, code });
}

function codeOf({ extension = [] }: Extension): Coding {
  return extension.find(({ url }) => url === 'code')?.valueCoding ?? {};
}

function keyOf({ system = '', code = '' }: Coding): string {
  return `${system}|${code}`;
}

function sameFindings(former: readonly Extension[], next: readonly Extension[]): boolean {
  const keys = (extensions: readonly Extension[]): string => extensions.map(sentenceOf).sort().join('\n');
  return former.length === next.length && keys(former) === keys(next);
}

function sentenceOf(finding: Extension): string {
  const value = (name: string): Extension | undefined => finding.extension?.find(({ url }) => url === name);
  return [value('severity')?.valueCode, keyOf(codeOf(finding)), value('text')?.valueString].join(' ');
}

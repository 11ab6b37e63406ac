import type { CarePlan, Coding, Extension, Task } from '@medplum/fhirtypes';
import type { Finding } from '../findings/finding.ts';
import { CODE_SYSTEM, extensionUrl } from '../fhir/systems.ts';
import { PATHWAY_FINDINGS } from '../pathway/findings.ts';
import { findingExtension, findingTags } from './findingExtension.ts';

const PATHWAY_CODES: ReadonlySet<string> = new Set(
  Object.values(PATHWAY_FINDINGS).map((definition) =>
    keyOf({
      system: 'system' in definition ? definition.system : CODE_SYSTEM.finding,
      code: definition.code,
    }),
  ),
);

/**
 * The resource with what the pathway rules find of it, in the place of what they found before: as extensions, and the
 * codes as tags. Findings of other rooms stay. The same resource when the findings are the same, whatever their places.
 */
export function withPathwayFindings<T extends CarePlan | Task>(resource: T, findings: readonly Finding[]): T {
  const { meta, extension = [], ...rest } = resource;
  const next = findings.map(findingExtension);
  const former = extension.filter(isPathwayFinding);
  if (sameFindings(former, next)) {
    return resource;
  }
  const extensions = [...extension.filter((each) => !isPathwayFinding(each)), ...next];
  const tags = [
    ...(meta?.tag ?? []).filter((tag) => !PATHWAY_CODES.has(keyOf(tag))),
    ...findingTags(findings),
  ];
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

function isPathwayFinding(extension: Extension): boolean {
  return extension.url === extensionUrl('finding') && PATHWAY_CODES.has(keyOf(codeOf(extension)));
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

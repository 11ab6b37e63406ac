import type { Coding, Extension } from '@medplum/fhirtypes';
import { describeFinding, type Finding } from '../findings/finding.ts';
import { primitiveExtension } from '../fhir/primitiveExtension.ts';
import { CODE_SYSTEM, extensionUrl } from '../fhir/systems.ts';

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** A finding as it is stored with the resource that it concerns: English, with the Norwegian sentence beside it. */
export function findingExtension(finding: Finding): Extension {
  const english = describeFinding(finding, 'en').message;
  const norwegian = describeFinding(finding, 'no').message;
  return {
    url: extensionUrl('finding'),
    extension: [
      { url: 'severity', valueCode: finding.severity },
      { url: 'code', valueCoding: findingCoding(finding) },
      {
        url: 'text',
        valueString: english,
        ...primitiveExtension('valueString', {
          url: TRANSLATION,
          extension: [
            { url: 'lang', valueCode: 'no' },
            { url: 'content', valueString: norwegian },
          ],
        }),
      },
      ...(finding.place === '' ? [] : [{ url: 'place', valueString: finding.place }]),
    ],
  };
}

/** The codes of the findings, each once: as tags (`_tag`) they can be searched for. */
export function findingTags(findings: readonly Finding[]): Coding[] {
  const tags = new Map(findings.map((finding) => [finding.definition.code, findingCoding(finding)]));
  return [...tags.values()];
}

function findingCoding({ definition }: Finding): Coding {
  return { system: definition.system ?? CODE_SYSTEM.finding, code: definition.code };
}

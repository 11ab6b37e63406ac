import type { StructureDefinition } from '@medplum/fhirtypes';
import { createValidator, type Validator } from '../../../src/conformance/compiled/validator.ts';
import { definitionFilesOf } from '../../../src/conformance/definitionFiles.ts';
import { describeFinding, type Finding } from '../../../src/findings/finding.ts';
import { FORLOPSBRO } from '../../../src/fhir/systems.ts';
import { openShippedDefinitions } from '../../../src/knowledge.ts';

export const OUR_DEFINITIONS = openShippedDefinitions();

/** Our profiles of resources and data types: what is in profiles/input/fsh/profiles. */
export const OUR_PROFILES: readonly StructureDefinition[] = OUR_DEFINITIONS.all<StructureDefinition>(
  'StructureDefinition',
).filter(({ type, derivation }) => derivation === 'constraint' && type !== 'Extension');

/** Judges by HL7's definitions and ours. */
export function createOurValidator(): Validator {
  return createValidator({ files: definitionFilesOf(OUR_DEFINITIONS) });
}

export function profileUrl(id: string): string {
  return `${FORLOPSBRO}/StructureDefinition/${id}`;
}

/** As the rows of broken examples name findings; a narrative, which machines do not write, is not missed. */
export function shownFindings(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ definition }) => definition.code !== 'no-narrative')
    .map(({ severity, definition, place }) => `${severity} ${definition.code} ${place}`);
}

/** The errors in words, for a test's answer. */
export function errorsIn(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => `${finding.definition.code} ${finding.place}: ${describeFinding(finding).message}`);
}

import { join } from 'node:path';
import {
  BROKEN_EXAMPLES,
  brokenExample,
  EXAMPLES_DIR,
  validExamples,
  type ProfileExample,
} from '../../scripts/definitions/brokenExamples/derive.ts';
import { PROFILES_DIR } from '../../scripts/definitions/profiles.ts';
import { describeFinding, type Finding } from '../../src/findings/finding.ts';
import { createOurValidator, OUR_PROFILES } from '../conformance/profiles/ourDefinitions.ts';
import { OfficialValidator, type OfficialVerdict } from './officialValidator.ts';

/** The definitions by which HL7's validator judges beside its own. */
const DEFINITIONS = ['StructureDefinition', 'ValueSet', 'CodeSystem'].map((type) => join(PROFILES_DIR, type));

/**
 * Holds our verdicts on the examples of our profiles, valid and broken, against HL7's validator with our definitions.
 * Gives a line for each disagreement. That a reference leads to a resource of another type is found by us alone: it
 * leaves the types of targets that it cannot fetch unjudged (FHIR R4, 5.1.0.7: targetProfile is a constraint all the
 * same).
 */
export async function compareProfileVerdicts(): Promise<{
  readonly judged: number;
  readonly lines: readonly string[];
}> {
  const ours = createOurValidator();
  const official = new OfficialValidator(DEFINITIONS);
  const examples = [
    ...OUR_PROFILES.flatMap(({ id = '' }) => validExamples(id)),
    ...BROKEN_EXAMPLES.map(brokenExample),
  ];
  const lines = await Promise.all(
    examples.map(async ({ path, resource }: ProfileExample) => {
      const verdict = await official.judge(JSON.stringify(resource), path);
      const found = ours.validate(resource).filter(({ severity }) => severity === 'error');
      const comparable = found.filter(({ definition }) => definition.code !== 'reference-target');
      const agree =
        found.length > 0 === verdict.errors > 0 || (comparable.length === 0 && verdict.errors === 0);
      return agree ? [] : [path.slice(EXAMPLES_DIR.length + 1), ...words(found, verdict)];
    }),
  );
  official.close();
  return { judged: examples.length, lines: lines.flat() };
}

function words(found: readonly Finding[], { issues }: OfficialVerdict): readonly string[] {
  return [
    ...found.map((finding) => `    ours   ${finding.place}: ${describeFinding(finding).message}`),
    ...issues
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ expression, message }) => `    theirs ${expression}: ${message.slice(0, 240)}`),
  ];
}

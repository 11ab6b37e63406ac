import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createValidator } from '../../src/conformance/compiled/validator.ts';
import { openDefinitionFiles } from '../../src/definitions/baseDefinitionFiles.ts';
import { describeFinding, type Finding } from '../../src/findings/finding.ts';
import { compareCaseVerdicts } from './caseVerdicts.ts';
import { refutedClaims } from './complianceClaims.ts';
import { EXPLAINED } from './knownDifferences.ts';
import { mutate, MUTATION_KINDS, seeded, type Mutation } from './mutations.ts';
import { OfficialValidator, officialValidatorIsInstalled } from './officialValidator.ts';
import { compareProfileVerdicts } from './profileVerdicts.ts';

/**
 * Holds our verdicts (error or no error) against the official validator's, on mutations of small official examples:
 * npm run oracle -- --seed 1,2,3 --count 1000. Prints each disagreement that is not explained (knownDifferences.ts) and
 * ends with status 1 when there is any.
 * npm run oracle -- profiles does the same on the examples of our profiles, valid and broken, by our definitions,
 * and looks whether the profiles comply with those of no-basis that they claim to comply with.
 * npm run oracle -- cases asks it again of the cases of small profiles, whose verdicts are written down.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    /** Only examples whose file name has this. */
    only: { type: 'string', default: '' },
    /** Kinds of mutations, with commas between them. */
    kinds: { type: 'string', default: MUTATION_KINDS.join(',') },
  },
});

/** What is meant to be read, one line. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const LARGEST = 6000;
const examplesFolder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.core/package.json'));

/** Definitions take the official validator seconds each, so they are left to the examples. */
const NOT_MUTATED =
  values.only === ''
    ? /^(?:StructureDefinition|ValueSet|CodeSystem|ConceptMap|SearchParameter|package|ig-r4)/
    : /^(?:package|ig-r4)/;

function smallExamples(): readonly Record<string, unknown>[] {
  return readdirSync(examplesFolder)
    .filter((name) => name.endsWith('.json') && !NOT_MUTATED.test(name) && name.includes(values.only))
    .map((name) => readFileSync(join(examplesFolder, name), 'utf8'))
    .filter((text) => text.length < LARGEST)
    .map((text) => JSON.parse(text) as Record<string, unknown>);
}

if (!officialValidatorIsInstalled()) {
  print('HL7’s validator is not installed, so there is nothing to compare with.');
  process.exit(0);
}

if (positionals[0] === 'profiles') {
  const verdicts = await compareProfileVerdicts();
  const claims = await refutedClaims();
  [...verdicts.lines, ...claims.lines].forEach(print);
  print(
    `${verdicts.lines.length === 0 ? 'no differences' : 'differences'} in ${verdicts.judged} examples of our profiles`,
  );
  print(`${claims.lines.length} of ${claims.judged} claims to comply with no-basis refuted`);
  process.exit(verdicts.lines.length + claims.lines.length > 0 ? 1 : 0);
}

if (positionals[0] === 'cases') {
  const { judged, lines } = await compareCaseVerdicts();
  lines.forEach(print);
  print(`${lines.length} of ${judged} cases are judged otherwise than is written down`);
  process.exit(lines.length > 0 ? 1 : 0);
}

const validator = createValidator({ files: openDefinitionFiles() });
const official = new OfficialValidator();
const examples = smallExamples();
const kinds = values.kinds.split(',');
let differences = 0;
for (const seed of values.seed.split(',')) {
  const random = seeded(Number(seed));
  const mutations = Array.from({ length: Number(values.count) }, () =>
    mutate(examples[Math.floor(random() * examples.length)] ?? {}, random, kinds),
  );
  const verdicts = await Promise.all(mutations.map(compare));
  const unexplained = verdicts.filter((verdict) => verdict === 'differs').length;
  const explained = verdicts.filter((verdict) => verdict === 'explained').length;
  print(
    `seed ${seed}: ${unexplained} differences in ${mutations.length} mutations, ${explained} more that are explained`,
  );
  differences += unexplained;
}
official.close();
process.exitCode = differences > 0 ? 1 : 0;

function isExplainedHere(finding: Finding): boolean {
  return EXPLAINED.some(
    ({ ours, text }) =>
      ours === finding.definition.code && (text === undefined || text.test(describeFinding(finding).message)),
  );
}

async function compare({ text, what }: Mutation): Promise<'same' | 'explained' | 'differs'> {
  const verdict = await official.judge(text, what);
  const ours = validator.validateText(text).filter(({ severity }) => severity === 'error');
  const theirs = verdict.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  // A crash is no verdict.
  if (verdict.failed === true || ours.length > 0 === theirs.length > 0) {
    return 'same';
  }
  const isExplained =
    ours.length > 0
      ? ours.every(isExplainedHere)
      : theirs.every(({ id }) => EXPLAINED.some((each) => each.theirs?.test(id ?? '') === true));
  if (isExplained) {
    return 'explained';
  }
  print(`${ours.length > 0 ? 'ONLY OURS' : 'ONLY THEIRS'}  ${what}`);
  for (const finding of ours) {
    print(`    ours   ${finding.place}: ${describeFinding(finding).message}`);
  }
  for (const { expression, message } of theirs) {
    print(`    theirs ${expression}: ${message.slice(0, 240)}`);
  }
  return 'differs';
}

import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { Command, Option } from 'commander';
import { folderSetting, listSetting } from '../config.ts';
import { createConformance } from '../conformance/conformance.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { hasResourceType } from '../fhir/resourceType.ts';
import { hasErrors, type Finding, type Language } from '../findings/finding.ts';
import { readJson } from '../formats/json.ts';
import { createKithDecoder } from '../formats/kith/decode.ts';
import { openKnowledge } from '../knowledge.ts';
import { EXIT } from './exit.ts';
import { kindOfInput, readInput } from './input.ts';
import { lineOf, printJson } from './output.ts';

interface ValidateOptions {
  readonly profile: readonly string[];
  readonly package?: string;
  readonly format: 'text' | 'json';
  readonly json?: boolean;
  readonly language: Language;
}

export function validateCommand(): Command {
  return new Command('validate')
    .description('judges FHIR resources, pathway records and KITH XML messages, told apart by their content')
    .argument('<file...>', 'files; - for standard input')
    .option(
      '--profile <url>',
      'judge resources by this profile too; may be given several times',
      collected,
      [],
    )
    .option(
      '--package <path>',
      'a FHIR package (.tgz or folder), or a folder of them (default: FHIR_PACKAGES_DIR)',
    )
    .addOption(
      new Option('--format <format>', 'lines, or an OperationOutcome')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--json', 'the same as --format json')
    .addOption(new Option('--language <language>', 'of the sentences').choices(['en', 'no']).default('en'))
    .action(async (files: string[], options: ValidateOptions) => {
      const judge = createJudge(options);
      const asJson = options.json === true || options.format === 'json';
      const issues: OperationOutcomeIssue[] = [];
      for (const file of files) {
        const findings = judge(await readInput(file));
        if (hasErrors(findings)) {
          process.exitCode = EXIT.inputErrors;
        }
        if (asJson) {
          const { issue } = outcomeOf(findings, options.language);
          issues.push(...issue.map((each) => (files.length === 1 ? each : inFile(file, each))));
        } else {
          printLines(file, findings, options.language);
        }
      }
      if (asJson) {
        printJson({ resourceType: 'OperationOutcome', issue: issues } satisfies OperationOutcome);
      }
    });
}

function collected(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

const VERDICT = {
  en: { errors: 'has errors', noErrors: 'no errors' },
  no: { errors: 'har feil', noErrors: 'ingen feil' },
} as const satisfies Record<Language, object>;

function printLines(file: string, findings: readonly Finding[], language: Language): void {
  for (const finding of findings) {
    process.stderr.write(`${lineOf(finding, file, language)}\n`);
  }
  const { errors, noErrors } = VERDICT[language];
  process.stderr.write(`${file}: ${hasErrors(findings) ? errors : noErrors}\n`);
}

/** The issue with the file's name as its first location; the expression stays one. */
function inFile(file: string, issue: OperationOutcomeIssue): OperationOutcomeIssue {
  return { ...issue, location: [file, ...(issue.location ?? [])] };
}

/** What is wrong with the bytes of one file: resources are judged as $validate judges them. */
function createJudge({
  profile,
  package: packages,
}: ValidateOptions): (bytes: Uint8Array) => readonly Finding[] {
  const knowledge = openKnowledge(packages ?? folderSetting(process.env, 'FHIR_PACKAGES_DIR'));
  const schemaDir = folderSetting(process.env, 'KITH_SCHEMA_DIR');
  const conformance = createConformance(
    { current: knowledge },
    { knownExtensions: listSetting(process.env, 'KNOWN_EXTENSIONS') },
  );
  return (bytes) => {
    if (kindOfInput(bytes) === 'xml') {
      const decoder = createKithDecoder({
        terminology: knowledge.terminology,
        ...(schemaDir === undefined ? {} : { schemaDir }),
      });
      return decoder.decode(bytes).findings;
    }
    const read = readJson(bytes);
    if (!read.ok) {
      return read.findings;
    }
    return hasResourceType(read.value) || profile.length > 0
      ? conformance.judgeText(read.text, profile)
      : assessRecord({ ...knowledge, now: () => new Date() }, read.value).findings;
  };
}

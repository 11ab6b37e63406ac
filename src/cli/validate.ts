import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { Command } from 'commander';
import { folderSetting } from '../config.ts';
import { createBaseValidator } from '../conformance/baseValidator.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { hasErrors, type Finding } from '../findings/finding.ts';
import { readJson } from '../formats/json.ts';
import { createKithDecoder } from '../formats/kith/decode.ts';
import { openKnowledge } from '../knowledge.ts';
import { EXIT } from './exit.ts';
import { kindOfInput, readInput } from './input.ts';
import { printJson, reportFindings } from './output.ts';
import { hasResourceType } from '../fhir/resourceType.ts';

export function validateCommand(): Command {
  return new Command('validate')
    .description('judges FHIR resources, pathway records and KITH XML messages, told apart by their content')
    .argument('<file...>', 'files; - for standard input')
    .option('--json', 'print an OperationOutcome on standard output')
    .action(async (files: string[], options: { json?: boolean }) => {
      const judge = createJudge();
      const issues: OperationOutcomeIssue[] = [];
      for (const file of files) {
        const findings = judge(await readInput(file));
        if (options.json === true) {
          issues.push(
            ...outcomeOf(findings).issue.map((issue) => (files.length === 1 ? issue : inFile(file, issue))),
          );
          if (hasErrors(findings)) {
            process.exitCode = EXIT.inputErrors;
          }
        } else {
          reportFindings(findings, { file });
          process.stderr.write(`${file}: ${hasErrors(findings) ? 'has errors' : 'no errors'}\n`);
        }
      }
      if (options.json === true) {
        printJson({ resourceType: 'OperationOutcome', issue: issues } satisfies OperationOutcome);
      }
    });
}

/** The issue with the file's name as its first location; the expression stays one. */
function inFile(file: string, issue: OperationOutcomeIssue): OperationOutcomeIssue {
  return { ...issue, location: [file, ...(issue.location ?? [])] };
}

/** What is wrong with the bytes of one file. */
function createJudge(): (bytes: Uint8Array) => readonly Finding[] {
  const knowledge = openKnowledge(folderSetting(process.env, 'FHIR_PACKAGES_DIR'));
  const schemaDir = folderSetting(process.env, 'KITH_SCHEMA_DIR');
  const validateResource = createBaseValidator();
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
    return hasResourceType(read.value)
      ? validateResource(read.value)
      : assessRecord({ ...knowledge, now: () => new Date() }, read.value).findings;
  };
}

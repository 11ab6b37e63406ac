import { Command } from 'commander';
import { folderSetting } from '../config.ts';
import { createBaseValidator } from '../conformance/baseValidator.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import type { Finding } from '../findings/finding.ts';
import { readJson } from '../formats/json.ts';
import { createKithDecoder } from '../formats/kith/decode.ts';
import { openKnowledge } from '../knowledge.ts';
import { kindOfInput, readInput } from './input.ts';
import { reportFindings } from './output.ts';
import { hasResourceType } from '../fhir/resourceType.ts';

export function validateCommand(): Command {
  return new Command('validate')
    .description('judges FHIR resources, pathway records and KITH XML messages, told apart by their content')
    .argument('<file...>', 'files; - for standard input')
    .option('--json', 'print an OperationOutcome on standard output')
    .action(async (files: string[], options: { json?: boolean }) => {
      const judge = createJudge();
      const all: Finding[] = [];
      for (const file of files) {
        const findings = judge(await readInput(file));
        if (options.json === true) {
          all.push(
            ...findings.map((finding) =>
              files.length === 1 ? finding : { ...finding, place: `${file}: ${finding.place}` },
            ),
          );
        } else {
          reportFindings(findings, { file });
          process.stderr.write(
            `${file}: ${findings.some(({ severity }) => severity === 'error') ? 'has errors' : 'no errors'}\n`,
          );
        }
      }
      if (options.json === true) {
        reportFindings(all, { json: true });
      }
    });
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

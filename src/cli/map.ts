import { Command } from 'commander';
import { hasErrors } from '../findings/finding.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import { readJson } from '../formats/json.ts';
import { mapPathwayRecord } from '../mapping/record/mapPathwayRecord.ts';
import { EXIT } from './exit.ts';
import { readInput } from './input.ts';
import { knowledgeInForce, withDatabase, type DatabaseOption } from './knowledgeInForce.ts';
import { printJson, reportFindings } from './output.ts';

export function mapCommand(): Command {
  return withDatabase(new Command('map'))
    .description('pathway record → FHIR transaction Bundle on standard output')
    .argument('<file>', 'a pathway record as JSON; - for standard input')
    .option('--json', 'print findings of a refused record as an OperationOutcome on standard output')
    .addHelpText(
      'after',
      '\nExample: npm run -s forlopsbro -- map examples/journeys/d11-adult/02-started.json',
    )
    .action(async (file: string, options: DatabaseOption & { json?: boolean }) => {
      const read = readJson(await readInput(file));
      if (!read.ok) {
        reportFindings(read.findings, { ...options, file });
        process.exitCode = EXIT.inputErrors;
        return;
      }
      const knowledge = await knowledgeInForce(options);
      const assessed = assessRecord({ ...knowledge, now: () => new Date() }, read.value);
      if (!assessed.ok || hasErrors(assessed.findings)) {
        reportFindings(assessed.findings, { ...options, file });
        return;
      }
      printJson(mapPathwayRecord(assessed.record, { ...knowledge, findings: assessed.findings }).bundle);
      // Standard output holds the Bundle alone, so that it can be piped on.
      reportFindings(assessed.findings, { file });
    });
}

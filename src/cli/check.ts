import { Command } from 'commander';
import { assessRecord } from '../exchange/assessRecord.ts';
import type { Finding } from '../findings/finding.ts';
import { readJson, readJsonLines, type JsonReading } from '../formats/json.ts';
import { openKnowledge } from '../knowledge.ts';
import { EXIT } from './exit.ts';
import { readInput } from './input.ts';
import { reportFindings } from './output.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('holds the measurement points of pathway records against the rules')
    .argument('<file>', 'a pathway record as JSON, or many as NDJSON (one a line); - for standard input')
    .option('--json', 'print an OperationOutcome on standard output')
    .option('--strict', 'exit status 1 for warnings too')
    .action(async (file: string, options: { json?: boolean; strict?: boolean }) => {
      const bytes = await readInput(file);
      const whole = readJson(bytes);
      const records = whole.ok ? [whole] : readJsonLines(bytes);
      if (!whole.ok && !records.some(isObject)) {
        reportFindings(whole.findings, { ...options, file });
        process.exitCode = EXIT.inputErrors;
        return;
      }
      const knowledge = openKnowledge();
      const findings: Finding[] = [];
      for (const [index, record] of records.entries()) {
        const found = record.ok
          ? assessRecord({ ...knowledge, now: () => new Date() }, record.value).findings
          : record.findings;
        const line = whole.ok ? undefined : `line ${index + 1}`;
        findings.push(
          ...found.map((finding) =>
            line === undefined
              ? finding
              : { ...finding, place: [line, finding.place].filter(Boolean).join(', ') },
          ),
        );
      }
      reportFindings(findings, { ...options, file });
      if (options.json !== true) {
        process.stderr.write(summaryOf(records.length, findings));
      }
      if (options.strict === true && findings.some((finding) => finding.severity !== 'information')) {
        process.exitCode = EXIT.inputErrors;
      }
    });
}

/** A file in which no line is a record by itself is one record that cannot be read, not many. */
function isObject(reading: JsonReading): boolean {
  return reading.ok && typeof reading.value === 'object' && reading.value !== null;
}

function summaryOf(records: number, findings: readonly Finding[]): string {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const finding of findings) {
    counts[finding.severity] += 1;
  }
  return `${records} pathway ${records === 1 ? 'record' : 'records'}: ${counts.error} errors, ${counts.warning} warnings, ${counts.information} notes\n`;
}

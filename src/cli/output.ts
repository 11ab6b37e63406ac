import { outcomeOf } from '../fhir/outcome.ts';
import { describeFinding, hasErrors, type Finding, type Language } from '../findings/finding.ts';
import { EXIT } from './exit.ts';

/**
 * Findings for the caller: as an OperationOutcome on standard output with `--json`, else a line each on standard
 * error. Sets the exit status to 1 when there is an error among them.
 */
export function reportFindings(
  findings: readonly Finding[],
  options: { json?: boolean; file?: string },
): void {
  if (options.json === true) {
    printJson(outcomeOf(findings));
  } else {
    for (const finding of findings) {
      process.stderr.write(`${lineOf(finding, options.file)}\n`);
    }
  }
  if (hasErrors(findings)) {
    process.exitCode = EXIT.inputErrors;
  }
}

export function lineOf(finding: Finding, file?: string, language?: Language): string {
  const { message, remedy } = describeFinding(finding, language);
  const where = [file, finding.place].filter((part) => part !== undefined && part !== '').join(': ');
  return `${finding.severity} ${finding.definition.code} ${where === '' ? '' : `${where}: `}${message} ${remedy} [${finding.definition.source}]`;
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

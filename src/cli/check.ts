import { Command, Option } from 'commander';
import { once } from 'node:events';
import {
  checkRegistrationFile,
  type FileChecking,
  type FileCounts,
  type RegistrationFileFormat,
} from '../exchange/checkRegistrationFile.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { writeFindings, type FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import { openKnowledge } from '../knowledge.ts';
import { calendarDay } from './calendarDay.ts';
import { EXIT } from './exit.ts';
import { openInput } from './fileInput.ts';
import { lineOf, reportFindings } from './output.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly format: 'text' | 'json' | 'csv';
  readonly today?: string;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('holds the measurement points of registrations and pathway records against the rules')
    .argument(
      '<file>',
      'CSV of registrations, or pathway records or registrations as JSON or NDJSON; - for standard input',
    )
    .addOption(
      new Option(
        '--format <format>',
        'how the findings are printed: text on standard error, else on standard output',
      )
        .choices(['text', 'json', 'csv'])
        .default('text'),
    )
    .option('--json', 'print an OperationOutcome on standard output')
    .option('--strict', 'exit status 1 for warnings too')
    .option('--today <date>', 'the day on which is judged, YYYY-MM-DD (default: today)', calendarDay)
    .action(async (file: string, options: CheckOptions) => {
      const input = await openInput(file);
      const counts: FileCounts = { records: 0, rows: 0, pathways: 0 };
      const summary = new Summary();
      const findings = watched(
        checkRegistrationFile(input.pieces, input.format, checkingOn(options.today), counts),
        summary,
        counts,
      );
      if (options.json === true) {
        const all: Finding[] = [];
        for await (const batch of findings) {
          all.push(...batch.map(placedInFile));
        }
        reportFindings(all, { json: true });
      } else if (options.format === 'text') {
        for await (const batch of findings) {
          await write(
            process.stderr,
            batch.map((found) => `${lineOf(placedInFile(found), file)}\n`).join(''),
          );
        }
      } else {
        for await (const text of writeFindings(findings, options.format, 'en')) {
          await write(process.stdout, text);
        }
      }
      if (options.json !== true) {
        process.stderr.write(summary.text(counts, input.format));
      }
      const { error, warning } = summary.severities;
      if (error > 0 || (options.strict === true && warning > 0)) {
        process.exitCode = EXIT.inputErrors;
      }
    });
}

/** @param today the day that counts as today; the clock's own when absent */
function checkingOn(today: string | undefined): FileChecking {
  // The last hour of that day in Norway, so that nothing recorded on it is from the future.
  const now = today === undefined ? undefined : new Date(`${today}T21:59:59Z`);
  return { ...openKnowledge(), now: () => now ?? new Date() };
}

/** Counts what passes, and shows on a terminal how far the check has come. */
async function* watched(
  batches: AsyncIterable<readonly FileFinding[]>,
  summary: Summary,
  counts: FileCounts,
): AsyncGenerator<readonly FileFinding[]> {
  const isShown = process.stderr.isTTY && process.stdout.isTTY;
  let shown = 0;
  for await (const batch of batches) {
    summary.add(batch);
    if (isShown && Date.now() - shown > PROGRESS_INTERVAL) {
      shown = Date.now();
      process.stderr.write(`\r${counts.rows + counts.records} read\r`);
    }
    yield batch;
  }
}

/** Milliseconds. */
const PROGRESS_INTERVAL = 500;

function placedInFile({ line, finding }: FileFinding): Finding {
  return line === undefined
    ? finding
    : { ...finding, place: [`line ${line}`, finding.place].filter(Boolean).join(', ') };
}

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) {
    await once(stream, 'drain');
  }
}

/** How many findings there are of each kind. */
class Summary {
  readonly severities: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  readonly #kinds = new Map<string, number>();

  add(batch: readonly FileFinding[]): void {
    for (const { finding } of batch) {
      this.severities[finding.severity] += 1;
      const kind = `${finding.severity} ${finding.definition.code}`;
      this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    }
  }

  /** What was read and how much was found; then a line for each kind of finding, most first. */
  text({ records, rows, pathways }: FileCounts, format: RegistrationFileFormat): string {
    const { error, warning, information } = this.severities;
    const read = [
      ...(rows > 0 || format === 'csv' ? [`${rows} registrations of ${pathways} pathways`] : []),
      ...(records > 0 ? [`${records} pathway ${records === 1 ? 'record' : 'records'}`] : []),
    ];
    const kinds = [...this.#kinds]
      .sort(([, first], [, second]) => second - first)
      .map(([kind, count]) => `  ${count} × ${kind}\n`);
    return `${read.length === 0 ? 'nothing' : read.join(' and ')}: ${error} errors, ${warning} warnings, ${information} notes\n${kinds.join('')}`;
  }
}

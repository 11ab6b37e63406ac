import { Command, Option } from 'commander';
import { createConformance } from '../conformance/conformance.ts';
import { once } from 'node:events';
import {
  checkRegistrationFile,
  type FileChecking,
  type FileCounts,
  type RegistrationFileFormat,
} from '../exchange/checkRegistrationFile.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { writeFindings, type FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import type { Knowledge } from '../knowledge.ts';
import { calendarDay } from './calendarDay.ts';
import { counted } from './count.ts';
import { EXIT } from './exit.ts';
import { openInput } from './fileInput.ts';
import { knowledgeInForce, withDatabase, type DatabaseOption } from './knowledgeInForce.ts';
import { lineOf, reportFindings } from './output.ts';
import { ProgressBar } from './progressBar.ts';

interface CheckOptions extends DatabaseOption {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly format: 'text' | 'json' | 'csv';
  readonly today?: string;
}

export function checkCommand(): Command {
  return withDatabase(new Command('check'))
    .description('holds the measurement points of registrations and pathway records against the rules')
    .argument(
      '<file>',
      'CSV of registrations; pathway records or registrations as JSON or NDJSON; a FHIR Bundle; - for standard input',
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
    .addHelpText(
      'after',
      '\nWhat the file is, is told from its content: CSV, NDJSON, JSON, or a FHIR Bundle of CarePlans and Tasks.',
    )
    .action(async (file: string, options: CheckOptions) => {
      const checking = checkingOn(options.today, await knowledgeInForce(options));
      const input = await openInput(file);
      const counts: FileCounts = { records: 0, resources: 0, rows: 0, pathways: 0 };
      const summary = new Summary();
      const bar = new ProgressBar({ stream: process.stderr, total: input.size });
      const findings = watched(
        checkRegistrationFile(input.pieces, input.format, checking, counts),
        summary,
        () =>
          bar.show(
            input.bytesRead(),
            counted(counts.rows + counts.records + counts.resources, 'read', 'read'),
          ),
      );
      await print(findings, options, file, bar);
      bar.erase();
      if (options.json !== true) {
        process.stderr.write(summary.text(counts, input.format));
      }
      const { error, warning } = summary.severities;
      if (error > 0 || (options.strict === true && warning > 0)) {
        process.exitCode = EXIT.inputErrors;
      }
    });
}

async function print(
  findings: AsyncIterable<readonly FileFinding[]>,
  options: CheckOptions,
  file: string,
  bar: ProgressBar,
): Promise<void> {
  if (options.json === true) {
    const all: Finding[] = [];
    for await (const batch of findings) {
      all.push(...batch.map(placedInFile));
    }
    bar.erase();
    reportFindings(all, { json: true });
  } else if (options.format === 'text') {
    for await (const batch of findings) {
      bar.erase();
      await write(process.stderr, batch.map((found) => `${lineOf(placedInFile(found), file)}\n`).join(''));
    }
  } else {
    for await (const text of writeFindings(findings, options.format, 'en')) {
      bar.erase();
      await write(process.stdout, text);
    }
  }
}

/** Bytes of the longest JSON value that is read from the operator's own file: a Bundle is one value. */
const MAX_VALUE_BYTES = 500_000_000;

/** @param today the day that counts as today; the clock's own when absent */
function checkingOn(today: string | undefined, knowledge: Knowledge): FileChecking {
  const { catalogue, terminology } = knowledge;
  const conformance = createConformance({ current: knowledge });
  // The last hour of that day in Norway, so that nothing recorded on it is from the future.
  const now = today === undefined ? undefined : new Date(`${today}T21:59:59Z`);
  return {
    catalogue,
    terminology,
    now: () => now ?? new Date(),
    validate: (resource) => conformance.judgeWrite(resource),
    maxValueBytes: MAX_VALUE_BYTES,
  };
}

/** Counts what passes, and tells how far the check has come. */
async function* watched(
  batches: AsyncIterable<readonly FileFinding[]>,
  summary: Summary,
  progress: () => void,
): AsyncGenerator<readonly FileFinding[]> {
  for await (const batch of batches) {
    summary.add(batch);
    yield batch;
    progress();
  }
}

function placedInFile({ line, finding }: FileFinding): Finding {
  return { ...finding, place: [`line ${line}`, finding.place].filter(Boolean).join(', ') };
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
  text({ records, resources, rows, pathways }: FileCounts, format: RegistrationFileFormat): string {
    const { error, warning, information } = this.severities;
    const read = [
      ...(rows > 0 || format === 'csv'
        ? [`${counted(rows, 'registration')} of ${counted(pathways, 'pathway')}`]
        : []),
      ...(records > 0 ? [counted(records, 'pathway record')] : []),
      ...(resources > 0 ? [counted(resources, 'FHIR resource')] : []),
    ];
    const found = [counted(error, 'error'), counted(warning, 'warning'), counted(information, 'note')];
    const kinds = [...this.#kinds]
      .sort(([, first], [, second]) => second - first)
      .map(([kind, count]) => `  ${count} × ${kind}\n`);
    return `${read.length === 0 ? 'nothing' : read.join(' and ')}: ${found.join(', ')}\n${kinds.join('')}`;
  }
}

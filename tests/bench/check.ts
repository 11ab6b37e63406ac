import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { checkRegistrationFile, type FileChecking } from '../../src/exchange/checkRegistrationFile.ts';
import { norwegianDay } from '../../src/exchange/clock.ts';
import type { Resource } from '@medplum/fhirtypes';
import { createConformance } from '../../src/conformance/conformance.ts';
import { CsvReader } from '../../src/formats/record/registrationFile/csvReader.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { generateRecords } from '../../src/synthetic/records.ts';
import { CSV_HEADER, rowsOfRecord } from '../exchange/registrationRows.ts';

/** BENCH_ROWS takes a part of them. */
const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);

/** As much of a file as is read at a time. */
const PIECE = 1 << 18;

/** So often each is timed, one after the other: the shortest of each counts. */
const ROUNDS = 3;

/** A CSV file of one million registrations: only parsed and checked, in this process by turns; then by the command. */
export async function benchCheck(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-bench-'));
  const file = join(folder, 'registrations.csv');
  try {
    await writeRegistrations(file);
    const knowledge = openKnowledge();
    const conformance = createConformance({ current: knowledge });
    const checking = {
      ...knowledge,
      now: () => new Date(),
      validate: (resource: Resource) => conformance.judgeWrite(resource),
    };
    const parsings: number[] = [];
    const checks: number[] = [];
    let heap = '';
    for (let round = 0; round < ROUNDS; round += 1) {
      parsings.push((await timed(() => onlyParse(file))).seconds);
      const { seconds, found, early, late } = await timed(() => check(file, checking));
      checks.push(seconds);
      heap = `${found} findings; heap ${early} MB after a tenth, ${late} MB at the end`;
    }
    const [parsing, checked] = [Math.min(...parsings), Math.min(...checks)];
    const first = ((checks[0] ?? 0) / (parsings[0] ?? 0)).toFixed(2);
    console.log(`  only parsed  ${rate(parsing)}/s`);
    console.log(
      `  checked      ${rate(checked)}/s, ${(checked / parsing).toFixed(2)} × the time of only parsing ` +
        `(${first} × the first time; ${heap})`,
    );
    const command = await timed(() => runCommand(file));
    console.log(`  command      ${rate(command.seconds)}/s, the start of the process included`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rate(seconds: number): string {
  return (ROWS / seconds).toFixed(0);
}

async function timed<T extends object>(run: () => Promise<T>): Promise<T & { readonly seconds: number }> {
  const started = performance.now();
  const result = await run();
  return { ...result, seconds: (performance.now() - started) / 1_000 };
}

async function writeRegistrations(file: string): Promise<void> {
  await pipeline(Readable.from(linesOfRegistrations()), createWriteStream(file));
}

/** The rows of generated records, over and over under other names. */
function* linesOfRegistrations(): Generator<string> {
  const { catalogue } = openKnowledge();
  const records = generateRecords({ seed: 1, count: 2_000, today: norwegianDay(new Date()), catalogue });
  const pathways = [...records].map((record) => rowsOfRecord(record)).filter((rows) => rows.length > 0);
  yield `${CSV_HEADER}\n`;
  let written = 0;
  for (let round = 0; written < ROWS; round += 1) {
    for (const rows of pathways) {
      const taken = rows.slice(0, ROWS - written);
      yield taken.map((row) => `${round}-${row}\n`).join('');
      written += taken.length;
    }
  }
}

async function onlyParse(file: string): Promise<{ readonly values: number }> {
  const reader = new CsvReader();
  let values = 0;
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
    for (const line of reader.read(piece as Uint8Array)) {
      values += line.kind === 'values' ? line.values.length : 0;
    }
  }
  reader.end();
  return { values };
}

async function check(
  file: string,
  checking: FileChecking,
): Promise<{ readonly found: number; readonly early: number; readonly late: number }> {
  const counts = { records: 0, resources: 0, rows: 0, pathways: 0 };
  const pieces = createReadStream(file, { highWaterMark: PIECE });
  let found = 0;
  let early = 0;
  for await (const batch of checkRegistrationFile(pieces, 'csv', checking, counts)) {
    found += batch.length;
    if (early === 0 && counts.rows > ROWS / 10) {
      early = heapMegabytes();
    }
  }
  return { found, early, late: heapMegabytes() };
}

function heapMegabytes(): number {
  return Math.round(process.memoryUsage().heapUsed / 1_000_000);
}

async function runCommand(file: string): Promise<object> {
  const program = fileURLToPath(new URL('../../src/cli/forlopsbro.ts', import.meta.url));
  const child = spawn(process.execPath, [program, 'check', file, '--format', 'csv'], { stdio: 'ignore' });
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  return {};
}

import { createFinding, type FindingDefinition } from '../findings/finding.ts';
import { CsvReader, MAX_LINE_LENGTH, type CsvLine } from '../formats/record/registrationFile/csvReader.ts';
import { readCsvHeader, type CsvHeader } from '../formats/record/registrationFile/csvHeader.ts';
import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import { FILE_FINDINGS } from '../formats/record/registrationFile/findings.ts';
import { RegistrationRow } from '../formats/record/registrationFile/registrationRow.ts';
import { JsonFile } from './checkJsonFile.ts';
import { norwegianDay } from './clock.ts';
import type { FileChecking, FileCounts, FileReader } from './fileReader.ts';
import { piecesWithPauses } from './pauses.ts';
import { PathwaysTogether } from './pathwaysTogether.ts';

export type { FileChecking, FileCounts } from './fileReader.ts';

export type RegistrationFileFormat = 'csv' | 'ndjson' | 'json';

/**
 * Checks a file of registrations, pathway records or FHIR resources as it comes, in constant memory; nothing in it
 * makes this throw.
 *
 * CSV: a header with the columns of REGISTRATION_PARTS in any order, separated by semicolons or commas, in UTF-8.
 * NDJSON and JSON (an array, or one value): pathway records, objects with those names, or FHIR Bundles and CarePlans.
 * Pathways are held for a while, so that the rows of one need not stand together, nor the pathways of one patient; a
 * pathway that comes again after it has been judged is judged on that part of its own, with a finding of information
 * that says so.
 *
 * @param pieces the bytes; what they throw is thrown
 * @param counts filled as the file is read
 * @returns the findings in the order of the file, in batches as the pieces come
 */
export async function* checkRegistrationFile(
  pieces: AsyncIterable<Uint8Array>,
  format: RegistrationFileFormat,
  checking: FileChecking,
  counts: FileCounts = { records: 0, resources: 0, rows: 0, pathways: 0 },
): AsyncGenerator<readonly FileFinding[]> {
  const reader = format === 'csv' ? new CsvFile(checking, counts) : new JsonFile(format, checking, counts);
  for await (const piece of piecesWithPauses(pieces, checking.pause)) {
    if (piece === 'pause') {
      reader.pause();
    } else {
      reader.read(piece);
    }
    const found = reader.take();
    if (found.length > 0) {
      yield found;
    }
    if (reader.isOver) {
      break;
    }
  }
  reader.end();
  const found = reader.take();
  if (found.length > 0) {
    yield found;
  }
}

/** Bytes whose lines are read before they are judged: few enough that they are still in the processor's cache. */
const PART = 1 << 14;

const LESS_THAN = 0x3c;
/** The byte order mark of UTF-8, and white space. */
const BEFORE_CONTENT: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d]);

class CsvFile implements FileReader {
  isOver = false;
  readonly #reader = new CsvReader();
  readonly #pathways: PathwaysTogether;
  readonly #counts: FileCounts;
  #header: CsvHeader | undefined;
  #isBegun = false;

  constructor({ catalogue, terminology, now }: FileChecking, counts: FileCounts) {
    this.#counts = counts;
    this.#pathways = new PathwaysTogether({ catalogue, terminology, today: norwegianDay(now()) });
  }

  read(piece: Uint8Array): void {
    if (!this.#isBegun && this.#isXml(piece)) {
      this.#tell(1, FILE_FINDINGS.xml);
      this.isOver = true;
      return;
    }
    for (let start = 0; start < piece.length && !this.isOver; start += PART) {
      this.#takeLines(this.#reader.read(piece.subarray(start, start + PART)));
    }
  }

  pause(): void {
    this.#pathways.letGo('last');
  }

  end(): void {
    const isEmpty = !this.isOver && this.#takeLines(this.#reader.end()) === undefined;
    if (isEmpty && !this.isOver) {
      this.#tell(1, FILE_FINDINGS.empty);
    }
    this.#pathways.end();
  }

  take(): readonly FileFinding[] {
    return this.#pathways.take();
  }

  /** By the first byte that is neither a byte order mark nor white space: no header of CSV begins so. */
  #isXml(piece: Uint8Array): boolean {
    const first = piece.find((byte) => !BEFORE_CONTENT.has(byte));
    this.#isBegun = first !== undefined;
    return first === LESS_THAN;
  }

  /** @returns the header, when it has been read */
  #takeLines(lines: readonly CsvLine[]): CsvHeader | undefined {
    for (const line of lines) {
      if (this.isOver) {
        break;
      }
      this.#takeLine(line);
    }
    this.#counts.pathways = this.#pathways.begun;
    return this.#header;
  }

  #takeLine(line: CsvLine): void {
    if (line.notUtf8) {
      this.#tell(line.line, FILE_FINDINGS.notUtf8);
    }
    if (line.kind === 'too-long') {
      this.#tell(line.line, FILE_FINDINGS.lineTooLong, { limit: String(MAX_LINE_LENGTH) });
    } else if (line.kind === 'broken-quoting') {
      const column = this.#header?.names[line.index] ?? String(line.index + 1);
      this.#tell(line.line, FILE_FINDINGS.brokenQuoting, { column, found: line.found.slice(0, 60) }, column);
    } else if (this.#header !== undefined) {
      this.#takeRow(line.line, line.values, this.#header);
      return;
    } else if (!line.values.some((value) => value.includes('\0'))) {
      this.#takeHeader(line.line, line.values);
    }
    // A header that cannot be read leaves the rows without names.
    this.isOver = this.#header === undefined;
  }

  #takeHeader(line: number, values: readonly string[]): void {
    if (values.some((value) => value.trim().includes('\r'))) {
      this.#tell(line, FILE_FINDINGS.carriageReturns);
      return;
    }
    const reading = readCsvHeader(values);
    for (const finding of reading.findings) {
      this.#pathways.tell({ line, order: line }, '', finding);
    }
    if (reading.ok) {
      this.#header = reading.header;
    } else {
      this.isOver = true;
    }
  }

  #takeRow(line: number, values: readonly string[], { width, positions }: CsvHeader): void {
    if (values.length !== width) {
      this.#tell(line, FILE_FINDINGS.rowLength, { found: String(values.length), expected: String(width) });
      return;
    }
    this.#counts.rows += 1;
    this.#pathways.addRow(new RegistrationRow(line, values, positions), positions.patient >= 0);
  }

  #tell(
    line: number,
    definition: FindingDefinition,
    values: Readonly<Record<string, string>> = {},
    place = '',
  ): void {
    this.#pathways.tell({ line, order: line }, '', createFinding(definition, place, values));
  }
}

import { createFinding, type Finding, type FindingDefinition } from '../findings/finding.ts';
import { readJson } from '../formats/json.ts';
import { CsvReader, MAX_LINE_LENGTH, type CsvLine } from '../formats/record/registrationFile/csvReader.ts';
import { readCsvHeader, type CsvHeader } from '../formats/record/registrationFile/csvHeader.ts';
import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import { FILE_FINDINGS } from '../formats/record/registrationFile/findings.ts';
import {
  JsonLines,
  JsonValues,
  MAX_VALUE_BYTES,
  type JsonBytes,
} from '../formats/record/registrationFile/jsonValues.ts';
import { registrationRow } from '../formats/record/registrationFile/registrationRow.ts';
import { isRegistrationObject, rowOfObject } from '../formats/record/registrationFile/rowOfObject.ts';
import { assessRecord } from './assessRecord.ts';
import { PathwaysInTurn, type FileChecking, type FileCounts } from './pathwaysInTurn.ts';

export type { FileChecking, FileCounts } from './pathwaysInTurn.ts';

export type RegistrationFileFormat = 'csv' | 'ndjson' | 'json';

/**
 * Checks a file of registrations or pathway records as it comes, in constant memory; nothing in it makes this throw.
 *
 * CSV: a header with the columns of REGISTRATION_COLUMNS in any order, separated by semicolons or commas, in UTF-8.
 * NDJSON and JSON (an array, or one value): pathway records, or objects with those names. Rows of one pathway that
 * stand together are checked together when the pathway changes, and with them the pathways of the same patient that
 * stand next to each other. A pathway that comes again later is checked on that part of its own, with a finding of
 * information that says so; the last 100 000 pathways are remembered for that.
 *
 * @param pieces the bytes; what they throw is thrown
 * @param counts filled as the file is read
 * @returns the findings in the order of the file, pathway by pathway, in batches as the pieces come
 */
export async function* checkRegistrationFile(
  pieces: AsyncIterable<Uint8Array>,
  format: RegistrationFileFormat,
  checking: FileChecking,
  counts: FileCounts = { records: 0, rows: 0, pathways: 0 },
): AsyncGenerator<readonly FileFinding[]> {
  const reader = format === 'csv' ? new CsvFile(checking, counts) : new JsonFile(format, checking, counts);
  for await (const piece of pieces) {
    const found = reader.read(piece);
    if (found.length > 0) {
      yield found;
    }
    if (reader.isOver) {
      return;
    }
  }
  const found = reader.end();
  if (found.length > 0) {
    yield found;
  }
}

interface FileReader {
  /** Nothing more can be read. */
  readonly isOver: boolean;
  read(piece: Uint8Array): readonly FileFinding[];
  end(): readonly FileFinding[];
}

class CsvFile implements FileReader {
  isOver = false;
  readonly #reader = new CsvReader();
  readonly #pathways: PathwaysInTurn;
  readonly #counts: FileCounts;
  #found: FileFinding[] = [];
  #header: CsvHeader | undefined;

  constructor(checking: FileChecking, counts: FileCounts) {
    this.#counts = counts;
    this.#pathways = new PathwaysInTurn(checking, counts);
  }

  read(piece: Uint8Array): readonly FileFinding[] {
    return this.#take(this.#reader.read(piece));
  }

  end(): readonly FileFinding[] {
    this.#take(this.#reader.end());
    if (this.#header === undefined && !this.isOver) {
      this.#tell(1, FILE_FINDINGS.empty);
    }
    this.#pathways.end(this.#found);
    return this.#found;
  }

  #take(lines: readonly CsvLine[]): readonly FileFinding[] {
    this.#found = [];
    for (const line of lines) {
      if (this.isOver) {
        break;
      }
      this.#takeLine(line);
    }
    return this.#found;
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
      return;
    }
    // A header that cannot be read leaves the rows without names.
    this.isOver = this.#header === undefined;
  }

  #takeHeader(line: number, values: readonly string[]): void {
    const reading = readCsvHeader(values);
    this.#found.push(...reading.findings.map((finding) => ({ line, pathway: '', finding })));
    if (reading.ok) {
      this.#header = reading.header;
    } else {
      this.isOver = true;
    }
  }

  #takeRow(line: number, values: readonly string[], { width, indexes }: CsvHeader): void {
    if (values.length !== width) {
      this.#tell(line, FILE_FINDINGS.rowLength, { found: String(values.length), expected: String(width) });
      return;
    }
    this.#counts.rows += 1;
    const row = registrationRow(line, (column) => {
      const index = indexes.get(column);
      return index === undefined ? '' : (values[index] ?? '').trim();
    });
    this.#pathways.add(row, indexes.has('patient'), this.#found);
  }

  #tell(
    line: number,
    definition: FindingDefinition,
    values: Readonly<Record<string, string>> = {},
    place = '',
  ): void {
    this.#found.push({ line, pathway: '', finding: createFinding(definition, place, values) });
  }
}

class JsonFile implements FileReader {
  isOver = false;
  readonly #values: JsonLines | JsonValues;
  readonly #pathways: PathwaysInTurn;
  readonly #checking: FileChecking;
  readonly #counts: FileCounts;
  #found: FileFinding[] = [];

  constructor(format: 'ndjson' | 'json', checking: FileChecking, counts: FileCounts) {
    this.#values = format === 'ndjson' ? new JsonLines() : new JsonValues();
    this.#checking = checking;
    this.#counts = counts;
    this.#pathways = new PathwaysInTurn(checking, counts);
  }

  read(piece: Uint8Array): readonly FileFinding[] {
    this.#found = [];
    this.#take(this.#values.read(piece));
    if (this.#values.tooLong) {
      this.#pathways.end(this.#found);
      const limit = String(MAX_VALUE_BYTES);
      this.#tell(this.#values.line, '', [createFinding(FILE_FINDINGS.valueTooLong, '', { limit })]);
      this.isOver = true;
    }
    return this.#found;
  }

  end(): readonly FileFinding[] {
    this.#found = [];
    const isCutOff = this.#values instanceof JsonValues && this.#values.isOpen;
    this.#take(this.#values.end());
    this.#pathways.end(this.#found);
    if (this.#values.isEmpty) {
      this.#tell(undefined, '', [createFinding(FILE_FINDINGS.empty, '')]);
    }
    if (isCutOff) {
      this.#tell(this.#values.line, '', [createFinding(FILE_FINDINGS.cutOff, '')]);
    }
    return this.#found;
  }

  #take(values: readonly JsonBytes[]): void {
    for (const { line, bytes } of values) {
      const reading = readJson(bytes);
      if (reading.ok && isRegistrationObject(reading.value)) {
        this.#counts.rows += 1;
        const { row, findings } = rowOfObject(reading.value, line ?? 1);
        this.#tell(line, row.pathway, findings);
        this.#pathways.add(row, Object.hasOwn(reading.value, 'patient'), this.#found);
      } else {
        this.#pathways.end(this.#found);
        this.#counts.records += 1;
        if (reading.ok) {
          const { findings } = assessRecord(this.#checking, reading.value);
          this.#tell(line, findings.length === 0 ? '' : pathwayKeyOf(reading.value), findings);
        } else {
          this.#tell(line, '', reading.findings);
        }
      }
    }
  }

  #tell(line: number | undefined, pathway: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#found.push({ ...(line !== undefined && { line }), pathway, finding });
    }
  }
}

/** The value of a record's identifier, as far as it has one. */
function pathwayKeyOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('identifier' in value)) {
    return '';
  }
  const { identifier } = value;
  return typeof identifier === 'object' &&
    identifier !== null &&
    'value' in identifier &&
    typeof identifier.value === 'string'
    ? identifier.value
    : '';
}

import { createFinding, type Finding } from '../findings/finding.ts';
import { hasResourceType } from '../fhir/resourceType.ts';
import { readJson } from '../formats/json.ts';
import type { FileFinding } from '../formats/record/registrationFile/fileFinding.ts';
import { FILE_FINDINGS } from '../formats/record/registrationFile/findings.ts';
import {
  JsonLines,
  JsonValues,
  MAX_VALUE_BYTES,
  type JsonBytes,
} from '../formats/record/registrationFile/jsonValues.ts';
import { isRegistrationObject, rowOfObject } from '../formats/record/registrationFile/rowOfObject.ts';
import { readRecord } from './assessRecord.ts';
import { norwegianDay } from './clock.ts';
import { pathwaysOfResource } from './pathwaysOfResource.ts';
import type { FileChecking, FileCounts, FileReader } from './fileReader.ts';
import { PathwaysTogether } from './pathwaysTogether.ts';

/** Values of JSON or NDJSON: each a pathway record, a registration with the names of the CSV's columns, or FHIR. */
export class JsonFile implements FileReader {
  isOver = false;
  readonly #values: JsonLines | JsonValues;
  readonly #pathways: PathwaysTogether;
  readonly #checking: FileChecking;
  readonly #counts: FileCounts;
  readonly #limit: number;

  constructor(format: 'ndjson' | 'json', checking: FileChecking, counts: FileCounts) {
    const { catalogue, terminology, now, maxValueBytes = MAX_VALUE_BYTES } = checking;
    this.#limit = maxValueBytes;
    this.#values = format === 'ndjson' ? new JsonLines(this.#limit) : new JsonValues(this.#limit);
    this.#checking = checking;
    this.#counts = counts;
    this.#pathways = new PathwaysTogether({ catalogue, terminology, today: norwegianDay(now()) });
  }

  read(piece: Uint8Array): void {
    this.#take(this.#values.read(piece));
    if (this.#values.tooLong) {
      const values = { limit: String(this.#limit) };
      this.#tell(this.#values.line, '', [createFinding(FILE_FINDINGS.valueTooLong, '', values)]);
      this.isOver = true;
    }
  }

  pause(): void {
    this.#pathways.letGo('last');
  }

  end(): void {
    if (!this.isOver) {
      const isCutOff = this.#values instanceof JsonValues && this.#values.isOpen;
      this.#take(this.#values.end());
      if (this.#values.isEmpty) {
        this.#tell(1, '', [createFinding(FILE_FINDINGS.empty, '')]);
      }
      if (isCutOff) {
        this.#tell(this.#values.line, '', [createFinding(FILE_FINDINGS.cutOff, '')]);
      }
    }
    this.#pathways.letGo();
  }

  take(): readonly FileFinding[] {
    return this.#pathways.take();
  }

  #take(values: readonly JsonBytes[]): void {
    for (const { line, bytes } of values) {
      const reading = readJson(bytes);
      if (!reading.ok) {
        this.#counts.records += 1;
        this.#tell(line, '', reading.findings);
      } else if (isRegistrationObject(reading.value)) {
        this.#takeRegistration(line, reading.value);
      } else if (hasResourceType(reading.value)) {
        this.#takeResource(line, reading.value);
      } else {
        this.#takeRecord(line, reading.value);
      }
    }
    this.#counts.pathways = this.#pathways.begun;
  }

  #takeRegistration(line: number, value: Readonly<Record<string, unknown>>): void {
    this.#counts.rows += 1;
    const { row, findings } = rowOfObject(value, line);
    this.#tell(line, row.pathway, findings);
    this.#pathways.addRow(row, Object.hasOwn(value, 'patient'));
  }

  #takeRecord(line: number, value: unknown): void {
    this.#counts.records += 1;
    const read = readRecord(this.#checking, value);
    if (!read.ok) {
      this.#tell(line, pathwayKeyOf(value), read.findings);
      return;
    }
    const name = read.record.identifier.value;
    this.#tell(line, name, read.findings);
    this.#pathways.addWhole({ line, name, history: read.history, placed: (findings) => findings });
  }

  #takeResource(line: number, resource: Parameters<typeof pathwaysOfResource>[0]): void {
    this.#counts.resources += 1;
    // What is wrong with it beside that is the business of validate.
    const errors = this.#checking.validate(resource).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      this.#tell(line, '', errors);
      return;
    }
    const pathways = pathwaysOfResource(resource);
    if (pathways.length === 0) {
      const found = resource.resourceType;
      this.#tell(line, '', [createFinding(FILE_FINDINGS.noPathway, found, { found })]);
    }
    for (const pathway of pathways) {
      this.#pathways.addWhole({ line, ...pathway });
    }
  }

  #tell(line: number, pathway: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#pathways.tell(line, pathway, finding);
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

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
import { notToldOfRecord, readRecord } from './assessRecord.ts';
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
      this.#tell(this.#atEnd(), '', [createFinding(FILE_FINDINGS.valueTooLong, '', values)]);
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
        this.#tell(this.#atEnd(1), '', [createFinding(FILE_FINDINGS.empty, '')]);
      }
      if (isCutOff) {
        this.#tell(this.#atEnd(), '', [createFinding(FILE_FINDINGS.cutOff, '')]);
      }
    }
    this.#pathways.end();
  }

  take(): readonly FileFinding[] {
    return this.#pathways.take();
  }

  #take(values: readonly JsonBytes[]): void {
    for (const { line, index, bytes } of values) {
      const reading = readJson(bytes);
      const at: ValuePlace = { line, index, order: index ?? line };
      if (!reading.ok) {
        this.#counts.records += 1;
        this.#tell(at, '', reading.findings);
      } else if (isRegistrationObject(reading.value)) {
        this.#takeRegistration(at, reading.value);
      } else if (hasResourceType(reading.value)) {
        this.#takeResource(at, reading.value);
      } else {
        this.#takeRecord(at, reading.value);
      }
    }
    this.#counts.pathways = this.#pathways.begun;
  }

  #takeRegistration(at: ValuePlace, value: Readonly<Record<string, unknown>>): void {
    this.#counts.rows += 1;
    const { row, findings } = rowOfObject(value, at.line, at.index);
    this.#tell(at, row.pathway, findings);
    this.#pathways.addRow(row, Object.hasOwn(value, 'patient'));
  }

  #takeRecord(at: ValuePlace, value: unknown): void {
    this.#counts.records += 1;
    const { history, findings: found } = readRecord(this.#checking, value);
    const name = pathwayKeyOf(value);
    this.#tell(at, name, found);
    if (history !== undefined) {
      const placed = (findings: readonly Finding[]): readonly Finding[] =>
        placedAt(at, notToldOfRecord(findings));
      this.#pathways.addWhole({ ...at, name, history, placed });
    }
  }

  #takeResource(at: ValuePlace, resource: Parameters<typeof pathwaysOfResource>[0]): void {
    this.#counts.resources += 1;
    // What is wrong with it beside that is the business of validate.
    const errors = this.#checking.validate(resource).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      this.#tell(at, '', errors);
      return;
    }
    const pathways = pathwaysOfResource(resource);
    if (pathways.length === 0) {
      const found = resource.resourceType;
      this.#tell(at, '', [createFinding(FILE_FINDINGS.noPathway, found, { found })]);
    }
    for (const pathway of pathways) {
      const placed = (findings: readonly Finding[]): readonly Finding[] =>
        placedAt(at, pathway.placed(findings));
      this.#pathways.addWhole({ ...at, ...pathway, placed });
    }
  }

  /** After all values. */
  #atEnd(line = this.#values.line): ValuePlace {
    return { line, index: undefined, order: Number.MAX_SAFE_INTEGER };
  }

  #tell(at: ValuePlace, pathway: string, findings: readonly Finding[]): void {
    for (const finding of placedAt(at, findings)) {
      this.#pathways.tell(at, pathway, finding);
    }
  }
}

/** Where a value of the file begins; with its index where it is an element of an array. */
interface ValuePlace {
  readonly line: number;
  readonly index: number | undefined;
  readonly order: number;
}

/** The elements of an array may all stand on one line: the index tells which is meant. */
function placedAt({ index }: ValuePlace, findings: readonly Finding[]): readonly Finding[] {
  return index === undefined
    ? findings
    : findings.map((finding) => ({
        ...finding,
        place: finding.place === '' ? `[${index}]` : `[${index}].${finding.place}`,
      }));
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

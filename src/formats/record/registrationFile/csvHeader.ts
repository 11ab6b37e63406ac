import { createFinding, type Finding } from '../../../findings/finding.ts';
import { FILE_FINDINGS } from './findings.ts';
import { REGISTRATION_PARTS, type RegistrationPart } from '../../../pathway/registrationParts.ts';
import type { ColumnPositions } from './registrationRow.ts';

export interface CsvHeader {
  /** How many values a row has. */
  readonly width: number;
  /** Names as they stand in the file. */
  readonly names: readonly string[];
  readonly positions: ColumnPositions;
}

export type CsvHeaderReading =
  | { readonly ok: true; readonly header: CsvHeader; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Column names are read whatever their case. */
const KNOWN: ReadonlyMap<string, RegistrationPart> = new Map(
  REGISTRATION_PARTS.map((column) => [column.toLowerCase(), column]),
);

const QUOTED_LENGTH = 60;

/** Reads the names of the columns, in any order; without the required ones no row can be checked. */
export function readCsvHeader(values: readonly string[]): CsvHeaderReading {
  const names = values.map((value) => value.trim());
  const indexes = new Map<RegistrationPart, number>();
  const findings: Finding[] = [];
  for (const [index, name] of names.entries()) {
    const column = KNOWN.get(name.toLowerCase());
    if (column === undefined) {
      const found = name.slice(0, QUOTED_LENGTH);
      findings.push(
        createFinding(FILE_FINDINGS.unknownColumn, found, { found, known: REGISTRATION_PARTS.join(', ') }),
      );
    } else if (indexes.has(column)) {
      findings.push(createFinding(FILE_FINDINGS.repeatedColumn, column, { found: column }));
    } else {
      indexes.set(column, index);
    }
  }
  const missing = missingColumns(indexes);
  if (missing.length > 0) {
    const found = names.join(', ').slice(0, 5 * QUOTED_LENGTH);
    return {
      ok: false,
      findings: [
        ...findings,
        ...missing.map((column) => createFinding(FILE_FINDINGS.missingColumn, column, { column, found })),
      ],
    };
  }
  return { ok: true, header: { width: values.length, names, positions: positionsOf(indexes) }, findings };
}

function positionsOf(indexes: ReadonlyMap<RegistrationPart, number>): ColumnPositions {
  return Object.fromEntries(
    REGISTRATION_PARTS.map((column) => [column, indexes.get(column) ?? -1]),
  ) as ColumnPositions;
}

function missingColumns(indexes: ReadonlyMap<RegistrationPart, number>): readonly RegistrationPart[] {
  const hasParts = indexes.has('type') && indexes.has('event') && indexes.has('outcome');
  const required: readonly RegistrationPart[] = hasParts ? ['pathway', 'date'] : ['pathway', 'code', 'date'];
  return required.filter((column) => !indexes.has(column));
}

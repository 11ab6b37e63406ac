import { createFinding, type Finding } from '../../../findings/finding.ts';
import { FILE_FINDINGS } from './findings.ts';
import { REGISTRATION_PARTS, type RegistrationPart } from '../../../pathway/registrationParts.ts';
import { RegistrationRow, type ColumnPositions } from './registrationRow.ts';

const KNOWN: ReadonlySet<string> = new Set(REGISTRATION_PARTS);

/** Where valuesOfObject puts the value of each column: in the order of the columns. */
export const POSITIONS_OF_VALUES = Object.fromEntries(
  REGISTRATION_PARTS.map((column, index) => [column, index]),
) as ColumnPositions;

/** Unknown members of one object that are told; a stranger's object may have any number. */
const MAX_UNKNOWN = 20;

/** Whether a JSON value is a registration with the CSV's column names, rather than a pathway record. */
export function isRegistrationObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.hasOwn(value, 'pathway') &&
    !Object.hasOwn(value, 'identifier')
  );
}

/** A registration from an object with the CSV's column names. */
export function rowOfObject(
  object: Readonly<Record<string, unknown>>,
  line: number,
  index?: number,
): { readonly row: RegistrationRow; readonly findings: readonly Finding[] } {
  const { values, findings } = valuesOfObject(object);
  return { row: new RegistrationRow(line, values, POSITIONS_OF_VALUES, index), findings };
}

/**
 * The values of a registration: texts, numbers and true/false as text, null and absent members as empty; and what is
 * wrong with its members, each at the name of its column.
 */
export function valuesOfObject(object: Readonly<Record<string, unknown>>): {
  readonly values: readonly string[];
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = Object.keys(object)
    .filter((name) => !KNOWN.has(name))
    .slice(0, MAX_UNKNOWN)
    .map((name) => {
      const found = name.slice(0, 60);
      return createFinding(FILE_FINDINGS.unknownColumn, found, {
        found,
        known: REGISTRATION_PARTS.join(', '),
      });
    });
  const values = REGISTRATION_PARTS.map((column) => textOf(object, column, findings));
  return { values, findings };
}

function textOf(
  object: Readonly<Record<string, unknown>>,
  column: RegistrationPart,
  findings: Finding[],
): string {
  const value = Object.hasOwn(object, column) ? object[column] : undefined;
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      if (value !== undefined && value !== null) {
        const found = Array.isArray(value) ? 'array' : 'object';
        findings.push(createFinding(FILE_FINDINGS.wrongType, column, { column, found }));
      }
      return '';
  }
}

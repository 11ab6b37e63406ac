import { createFinding, type Finding } from '../../../findings/finding.ts';
import { FILE_FINDINGS } from './findings.ts';
import { REGISTRATION_PARTS, type RegistrationPart } from '../../../pathway/registrationParts.ts';
import { RegistrationRow, type ColumnPositions } from './registrationRow.ts';

const KNOWN: ReadonlySet<string> = new Set(REGISTRATION_PARTS);

/** The values stand in the order of the columns. */
const POSITIONS = Object.fromEntries(
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

/** A registration from an object: texts, numbers and true/false as text, null and absent members as empty. */
export function rowOfObject(
  object: Readonly<Record<string, unknown>>,
  line: number,
  index?: number,
): { readonly row: RegistrationRow; readonly findings: readonly Finding[] } {
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
  return { row: new RegistrationRow(line, values, POSITIONS, index), findings };
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

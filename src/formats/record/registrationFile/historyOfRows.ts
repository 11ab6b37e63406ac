import { createFinding, type Finding } from '../../../findings/finding.ts';
import { volven } from '../../../fhir/systems.ts';
import { parseNationalId } from '../../../identifiers/nationalId.ts';
import type { PathwayHistory, Registration } from '../../../pathway/history.ts';
import type { CodeLookup } from '../codeChecks.ts';
import { RECORD_FINDINGS } from '../findings.ts';
import { FILE_FINDINGS } from './findings.ts';
import type { RegistrationColumn, RegistrationRow } from './registrationRow.ts';

/** What concerns the pathway as a whole: taken from its first row that tells it. */
const PATHWAY_COLUMNS = [
  'patient',
  'organisation',
  'received',
  'assessed',
  'rightGranted',
  'edition',
] as const;

const CARE_LEVEL = 8406;

/** A place in a file of registrations: the line, and the part of the history when it is not the registration. */
export function placeOfLine(line: number): string {
  return `line ${line}`;
}

/** The columns by which the parts of a history were given. */
const COLUMN_OF_PART: Readonly<Record<string, RegistrationColumn>> = {
  'referral.receivedDate': 'received',
  'referral.assessedDate': 'assessed',
  'patient.birthDate': 'patient',
};

/** Line and column of a place that the rules name in a history of rows. */
export function lineOfPlace(place: string): { readonly line: number; readonly column: string } {
  const dot = place.indexOf('.');
  const part = dot < 0 ? '' : place.slice(dot + 1);
  return {
    line: Number(place.slice('line '.length, dot < 0 ? undefined : dot)),
    column: COLUMN_OF_PART[part] ?? part,
  };
}

/**
 * The history that the rows of one pathway are of, and what is wrong with them before any rule is asked: rows that
 * disagree on the pathway as a whole, values that are none.
 *
 * @param rows at least one, all of one pathway
 * @param judgesPatient whether there is a patient column: else nothing is asked of the patient
 */
export function historyOfRows(
  rows: readonly RegistrationRow[],
  judgesPatient: boolean,
  terminology: CodeLookup,
): { readonly history: PathwayHistory; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const whole = { patient: '', organisation: '', received: '', assessed: '', rightGranted: '', edition: '' };
  let careLevel = '';
  let told: Set<string> | undefined;
  const registrations: Registration[] = [];
  for (const row of rows) {
    for (const column of PATHWAY_COLUMNS) {
      const found = row[column];
      if (found === '' || found === whole[column]) {
        continue;
      }
      if (whole[column] === '') {
        whole[column] = found;
      } else if (told?.has(column) !== true) {
        told = (told ?? new Set()).add(column);
        const values = { column, found, first: whole[column] };
        const place = `${placeOfLine(row.line)}.${column}`;
        findings.push(
          createFinding(
            FILE_FINDINGS.rowsDisagree,
            place,
            values,
            // Two patients cannot have one pathway.
            column === 'patient' ? 'error' : 'warning',
          ),
        );
      }
    }
    if (row.careLevel !== '' && row.careLevel !== careLevel) {
      careLevel = row.careLevel;
      if (terminology.hasCode(volven(CARE_LEVEL), careLevel) === false) {
        const values = { found: careLevel, list: String(CARE_LEVEL) };
        findings.push(
          createFinding(RECORD_FINDINGS.unknownCareLevel, `${placeOfLine(row.line)}.careLevel`, values),
        );
      }
    }
    registrations.push(registrationOf(row));
  }
  const [first] = rows;
  const place = placeOfLine(first?.line ?? 1);
  const rightGranted = rightGrantedOf(whole.rightGranted);
  if (whole.rightGranted !== '' && rightGranted === undefined) {
    const values = { found: whole.rightGranted };
    findings.push(createFinding(FILE_FINDINGS.rightGranted, `${place}.rightGranted`, values));
  }
  const { received, assessed, organisation, edition } = whole;
  const hasReferral = received !== '' || assessed !== '' || rightGranted !== undefined;
  return {
    findings,
    history: {
      pathway: first?.pathway ?? '',
      place,
      ...(edition !== '' && { edition }),
      ...(judgesPatient && { patient: patientOf(whole.patient) }),
      ...(organisation !== '' && { organization: organisation }),
      ...(hasReferral && {
        referral: {
          ...(received !== '' && { received }),
          ...(assessed !== '' && { assessed }),
          ...(rightGranted !== undefined && { rightGranted }),
        },
      }),
      contacts: [],
      registrations,
    },
  };
}

/** Empty texts are absent ones to the rules. */
function registrationOf(row: RegistrationRow): Registration {
  const { line, code, type, event, outcome, date, contact, careLevel } = row;
  return { place: placeOfLine(line), code, type, event, outcome, date, contact, careLevel };
}

function patientOf(number: string): NonNullable<PathwayHistory['patient']> {
  const parsed = number === '' ? undefined : parseNationalId(number);
  return parsed?.ok === true
    ? {
        key: number,
        ...(parsed.birthDate !== undefined && { birthDate: parsed.birthDate }),
        identified: parsed.kind !== 'HNR',
      }
    : { key: number, identified: false };
}

function rightGrantedOf(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

import { createFinding, type Finding } from '../../../findings/finding.ts';
import { volven } from '../../../fhir/systems.ts';
import { isOrganizationNumber } from '../../../identifiers/organizationNumber.ts';
import { parseNationalId } from '../../../identifiers/nationalId.ts';
import type { HistoryContact, PathwayHistory } from '../../../pathway/history.ts';
import type { CodeLookup } from '../codeChecks.ts';
import { RECORD_FINDINGS } from '../findings.ts';
import { FILE_FINDINGS } from './findings.ts';
import { placeInRow, type RegistrationRow } from './registrationRow.ts';

/** What concerns the pathway as a whole: taken from its first row that tells it. */
const PATHWAY_COLUMNS = [
  'patient',
  'organisation',
  'received',
  'assessed',
  'rightGranted',
  'edition',
] as const;

type PathwayColumn = (typeof PATHWAY_COLUMNS)[number];

const CARE_LEVEL = 8406;

/** The levels of care that there are; those that have been asked for are remembered. */
export class CareLevels {
  readonly #terminology: CodeLookup;
  readonly #known = new Set<string>();

  constructor(terminology: CodeLookup) {
    this.#terminology = terminology;
  }

  /** True also where the list itself is not known. */
  has(careLevel: string): boolean {
    if (this.#known.has(careLevel)) {
      return true;
    }
    const isKnown = this.#terminology.hasCode(volven(CARE_LEVEL), careLevel) !== false;
    if (isKnown) {
      this.#known.add(careLevel);
    }
    return isKnown;
  }
}

/**
 * The history that the rows of one pathway are of, and what is wrong with them before any rule is asked: rows that
 * disagree on the pathway as a whole, values that are none.
 *
 * @param rows at least one, all of one pathway at one trust
 * @param judgesPatient whether there is a patient column: else nothing is asked of the patient
 */
export function historyOfRows(
  rows: readonly [RegistrationRow, ...RegistrationRow[]],
  judgesPatient: boolean,
  careLevels: CareLevels,
): { readonly history: PathwayHistory; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const [first] = rows;
  const { patient, organisation, received, assessed, rightGranted, edition } = wholeOf(rows, findings);
  judgeCareLevels(rows, careLevels, findings);
  judgeOrganisation(rows, organisation, findings);
  const granted = rightGranted === '' ? undefined : rightGrantedOf(rightGranted);
  if (rightGranted !== '' && granted === undefined) {
    const place = placeInRow(first, 'rightGranted');
    findings.push(createFinding(FILE_FINDINGS.rightGranted, place, { found: rightGranted }));
  }
  const history = new HistoryOfRows(rows);
  if (edition !== '') {
    history.edition = edition;
  }
  if (judgesPatient) {
    history.patient = patientOf(patient);
  }
  if (organisation !== '') {
    history.organization = organisation;
  }
  if (received !== '' || assessed !== '' || granted !== undefined) {
    history.referral = referralOf(received, assessed, granted);
  }
  if (rows.some(({ careLevel, contact }) => careLevel === '' && contact !== '')) {
    history.contacts = contactsOf(rows);
  }
  return { findings, history };
}

/** There are many of them: members are set one by one, as to spread them costs more than all else here. */
type Unfinished<T> = { -readonly [Member in keyof T]: T[Member] };

const NO_CONTACTS: PathwayHistory['contacts'] = [];

/** As its rows, so is it placed only where something is found. */
class HistoryOfRows implements Unfinished<PathwayHistory> {
  readonly pathway: string;
  readonly tellsFirstTrust = false;
  contacts = NO_CONTACTS;
  readonly registrations: readonly [RegistrationRow, ...RegistrationRow[]];
  declare edition?: string;
  declare patient?: NonNullable<PathwayHistory['patient']>;
  declare organization?: string;
  declare referral?: NonNullable<PathwayHistory['referral']>;

  constructor(rows: readonly [RegistrationRow, ...RegistrationRow[]]) {
    this.pathway = rows[0].pathway;
    this.registrations = rows;
  }

  get place(): string {
    return this.registrations[0].place;
  }
}

function referralOf(
  received: string,
  assessed: string,
  granted: boolean | undefined,
): NonNullable<PathwayHistory['referral']> {
  const referral: Unfinished<NonNullable<PathwayHistory['referral']>> = {};
  if (received !== '') {
    referral.received = received;
  }
  if (assessed !== '') {
    referral.assessed = assessed;
  }
  if (granted !== undefined) {
    referral.rightGranted = granted;
  }
  return referral;
}

/** Where one row of a contact tells its level of care, the others of it have the same. Its dates are not told. */
function contactsOf(rows: readonly RegistrationRow[]): PathwayHistory['contacts'] {
  const contacts = new Map<string, HistoryContact>();
  for (const { contact, careLevel, place } of rows) {
    if (contact !== '' && (careLevel !== '' || !contacts.has(contact))) {
      contacts.set(contact, careLevel === '' ? { key: contact, place } : { key: contact, place, careLevel });
    }
  }
  return [...contacts.values()];
}

type Whole = Readonly<Record<PathwayColumn, string>>;

/** Nearly always every row says the same, or all that are not empty do. */
function wholeOf(rows: readonly [RegistrationRow, ...RegistrationRow[]], findings: Finding[]): Whole {
  const [first] = rows;
  for (const row of rows) {
    if (row !== first && !row.tellsSame(first)) {
      return reconciled(rows, findings);
    }
  }
  return first;
}

function reconciled(rows: readonly RegistrationRow[], findings: Finding[]): Whole {
  const whole = { patient: '', organisation: '', received: '', assessed: '', rightGranted: '', edition: '' };
  const told = new Set<PathwayColumn>();
  for (const row of rows) {
    for (const column of PATHWAY_COLUMNS) {
      const found = row[column];
      if (found === '' || found === whole[column]) {
        continue;
      }
      if (whole[column] === '') {
        whole[column] = found;
      } else if (!told.has(column)) {
        told.add(column);
        const values = { column, found, first: whole[column] };
        // Two patients cannot have one pathway.
        const severity = column === 'patient' ? 'error' : 'warning';
        const place = placeInRow(row, column);
        findings.push(createFinding(FILE_FINDINGS.rowsDisagree, place, values, severity));
      }
    }
  }
  return whole;
}

/** The number decides which trust a pathway is at, not what is stored: a wrong one is a warning. */
function judgeOrganisation(
  rows: readonly [RegistrationRow, ...RegistrationRow[]],
  organisation: string,
  findings: Finding[],
): void {
  if (organisation !== '' && !isOrganizationNumber(organisation)) {
    const [first] = rows;
    const row = rows.find((each) => each.organisation === organisation) ?? first;
    findings.push(
      createFinding(
        RECORD_FINDINGS.organizationNumberCheckDigit,
        placeInRow(row, 'organisation'),
        { found: organisation },
        'warning',
      ),
    );
  }
}

/** The same level row after row is looked up once. */
function judgeCareLevels(
  rows: readonly RegistrationRow[],
  careLevels: CareLevels,
  findings: Finding[],
): void {
  let judged = '';
  for (const row of rows) {
    const { careLevel } = row;
    if (careLevel !== '' && careLevel !== judged) {
      judged = careLevel;
      if (!careLevels.has(careLevel)) {
        const values = { found: careLevel, list: String(CARE_LEVEL) };
        findings.push(createFinding(RECORD_FINDINGS.unknownCareLevel, placeInRow(row, 'careLevel'), values));
      }
    }
  }
}

function patientOf(key: string): NonNullable<PathwayHistory['patient']> {
  const parsed = key === '' ? undefined : parseNationalId(key);
  if (parsed?.ok !== true) {
    return { key, identified: false };
  }
  const { birthDate, kind } = parsed;
  const identified = kind !== 'HNR';
  return birthDate === undefined ? { key, identified } : { key, birthDate, identified };
}

function rightGrantedOf(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

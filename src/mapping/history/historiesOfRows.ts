import { parseNationalId } from '../../identifiers/nationalId.ts';
import type { HistoryContact, PathwayHistory, Registration } from '../../pathway/history.ts';
import type { RegistrationPart } from '../../pathway/registrationParts.ts';

/** One registration with what is known of its pathway; a part that was not sent is absent. */
export interface RegistrationRow {
  /** Where it stands in what was sent. */
  readonly place: string;
  readonly parts: Readonly<Partial<Record<RegistrationPart, string>>>;
}

/**
 * The histories that rows are of, one for each pathway at each trust, in the order of their first rows. What concerns the pathway as
 * a whole (patient, organisation, referral, edition) is taken from its first row that tells it. Whether the patient is
 * identified is judged only when any of the rows names a patient.
 */
export function historiesOfRows(rows: readonly RegistrationRow[]): readonly PathwayHistory[] {
  const judgesPatients = rows.some(({ parts }) => parts.patient !== undefined);
  const byPathway = Map.groupBy(rows, ({ parts }) => parts.pathway ?? '');
  return [...byPathway].flatMap(([pathway, own]) =>
    byTrust(own).map((ofTrust) => historyOf(pathway, ofTrust, judgesPatients)),
  );
}

/** A row that names no trust is of the first that is named. */
function byTrust(rows: readonly RegistrationRow[]): readonly (readonly RegistrationRow[])[] {
  const first = rows.find(({ parts }) => parts.organisation !== undefined)?.parts.organisation;
  return [...Map.groupBy(rows, ({ parts }) => parts.organisation ?? first).values()];
}

function historyOf(
  pathway: string,
  rows: readonly RegistrationRow[],
  judgesPatients: boolean,
): PathwayHistory {
  const first = (part: RegistrationPart): string | undefined =>
    rows.find(({ parts }) => parts[part] !== undefined)?.parts[part];
  const patient = judgesPatients ? patientOf(first('patient') ?? '') : undefined;
  const organization = first('organisation');
  const edition = first('edition');
  const referral = referralOf(first('received'), first('assessed'), first('rightGranted'));
  return {
    pathway,
    place: rows[0]?.place ?? '',
    ...(edition !== undefined && { edition }),
    ...(patient !== undefined && { patient }),
    ...(organization !== undefined && { organization }),
    ...(referral !== undefined && { referral }),
    tellsFirstTrust: false,
    contacts: contactsOf(rows),
    registrations: rows.map(registrationOf),
  };
}

function patientOf(number: string): NonNullable<PathwayHistory['patient']> {
  const parsed = parseNationalId(number);
  return {
    key: number,
    ...(parsed.ok && parsed.birthDate !== undefined && { birthDate: parsed.birthDate }),
    identified: parsed.ok && parsed.kind !== 'HNR',
  };
}

function referralOf(
  received: string | undefined,
  assessed: string | undefined,
  rightGranted: string | undefined,
): PathwayHistory['referral'] {
  const referral = {
    ...(received !== undefined && { received }),
    ...(assessed !== undefined && { assessed }),
    ...(rightGranted !== undefined && { rightGranted: rightGranted === 'true' }),
  };
  return Object.keys(referral).length === 0 ? undefined : referral;
}

/** A contact is known by its key alone; its dates are not sent. */
function contactsOf(rows: readonly RegistrationRow[]): readonly HistoryContact[] {
  const contacts = new Map<string, HistoryContact>();
  for (const { place, parts } of rows) {
    if (parts.contact !== undefined && !contacts.has(parts.contact)) {
      contacts.set(parts.contact, {
        key: parts.contact,
        place,
        ...(parts.careLevel !== undefined && { careLevel: parts.careLevel }),
      });
    }
  }
  return [...contacts.values()];
}

function registrationOf({ place, parts }: RegistrationRow): Registration {
  const { type, code, event, outcome, date, contact, careLevel } = parts;
  return {
    place,
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
    ...(event !== undefined && { event }),
    ...(outcome !== undefined && { outcome }),
    ...(date !== undefined && { date }),
    ...(contact !== undefined && { contact }),
    ...(careLevel !== undefined && { careLevel }),
  };
}

import { parseNationalId } from '../identifiers/nationalId.ts';
import { dateOfDay } from './calendarDay.ts';
import type { PathwayHistory } from './history.ts';
import { momentOf } from './moment.ts';
import type { PathwayRecord, RecordPatient, RecordReferral, SenderIdentifier } from './record.ts';

/** What the rules look at in a pathway record. Places are paths in the record, such as `measurementPoints[3]`. */
export function historyOfRecord(record: PathwayRecord): PathwayHistory {
  const { trust, referral, firstTrust } = record;
  const recorded = momentOf(record.recordedAt)?.day;
  return {
    pathway: keyOf(record.identifier),
    place: '',
    pathwayType: record.pathwayType,
    ...(record.edition !== undefined && { edition: record.edition }),
    patient: patientOf(record.patient),
    ...(recorded !== undefined && { recorded: dateOfDay(recorded) }),
    organization: trust.organizationNumber ?? trust.herId ?? trust.reshId ?? trust.name,
    ...(referral !== undefined && { referral: referralOf(referral) }),
    ...(firstTrust !== undefined && { firstTrust }),
    contacts: (record.contacts ?? []).map(({ identifier, period, careLevel }, index) => ({
      key: keyOf(identifier),
      place: `contacts[${index}]`,
      start: period.start,
      ...(period.end !== undefined && { end: period.end }),
      careLevel,
    })),
    registrations: (record.measurementPoints ?? []).map(
      ({ code, type, event, outcome, date, contact }, index) => ({
        place: `measurementPoints[${index}]`,
        ...(code !== undefined && { code }),
        ...(type !== undefined && { type }),
        ...(event !== undefined && { event }),
        ...(outcome !== undefined && { outcome }),
        ...(date !== undefined && { date }),
        ...(contact !== undefined && { contact: keyOf(contact) }),
      }),
    ),
  };
}

function keyOf({ system, value }: SenderIdentifier): string {
  return `${system}|${value}`;
}

function patientOf(patient: RecordPatient): NonNullable<PathwayHistory['patient']> {
  const nationalId = patient.nationalId === undefined ? undefined : parseNationalId(patient.nationalId);
  const number = nationalId?.ok === true ? nationalId : undefined;
  const birthDate = patient.birthDate ?? number?.birthDate;
  return {
    key: patient.nationalId ?? (patient.localIdentifier === undefined ? '' : keyOf(patient.localIdentifier)),
    ...(birthDate !== undefined && { birthDate }),
    identified: number !== undefined && number.kind !== 'HNR',
  };
}

function referralOf(referral: RecordReferral): NonNullable<PathwayHistory['referral']> {
  const { receivedDate, assessedDate, acuteDecisionDate, deadline, seniorityDate, waitingEndedDate } =
    referral;
  const rightGranted = isRightGranted(referral);
  return {
    ...(receivedDate !== undefined && { received: receivedDate }),
    ...(assessedDate !== undefined && { assessed: assessedDate }),
    ...(rightGranted !== undefined && { rightGranted }),
    ...(acuteDecisionDate !== undefined && { acuteDecision: acuteDecisionDate }),
    ...(deadline !== undefined && { deadline }),
    ...(seniorityDate !== undefined && { seniority: seniorityDate }),
    ...(waitingEndedDate !== undefined && { waitingEnded: waitingEndedDate }),
  };
}

/** List 8444: the patient has a right to necessary health care. */
const HAS_RIGHT = '3';
/** List 8444: the referral is not one for which rights are assessed. */
const NOT_ASSESSED_FOR_RIGHT = '6';
/** List 8485: assessment, treatment; patients with these outcomes have a right (HIS 80517:2017). */
const OUTCOMES_WITH_RIGHT: ReadonlySet<string> = new Set(['1', '2']);

/**
 * Whether the patient has a right to necessary health care; undefined when neither code tells.
 *
 * @param right Volven 8444
 * @param outcome of the assessment, Volven 8485
 */
export function isRightGranted({
  right,
  outcome,
}: {
  readonly right?: string | undefined;
  readonly outcome?: string | undefined;
}): boolean | undefined {
  if (right === HAS_RIGHT || (outcome !== undefined && OUTCOMES_WITH_RIGHT.has(outcome))) {
    return true;
  }
  return (right === undefined && outcome === undefined) || right === NOT_ASSESSED_FOR_RIGHT
    ? undefined
    : false;
}

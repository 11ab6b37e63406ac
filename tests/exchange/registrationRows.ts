import type { PathwayRecord } from '../../src/pathway/record.ts';
import { isRightGranted } from '../../src/pathway/historyOfRecord.ts';

export const CSV_HEADER =
  'pathway;patient;organisation;type;code;event;outcome;date;contact;careLevel;received;assessed;rightGranted;edition';

/** What a record says of its measurement points, as rows of the CSV with the columns of CSV_HEADER. */
export function rowsOfRecord(record: PathwayRecord): readonly string[] {
  const { identifier, patient, trust, referral, contacts = [], measurementPoints = [], edition } = record;
  const rightGranted = referral === undefined ? undefined : isRightGranted(referral);
  return measurementPoints.map(({ code, type, event, outcome, date, contact }) => {
    const coded = contacts.find((each) => each.identifier.value === contact?.value);
    return [
      identifier.value,
      patient.nationalId,
      trust.organizationNumber,
      type ?? record.pathwayType,
      code,
      event,
      outcome,
      date ?? coded?.period.start,
      contact?.value,
      coded?.careLevel,
      referral?.receivedDate,
      referral?.assessedDate,
      rightGranted === undefined ? '' : String(rightGranted),
      edition,
    ]
      .map((value) => value ?? '')
      .join(';');
  });
}

/** The columns of a registration that stands alone, by the names under which CSV, NDJSON and JSON give them. */
export const REGISTRATION_COLUMNS = [
  'pathway',
  'patient',
  'organisation',
  'type',
  'code',
  'event',
  'outcome',
  'date',
  'contact',
  'careLevel',
  'received',
  'assessed',
  'rightGranted',
  'edition',
] as const;

export type RegistrationColumn = (typeof REGISTRATION_COLUMNS)[number];

/** One registration with what is said of its pathway. An empty text: nothing was given. */
export type RegistrationRow = { readonly [column in RegistrationColumn]: string } & {
  /** From 1, in the file. */
  readonly line: number;
};

/** @param valueOf the value of a column, trimmed; empty when there is none */
export function registrationRow(
  line: number,
  valueOf: (column: RegistrationColumn) => string,
): RegistrationRow {
  return {
    line,
    pathway: valueOf('pathway'),
    patient: valueOf('patient'),
    organisation: valueOf('organisation'),
    type: valueOf('type'),
    code: valueOf('code'),
    event: valueOf('event'),
    outcome: valueOf('outcome'),
    date: valueOf('date'),
    contact: valueOf('contact'),
    careLevel: valueOf('careLevel'),
    received: valueOf('received'),
    assessed: valueOf('assessed'),
    rightGranted: valueOf('rightGranted'),
    edition: valueOf('edition'),
  };
}

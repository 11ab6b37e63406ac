/** The parts of a registration that stands alone, by the names under which CSV, NDJSON, JSON and Parameters give them. */
export const REGISTRATION_PARTS = [
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

export type RegistrationPart = (typeof REGISTRATION_PARTS)[number];

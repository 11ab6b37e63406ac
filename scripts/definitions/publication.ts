/** What all our derived definitions say of their publication. */
export const PUBLICATION = {
  version: '0.1.0',
  publisher: 'Forløpsbro',
  /** Date of the last change of the derived NamingSystems (FHIR requires one). */
  date: '2026-11-24',
} as const;

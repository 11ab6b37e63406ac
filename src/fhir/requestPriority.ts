/**
 * Urgency of a referral (Volven 8306; of 8304, those that both have) → FHIR request priority. No source says how urgent
 * PK (a cancer pathway, elective) is beside the others: it says which pathway the referral goes into, so it has no FHIR
 * priority.
 */
export const REQUEST_PRIORITY = [
  { code: '0', display: 'Øyeblikkelig hjelp', fhir: 'stat' },
  { code: '3', display: 'Haster (elektiv)', fhir: 'urgent' },
  { code: 'N', display: 'Elektiv/Ordinær (elektiv)', fhir: 'routine' },
] as const;

/** The FHIR priority of a code of 8306 or 8304; undefined when there is none. */
export function requestPriorityOf(code: unknown): (typeof REQUEST_PRIORITY)[number]['fhir'] | undefined {
  return REQUEST_PRIORITY.find((row) => row.code === code)?.fhir;
}

/** Error codes of list 8221 that we give, with the list's texts (HIS 80415:2012, 6.3). */
export const APPREC_ERRORS = {
  T01: "Ikke XML / ikke 'well formed' / uleselig",
  T02: 'XML validerer ikke',
  T10: 'Støtter ikke meldingsformatet',
  E10: 'Ugyldig meldingsidentifikator',
  E21: 'Mottaker finnes ikke',
  E35: 'Pasienten finnes ikke i mottakersystemet',
  E36: 'Pasientopplysninger er utilstrekkelig',
  X99: 'Annen feil',
} as const;

export type AppRecErrorCode = keyof typeof APPREC_ERRORS;

/** An Error of an AppRec. */
export interface AppRecError {
  readonly code: AppRecErrorCode;
  /** Attribute OT: what is wrong, in words. */
  readonly reason: string;
}

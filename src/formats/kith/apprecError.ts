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

/** All of list 8221, by which an Error is given its text (DN). */
export const ERROR_TEXTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(APPREC_ERRORS),
  ['T99', 'Annen feil på format'],
  ['S01', 'Feil på signatur'],
  ['S02', 'Ugyldig sertifikat'],
  ['S03', 'Tilbaketrukket sertifikat'],
  ['S99', 'Annen feil på signatur eller sertifikat'],
  ['E20', 'Lege finnes ikke'],
  ['E30', 'Pasientens fødselsnummer mangler'],
  ['E31', 'Pasientens fødselsnummer er feil'],
  ['E32', 'Pasientens navn mangler'],
  ['E33', 'Pasientens etternavn mangler'],
  ['E34', 'Pasientens fornavn mangler'],
  ['E53', 'Pasientens fødselsnummer eller D-nummer finnes ikke registrert i Folkeregisteret.'],
  ['E54', 'Pasientens fødselsnummer er ikke registrert i mottagersystemet'],
]);

export type AppRecErrorCode = keyof typeof APPREC_ERRORS;

/** An Error of an AppRec. */
export interface AppRecError {
  readonly code: AppRecErrorCode;
  /** Attribute OT: what is wrong, in words. */
  readonly reason: string;
}

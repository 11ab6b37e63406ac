/** Sources that many of the findings have. */

/** The system of NPR's feedback numbers, Volven 9329. */
export const NPR_FEEDBACK = 'urn:oid:2.16.578.1.12.4.1.1.9329';

export const NPR = 'NPR, tilbakemeldinger, Volven 9329';
export const KODEVEILEDER =
  'Helsedirektoratet, kodeveileder pakkeforløp/nasjonale pasientforløp psykisk helse og rus';

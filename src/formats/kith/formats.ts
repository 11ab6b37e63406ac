import type { DocumentFormat } from './format.ts';
import { MESSAGE_FORMATS } from './messageFormats.ts';
import { DIALOGMELDING_1_0, DIALOGMELDING_1_1 } from './messages/dialogmelding.ts';
import { HELSEOPPLYSNINGER_1_5, HELSEOPPLYSNINGER_1_6 } from './messages/helseopplysninger.ts';
import {
  HELSEOPPLYSNINGER_TIL_LEGE_1_5,
  HELSEOPPLYSNINGER_TIL_LEGE_1_6,
} from './messages/helseopplysningerTilLege.ts';
import { HELSEOPPLYSNINGER_SAKSBEHANDLING_2_0 } from './messages/helseopplysningerSaksbehandling.ts';
import { HENVISNING_2_0 } from './messages/henvisning20.ts';
import { INNLEGGELSESRAPPORT_1_5, INNLEGGELSESRAPPORT_1_6 } from './messages/innleggelsesrapport.ts';
import {
  MEDISINSKE_OPPLYSNINGER_1_5,
  MEDISINSKE_OPPLYSNINGER_1_6,
} from './messages/medisinskeOpplysninger.ts';
import { MELDING_FRAVAR_1_5 } from './messages/meldingFravar.ts';
import {
  ORIENTERING_OM_TJENESTETILBUD_1_5,
  ORIENTERING_OM_TJENESTETILBUD_1_6,
} from './messages/orienteringOmTjenestetilbud.ts';
import {
  PASIENTLOGISTIKK_1_5,
  PASIENTLOGISTIKK_1_6,
  PASIENTLOGISTIKK_2_0,
} from './messages/pasientlogistikk.ts';
import { SAMMENFATNING_2_0 } from './messages/sammenfatning.ts';
import { UTSKRIVNINGSRAPPORT_1_5, UTSKRIVNINGSRAPPORT_1_6 } from './messages/utskrivningsrapport.ts';

/**
 * The message documents that ride in MsgHead, each type in a file of its own under messages/. The newer version
 * first: it is written where a Bundle names the type only. Version 2.0 of the care messages comes last, as its
 * standard was withdrawn: it is written when asked for by name.
 */
export const DOCUMENT_FORMATS: readonly DocumentFormat[] = [
  HENVISNING_2_0,
  DIALOGMELDING_1_1,
  DIALOGMELDING_1_0,
  PASIENTLOGISTIKK_1_6,
  HELSEOPPLYSNINGER_1_6,
  INNLEGGELSESRAPPORT_1_6,
  UTSKRIVNINGSRAPPORT_1_6,
  MEDISINSKE_OPPLYSNINGER_1_6,
  HELSEOPPLYSNINGER_TIL_LEGE_1_6,
  ORIENTERING_OM_TJENESTETILBUD_1_6,
  PASIENTLOGISTIKK_1_5,
  HELSEOPPLYSNINGER_1_5,
  INNLEGGELSESRAPPORT_1_5,
  UTSKRIVNINGSRAPPORT_1_5,
  MEDISINSKE_OPPLYSNINGER_1_5,
  HELSEOPPLYSNINGER_TIL_LEGE_1_5,
  ORIENTERING_OM_TJENESTETILBUD_1_5,
  MELDING_FRAVAR_1_5,
  PASIENTLOGISTIKK_2_0,
  SAMMENFATNING_2_0,
  HELSEOPPLYSNINGER_SAKSBEHANDLING_2_0,
];

export const FORMATS: readonly DocumentFormat[] = [...DOCUMENT_FORMATS, ...MESSAGE_FORMATS];

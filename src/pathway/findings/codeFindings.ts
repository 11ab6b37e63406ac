import type { FindingDefinition } from '../../findings/finding.ts';
import { KODEVEILEDER, NPR, NPR_FEEDBACK } from './sources.ts';

/** What can be wrong with a code, by itself or at its date and in its edition. */
export const CODE_FINDINGS = {
  unknownCode: {
    code: '201',
    system: NPR_FEEDBACK,
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'Unknown code {code}: it is not in the list of combined codes.',
      no: 'Ukjent kode {code}: den finnes ikke i listen over sammensatte koder.',
    },
    remedy: {
      en: 'Use a code of Volven 9327, or import a newer list if the code is new.',
      no: 'Bruk en kode fra Volven 9327, eller importer en nyere liste hvis koden er ny.',
    },
    source: `${NPR}, no. 201; Volven 9327`,
  },
  otherFamily: {
    code: '201',
    system: NPR_FEEDBACK,
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'Code {code} belongs to another family of pathways (A, B and C are cancer and serious illness; D is mental health and substance use).',
      no: 'Koden {code} hører til en annen familie av forløp (A, B og C er kreft og alvorlig sykdom; D er psykisk helse og rus).',
    },
    remedy: {
      en: 'Register the code in the pathway that it belongs to.',
      no: 'Registrer koden i forløpet som den hører til.',
    },
    source: `${NPR}, no. 201; Volven 9173`,
  },
  otherPathway: {
    code: '201',
    system: NPR_FEEDBACK,
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'Code {code} belongs to pathway type {found}, but the pathway is of type {pathwayType}.',
      no: 'Koden {code} hører til forløpstype {found}, men forløpet er av type {pathwayType}.',
    },
    remedy: {
      en: 'Use the code of pathway type {pathwayType}, or correct the pathway type.',
      no: 'Bruk koden for forløpstype {pathwayType}, eller rett forløpstypen.',
    },
    source: `${NPR}, no. 201; Volven 9321 and 9327`,
  },
  unknownPathwayType: {
    code: '201',
    system: NPR_FEEDBACK,
    severity: 'error',
    issueType: 'code-invalid',
    message: { en: 'Unknown pathway type {pathwayType}.', no: 'Ukjent forløpstype {pathwayType}.' },
    remedy: { en: 'Use a code of Volven 9321.', no: 'Bruk en kode fra Volven 9321.' },
    source: `${NPR}, no. 201; Volven 9321`,
  },
  unknownCombination: {
    code: '201',
    system: NPR_FEEDBACK,
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'The combination of type {type}, event {event} and outcome {outcome} does not exist.',
      no: 'Kombinasjonen av type {type}, hendelse {event} og utfall {outcome} finnes ikke.',
    },
    remedy: {
      en: 'Use an event that the pathway type has, with an outcome that the event has (none where it has none).',
      no: 'Bruk en hendelse som forløpstypen har, med et utfall som hendelsen har (uten utfall der den ikke har noe).',
    },
    source: `${NPR}, no. 201; Volven 9321, 9322, 9323–9326, 9327, 9328`,
  },
  componentsMissing: {
    code: 'measurement-point-without-code',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: 'Neither a combined code, nor a pathway type and an event.',
      no: 'Verken en sammensatt kode, eller forløpstype og hendelse.',
    },
    remedy: {
      en: 'Give the combined code, or the pathway type and the event with its outcome.',
      no: 'Oppgi den sammensatte koden, eller forløpstypen og hendelsen med utfallet.',
    },
    source: `${KODEVEILEDER}: feedbackverktøy (two ways to report)`,
  },
  componentsDisagree: {
    code: 'code-and-components-disagree',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} means {expected}, but {found} was given with it.',
      no: 'Koden {code} betyr {expected}, men {found} er oppgitt sammen med den.',
    },
    remedy: {
      en: 'Give only the code, or type, event and outcome that agree with it.',
      no: 'Oppgi bare koden, eller type, hendelse og utfall som stemmer med den.',
    },
    source: 'Volven 9327 against 9321, 9322, 9323–9326 and 9328',
  },
  expiredCode: {
    code: '120',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'code-invalid',
    message: {
      en: 'Code {code} expired on {validTo}, before its date {date}.',
      no: 'Koden {code} utgikk {validTo}, før datoen {date}.',
    },
    remedy: {
      en: 'Use a code that is valid on the date, or correct the date.',
      no: 'Bruk en kode som er gyldig på datoen, eller rett datoen.',
    },
    source: `${NPR}, no. 120`,
  },
  notYetValidCode: {
    code: 'code-not-yet-valid',
    severity: 'warning',
    issueType: 'code-invalid',
    message: {
      en: 'Code {code} is valid from {validFrom}, after its date {date}.',
      no: 'Koden {code} gjelder fra {validFrom}, etter datoen {date}.',
    },
    remedy: {
      en: 'Use a code that is valid on the date, or correct the date.',
      no: 'Bruk en kode som er gyldig på datoen, eller rett datoen.',
    },
    source:
      'Helsedirektoratet: three general pathways from 2019-01-01; psychosis, eating disorders, OCD from 2019-02-15',
  },
  unknownEdition: {
    code: 'unknown-edition',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: 'The catalogue has no edition {edition}; {chosen} was chosen by date.',
      no: 'Katalogen har ingen utgave {edition}; {chosen} ble valgt etter dato.',
    },
    remedy: {
      en: 'Leave the edition out, or name one of: {editions}.',
      no: 'Utelat utgaven, eller oppgi en av: {editions}.',
    },
    source: 'The catalogue of measurement points',
  },
  editionNotInForce: {
    code: 'edition-not-in-force',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'The pathway is judged by edition {edition}, as it names it; when it started, on {date}, edition {inForce} was in force.',
      no: 'Forløpet er vurdert etter utgave {edition}, som det oppgir; da det startet {date}, gjaldt utgave {inForce}.',
    },
    remedy: {
      en: 'Leave the edition out to be judged by the one in force, or correct the date of the start.',
      no: 'Utelat utgaven for å vurderes etter den som gjaldt, eller rett startdatoen.',
    },
    source: 'The catalogue of measurement points',
  },
  unconfirmedEvents: {
    code: 'unconfirmed-in-edition',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'Which events, codes and times edition {edition} has is not confirmed; those of edition {basis} were used.',
      no: 'Hvilke hendelser, koder og tider utgave {edition} har, er ikke bekreftet; de fra utgave {basis} ble brukt.',
    },
    remedy: {
      en: 'Import the current list when it is at hand; until then nothing needs to be done.',
      no: 'Importer den gjeldende listen når den foreligger; til da trengs ingenting.',
    },
    source:
      'Helsedirektoratet, kodeveileder nasjonale pasientforløp (the surviving events and their dates were not found)',
  },
  unconfirmedPathwayType: {
    code: 'unconfirmed-in-edition',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'Edition {edition} is not known to list pathway type {pathwayType}; edition {basis} was used.',
      no: 'Det er ikke kjent at utgave {edition} har forløpstype {pathwayType}; utgave {basis} ble brukt.',
    },
    remedy: {
      en: 'Import the current list when it is at hand; until then nothing needs to be done.',
      no: 'Importer den gjeldende listen når den foreligger; til da trengs ingenting.',
    },
    source:
      'Helsedirektoratet, kodeveileder nasjonale pasientforløp, «Nasjonalt pasientforløp start og type forløp»',
  },
} as const satisfies Record<string, FindingDefinition>;

/**
 * What the pathway rules find. Where NPR has a feedback number (Volven 9329) it is the finding's identity; several
 * situations can share one. Everything else has a code of ours. Sources: the kodeveileder of Helsedirektoratet
 * (pakkeforløp, and nasjonale pasientforløp), as stated row by row.
 */

import type { FindingDefinition } from '../findings/finding.ts';

/** The system of NPR's feedback numbers, Volven 9329. */
export const NPR_FEEDBACK = 'urn:oid:2.16.578.1.12.4.1.1.9329';

const NPR = 'NPR, tilbakemeldinger, Volven 9329';
const KODEVEILEDER =
  'Helsedirektoratet, kodeveileder pakkeforløp/nasjonale pasientforløp psykisk helse og rus';

export const PATHWAY_FINDINGS = {
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
    issueType: 'required',
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
    issueType: 'invariant',
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
  missingDate: {
    code: '107',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'Code {code} lacks a date: neither the registration nor its contact gives one.',
      no: 'Koden {code} mangler tidspunkt: verken registreringen eller kontakten gir det.',
    },
    remedy: {
      en: 'Give the date, or the contact in which it was coded (a date without time of day is enough).',
      no: 'Oppgi datoen, eller kontakten den ble kodet i (dato uten klokkeslett er nok).',
    },
    source: `${NPR}, no. 107`,
  },
  unknownContact: {
    code: 'unknown-contact',
    severity: 'warning',
    issueType: 'not-found',
    message: {
      en: 'Code {code} was coded in contact {contact}, which is not among the contacts.',
      no: 'Koden {code} er kodet i kontakt {contact}, som ikke finnes blant kontaktene.',
    },
    remedy: {
      en: 'Send the contact too, or correct the reference to it.',
      no: 'Send også kontakten, eller rett henvisningen til den.',
    },
    source: 'NPR-melding: a code stands in the episode in which it was registered',
  },
  unidentifiedPatient: {
    code: '100',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'The patient has no valid identity: no fødselsnummer, D-number or felles hjelpenummer.',
      no: 'Pasienten har ingen gyldig ident: verken fødselsnummer, D-nummer eller felles hjelpenummer.',
    },
    remedy: {
      en: 'Send the record again when the patient is identified.',
      no: 'Send på nytt når pasienten er identifisert.',
    },
    source: `${NPR}, no. 100; HIS 1001:2010, chapters 2 and 3`,
  },
  impossibleDate: {
    code: 'impossible-date',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '{date} is no date, or no time of that day, that exists.',
      no: '{date} er ingen dato, eller ikke noe klokkeslett den dagen, som finnes.',
    },
    remedy: {
      en: 'Give a date as YYYY-MM-DD, or a date and time with offset.',
      no: 'Oppgi datoen som ÅÅÅÅ-MM-DD, eller dato og tid med tidssone.',
    },
    source: 'RFC 3339; FHIR R4, 2.24.0.1 (date, dateTime)',
  },
  futureDate: {
    code: 'future-date',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: '{what} has the date {date}, which is after today, {today}.',
      no: '{what} har datoen {date}, som er etter i dag, {today}.',
    },
    remedy: {
      en: 'Correct the date, or register the event when it has taken place.',
      no: 'Rett datoen, eller registrer hendelsen når den har funnet sted.',
    },
    source: 'A measurement point is registered when it has taken place',
  },
  beforeBirth: {
    code: 'date-before-birth',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: '{what} has the date {date}, which is before the birth of the patient, {birthDate}.',
      no: '{what} har datoen {date}, som er før pasientens fødsel, {birthDate}.',
    },
    remedy: {
      en: 'Correct the date or the birth date (for a newborn, D10, the referral and the start may precede birth).',
      no: 'Rett datoen eller fødselsdatoen (for nyfødte, D10, kan henvisning og start komme før fødselen).',
    },
    source: 'A person cannot be seen before birth; D10: the pathway of the pregnant mother leads to it',
  },
  contactEndsBeforeStart: {
    code: 'contact-ends-before-start',
    severity: 'error',
    issueType: 'invariant',
    message: {
      en: 'The contact ends {end}, before it starts {start}.',
      no: 'Kontakten slutter {end}, før den starter {start}.',
    },
    remedy: { en: 'Correct the start or the end.', no: 'Rett start eller slutt.' },
    source: 'FHIR R4, Period, per-1',
  },
  beforeReferral: {
    code: 'date-before-referral',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} has the date {date}, before the referral was received, {received}.',
      no: 'Koden {code} har datoen {date}, før henvisningen ble mottatt, {received}.',
    },
    remedy: {
      en: 'Correct the date, or the date on which the referral was received.',
      no: 'Rett datoen, eller datoen da henvisningen ble mottatt.',
    },
    source: `${KODEVEILEDER}: start og type forløp (the pathway begins with the referral)`,
  },
  startMissing: {
    code: 'start-missing',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'The pathway has no start (A), but code {code} is registered.',
      no: 'Forløpet har ingen start (A), men koden {code} er registrert.',
    },
    remedy: {
      en: 'Register the start; every trust registers its own.',
      no: 'Registrer start; hvert helseforetak registrerer sin egen.',
    },
    source: `${KODEVEILEDER}: start og type forløp`,
  },
  startNotFirst: {
    code: 'start-not-first',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} has the date {date}, before the start of the pathway, {start}.',
      no: 'Koden {code} har datoen {date}, før forløpets start, {start}.',
    },
    remedy: { en: 'Correct the date, or the date of the start.', no: 'Rett datoen, eller datoen for start.' },
    source: `${KODEVEILEDER}: start og type forløp`,
  },
  startRepeated: {
    code: 'start-repeated',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'A second start {date}: a pathway starts once at a trust, and did on {first}.',
      no: 'Start nummer to {date}: et forløp starter én gang i et helseforetak, og gjorde det {first}.',
    },
    remedy: {
      en: 'Remove one of them, or send the new pathway under its own identifier.',
      no: 'Fjern en av dem, eller send det nye forløpet under egen identifikator.',
    },
    source: `${KODEVEILEDER}: start og type forløp`,
  },
  startDateDiffers: {
    code: 'start-date-differs',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The start has the date {date}; by the rule of edition {edition} it is {expected} ({rule}).',
      no: 'Start har datoen {date}; etter regelen i utgave {edition} er den {expected} ({rule}).',
    },
    remedy: {
      en: 'Correct the date of the start, or the dates of the referral.',
      no: 'Rett datoen for start, eller datoene i henvisningen.',
    },
    source: `${KODEVEILEDER}: start og type forløp (until the revision: referral received; after: assessed with a right; after acute assessment: the decision)`,
  },
  startWithoutRight: {
    code: 'start-without-right',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The pathway starts {date} although the assessment granted no right.',
      no: 'Forløpet starter {date} selv om vurderingen ikke ga rett til helsehjelp.',
    },
    remedy: {
      en: 'Remove the start, or correct the outcome of the assessment.',
      no: 'Fjern start, eller rett utfallet av vurderingen.',
    },
    source:
      'Helsedirektoratet, kodeveileder nasjonale pasientforløp, «Nasjonalt pasientforløp start og type forløp»',
  },
  assessedBeforeReceived: {
    code: 'assessed-before-received',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The referral was assessed {assessed}, before it was received {received}.',
      no: 'Henvisningen ble vurdert {assessed}, før den ble mottatt {received}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: 'Helsedirektoratet, henvisningsveileder',
  },
  deadlineBeforeReceived: {
    code: 'deadline-before-received',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The latest date for necessary health care is {found}, before the referral was received {received}.',
      no: 'Fristen for nødvendig helsehjelp er {found}, før henvisningen ble mottatt {received}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: 'Volven 9147, code 3; Helsedirektoratet, henvisningsveileder',
  },
  seniorityAfterReceived: {
    code: 'seniority-after-received',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The seniority date is {found}, after the referral was received {received}.',
      no: 'Ansiennitetsdatoen er {found}, etter at henvisningen ble mottatt {received}.',
    },
    remedy: {
      en: 'Give the date on which the first referral was received, which is not later than this one.',
      no: 'Oppgi datoen da den første henvisningen ble mottatt; den er ikke senere enn denne.',
    },
    source: 'Volven 9147, code 1; Helsedirektoratet, henvisningsveileder',
  },
  waitingEndedBeforeReceived: {
    code: 'waiting-ended-before-received',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Waiting ended {found}, before the referral was received {received}.',
      no: 'Ventetiden sluttet {found}, før henvisningen ble mottatt {received}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: 'Volven 9147, code 4; Helsedirektoratet, henvisningsveileder',
  },
  afterRecorded: {
    code: 'after-recorded',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: '{what} has the date {date}, which is after the day on which the record was made, {recorded}.',
      no: '{what} har datoen {date}, som er etter dagen da opplysningen ble laget, {recorded}.',
    },
    remedy: {
      en: 'Correct the date, or recordedAt: a record cannot know what happened later.',
      no: 'Rett datoen, eller recordedAt: en opplysning kan ikke vite hva som skjedde senere.',
    },
    source: 'Forløpsbro, pathway record (/pathways/schema.json), recordedAt',
  },
  decisionWithoutAttendance: {
    code: '208',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code}, clinical decision (C) {date}, lacks an earlier first attendance (M).',
      no: 'Koden {code}, klinisk beslutning (C) {date}, mangler forutgående første fremmøte (M).',
    },
    remedy: { en: 'Register the first attendance.', no: 'Registrer første fremmøte.' },
    source: `${NPR}, no. 208`,
  },
  attendanceAfterDecision: {
    code: '211',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code}, first attendance (M) {date}, comes after the clinical decision (C) {other}.',
      no: 'Koden {code}, første fremmøte (M) {date}, kommer etter klinisk beslutning (C) {other}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: `${NPR}, no. 211`,
  },
  adultInChildPathway: {
    code: '216',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The patient was over 18 ({age}) on {date}, at registration of {code} in the pathway for children and young people.',
      no: 'Pasienten var over 18 år ({age}) {date}, ved registrering av {code} i forløpet for barn og unge.',
    },
    remedy: {
      en: 'Consider the pathway for adults; care that continues past 18 can stand as it is.',
      no: 'Vurder forløpet for voksne; behandling som fortsetter etter 18 år, kan stå.',
    },
    source: `${NPR}, no. 216`,
  },
  evaluationWithoutDecision: {
    code: '221',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code}, evaluation point (E) {date}, lacks an earlier clinical decision (C).',
      no: 'Koden {code}, evalueringspunkt (E) {date}, mangler forutgående klinisk beslutning (C).',
    },
    remedy: {
      en: 'Register the clinical decision, or correct the dates.',
      no: 'Registrer klinisk beslutning, eller rett datoene.',
    },
    source: `${NPR}, no. 221`,
  },
  feedbackWithoutDecision: {
    code: '222',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code}, feedback to referrer and GP (F) {date}, lacks an earlier clinical decision (C).',
      no: 'Koden {code}, tilbakemelding til henviser og fastlege (F) {date}, mangler forutgående klinisk beslutning (C).',
    },
    remedy: {
      en: 'Register the clinical decision, or correct the dates.',
      no: 'Registrer klinisk beslutning, eller rett datoene.',
    },
    source: `${NPR}, no. 222`,
  },
  symptomsAfterDecision: {
    code: '223',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code}, start of psychosis symptoms (P) {date}, comes after the clinical decision (C) {other}.',
      no: 'Koden {code}, start på symptomer på psykose (P) {date}, kommer etter klinisk beslutning (C) {other}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: `${NPR}, no. 223`,
  },
  overlappingPathway: {
    code: '224',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The patient is also registered in pathway {other} ({otherType}), which was not ended when this one started {start}.',
      no: 'Pasienten er også registrert i forløp {other} ({otherType}), som ikke var avsluttet da dette startet {start}.',
    },
    remedy: {
      en: 'End the former pathway where it ran{trust}: register {ending} (outcome N or O when it was transferred).',
      no: 'Avslutt det tidligere forløpet der det gikk{trust}: registrer {ending} (utfall N eller O når det er overført).',
    },
    source: `${NPR}, no. 224`,
  },
  afterEnd: {
    code: '225',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} {date}: an earlier end (X) {other} has already ended this pathway.',
      no: 'Koden {code} {date}: en forutgående avslutning (X) {other} har avsluttet forløpet.',
    },
    remedy: {
      en: 'Correct the dates, remove one end, or register the code in a new pathway.',
      no: 'Rett datoene, fjern en avslutning, eller registrer koden i et nytt forløp.',
    },
    source: `${NPR}, no. 225`,
  },
  tooManyDecisions: {
    code: 'third-clinical-decision',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} {date} is clinical decision (C) number {number}; a pathway has at most two.',
      no: 'Koden {code} {date} er klinisk beslutning (C) nummer {number}; et forløp har høyst to.',
    },
    remedy: {
      en: 'Keep the decision after the basic assessment and the one after the extended assessment.',
      no: 'Behold beslutningen etter basis utredning og den etter utvidet utredning.',
    },
    source: 'ressursside.no, klinisk beslutning (secondary source)',
  },
  secondDecisionWithoutExtended: {
    code: 'second-decision-without-extended-assessment',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} {date} is a second clinical decision, but the first, {other}, did not decide on extended assessment (U).',
      no: 'Koden {code} {date} er klinisk beslutning nummer to, men den første, {other}, besluttet ikke utvidet utredning (U).',
    },
    remedy: {
      en: 'Correct the outcome of the first, or remove one of them.',
      no: 'Rett utfallet av den første, eller fjern en av dem.',
    },
    source: 'ressursside.no, klinisk beslutning (secondary source)',
  },
  notRepeatable: {
    code: 'registered-more-than-once',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} {date} is registered more than once; it is registered once in a pathway.',
      no: 'Koden {code} {date} er registrert mer enn én gang; den registreres én gang i et forløp.',
    },
    remedy: { en: 'Keep one of them.', no: 'Behold én av dem.' },
    source:
      'Helsedirektoratet, kodeveileder, feedbackverktøy (once, before discharge, however many consultations)',
  },
  helpNeedNotAtEnd: {
    code: 'help-need-not-at-end',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} {date}, help need at the end (H), is followed by {other}.',
      no: 'Koden {code} {date}, hjelpebehov ved avslutning (H), følges av {other}.',
    },
    remedy: {
      en: 'Register the help need when follow-up at the end is decided.',
      no: 'Registrer hjelpebehovet når oppfølging ved avslutning besluttes.',
    },
    source: 'Helsedirektoratet, spiseforstyrrelser: samhandling før utskrivning; Volven 9322',
  },
  outsideContact: {
    code: 'date-outside-contact',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} has the date {date}, outside the contact in which it was coded ({start} to {end}).',
      no: 'Koden {code} har datoen {date}, utenfor kontakten den er kodet i ({start} til {end}).',
    },
    remedy: {
      en: 'Correct the date, the contact or its period.',
      no: 'Rett datoen, kontakten eller dens periode.',
    },
    source: 'NPR-melding: a code stands in the episode in which it was registered',
  },
  firstTrustIncomplete: {
    code: 'first-trust-incomplete',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'The pathway began at another trust, but its start date there or the name of that trust is missing.',
      no: 'Forløpet begynte i et annet helseforetak, men startdatoen der eller navnet på det mangler.',
    },
    remedy: {
      en: 'Give both the start date and the name of the first trust.',
      no: 'Oppgi både startdato og navn på første helseforetak.',
    },
    source: 'Helsedirektoratet, founding documents 2018: «Start pakkeforløp første helseforetak»',
  },
  firstTrustAfterStart: {
    code: 'first-trust-start-after-own-start',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The start at the first trust, {first}, is after the start here, {date}.',
      no: 'Starten i første helseforetak, {first}, er etter starten her, {date}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: 'Helsedirektoratet, founding documents 2018: «Start pakkeforløp første helseforetak»',
  },
  firstTrustMissing: {
    code: 'first-trust-missing',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'Pathway {other} was transferred (X with outcome O), but this one does not keep the start at the first trust, {first}.',
      no: 'Forløp {other} ble overført (X med utfall O), men dette har ikke med starten i første helseforetak, {first}.',
    },
    remedy: {
      en: 'Give the start date and the name of the first trust.',
      no: 'Oppgi startdato og navn på første helseforetak.',
    },
    source: 'Helsedirektoratet, founding documents 2018: «Start pakkeforløp første helseforetak»',
  },
  transferEndedOtherwise: {
    code: 'transfer-ended-otherwise',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The pathway ended here with {code} on {date}, but goes on at another trust{trust} from {start}.',
      no: 'Forløpet ble avsluttet her med {code} {date}, men går videre ved et annet helseforetak{trust} fra {start}.',
    },
    remedy: {
      en: 'Register {ending} (moved to another trust or private unit) as the end here; or, where the patient was referred anew, give the later pathway a name of its own.',
      no: 'Registrer {ending} (overført til annet HF eller privat) som avslutning her; eller gi det senere forløpet et eget navn hvis pasienten er henvist på nytt.',
    },
    source:
      'Volven 9326, O; Helsedirektoratet, kodeveileder, start og type forløp (new start at each later trust)',
  },
  firstTrustDiffers: {
    code: 'first-trust-start-differs',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The start at the first trust is given as {date}, but pathway {other} started {first}.',
      no: 'Starten i første helseforetak er oppgitt som {date}, men forløp {other} startet {first}.',
    },
    remedy: { en: 'Correct one of the dates.', no: 'Rett en av datoene.' },
    source: 'Helsedirektoratet, founding documents 2018: «Start pakkeforløp første helseforetak»',
  },
  assessmentLate: {
    code: 'referral-assessment-late',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The referral received {received} was to be assessed by {due} (10 working days).',
      no: 'Henvisningen mottatt {received} skulle vært vurdert innen {due} (10 virkedager).',
    },
    remedy: {
      en: 'Assess the referral and tell the patient, or correct the dates.',
      no: 'Vurder henvisningen og gi pasienten beskjed, eller rett datoene.',
    },
    source: 'Helsedirektoratet, henvisningsveileder',
  },
  acuteDecisionLate: {
    code: 'acute-decision-late',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'After the acute assessment {assessed} entry to a pathway was to be decided by {due} (14 days, as a main rule), and was on {decided}.',
      no: 'Etter akuttvurderingen {assessed} skulle inklusjon i forløp vært besluttet innen {due} (14 dager, som hovedregel), og ble det {decided}.',
    },
    remedy: { en: 'Correct the dates if they are wrong.', no: 'Rett datoene hvis de er feil.' },
    source: `${KODEVEILEDER}: start og type forløp`,
  },
  pathwayTimeExceeded: {
    code: 'pathway-time-exceeded',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code {code} {date} came {elapsed} days after {from} {start}; the pathway time is {days} ({timeId}, edition {edition}).',
      no: 'Koden {code} {date} kom {elapsed} dager etter {from} {start}; forløpstiden er {days} ({timeId}, utgave {edition}).',
    },
    remedy: {
      en: 'Correct the dates if they are wrong; else nothing: pathway times are guiding.',
      no: 'Rett datoene hvis de er feil; ellers ingenting: forløpstidene er veiledende.',
    },
    source: 'Helsedirektoratet, forløpstider',
  },
  pathwayTimeOverdue: {
    code: 'pathway-time-overdue',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Event {event} was due {due} and is not registered on {today} ({timeId}, edition {edition}).',
      no: 'Hendelse {event} skulle vært registrert {due} og er ikke registrert {today} ({timeId}, utgave {edition}).',
    },
    remedy: {
      en: 'Register the event when it takes place, or a postponement by the patient (L) where there is one.',
      no: 'Registrer hendelsen når den finner sted, eller at pasienten har utsatt (L) der det gjelder.',
    },
    source: 'Helsedirektoratet, forløpstider',
  },
} as const satisfies Record<string, FindingDefinition>;

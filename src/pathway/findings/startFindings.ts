import type { FindingDefinition } from '../../findings/finding.ts';
import { KODEVEILEDER } from './sources.ts';

/** The start of a pathway, and the dates of its referral. */
export const START_FINDINGS = {
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
} as const satisfies Record<string, FindingDefinition>;

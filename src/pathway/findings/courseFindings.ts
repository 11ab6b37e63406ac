import type { FindingDefinition } from '../../findings/finding.ts';
import { NPR, NPR_FEEDBACK } from './sources.ts';

/** What comes before what, how often, and at what age. */
export const COURSE_FINDINGS = {
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
      en: 'End the former pathway where it ran: register {ending} (outcome N or O when it was transferred).',
      no: 'Avslutt det tidligere forløpet der det gikk: registrer {ending} (utfall N eller O når det er overført).',
    },
    source: `${NPR}, no. 224`,
  },
  overlappingAtOtherTrust: {
    code: '224',
    system: NPR_FEEDBACK,
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The patient is also registered in this pathway ({otherType}) at trust {trust}, where it was not ended when it started here {start}.',
      no: 'Pasienten er også registrert i dette forløpet ({otherType}) ved helseforetak {trust}, der det ikke var avsluttet da det startet her {start}.',
    },
    remedy: {
      en: 'End the pathway at {trust}: register {ending} there.',
      no: 'Avslutt forløpet ved {trust}: registrer {ending} der.',
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
} as const satisfies Record<string, FindingDefinition>;

import type { FindingDefinition } from '../../findings/finding.ts';
import { KODEVEILEDER } from './sources.ts';

/** The first trust and the transfer to a later one; times that were not kept. */
export const TRANSFER_AND_TIME_FINDINGS = {
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

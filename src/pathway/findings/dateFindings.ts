import type { FindingDefinition } from '../../findings/finding.ts';
import { KODEVEILEDER, NPR, NPR_FEEDBACK } from './sources.ts';

/** Dates that are missing, or cannot be; who and where the registration is of. */
export const DATE_FINDINGS = {
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
    issueType: 'business-rule',
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
} as const satisfies Record<string, FindingDefinition>;

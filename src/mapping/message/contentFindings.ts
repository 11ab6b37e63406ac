import type { FindingDefinition } from '../../findings/finding.ts';

const RECEIVED = 'HIS 80415:2012, 3.3.2: doubtful content is no ground for rejection';

/** What can be doubtful in the contents of a received message. All are warnings: the message is taken in as it is. */
export const MESSAGE_CONTENT_FINDINGS = {
  nationalIdBirthDate: {
    code: 'message-national-id-birth-date',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The national id belongs to somebody born on another day than {found}.',
      no: 'Den nasjonale identiteten tilhører en som er født en annen dag enn {found}.',
    },
    remedy: {
      en: 'Check number and birth date with the sender. The message was taken in with both as sent.',
      no: 'Kontroller nummer og fødselsdato med avsender. Meldingen er tatt inn med begge som sendt.',
    },
    source: `HIS 1001:2010, 4.1; ${RECEIVED}`,
  },
  nationalIdSex: {
    code: 'message-national-id-sex',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The national id is that of another sex than “{found}”.',
      no: 'Den nasjonale identiteten hører til et annet kjønn enn «{found}».',
    },
    remedy: {
      en: 'Check with the sender that the number is the patient’s. The message was taken in with both as sent.',
      no: 'Kontroller med avsender at nummeret er pasientens. Meldingen er tatt inn med begge som sendt.',
    },
    source: `HIS 1001:2010, 4.1; ${RECEIVED}`,
  },
  hprNumber: {
    code: 'message-hpr-number',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: '“{found}” is no HPR number: digits without a leading zero, nine at most.',
      no: '«{found}» er ikke et HPR-nummer: sifre uten ledende null, høyst ni.',
    },
    remedy: {
      en: 'Look the number up in Helsepersonellregisteret. The message was taken in with the number as sent.',
      no: 'Slå opp nummeret i Helsepersonellregisteret. Meldingen er tatt inn med nummeret som ble sendt.',
    },
    source: `Helsepersonellregisteret; HL7 Norge no-basis-Practitioner, HPR; ${RECEIVED}`,
  },
  futureDate: {
    code: 'message-date-in-future',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The date {found} is after the day on which the message was received, {received}.',
      no: 'Datoen {found} er etter dagen da meldingen ble mottatt, {received}.',
    },
    remedy: {
      en: 'Correct the date: a message cannot tell what happened later. It was taken in as sent.',
      no: 'Rett datoen: en melding kan ikke fortelle hva som skjedde senere. Den er tatt inn som sendt.',
    },
    source: RECEIVED,
  },
  serviceType: {
    code: 'message-service-type-not-used',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The status “{found}” (list 7309) is not used in messages of type {type}, which have {allowed}.',
      no: 'Status «{found}» (kodeverk 7309) brukes ikke i meldinger av type {type}, som har {allowed}.',
    },
    remedy: {
      en: 'Send one of these; where no change may be sent, cancel the message and send a new one.',
      no: 'Send en av disse; der endring ikke kan sendes, kanseller meldingen og send en ny.',
    },
    source: `HISD 1154:2018, 2 and 3.1; ${RECEIVED}`,
  },
} as const satisfies Record<string, FindingDefinition>;

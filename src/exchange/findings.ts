import type { FindingDefinition } from '../findings/finding.ts';

/** What the exchange itself says of a record or a message, apart from their content. */
export const EXCHANGE_FINDINGS = {
  recordUnchanged: {
    code: 'record-unchanged',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'This record of the pathway is stored already; nothing was changed.',
      no: 'Denne opplysningen om forløpet er lagret fra før; ingenting ble endret.',
    },
    remedy: { en: 'Nothing to do.', no: 'Ingenting å gjøre.' },
    source: 'Forløpsbro, POST /pathways',
  },
  recordOlder: {
    code: 'record-older-than-stored',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'The record was made at {recordedAt}, before the one that is stored ({storedAt}); nothing was changed.',
      no: 'Opplysningen ble laget {recordedAt}, før den som er lagret ({storedAt}); ingenting ble endret.',
    },
    remedy: {
      en: 'Send a record made later, with recordedAt set to when it was made.',
      no: 'Send en opplysning laget senere, med recordedAt satt til tidspunktet den ble laget.',
    },
    source: 'Forløpsbro, POST /pathways',
  },
  otherPatient: {
    code: 'identifier-of-another-patient',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: 'The identifier “{identifier}” ({type}) is that of another patient’s in the record of another pathway.',
      no: 'Identifikatoren «{identifier}» ({type}) tilhører en annen pasient i opplysningen om et annet forløp.',
    },
    remedy: {
      en: 'Give each referral, contact and registration an identifier of its own. If it is this patient’s after all, first send the other pathway without it.',
      no: 'Gi hver henvisning, kontakt og registrering sin egen identifikator. Er den likevel denne pasientens, send først det andre forløpet uten den.',
    },
    source: 'Forløpsbro, pathway record (/pathways/schema.json)',
  },
  otherPathway: {
    code: 'identifier-of-another-pathway',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: 'The identifier “{identifier}” ({type}) is that of a registration in another pathway.',
      no: 'Identifikatoren «{identifier}» ({type}) tilhører en registrering i et annet forløp.',
    },
    remedy: {
      en: 'Give each registration an identifier of its own.',
      no: 'Gi hver registrering sin egen identifikator.',
    },
    source: 'Forløpsbro, pathway record (/pathways/schema.json)',
  },
  otherSender: {
    code: 'document-of-another-sender',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The document id “{identifier}” is that of a document of another sender or patient; that one was left as it is, and this message kept apart from it.',
      no: 'Dokument-id «{identifier}» tilhører et dokument fra en annen avsender eller om en annen pasient; det ble stående, og denne meldingen holdes atskilt fra det.',
    },
    remedy: {
      en: 'Let the sender of the document change or cancel it; give a document of your own an id of its own.',
      no: 'La avsenderen av dokumentet endre eller kansellere det; gi et eget dokument sin egen id.',
    },
    source: 'HISD 1154:2018',
  },
  recordedInFuture: {
    code: 'recorded-in-future',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The record says that it was made at {recordedAt}, which is still to come.',
      no: 'Opplysningen sier at den ble laget {recordedAt}, som ennå ikke har vært.',
    },
    remedy: {
      en: 'Correct recordedAt, or the clock of the sending system: a record from the future would keep out every later one.',
      no: 'Rett recordedAt, eller klokken i avsendersystemet: en opplysning fra framtiden ville stengt ute alle senere.',
    },
    source: 'Forløpsbro, pathway record (/pathways/schema.json)',
  },
  messageFromFuture: {
    code: 'message-from-future',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: 'The message says that it was made at {made}, which is still to come; it counts as made when it was received.',
      no: 'Meldingen sier at den ble laget {made}, som ennå ikke har vært; den regnes som laget da den ble mottatt.',
    },
    remedy: {
      en: 'Correct the clock of the sending system.',
      no: 'Rett klokken i avsendersystemet.',
    },
    source: 'HIS 80601:2006, GenDate',
  },
  numberMoved: {
    code: 'patient-number-moved',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'A local number of the patient was stored of another patient until now; it was taken off there ({resources}).',
      no: 'Et lokalt nummer for pasienten var til nå lagret på en annen pasient; det ble fjernet der ({resources}).',
    },
    remedy: {
      en: 'Nothing to do when this corrects a mistake; else correct the number of this patient.',
      no: 'Ingenting å gjøre når dette retter en feil; ellers rett nummeret til denne pasienten.',
    },
    source: 'Forløpsbro, pathway record (/pathways/schema.json)',
  },
  messageConflict: {
    code: 'message-id-reused',
    severity: 'error',
    issueType: 'conflict',
    message: {
      en: 'A message with the id {messageId} has been received from this sender before, with other content.',
      no: 'En melding med id {messageId} er mottatt fra denne avsenderen før, med annet innhold.',
    },
    remedy: {
      en: 'Give every message an id of its own; send a change as a new message with ServType M and the same document id.',
      no: 'Gi hver melding sin egen id; send en endring som ny melding med ServType M og samme dokument-id.',
    },
    source: 'HIS 80601:2006, MsgId; HISD 1154:2018',
  },
  notOurs: {
    code: 'message-not-addressed-to-us',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'None of the receivers of the message is ours; it is neither taken in nor acknowledged.',
      no: 'Ingen av mottakerne av meldingen er våre; den er verken tatt imot eller kvittert.',
    },
    remedy: {
      en: 'Send it to a HER-id that this service receives for (the operator: setting KITH_OWN_HER_IDS).',
      no: 'Send den til en HER-id som denne tjenesten mottar for (driftsansvarlig: innstillingen KITH_OWN_HER_IDS).',
    },
    source: 'HITS 1168:2016, 5.3',
  },
  unknownService: {
    code: 'message-service-not-known',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'The receiver is a service {herId} of an enterprise of ours, but no service that we receive for.',
      no: 'Mottakeren er en tjeneste {herId} i en virksomhet som er vår, men ingen tjeneste som vi mottar for.',
    },
    remedy: {
      en: 'Send it to a service of the enterprise that the address register has (the operator: settings KITH_OWN_HER_IDS and KITH_UNKNOWN_SERVICE).',
      no: 'Send den til en tjeneste i virksomheten som Adresseregisteret har (driftsansvarlig: innstillingene KITH_OWN_HER_IDS og KITH_UNKNOWN_SERVICE).',
    },
    source: 'HIS 80415:2012: an unknown service may be rejected (E21); a choice of the receiver',
  },
  messageUnknown: {
    code: 'message-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'No message with this id has been received.',
      no: 'Ingen melding med denne id-en er mottatt.',
    },
    remedy: {
      en: 'Use the MsgId of the message as it was sent.',
      no: 'Bruk MsgId fra meldingen slik den ble sendt.',
    },
    source: 'Forløpsbro, GET /messages/{MsgId}',
  },
  acknowledgementTaken: {
    code: 'acknowledgement-taken',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'The acknowledgement of message {messageId} has been taken in; an acknowledgement is not acknowledged.',
      no: 'Kvitteringen på melding {messageId} er mottatt; en kvittering kvitteres ikke.',
    },
    remedy: {
      en: 'Nothing to do; GET /messages/{messageId} shows it.',
      no: 'Ingenting å gjøre; GET /messages/{messageId} viser den.',
    },
    source: 'HIS 80415:2012, 3.3',
  },
  acknowledgementUnknown: {
    code: 'acknowledgement-of-unknown',
    severity: 'warning',
    issueType: 'not-found',
    message: {
      en: 'The acknowledgement is of message {messageId}, which has not passed here; it is kept, and tied to that one if it comes.',
      no: 'Kvitteringen gjelder melding {messageId}, som ikke har passert her; den er tatt vare på, og knyttes til meldingen hvis den kommer.',
    },
    remedy: {
      en: 'See whether the message was sent by another way.',
      no: 'Se om meldingen ble sendt en annen vei.',
    },
    source: 'HIS 80415:2012, 3.3',
  },
  messageListQuery: {
    code: 'message-list-query',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The parameter {parameter} cannot be “{value}”.',
      no: 'Parameteren {parameter} kan ikke være «{value}».',
    },
    remedy: { en: 'Give one of: {allowed}.', no: 'Oppgi en av: {allowed}.' },
    source: 'Forløpsbro, GET /messages',
  },
  messageWaits: {
    code: 'message-waits-for-original',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'The message changes or cancels one that has not come; it waits, and acts when that one comes.',
      no: 'Meldingen endrer eller kansellerer en som ikke er kommet; den venter, og virker når den kommer.',
    },
    remedy: {
      en: 'Send the original message; if it was sent, see whether it was acknowledged, and name it in ConversationRef or by its document id.',
      no: 'Send den opprinnelige meldingen; er den sendt, se om den ble kvittert, og vis til den i ConversationRef eller med dokument-id.',
    },
    source: 'HISD 1154:2018, 4; receive test 22',
  },
  statusWaits: {
    code: 'status-waits-for-referral',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'The referral of which the message tells the status has not come; the message waits, and acts when it comes.',
      no: 'Henvisningen som meldingen gir status for, er ikke kommet; meldingen venter, og virker når den kommer.',
    },
    remedy: {
      en: 'Name the referral by its MsgId in ConversationRef, and send it here if it has not been sent.',
      no: 'Vis til henvisningen med dens MsgId i ConversationRef, og send den hit hvis den ikke er sendt.',
    },
    source: 'HIS 1206:2018, 4.1.1',
  },
  stayUnclear: {
    code: 'stay-unclear',
    severity: 'warning',
    issueType: 'multiple-matches',
    message: {
      en: 'The message can be about more than one stay of the patient; it was kept apart from them.',
      no: 'Meldingen kan gjelde flere opphold for pasienten; den holdes atskilt fra dem.',
    },
    remedy: {
      en: 'Name the first and previous message of the stay in ConversationRef, or give the time of admission; here: decide the Task “choose-stay”.',
      no: 'Vis til første og forrige melding om oppholdet i ConversationRef, eller oppgi innleggelsestidspunktet; her: avgjør oppgaven «choose-stay».',
    },
    source: 'HIS 80704:2014, 4.1',
  },
  pathwayUnclear: {
    code: 'pathway-unclear',
    severity: 'warning',
    issueType: 'multiple-matches',
    message: {
      en: 'The patient has more than one pathway that runs, and the message names none of them; no plan was changed.',
      no: 'Pasienten har flere forløp som løper, og meldingen viser ikke til noe av dem; ingen plan ble endret.',
    },
    remedy: {
      en: 'Name the referral or another message of the pathway in ConversationRef; here: decide the Task “choose-pathway”.',
      no: 'Vis til henvisningen eller en annen melding om forløpet i ConversationRef; her: avgjør oppgaven «choose-pathway».',
    },
    source: 'HITS 1218:2019, 3.3',
  },
  pathwayUnknown: {
    code: 'pathway-not-known',
    severity: 'information',
    issueType: 'not-found',
    message: {
      en: 'The patient has no pathway that runs here; what the message tells is kept, and is added to the plan when there is one.',
      no: 'Pasienten har ikke noe forløp som løper her; det meldingen forteller er tatt vare på, og legges til planen når den finnes.',
    },
    remedy: { en: 'Nothing to do.', no: 'Ingenting å gjøre.' },
    source: 'Forløpsbro, POST /messages',
  },
  newerStored: {
    code: 'newer-stored',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'Of {resources} something else is stored that was told later; it was left as it is.',
      no: 'Om {resources} er noe annet lagret som er fortalt senere; det ble stående.',
    },
    remedy: { en: 'Nothing to do.', no: 'Ingenting å gjøre.' },
    source: 'HISD 1154:2018',
  },
} as const satisfies Record<string, FindingDefinition>;

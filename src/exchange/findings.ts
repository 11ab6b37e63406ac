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
  newerStored: {
    code: 'newer-stored',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'What is stored of {resource} was told later than this message; it was left as it is.',
      no: 'Det som er lagret om {resource}, er fortalt senere enn denne meldingen; det ble stående.',
    },
    remedy: { en: 'Nothing to do.', no: 'Ingenting å gjøre.' },
    source: 'HISD 1154:2018',
  },
} as const satisfies Record<string, FindingDefinition>;

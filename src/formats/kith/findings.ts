import type { FindingDefinition } from '../../findings/finding.ts';

const APPREC = 'HIS 80415:2012, 3.3.4';
const UNSAFE = 'HIS 80415:2012, 3.3.4; limits of this service';

/** What can be wrong with a KITH message, or with a Bundle that is to become one. */
export const KITH_FINDINGS = {
  notXml: {
    code: 'message-not-xml',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The message is not well-formed XML (line {line}): {reason} (T01).',
      no: 'Meldingen er ikke velformet XML (linje {line}): {reason} (T01).',
    },
    remedy: {
      en: 'Correct the XML at the place named and send the message with a new MsgId.',
      no: 'Rett XML-en på stedet som er oppgitt, og send meldingen med ny MsgId.',
    },
    source: APPREC,
  },
  documentType: {
    code: 'message-with-document-type',
    severity: 'error',
    issueType: 'security',
    message: {
      en: 'The message was not read: it has a document type declaration or entities (T01).',
      no: 'Meldingen ble ikke lest: den har dokumenttype-deklarasjon eller entiteter (T01).',
    },
    remedy: { en: 'Send the XML without them.', no: 'Send XML-en uten dem.' },
    source: UNSAFE,
  },
  tooLarge: {
    code: 'message-too-large',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The message was not read: it is larger than {limit} bytes (T01).',
      no: 'Meldingen ble ikke lest: den er større enn {limit} byte (T01).',
    },
    remedy: {
      en: 'Send a smaller message, with smaller attachments.',
      no: 'Send en mindre melding, med mindre vedlegg.',
    },
    source: UNSAFE,
  },
  tooMuchMarkup: {
    code: 'message-too-much-markup',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The message was not read: it has too many elements or attributes (T01).',
      no: 'Meldingen ble ikke lest: den har for mange elementer eller attributter (T01).',
    },
    remedy: {
      en: 'Send no more than {limit} elements and attributes.',
      no: 'Send ikke mer enn {limit} elementer og attributter.',
    },
    source: UNSAFE,
  },
  tooDeep: {
    code: 'message-too-deep',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The message was not read: its elements are nested more than {limit} deep (T01).',
      no: 'Meldingen ble ikke lest: elementene er nøstet dypere enn {limit} (T01).',
    },
    remedy: { en: 'Nest the elements as the schema does.', no: 'Nøst elementene slik skjemaet gjør.' },
    source: UNSAFE,
  },
  schemaFault: {
    code: 'message-schema-fault',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The message breaks its XML schema (line {line}): {reason} (T02).',
      no: 'Meldingen bryter XML-skjemaet (linje {line}): {reason} (T02).',
    },
    remedy: {
      en: 'Make the message follow its schema and send it with a new MsgId.',
      no: 'Rett meldingen etter skjemaet, og send den med ny MsgId.',
    },
    source: APPREC,
  },
  noContent: {
    code: 'message-without-content',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The message has no document that can be read (T02).',
      no: 'Meldingen har ikke noe dokument som kan leses (T02).',
    },
    remedy: {
      en: 'Put the message itself into MsgHead/Document/RefDoc/Content.',
      no: 'Legg selve meldingen i MsgHead/Document/RefDoc/Content.',
    },
    source: 'HIS 80601:2006, MsgHead/Document',
  },
  unsupportedFormat: {
    code: 'message-format-not-supported',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'The message format {format} is not supported (T10).',
      no: 'Meldingsformatet {format} er ikke støttet (T10).',
    },
    remedy: {
      en: 'Send a message type and version that is supported: {supported}.',
      no: 'Send en meldingstype og versjon som er støttet: {supported}.',
    },
    source: APPREC,
  },
  unreadableSender: {
    code: 'message-sender-unreadable',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'Who sent the message, or its id, cannot be read, so it cannot be acknowledged.',
      no: 'Avsender eller meldingens id kan ikke leses, så den kan ikke kvitteres.',
    },
    remedy: {
      en: 'Give the sender with at least one identifier (HER-id) and the MsgId.',
      no: 'Oppgi avsender med minst én identifikator (HER-id) og MsgId.',
    },
    source: 'HIS 80415:2012, 3.3.4 and 3.5',
  },
  messageIdNotUuid: {
    code: 'message-id-not-uuid',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The message id «{id}» is not a UUID (E10).',
      no: 'Meldingsidentifikatoren «{id}» er ikke en UUID (E10).',
    },
    remedy: {
      en: 'Give every message a UUID of its own as MsgId.',
      no: 'Gi hver melding en egen UUID som MsgId.',
    },
    source: APPREC,
  },
  patientNotIdentified: {
    code: 'message-patient-not-identified',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The patient is not sufficiently identified (E36): {missing} missing or unreadable.',
      no: 'Pasienten er ikke tilstrekkelig identifisert (E36): {missing} mangler eller er uleselig.',
    },
    remedy: {
      en: 'Give a name with fødselsnummer, D-number or felles hjelpenummer, or a name with date of birth and sex.',
      no: 'Oppgi navn med fødselsnummer, D-nummer eller felles hjelpenummer, eller navn med fødselsdato og kjønn.',
    },
    source: APPREC,
  },
  missingElement: {
    code: 'message-element-missing',
    severity: 'warning',
    issueType: 'required',
    message: { en: 'The element {element} is missing.', no: 'Elementet {element} mangler.' },
    remedy: {
      en: 'Give the element, as the standard requires.',
      no: 'Oppgi elementet, slik standarden krever.',
    },
    source: 'The XML schema of the message',
  },
  acknowledgement: {
    code: 'message-is-acknowledgement',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'This is an acknowledgement; an acknowledgement is not acknowledged.',
      no: 'Dette er en kvittering; en kvittering kvitteres ikke.',
    },
    remedy: {
      en: 'Have it translated (POST /messages/translate) to see what it says.',
      no: 'Få den oversatt (POST /messages/translate) for å se hva den sier.',
    },
    source: 'HITS 1168:2016 (an acknowledgement is final)',
  },
  rejectedWithoutReason: {
    code: 'acknowledgement-without-reason',
    severity: 'error',
    issueType: 'processing',
    message: {
      en: 'The message was rejected, and the acknowledgement gives no reason.',
      no: 'Meldingen ble avvist, og kvitteringen oppgir ingen grunn.',
    },
    remedy: {
      en: 'Ask the receiver of the message why it was rejected.',
      no: 'Spør mottakeren av meldingen hvorfor den ble avvist.',
    },
    source: 'HIS 80415:2012, 4.3 and 6.3 (Error)',
  },
  emptyElement: {
    code: 'message-element-empty',
    severity: 'warning',
    issueType: 'value',
    message: { en: '{element} is there and is empty.', no: '{element} er tatt med, men er tom.' },
    remedy: {
      en: 'Give the value, or leave it out.',
      no: 'Oppgi verdien, eller utelat elementet.',
    },
    source: 'The XML schema of the message',
  },
  unknownCode: {
    code: 'message-code-unknown',
    severity: 'warning',
    issueType: 'code-invalid',
    message: { en: '«{value}» is no code of {list}.', no: '«{value}» er ikke en kode i {list}.' },
    remedy: {
      en: 'Use a code of the list. The message was taken in with the value as sent.',
      no: 'Bruk en kode fra kodeverket. Meldingen er tatt inn med verdien som ble sendt.',
    },
    source: 'HIS 80415:2012, 3.3.2: a wrong code value is no ground for rejection',
  },
  otherText: {
    code: 'message-code-text',
    severity: 'information',
    issueType: 'value',
    message: {
      en: 'The text «{text}» is not that of code {code} of {list}.',
      no: 'Teksten «{text}» er ikke den til kode {code} i {list}.',
    },
    remedy: {
      en: 'Nothing needs to be done: the code counts, and the text is kept as it was sent. Send the text of the list where both should agree.',
      no: 'Ingenting må gjøres: koden gjelder, og teksten er tatt vare på som den ble sendt. Send teksten fra kodeverket hvis de skal stemme overens.',
    },
    source: 'HL7 FHIR R4, Coding.display: a text of the code, following the rules of its system',
  },
  unknownPathwayCode: {
    code: '201',
    system: 'urn:oid:2.16.578.1.12.4.1.1.9329',
    severity: 'warning',
    issueType: 'code-invalid',
    message: {
      en: 'The pathway code {code} is no code of {list}.',
      no: 'Forløpskoden {code} er ikke en kode i {list}.',
    },
    remedy: {
      en: 'Send a code of Volven 9321 or 9327, or import a newer list if the code is new. The message was taken in with the code as sent.',
      no: 'Send en kode fra Volven 9321 eller 9327, eller importer en nyere liste hvis koden er ny. Meldingen er tatt inn med koden som ble sendt.',
    },
    source: 'NPR, tilbakemeldinger, Volven 9329, no. 201; HIS 1208:2018, Pakkeforlop',
  },
  checkDigits: {
    code: 'message-identifier-check-digits',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: 'An identifier of type {type} is not valid ({reason}).',
      no: 'En identifikator av type {type} er ikke gyldig ({reason}).',
    },
    remedy: {
      en: 'Check the number with the sender. The message was taken in with the number as sent.',
      no: 'Kontroller nummeret med avsender. Meldingen er tatt inn med nummeret som ble sendt.',
    },
    source: 'HIS 1001:2010; HIS 80415:2012, 3.3.2',
  },
  unreadableValue: {
    code: 'message-value-unreadable',
    severity: 'warning',
    issueType: 'value',
    message: { en: '«{value}» is not {expected}.', no: '«{value}» er ikke {expected}.' },
    remedy: {
      en: 'Write the value in the form of the standard. It is kept as it was sent.',
      no: 'Skriv verdien i standardens form. Den er beholdt slik den ble sendt.',
    },
    source: 'XML Schema part 2: the datatype of the element',
  },
  endBeforeStart: {
    code: 'message-end-before-start',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The end, {end}, is before the start, {start}.',
      no: 'Slutten, {end}, er før starten, {start}.',
    },
    remedy: {
      en: 'Correct one of the two. Both are kept as they were sent; in FHIR the end stands beside the period (stated-time).',
      no: 'Rett en av de to. Begge er beholdt slik de ble sendt; i FHIR står slutten ved siden av perioden (stated-time).',
    },
    source: 'FHIR R4, Period, per-1; HIS 80415:2012, 3.3.2',
  },
  unmappedContent: {
    code: 'message-content-unmapped',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: '{count} values have no place of their own in FHIR and are kept in the extension unmapped-content.',
      no: '{count} verdier har ikke egen plass i FHIR og ligger i utvidelsen unmapped-content.',
    },
    remedy: {
      en: 'Nothing is lost; read them there, or extend the mapping.',
      no: 'Ingenting er tapt; les dem der, eller utvid mappingen.',
    },
    source: 'The mapping of the message type',
  },
  largeAttachment: {
    code: 'message-attachment-large',
    severity: 'warning',
    issueType: 'too-long',
    message: {
      en: 'An attachment is larger than 10 MB ({size} bytes).',
      no: 'Et vedlegg er større enn 10 MB ({size} byte).',
    },
    remedy: {
      en: 'Send smaller attachments: not every receiver can take it.',
      no: 'Send mindre vedlegg: ikke alle mottakere kan ta imot det.',
    },
    source: 'HIS 1036:2011',
  },
  unusableAttachment: {
    code: 'message-attachment-not-usable',
    severity: 'warning',
    issueType: 'not-supported',
    message: {
      en: 'The attachment «{name}» is no pdf, jpg or png that can be shown ({reason}).',
      no: 'Vedlegget «{name}» er ingen pdf, jpg eller png som kan vises ({reason}).',
    },
    remedy: {
      en: 'Send it as pdf, jpg or png, with the MimeType that it is. It is kept as it was sent.',
      no: 'Send det som pdf, jpg eller png, med den MimeType det er. Det er beholdt slik det ble sendt.',
    },
    source: 'HIS 1036:2011; HIS 80415:2012, 3.3.4 (may be rejected, need not)',
  },
  signatureNotChecked: {
    code: 'message-signature-not-checked',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'The message has a signature; it is kept and was not checked.',
      no: 'Meldingen har en signatur; den er beholdt og ikke kontrollert.',
    },
    remedy: {
      en: 'Check it where the message was received, if it matters who signed.',
      no: 'Kontroller den der meldingen ble mottatt, hvis det har betydning hvem som signerte.',
    },
    source: 'HIS 80601:2006, Signature; HIS 80415:2012, 3.3.4 (S01–S03)',
  },
  signatureOutdated: {
    code: 'message-signature-of-other-content',
    severity: 'warning',
    issueType: 'security',
    message: {
      en: 'The signature is that of the message as it was received; it does not cover the message that was written.',
      no: 'Signaturen er til meldingen slik den ble mottatt; den dekker ikke meldingen som ble skrevet.',
    },
    remedy: {
      en: 'Sign the message anew, or take the extension signature out of the Bundle.',
      no: 'Signer meldingen på nytt, eller ta utvidelsen signature ut av Bundle.',
    },
    source: 'W3C XML Signature 1.0, 3.2 (reference validation)',
  },
  notAMessage: {
    code: 'bundle-not-a-message',
    severity: 'error',
    issueType: 'invalid',
    message: {
      en: 'The Bundle is not a message that can be written as KITH XML: {expected} is wanted here.',
      no: 'Bundle er ikke en melding som kan skrives som KITH-XML: her ventes {expected}.',
    },
    remedy: {
      en: 'Give a Bundle of type message whose first entry is a MessageHeader that names a supported message.',
      no: 'Gi en Bundle av type message der første entry er en MessageHeader som navngir en støttet melding.',
    },
    source: 'FHIR R4 2.4 (messaging)',
  },
  nothingToWrite: {
    code: 'message-element-cannot-be-written',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The schema requires {element}, and the Bundle has no value for it.',
      no: 'Skjemaet krever {element}, og Bundle har ingen verdi for det.',
    },
    remedy: { en: 'Give the value in the Bundle.', no: 'Oppgi verdien i Bundle.' },
    source: 'The XML schema of the message',
  },
  notWritable: {
    code: 'message-value-cannot-be-written',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: '«{value}» cannot be written as {expected} and was left out.',
      no: '«{value}» kan ikke skrives som {expected} og ble utelatt.',
    },
    remedy: {
      en: 'Use a value that the message standard can hold.',
      no: 'Bruk en verdi som meldingsstandarden kan inneholde.',
    },
    source: 'The XML schema of the message',
  },
  writtenAsItStands: {
    code: 'message-value-written-as-it-stands',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '«{value}» is not {expected}; the Bundle has no value besides, so it was written as it stands.',
      no: '«{value}» er ikke {expected}; Bundle har ingen annen verdi, så den ble skrevet slik den står.',
    },
    remedy: {
      en: 'Give the value in the Bundle, or take away the extension original-value.',
      no: 'Oppgi verdien i Bundle, eller fjern utvidelsen original-value.',
    },
    source: 'The XML schema of the message',
  },
  valueNotWritten: {
    code: 'message-value-not-written',
    severity: 'warning',
    issueType: 'not-supported',
    message: {
      en: 'The message has no place for this value, or it follows from another one; it is not in the message.',
      no: 'Meldingen har ingen plass til denne verdien, eller den følger av en annen; den er ikke med i meldingen.',
    },
    remedy: {
      en: 'Change the value that it follows from, or tell the receiver in another way if it matters.',
      no: 'Endre verdien den følger av, eller gi beskjed på annen måte hvis det er viktig.',
    },
    source: 'The XML schema of the message',
  },
  unknownTarget: {
    code: 'message-type-unknown',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '«{target}» is nothing that a message can be translated to.',
      no: '«{target}» er ikke noe en melding kan oversettes til.',
    },
    remedy: { en: 'Ask for one of: {supported}.', no: 'Be om en av: {supported}.' },
    source: 'Conversions of this service',
  },
  notAMessageBundle: {
    code: 'not-a-message-bundle',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'Only a FHIR Bundle of type message can become a KITH message; this is {found}.',
      no: 'Bare en FHIR Bundle av type message kan bli en KITH-melding; dette er {found}.',
    },
    remedy: {
      en: 'Give a message Bundle, such as the translation to fhir makes.',
      no: 'Oppgi en meldings-Bundle, slik oversettelsen til fhir lager.',
    },
    source: 'HL7 FHIR R4, 2.4 (messaging)',
  },
  noConversion: {
    code: 'message-not-convertible',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'A message of the type {format} cannot be made into {target}.',
      no: 'En melding av typen {format} kan ikke gjøres om til {target}.',
    },
    remedy: {
      en: 'Ask for the type of the message itself, or for one of: {conversions}.',
      no: 'Be om meldingens egen type, eller en av: {conversions}.',
    },
    source: 'Conversions of this service',
  },
  cannotSay: {
    code: 'message-content-not-in-target',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: '{target} cannot say this; it is not in the message that was made.',
      no: '{target} kan ikke si dette; det er ikke med i meldingen som ble laget.',
    },
    remedy: {
      en: 'Tell the receiver in another way if it matters.',
      no: 'Gi mottakeren beskjed på annen måte hvis det har betydning.',
    },
    source: 'The XML schemas of the two messages',
  },
} as const satisfies Record<string, FindingDefinition>;

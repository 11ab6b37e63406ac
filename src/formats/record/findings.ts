import type { FindingDefinition } from '../../findings/finding.ts';

const SCHEMA = 'Forløpsbro, pathway record (/pathways/schema.json)';
const IDENTITY = 'HIS 1001:2010, 4.1';

/** What can be wrong with a pathway record as such; what the pathway rules say of it stands in pathway/. */
export const RECORD_FINDINGS = {
  wrongType: {
    code: 'record-wrong-type',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'Found {found} where {expected} is expected.',
      no: 'Fant {found} der {expected} er ventet.',
    },
    remedy: { en: 'Send a value of JSON type {expected}.', no: 'Send en verdi av JSON-typen {expected}.' },
    source: SCHEMA,
  },
  missing: {
    code: 'record-missing',
    severity: 'error',
    issueType: 'required',
    message: { en: '“{property}” is missing.', no: '«{property}» mangler.' },
    remedy: { en: 'Add it: {description}', no: 'Legg den til: {description}' },
    source: SCHEMA,
  },
  unknownProperty: {
    code: 'record-unknown-property',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'There is no “{property}” here; a pathway record has no place for it.',
      no: '«{property}» finnes ikke her; forløpsopplysningen har ingen plass for den.',
    },
    remedy: { en: 'Leave it out, or use one of: {known}.', no: 'Utelat den, eller bruk en av: {known}.' },
    source: SCHEMA,
  },
  notAChoice: {
    code: 'record-not-a-choice',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '“{found}” is none of the values allowed here.',
      no: '«{found}» er ingen av verdiene som er tillatt her.',
    },
    remedy: { en: 'Use one of: {choices}.', no: 'Bruk en av: {choices}.' },
    source: SCHEMA,
  },
  empty: {
    code: 'record-empty-text',
    severity: 'error',
    issueType: 'value',
    message: { en: 'The text is empty.', no: 'Teksten er tom.' },
    remedy: {
      en: 'Give the value, or leave the property out.',
      no: 'Oppgi verdien, eller utelat egenskapen.',
    },
    source: SCHEMA,
  },
  emptyObject: {
    code: 'record-empty-object',
    severity: 'error',
    issueType: 'value',
    message: { en: 'There is nothing in it.', no: 'Det er ingenting i den.' },
    remedy: {
      en: 'Give at least one of {known}, or leave the property out.',
      no: 'Oppgi minst en av {known}, eller utelat egenskapen.',
    },
    source: SCHEMA,
  },
  tooLong: {
    code: 'record-too-long',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The text has {found} characters; {limit} at most are taken.',
      no: 'Teksten har {found} tegn; det er plass til høyst {limit}.',
    },
    remedy: { en: 'Shorten it to {limit} characters.', no: 'Kort den ned til {limit} tegn.' },
    source: SCHEMA,
  },
  tooMany: {
    code: 'record-too-many',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The list has {found} items; {limit} at most are taken.',
      no: 'Listen har {found} elementer; det er plass til høyst {limit}.',
    },
    remedy: {
      en: 'Check that the list holds this pathway only; {limit} items are more than one pathway should need.',
      no: 'Kontroller at listen bare gjelder dette forløpet; {limit} elementer er mer enn ett forløp skal trenge.',
    },
    source: SCHEMA,
  },
  outOfRange: {
    code: 'record-out-of-range',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '{found} is outside what is possible here.',
      no: '{found} er utenfor det som er mulig her.',
    },
    remedy: {
      en: 'Send a number that is {comparison} {limit}.',
      no: 'Send et tall som er {comparison} {limit}.',
    },
    source: SCHEMA,
  },
  tooLarge: {
    code: 'record-too-large',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The record holds more than {limit} values, more than one pathway can need.',
      no: 'Opplysningen har flere enn {limit} verdier, mer enn ett forløp kan trenge.',
    },
    remedy: { en: 'Send one pathway in each record.', no: 'Send ett forløp i hver opplysning.' },
    source: SCHEMA,
  },
  moreFaults: {
    code: 'record-more-faults',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The record has more faults than are listed here; the first {limit} are.',
      no: 'Opplysningen har flere feil enn de som er listet her; de første {limit} er med.',
    },
    remedy: {
      en: 'Mend those that are listed and send the record again.',
      no: 'Rett dem som er listet, og send på nytt.',
    },
    source: SCHEMA,
  },
  impossibleDate: {
    code: 'record-impossible-date',
    severity: 'error',
    issueType: 'value',
    message: { en: '“{found}” is no date of the calendar.', no: '«{found}» er ingen dato i kalenderen.' },
    remedy: { en: 'Send the date as the calendar has it.', no: 'Send datoen slik kalenderen har den.' },
    source: 'ISO 8601-1:2019, 5.2.2',
  },
  endsBeforeStart: {
    code: 'record-ends-before-start',
    severity: 'error',
    issueType: 'invariant',
    message: {
      en: 'The contact ends ({end}) before it starts ({start}).',
      no: 'Kontakten slutter ({end}) før den starter ({start}).',
    },
    remedy: {
      en: 'Correct one of the two; leave the end out while the contact lasts.',
      no: 'Rett en av dem; utelat slutten så lenge kontakten varer.',
    },
    source: 'FHIR R4, Period, per-1',
  },
  bornAfterRecord: {
    code: 'record-born-after-record',
    severity: 'error',
    issueType: 'invariant',
    message: {
      en: 'The patient is born ({birthDate}) after the record was made ({recordedAt}).',
      no: 'Pasienten er født ({birthDate}) etter at opplysningen ble laget ({recordedAt}).',
    },
    remedy: { en: 'Correct the birth date or recordedAt.', no: 'Rett fødselsdatoen eller recordedAt.' },
    source: SCHEMA,
  },
  patientWithoutIdentity: {
    code: 'record-patient-without-identity',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The patient has neither a national id nor a local identifier, so nobody can tell whose pathway it is.',
      no: 'Pasienten har verken nasjonal identitet eller lokal identifikator, så ingen kan vite hvem forløpet gjelder.',
    },
    remedy: {
      en: 'Send nationalId; for a newborn or an unidentified patient send localIdentifier with its issuer.',
      no: 'Send nationalId; for nyfødt eller uidentifisert pasient send localIdentifier med utsteder.',
    },
    source: 'HIS 1001:2010, 3',
  },
  nationalIdCheckDigit: {
    code: 'national-id-check-digit',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The check digits of the national id are wrong.',
      no: 'Kontrollsifrene i den nasjonale identiteten stemmer ikke.',
    },
    remedy: {
      en: 'Look the number up; a digit was probably mistyped.',
      no: 'Slå opp nummeret; et siffer er trolig feil.',
    },
    source: IDENTITY,
  },
  nationalIdDate: {
    code: 'national-id-date',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The first six digits of the national id are no date of birth.',
      no: 'De seks første sifrene i den nasjonale identiteten er ingen fødselsdato.',
    },
    remedy: {
      en: 'Look the number up; a digit was probably mistyped.',
      no: 'Slå opp nummeret; et siffer er trolig feil.',
    },
    source: IDENTITY,
  },
  localHelpNumber: {
    code: 'local-help-number',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The number is a local help number (H-number), which identifies nobody outside the enterprise that issued it.',
      no: 'Nummeret er et lokalt hjelpenummer (H-nummer), som ikke identifiserer noen utenfor virksomheten som ga det.',
    },
    remedy: {
      en: 'Send it as localIdentifier with its system and issuer.',
      no: 'Send det som localIdentifier med system og utsteder.',
    },
    source: 'HIS 1001:2010, 3.2',
  },
  nationalIdBirthDate: {
    code: 'national-id-birth-date',
    severity: 'error',
    issueType: 'conflict',
    message: {
      en: 'The national id belongs to somebody born on another day than {found}.',
      no: 'Den nasjonale identiteten tilhører en som er født en annen dag enn {found}.',
    },
    remedy: {
      en: 'Correct the one that is wrong; leave birthDate out when it is not known.',
      no: 'Rett det som er feil; utelat birthDate når den ikke er kjent.',
    },
    source: IDENTITY,
  },
  nationalIdSex: {
    code: 'national-id-sex',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The national id is that of another sex than “{found}”.',
      no: 'Den nasjonale identiteten hører til et annet kjønn enn «{found}».',
    },
    remedy: {
      en: 'Check that the number is the patient’s; when it is, leave sex out or send it as in the population register.',
      no: 'Kontroller at nummeret er pasientens; er det det, utelat sex eller send det som i folkeregisteret.',
    },
    source: IDENTITY,
  },
  organizationNumberCheckDigit: {
    code: 'organization-number-check-digit',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The check digit of the organisation number {found} is wrong.',
      no: 'Kontrollsifferet i organisasjonsnummeret {found} stemmer ikke.',
    },
    remedy: { en: 'Look the number up in Enhetsregisteret.', no: 'Slå opp nummeret i Enhetsregisteret.' },
    source: 'Enhetsregisteret, modulus 11 with weights 3 2 7 6 5 4 3 2',
  },
  duplicateIdentifier: {
    code: 'record-duplicate-identifier',
    severity: 'error',
    issueType: 'duplicate',
    message: {
      en: 'The identifier “{found}” is that of {other} too.',
      no: 'Identifikatoren «{found}» er også brukt på {other}.',
    },
    remedy: {
      en: 'Give each an identifier of its own, or leave the repeated one out.',
      no: 'Gi hver sin egen identifikator, eller utelat gjentakelsen.',
    },
    source: SCHEMA,
  },
  duplicatePerson: {
    code: 'record-duplicate-person',
    severity: 'error',
    issueType: 'duplicate',
    message: {
      en: 'The national id is that of {other} too.',
      no: 'Den nasjonale identiteten er også brukt på {other}.',
    },
    remedy: {
      en: 'Give each person once, with the right number.',
      no: 'Oppgi hver person én gang, med riktig nummer.',
    },
    source: SCHEMA,
  },
  unknownContact: {
    code: 'record-unknown-contact',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'There is no contact with the identifier “{found}” in the record.',
      no: 'Opplysningen har ingen kontakt med identifikatoren «{found}».',
    },
    remedy: {
      en: 'Add the contact to contacts, or correct the identifier (system and value must both agree).',
      no: 'Legg kontakten til i contacts, eller rett identifikatoren (system og value må begge stemme).',
    },
    source: SCHEMA,
  },
  contactWithinItself: {
    code: 'record-contact-within-itself',
    severity: 'error',
    issueType: 'invariant',
    message: { en: 'The contact is part of itself.', no: 'Kontakten er en del av seg selv.' },
    remedy: {
      en: 'Let partOf name the stay that the contact belongs to, and leave it out of the stay itself.',
      no: 'La partOf navngi oppholdet som kontakten hører til, og utelat den fra selve oppholdet.',
    },
    source: 'FHIR R4, Encounter.partOf',
  },
  replacesItself: {
    code: 'record-replaces-itself',
    severity: 'error',
    issueType: 'invariant',
    message: {
      en: 'The pathway takes over from itself: formerPathway is its own identifier.',
      no: 'Forløpet overtar etter seg selv: formerPathway er dets egen identifikator.',
    },
    remedy: {
      en: 'Send the identifier of the pathway that ended, or leave formerPathway out.',
      no: 'Send identifikatoren til forløpet som ble avsluttet, eller utelat formerPathway.',
    },
    source: 'FHIR R4, CarePlan.replaces',
  },
  minorOfAge: {
    code: 'record-minor-of-age',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The {relation} was 18 or older ({born}) when the record was made, so no minor.',
      no: 'Vedkommende ({relationNo}) var 18 eller eldre ({born}) da opplysningen ble laget, altså ikke mindreårig.',
    },
    remedy: {
      en: 'Correct the year of birth or the number; one who has come of age belongs in nextOfKin.',
      no: 'Rett fødselsåret eller nummeret; en som er myndig, hører hjemme i nextOfKin.',
    },
    source: 'Helsepersonelloven § 10 a; vergemålsloven § 8',
  },
  hprNumberOfTwoNames: {
    code: 'record-hpr-number-of-two-names',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The HPR number {found} has another name here than at {other}.',
      no: 'HPR-nummeret {found} har et annet navn her enn i {other}.',
    },
    remedy: {
      en: 'Look the number up in Helsepersonellregisteret: it belongs to one person.',
      no: 'Slå opp nummeret i Helsepersonellregisteret: det tilhører én person.',
    },
    source: 'Helsepersonellregisteret',
  },
  districtOfOtherMunicipality: {
    code: 'record-district-of-other-municipality',
    severity: 'warning',
    issueType: 'conflict',
    message: {
      en: 'The district {found} is not one of municipality {municipality}: its number begins with another.',
      no: 'Bydelen {found} ligger ikke i kommune {municipality}: nummeret begynner med et annet.',
    },
    remedy: {
      en: 'Correct one of the two, or leave the district out.',
      no: 'Rett ett av dem, eller utelat bydelen.',
    },
    source: 'Statistics Norway, bydelsnummer: the municipality’s four digits and two of its own; Volven 3403',
  },
  codeNotInList: {
    code: 'record-code-not-in-list',
    severity: 'warning',
    issueType: 'code-invalid',
    message: {
      en: '“{found}” is no code of the list {list} as we have it; it is kept as it is.',
      no: '«{found}» er ingen kode i kodeverket {list} slik vi har det; den er beholdt som den er.',
    },
    remedy: {
      en: 'Use a code of Volven {list}; a code newer than our list needs nothing.',
      no: 'Bruk en kode fra Volven {list}; en kode som er nyere enn vår liste, trenger ingenting.',
    },
    source:
      'Volven, lists as printed in the standards and by Norsk Helsenett; the list in force may be newer',
  },
  unknownCareLevel: {
    code: 'record-unknown-care-level',
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: '“{found}” is no level of care (list {list}); without it the contact cannot be classified.',
      no: '«{found}» er ikke noe omsorgsnivå (kodeverk {list}); uten det kan kontakten ikke klassifiseres.',
    },
    remedy: { en: 'Use a code of Volven {list}.', no: 'Bruk en kode fra Volven {list}.' },
    source: 'Volven 8406; FHIR R4, Encounter.class 1..1',
  },
} as const satisfies Record<string, FindingDefinition>;

import type { FindingDefinition, Sentence } from '../../findings/finding.ts';

/** A form of text in the pathway record: its pattern and bound for the JSON Schema, and its name in plain words. */
export interface TextForm {
  /** Part of the finding's code, `record-form-<name>`. */
  readonly name: string;
  /** ECMAScript regular expression (flag u), anchored, without nested repetition. */
  readonly pattern: string;
  readonly maxLength: number;
  /** Completes “… is not …”. */
  readonly words: Sentence;
  readonly example: string;
  /** Where the form is laid down. */
  readonly source: string;
}

const SCHEMA_SOURCE = 'Forløpsbro, pathway record (/pathways/schema.json)';

/** Neither control characters nor lone surrogates: FHIR strings have none (R4 2.24.0.1). */
const CHARACTER = String.raw`[^\p{Cc}\p{Cs}]`;
const VISIBLE = String.raw`[^\p{Cc}\p{Cs}\s]`;

const DATE = String.raw`(?:1[89]|2[01])\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))`;

/** Text that starts like a date: then the fault is that no calendar has it, rather than its form. */
export const LOOKS_LIKE_DATE = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

export const FORM = {
  localDate: {
    name: 'date',
    pattern: `^${DATE}$`,
    maxLength: 10,
    words: { en: 'a date', no: 'en dato' },
    example: '2026-03-02',
    source: 'ISO 8601-1:2019, 5.2.2; Norwegian local date',
  },
  dateOrTime: {
    name: 'date-or-time',
    pattern: `^${DATE}(?:${TIME})?$`,
    maxLength: 35,
    words: {
      en: 'a date, or a date and time with seconds and offset',
      no: 'en dato, eller dato og klokkeslett med sekunder og tidssone',
    },
    example: '2026-03-02T09:00:00+01:00',
    source: 'FHIR R4 2.24.0.1, dateTime',
  },
  instant: {
    name: 'instant',
    pattern: `^${DATE}${TIME}$`,
    maxLength: 35,
    words: {
      en: 'a date and time with seconds and offset',
      no: 'dato og klokkeslett med sekunder og tidssone',
    },
    example: '2026-03-02T09:00:00+01:00',
    source: 'FHIR R4 2.24.0.1, instant',
  },
  uri: {
    name: 'system',
    pattern: String.raw`^[A-Za-z][A-Za-z0-9+.\-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%\-]+$`,
    maxLength: 255,
    words: { en: 'an absolute URI', no: 'en absolutt URI' },
    example: 'urn:oid:2.16.578.1.34.10.3',
    source: 'RFC 3986; FHIR R4 2.24.0.4, Identifier.system',
  },
  identifierValue: {
    name: 'identifier',
    pattern: `^${VISIBLE}(?:${CHARACTER}*${VISIBLE})?$`,
    maxLength: 128,
    words: {
      en: 'an identifier without control characters and without space at its ends',
      no: 'en identifikator uten kontrolltegn og uten mellomrom i endene',
    },
    example: 'FORLOP-2026-0042',
    source: SCHEMA_SOURCE,
  },
  text: {
    name: 'text',
    pattern: `^${VISIBLE}(?:${CHARACTER}*${VISIBLE})?$`,
    maxLength: 200,
    words: {
      en: 'text of one line, without space at its ends',
      no: 'tekst på én linje, uten mellomrom i endene',
    },
    example: 'Nordmann',
    source: SCHEMA_SOURCE,
  },
  freeText: {
    name: 'free-text',
    pattern: String.raw`^(?!\s)[\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\u{10FFFF}]+$`,
    maxLength: 10_000,
    words: {
      en: 'text without control characters and without space at its start',
      no: 'tekst uten kontrolltegn og uten mellomrom i starten',
    },
    example: 'Vedvarende søvnvansker og uro.',
    source: SCHEMA_SOURCE,
  },
  nationalId: {
    name: 'national-id',
    pattern: String.raw`^\d{11}$`,
    maxLength: 11,
    words: { en: 'eleven digits', no: 'elleve sifre' },
    example: '15888810088',
    source: 'HIS 1001:2010, 4.1',
  },
  organizationNumber: {
    name: 'organization-number',
    pattern: String.raw`^\d{9}$`,
    maxLength: 9,
    words: { en: 'nine digits', no: 'ni sifre' },
    example: '310000019',
    source: 'Enhetsregisteret; HL7 Norge no-basis-Organization, ENH',
  },
  registerNumber: {
    name: 'register-number',
    pattern: String.raw`^[1-9]\d{0,14}$`,
    maxLength: 15,
    words: { en: 'digits without a leading zero, 15 at most', no: 'sifre uten ledende null, høyst 15' },
    example: '8094866',
    source: 'Norsk Helsenett, address register; RESH',
  },
  hprNumber: {
    name: 'hpr-number',
    pattern: String.raw`^[1-9]\d{0,8}$`,
    maxLength: 9,
    words: { en: 'digits without a leading zero, nine at most', no: 'sifre uten ledende null, høyst ni' },
    example: '222200063',
    source: 'Helsepersonellregisteret; HL7 Norge no-basis-Practitioner, HPR',
  },
  municipalityNumber: {
    name: 'municipality-number',
    pattern: String.raw`^\d{4}$`,
    maxLength: 4,
    words: { en: 'four digits', no: 'fire sifre' },
    example: '5001',
    source: 'Statistics Norway, kommunenummer; Volven 3402',
  },
  urbanDistrict: {
    name: 'urban-district',
    pattern: String.raw`^\d{6}$`,
    maxLength: 6,
    words: { en: 'six digits', no: 'seks sifre' },
    example: '500101',
    source: 'Statistics Norway, bydelsnummer; Volven 3403',
  },
  postalCode: {
    name: 'postal-code',
    pattern: String.raw`^\d{4}$`,
    maxLength: 4,
    words: { en: 'a postal code of four digits', no: 'et postnummer på fire sifre' },
    example: '7004',
    source: 'Posten Norge, postnummer',
  },
  phone: {
    name: 'phone',
    pattern: String.raw`^\+?\d[\d ()\-]{2,28}$`,
    maxLength: 30,
    words: { en: 'a telephone number', no: 'et telefonnummer' },
    example: '+47 73 00 00 00',
    source: SCHEMA_SOURCE,
  },
  email: {
    name: 'email',
    pattern: String.raw`^[^\p{Cc}\p{Cs}\s@]{1,64}@[^\p{Cc}\p{Cs}\s@]{1,189}$`,
    maxLength: 254,
    words: { en: 'an e-mail address', no: 'en e-postadresse' },
    example: 'koordinator@example.no',
    source: 'RFC 5321, 4.5.3.1',
  },
  pathwayType: {
    name: 'pathway-type',
    pattern: String.raw`^[A-Z]\d{2}$`,
    maxLength: 3,
    words: { en: 'a pathway type: a letter and two digits', no: 'en forløpstype: en bokstav og to sifre' },
    example: 'D11',
    source: 'Volven 9321',
  },
  event: {
    name: 'event',
    pattern: '^[A-Z]$',
    maxLength: 1,
    words: { en: 'an event: one capital letter', no: 'en hendelse: én stor bokstav' },
    example: 'C',
    source: 'Volven 9322',
  },
  outcome: {
    name: 'outcome',
    pattern: '^[A-Z]$',
    maxLength: 1,
    words: { en: 'an outcome: one capital letter', no: 'et utfall: én stor bokstav' },
    example: 'P',
    source: 'Volven 9323–9326, 9328',
  },
  combinedCode: {
    name: 'combined-code',
    pattern: String.raw`^[A-Z]\d{2}[A-Z]{1,2}$`,
    maxLength: 5,
    words: {
      en: 'a combined code: pathway type, event and outcome together',
      no: 'en samlet kode: forløpstype, hendelse og utfall sammen',
    },
    example: 'D11CP',
    source: 'Volven 9327',
  },
  code: {
    name: 'code',
    pattern: '^[A-Z0-9]{1,10}$',
    maxLength: 10,
    words: { en: 'a code of the list', no: 'en kode fra listen' },
    example: '3',
    source: 'Volven',
  },
  editionId: {
    name: 'edition',
    pattern: String.raw`^[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?$`,
    maxLength: 32,
    words: { en: 'the id of a catalogue edition', no: 'id-en til en utgave av katalogen' },
    example: '2023',
    source: SCHEMA_SOURCE,
  },
} as const satisfies Record<string, TextForm>;

/** The finding for text that is not in the form, one for each form. */
export function formFinding(form: TextForm): FindingDefinition {
  return {
    code: `record-form-${form.name}`,
    severity: 'error',
    issueType: 'value',
    message: { en: `“{found}” is not ${form.words.en}.`, no: `«{found}» er ikke ${form.words.no}.` },
    remedy: { en: `Write it as in “${form.example}”.`, no: `Skriv det som i «${form.example}».` },
    source: form.source,
  };
}

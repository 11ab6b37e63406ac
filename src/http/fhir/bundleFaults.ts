import type { FindingDefinition } from '../../findings/finding.ts';

const HTTP = 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html';

/** What can be wrong with a batch or a transaction. */
export const BUNDLE_FAULTS = {
  bundleType: {
    code: 'bundle-type',
    severity: 'error',
    issueType: 'invalid',
    message: {
      en: 'Only a Bundle of type transaction or batch can be sent here.',
      no: 'Bare en Bundle av typen transaction eller batch kan sendes hit.',
    },
    remedy: {
      en: 'Send such a Bundle, or the resource to the address of its type.',
      no: 'Send en slik Bundle, eller ressursen til adressen for sin type.',
    },
    source: `${HTTP}#transaction`,
  },
  entryIncomplete: {
    code: 'entry-incomplete',
    severity: 'error',
    issueType: 'required',
    message: { en: 'The entry lacks {what}.', no: 'Elementet i Bundle mangler {what}.' },
    remedy: {
      en: 'Give each entry request.method and request.url, and a resource for POST and PUT.',
      no: 'Gi hver entry request.method og request.url, og en ressurs for POST og PUT.',
    },
    source: `${HTTP}#transaction`,
  },
  entryText: {
    code: 'entry-text',
    severity: 'error',
    issueType: 'structure',
    message: { en: '{what} of an entry must be a text.', no: '{what} i en entry må være en tekst.' },
    remedy: { en: 'Send it as a JSON string.', no: 'Send den som en JSON-streng.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/bundle.html',
  },
  entryNotOffered: {
    code: 'entry-not-offered',
    severity: 'error',
    issueType: 'not-supported',
    message: { en: 'An entry cannot ask for {what}.', no: 'En entry kan ikke be om {what}.' },
    remedy: {
      en: 'Use GET Type/id, GET Type?search, POST Type, PUT Type/id, PUT Type?search or DELETE Type/id, relative to the base.',
      no: 'Bruk GET Type/id, GET Type?søk, POST Type, PUT Type/id, PUT Type?søk eller DELETE Type/id, relativt til basen.',
    },
    source: `${HTTP}#transaction`,
  },
  operationInTransaction: {
    code: 'operation-in-transaction',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'A transaction takes no {what}: operations here change nothing that could fail together.',
      no: 'En transaksjon tar ikke imot {what}: operasjonene her endrer ingenting som kan mislykkes sammen.',
    },
    remedy: {
      en: 'Ask in a Bundle of type batch, or at the address of the operation.',
      no: 'Spør i en Bundle av typen batch, eller på adressen til operasjonen.',
    },
    source: `${HTTP}#transaction`,
  },
  entriesOverlap: {
    code: 'entries-overlap',
    severity: 'error',
    issueType: 'invalid',
    message: {
      en: 'Two entries concern the same resource.',
      no: 'To elementer i Bundle gjelder samme ressurs.',
    },
    remedy: {
      en: 'Let each resource occur in one entry only.',
      no: 'La hver ressurs forekomme i bare én entry.',
    },
    source: `${HTTP}#trules`,
  },
  entriesNoList: {
    code: 'entries-no-list',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'Bundle.entry is no list.', no: 'Bundle.entry er ingen liste.' },
    remedy: { en: 'Send it as a JSON array of entries.', no: 'Send den som en JSON-liste av elementer.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/bundle.html',
  },
  referenceWithoutEntry: {
    code: 'reference-without-entry',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The reference names an entry that the Bundle does not have.',
      no: 'Referansen navngir et element som Bundle ikke har.',
    },
    remedy: {
      en: 'Send the resource in an entry with this fullUrl, or refer to a stored one by Type/id or Type?identifier=SYSTEM|VALUE.',
      no: 'Send ressursen i et element med denne fullUrl, eller referer til en lagret med Type/id eller Type?identifier=SYSTEM|VERDI.',
    },
    source: `${HTTP}#trules`,
  },
  referenceFitsNone: {
    code: 'reference-fits-none',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'The condition in the reference fits no stored resource.',
      no: 'Betingelsen i referansen passer ikke på noen lagret ressurs.',
    },
    remedy: {
      en: 'Send the resource in the same Bundle, or correct the condition.',
      no: 'Send ressursen i samme Bundle, eller rett betingelsen.',
    },
    source: `${HTTP}#trules`,
  },
  tooManyEntries: {
    code: 'too-many-entries',
    severity: 'error',
    issueType: 'too-costly',
    message: { en: 'The Bundle has more than {limit} entries.', no: 'Bundle har mer enn {limit} elementer.' },
    remedy: { en: 'Send it in several Bundles.', no: 'Send innholdet i flere Bundle.' },
    source: 'A limit of this service',
  },
} as const satisfies Record<string, FindingDefinition>;

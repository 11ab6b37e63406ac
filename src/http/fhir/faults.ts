import type { FindingDefinition } from '../../findings/finding.ts';

const HTTP = 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html';

/** What can be wrong with a request to the FHIR API. */
export const FHIR_FAULTS = {
  unknownType: {
    code: 'type-not-served',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: '{type} is no resource type of FHIR R4 that is served here.',
      no: '{type} er ingen ressurstype i FHIR R4 som finnes her.',
    },
    remedy: {
      en: 'Use a type that /fhir/metadata lists, in upper and lower case as there.',
      no: 'Bruk en type som /fhir/metadata lister, med store og små bokstaver som der.',
    },
    source: `${HTTP}#read`,
  },
  idSyntax: {
    code: 'address-id-syntax',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The address holds an id that cannot be one.',
      no: 'Adressen har en id som ikke kan være en id.',
    },
    remedy: {
      en: 'An id has 1 to 64 of the characters A–Z, a–z, 0–9, hyphen and full stop.',
      no: 'En id har 1 til 64 av tegnene A–Z, a–z, 0–9, bindestrek og punktum.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/datatypes.html#id',
  },
  notAResource: {
    code: 'not-a-resource',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'The body is no FHIR resource.', no: 'Innholdet er ingen FHIR-ressurs.' },
    remedy: {
      en: 'Send one JSON object with a resourceType.',
      no: 'Send ett JSON-objekt med resourceType.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html',
  },
  typeMismatch: {
    code: 'type-mismatch',
    severity: 'error',
    issueType: 'invalid',
    message: {
      en: 'The body is a {found}, but the address is of {expected}.',
      no: 'Innholdet er en {found}, men adressen gjelder {expected}.',
    },
    remedy: {
      en: 'Send the resource to the address of its own type.',
      no: 'Send ressursen til adressen for sin egen type.',
    },
    source: `${HTTP}#create`,
  },
  idMismatch: {
    code: 'id-mismatch',
    severity: 'error',
    issueType: 'invalid',
    message: {
      en: 'The resource has no id, or another one than the address.',
      no: 'Ressursen har ingen id, eller en annen enn adressen.',
    },
    remedy: {
      en: 'Give the resource the id that stands in the address.',
      no: 'Gi ressursen den id-en som står i adressen.',
    },
    source: `${HTTP}#update`,
  },
  notAcceptable: {
    code: 'not-acceptable',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'The answer cannot be given in the form that is asked for.',
      no: 'Svaret kan ikke gis i formen som etterspørres.',
    },
    remedy: {
      en: 'Ask for application/fhir+json (fhirVersion 4.0), with Accept or _format=json.',
      no: 'Be om application/fhir+json (fhirVersion 4.0), med Accept eller _format=json.',
    },
    source: `${HTTP}#mime-type`,
  },
  preconditionSyntax: {
    code: 'if-match-syntax',
    severity: 'error',
    issueType: 'invalid',
    message: { en: 'If-Match cannot be read.', no: 'If-Match kan ikke leses.' },
    remedy: {
      en: 'Send the ETag as it was received, such as W/"3".',
      no: 'Send ETag slik den ble mottatt, for eksempel W/"3".',
    },
    source: `${HTTP}#concurrency`,
  },
  notOffered: {
    code: 'not-offered',
    severity: 'error',
    issueType: 'not-supported',
    message: { en: '{what} is not offered.', no: '{what} tilbys ikke.' },
    remedy: { en: 'Use what /fhir/metadata lists.', no: 'Bruk det som /fhir/metadata lister.' },
    source: `${HTTP}#capabilities`,
  },
  unknownParameter: {
    code: 'unknown-parameter',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'The parameter {parameter} is not known here.',
      no: 'Parameteren {parameter} er ikke kjent her.',
    },
    remedy: {
      en: 'Known are: {known}. With Prefer: handling=lenient it is ignored.',
      no: 'Kjente er: {known}. Med Prefer: handling=lenient blir den oversett.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/search.html#errors',
  },
  parameterValue: {
    code: 'parameter-value',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The parameter {parameter} cannot have this value.',
      no: 'Parameteren {parameter} kan ikke ha denne verdien.',
    },
    remedy: { en: 'Send {expected}.', no: 'Send {expected}.' },
    source: HTTP,
  },
  emptyCondition: {
    code: 'empty-condition',
    severity: 'error',
    issueType: 'invalid',
    message: { en: 'The condition of the write is empty.', no: 'Betingelsen for skrivingen er tom.' },
    remedy: {
      en: 'Send search parameters, such as identifier=SYSTEM|VALUE.',
      no: 'Send søkeparametre, for eksempel identifier=SYSTEM|VERDI.',
    },
    source: `${HTTP}#cond-update`,
  },
  shippedDefinition: {
    code: 'shipped-definition',
    severity: 'error',
    issueType: 'forbidden',
    message: {
      en: '{reference} ships with this program and cannot be changed here.',
      no: '{reference} følger med programmet og kan ikke endres her.',
    },
    remedy: {
      en: 'Store your own under another id, with a url of its own. A newer code list is imported with "forlopsbro catalogue import".',
      no: 'Lagre din egen under en annen id, med sin egen url. En nyere kodeliste importeres med «forlopsbro catalogue import».',
    },
    source: `${HTTP}#update`,
  },
} as const satisfies Record<string, FindingDefinition>;

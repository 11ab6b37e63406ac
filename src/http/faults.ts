import type { FindingDefinition } from '../findings/finding.ts';

const RFC_9110 = 'RFC 9110 (HTTP Semantics)';

/** What can be wrong with a request before anybody looks at what it says, on every surface. */
export const HTTP_FAULTS = {
  unexpected: {
    code: 'unexpected-error',
    severity: 'error',
    issueType: 'exception',
    message: { en: 'The service failed to do this.', no: 'Tjenesten klarte ikke å utføre dette.' },
    remedy: {
      en: 'Send the request again later; if it fails again, tell the operator the x-request-id of this answer.',
      no: 'Send forespørselen på nytt senere; feiler den igjen, oppgi x-request-id fra dette svaret til driften.',
    },
    source: `${RFC_9110}, 15.6.1`,
  },
  stopping: {
    code: 'service-stopping',
    severity: 'error',
    issueType: 'transient',
    message: {
      en: 'The service is stopping and takes no more requests.',
      no: 'Tjenesten er i ferd med å stanse og tar ikke imot flere forespørsler.',
    },
    remedy: {
      en: 'Send the request again when /ready answers 200.',
      no: 'Send forespørselen på nytt når /ready svarer 200.',
    },
    source: `${RFC_9110}, 15.6.4`,
  },
  notFound: {
    code: 'no-such-address',
    severity: 'error',
    issueType: 'not-found',
    message: { en: 'Nothing is served at this address.', no: 'Det finnes ingenting på denne adressen.' },
    remedy: {
      en: 'Look up the addresses at /docs and, for the FHIR API, at /fhir/metadata.',
      no: 'Se adressene på /docs og, for FHIR-grensesnittet, på /fhir/metadata.',
    },
    source: `${RFC_9110}, 15.5.5`,
  },
  methodNotAllowed: {
    code: 'method-not-allowed',
    severity: 'error',
    issueType: 'not-supported',
    message: { en: 'This address does not take {method}.', no: 'Denne adressen tar ikke imot {method}.' },
    remedy: {
      en: 'It takes {allowed}; /docs and /fhir/metadata list what is offered.',
      no: 'Den tar imot {allowed}; /docs og /fhir/metadata lister det som tilbys.',
    },
    source: `${RFC_9110}, 15.5.6`,
  },
  resourceNotFound: {
    code: 'resource-not-found',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'There is no such resource or version.',
      no: 'Det finnes ingen slik ressurs eller versjon.',
    },
    remedy: { en: 'Check the type, the id and the version.', no: 'Kontroller type, id og versjon.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html#read',
  },
  resourceDeleted: {
    code: 'resource-deleted',
    severity: 'error',
    issueType: 'deleted',
    message: { en: 'The resource has been deleted.', no: 'Ressursen er slettet.' },
    remedy: {
      en: 'Read an earlier version from its history, or bring it back with PUT.',
      no: 'Les en tidligere versjon fra historikken, eller hent den tilbake med PUT.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html#delete',
  },
  conflict: {
    code: 'edit-conflict',
    severity: 'error',
    issueType: 'conflict',
    message: { en: 'The change collides with another.', no: 'Endringen kolliderer med en annen.' },
    remedy: {
      en: 'Read the resource again and repeat the change on it.',
      no: 'Les ressursen på nytt og gjenta endringen.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html#concurrency',
  },
  preconditionFailed: {
    code: 'version-mismatch',
    severity: 'error',
    issueType: 'conflict',
    message: {
      en: 'The stored version is not the one that If-Match names.',
      no: 'Den lagrede versjonen er ikke den som If-Match oppgir.',
    },
    remedy: {
      en: 'Read the resource again, repeat the change on it and send the new ETag in If-Match.',
      no: 'Les ressursen på nytt, gjenta endringen og send den nye ETag-en i If-Match.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html#concurrency',
  },
  multipleMatches: {
    code: 'multiple-matches',
    severity: 'error',
    issueType: 'multiple-matches',
    message: {
      en: 'The condition fits more than one resource.',
      no: 'Betingelsen passer på mer enn én ressurs.',
    },
    remedy: {
      en: 'Make the condition narrower, for example by an identifier with its system.',
      no: 'Gjør betingelsen snevrere, for eksempel med en identifikator og dens system.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/http.html#ccreate',
  },
  bodyTooLarge: {
    code: 'body-too-large',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The body is larger than this service takes.',
      no: 'Innholdet er større enn tjenesten tar imot.',
    },
    remedy: {
      en: 'Send it in smaller parts, or ask the operator to raise BODY_LIMIT.',
      no: 'Send det i mindre deler, eller be driften heve BODY_LIMIT.',
    },
    source: `${RFC_9110}, 15.5.14`,
  },
  mediaType: {
    code: 'media-type',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'This address does not take content of this type.',
      no: 'Denne adressen tar ikke imot innhold av denne typen.',
    },
    remedy: {
      en: 'Send it as one of {taken}, in UTF-8.',
      no: 'Send det som en av {taken}, i UTF-8.',
    },
    source: `${RFC_9110}, 15.5.16`,
  },
  contentCoding: {
    code: 'content-coding',
    severity: 'error',
    issueType: 'not-supported',
    message: { en: 'The body is compressed.', no: 'Innholdet er komprimert.' },
    remedy: {
      en: 'Send it without Content-Encoding.',
      no: 'Send det uten Content-Encoding.',
    },
    source: `${RFC_9110}, 15.5.16`,
  },
  requestTimeout: {
    code: 'request-timeout',
    severity: 'error',
    issueType: 'timeout',
    message: { en: 'The request did not arrive in time.', no: 'Forespørselen kom ikke frem i tide.' },
    remedy: { en: 'Send it again.', no: 'Send den på nytt.' },
    source: `${RFC_9110}, 15.5.9`,
  },
  headersTooLarge: {
    code: 'headers-too-large',
    severity: 'error',
    issueType: 'too-long',
    message: { en: 'The headers of the request are too large.', no: 'Forespørselens hoder er for store.' },
    remedy: {
      en: 'Send fewer or shorter headers, and long search conditions as POST _search.',
      no: 'Send færre eller kortere hoder, og lange søkebetingelser som POST _search.',
    },
    source: 'RFC 6585, 5',
  },
  emptyBody: {
    code: 'empty-body',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'The request has no body.', no: 'Forespørselen har ikke noe innhold.' },
    remedy: {
      en: 'Send the content, such as the resource or the record, as the body.',
      no: 'Send innholdet, som ressursen eller opplysningen om forløpet, i forespørselen.',
    },
    source: `${RFC_9110}, 15.5.1`,
  },
  contentLength: {
    code: 'content-length',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The body is not as long as Content-Length says.',
      no: 'Innholdet er ikke så langt som Content-Length sier.',
    },
    remedy: {
      en: 'Send the whole body and its length in bytes.',
      no: 'Send hele innholdet og lengden i byte.',
    },
    source: `${RFC_9110}, 8.6`,
  },
  badUrl: {
    code: 'bad-address',
    severity: 'error',
    issueType: 'invalid',
    message: { en: 'The address cannot be read.', no: 'Adressen kan ikke leses.' },
    remedy: {
      en: 'Percent-encode it as UTF-8 (RFC 3986, 2.1).',
      no: 'Prosentkod den som UTF-8 (RFC 3986, 2.1).',
    },
    source: 'RFC 3986, 2.1',
  },
  badRequest: {
    code: 'bad-request',
    severity: 'error',
    issueType: 'invalid',
    message: { en: 'The request cannot be read.', no: 'Forespørselen kan ikke leses.' },
    remedy: {
      en: 'Send it as HTTP/1.1 and as /docs describes it.',
      no: 'Send den som HTTP/1.1 og slik /docs beskriver den.',
    },
    source: `${RFC_9110}, 15.5.1`,
  },
} as const satisfies Record<string, FindingDefinition>;

import type { FindingDefinition } from '../findings/finding.ts';

/** What can be wrong with a resource when it is held against HL7's base definitions. */
export const BASE_FINDINGS = {
  unknownResourceType: {
    code: 'unknown-resource-type',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'FHIR R4 has no resource type {found}.',
      no: 'FHIR R4 har ingen ressurstype {found}.',
    },
    remedy: {
      en: 'Set resourceType to the name of an R4 resource type, such as Patient, in upper and lower case as there.',
      no: 'Sett resourceType til navnet på en ressurstype i R4, for eksempel Patient, med store og små bokstaver som der.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/resourcelist.html',
  },
  idSyntax: {
    code: 'id-syntax',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '{found} cannot be the id of a resource.',
      no: '{found} kan ikke være id for en ressurs.',
    },
    remedy: {
      en: 'Use 1 to 64 of the characters A–Z, a–z, 0–9, hyphen and full stop, or leave the id to the server with POST.',
      no: 'Bruk 1 til 64 av tegnene A–Z, a–z, 0–9, bindestrek og punktum, eller overlat id til tjeneren med POST.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/datatypes.html#id',
  },
  nestedTooDeeply: {
    code: 'nested-too-deeply',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The content is nested more than {limit} levels deep.',
      no: 'Innholdet er nøstet mer enn {limit} nivåer dypt.',
    },
    remedy: {
      en: 'Send the content with fewer levels, for example as resources of their own that refer to each other.',
      no: 'Send innholdet med færre nivåer, for eksempel som egne ressurser som viser til hverandre.',
    },
    source: 'A limit of this service',
  },
  notJson: {
    code: 'not-plain-json',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The value cannot be written as JSON ({found}).',
      no: 'Verdien kan ikke skrives som JSON ({found}).',
    },
    remedy: {
      en: 'Use objects, arrays, strings, finite numbers and booleans only, none of which contains itself.',
      no: 'Bruk bare objekter, lister, strenger, endelige tall og boolske verdier, der ingen inneholder seg selv.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html',
  },
  requiredElement: {
    code: 'required-element',
    severity: 'error',
    issueType: 'required',
    message: { en: 'The element is required and missing.', no: 'Elementet er påkrevd og mangler.' },
    remedy: {
      en: 'Give the element a value, or the extension data-absent-reason where there is no value to give.',
      no: 'Gi elementet en verdi, eller utvidelsen data-absent-reason der det ikke finnes noen verdi.',
    },
    source: 'HL7 FHIR R4 4.0.1, cardinality in the StructureDefinition of the type',
  },
  unknownElement: {
    code: 'unknown-element',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'FHIR R4 has no element "{found}" here.',
      no: 'FHIR R4 har ikke noe element «{found}» her.',
    },
    remedy: {
      en: 'Correct the spelling, or carry the content as an extension. Elements of other FHIR releases are not accepted.',
      no: 'Rett stavemåten, eller send innholdet som en utvidelse. Elementer fra andre FHIR-utgaver godtas ikke.',
    },
    source: 'HL7 FHIR R4 4.0.1, StructureDefinition of the type',
  },
  arrayExpected: {
    code: 'array-expected',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The element can repeat and must be an array.',
      no: 'Elementet kan gjentas og må være en liste.',
    },
    remedy: { en: 'Put the value in square brackets.', no: 'Sett verdien i hakeparenteser.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html#repeat',
  },
  singleExpected: {
    code: 'single-expected',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The element cannot repeat and must not be an array.',
      no: 'Elementet kan ikke gjentas og må ikke være en liste.',
    },
    remedy: {
      en: 'Send the one value without square brackets.',
      no: 'Send den ene verdien uten hakeparenteser.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html#repeat',
  },
  cardinality: {
    code: 'cardinality',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: '{found} values where {expected} are allowed.',
      no: '{found} verdier der {expected} er tillatt.',
    },
    remedy: { en: 'Send as many values as are allowed.', no: 'Send så mange verdier som er tillatt.' },
    source: 'HL7 FHIR R4 4.0.1, cardinality in the StructureDefinition of the type',
  },
  emptyValue: {
    code: 'empty-value',
    severity: 'error',
    issueType: 'structure',
    message: { en: 'The element is present without content.', no: 'Elementet er med, men uten innhold.' },
    remedy: {
      en: 'Leave the element out, or give it a value: null, "", {} and [] are not values.',
      no: 'Utelat elementet, eller gi det en verdi: null, "", {} og [] er ikke verdier.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html#null',
  },
  jsonType: {
    code: 'json-type',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'A JSON {found} where a {expected} belongs.',
      no: 'JSON-typen {found} der {expected} hører hjemme.',
    },
    remedy: {
      en: 'Send the value as a JSON {expected}: numbers and booleans without quotation marks, texts and dates with them.',
      no: 'Send verdien som JSON-typen {expected}: tall og boolske verdier uten anførselstegn, tekster og datoer med.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html#primitive',
  },
  format: {
    code: 'value-format',
    severity: 'error',
    issueType: 'value',
    message: { en: '{found} is not a valid {type}.', no: '{found} er ingen gyldig {type}.' },
    remedy: {
      en: 'Write the value in the format of the data type {type}.',
      no: 'Skriv verdien i formatet til datatypen {type}.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/datatypes.html',
  },
  blankString: {
    code: 'blank-string',
    severity: 'error',
    issueType: 'value',
    message: { en: 'The text holds only white space.', no: 'Teksten består bare av blanke tegn.' },
    remedy: {
      en: 'Leave the element out, or give it a text.',
      no: 'Utelat elementet, eller gi det en tekst.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/datatypes.html#string',
  },
  tooLong: {
    code: 'string-too-long',
    severity: 'error',
    issueType: 'too-long',
    message: {
      en: 'The text is longer than 1,048,576 characters.',
      no: 'Teksten er lengre enn 1 048 576 tegn.',
    },
    remedy: { en: 'Carry long content as an attachment.', no: 'Send langt innhold som vedlegg.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/datatypes.html#string',
  },
  numberRange: {
    code: 'number-range',
    severity: 'error',
    issueType: 'value',
    message: {
      en: '{found} is not an allowed number here: {expected}.',
      no: '{found} er ikke et tillatt tall her: {expected}.',
    },
    remedy: { en: 'Send a number that the data type allows.', no: 'Send et tall som datatypen tillater.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/datatypes.html#integer',
  },
  fixedValue: {
    code: 'fixed-value',
    severity: 'error',
    issueType: 'value',
    message: { en: 'The definition fixes another value.', no: 'Definisjonen fastsetter en annen verdi.' },
    remedy: {
      en: 'Send the value that the definition fixes.',
      no: 'Send verdien som definisjonen fastsetter.',
    },
    source: 'HL7 FHIR R4 4.0.1, StructureDefinition of the type',
  },
  choice: {
    code: 'choice-conflict',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: '{found} are two forms of one element, of which only one can be present.',
      no: '{found} er to former av samme element, og bare den ene kan være med.',
    },
    remedy: { en: 'Keep one of them.', no: 'Behold den ene.' },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/formats.html#choice',
  },
  choiceExtension: {
    code: 'choice-extension',
    severity: 'warning',
    issueType: 'structure',
    message: {
      en: 'The extension of a primitive value names another form of the element than the value does.',
      no: 'Utvidelsen til en enkel verdi gjelder en annen form av elementet enn verdien.',
    },
    remedy: {
      en: 'Name the property with the extension like the one with the value, with _ in front.',
      no: 'Gi egenskapen med utvidelsen samme navn som den med verdien, med _ foran.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html#primitive',
  },
  invariant: {
    code: 'invariant',
    severity: 'error',
    issueType: 'invariant',
    message: { en: 'Rule {rule} of FHIR is broken: {text}.', no: 'Regel {rule} i FHIR er brutt: {text}.' },
    remedy: {
      en: 'Change the content so that the rule holds.',
      no: 'Endre innholdet slik at regelen holder.',
    },
    source: 'HL7 FHIR R4 4.0.1, constraint in the StructureDefinition of the type',
  },
  invariantNotJudged: {
    code: 'invariant-not-judged',
    severity: 'warning',
    issueType: 'incomplete',
    message: { en: 'A rule of FHIR could not be judged here.', no: 'En regel i FHIR kunne ikke prøves her.' },
    remedy: {
      en: 'Check that every value here has the type that FHIR gives it; otherwise nothing needs to be done.',
      no: 'Kontroller at hver verdi her har den typen FHIR gir den; ellers trengs ingenting.',
    },
    source: 'HL7 FHIR R4 4.0.1, constraint in the StructureDefinition of the type',
  },
  referenceTarget: {
    code: 'reference-target',
    severity: 'warning',
    issueType: 'structure',
    message: {
      en: 'A reference to {found} where one to {expected} belongs.',
      no: 'En referanse til {found} der en til {expected} hører hjemme.',
    },
    remedy: {
      en: 'Refer to a resource of a type that the element allows.',
      no: 'Vis til en ressurs av en type som elementet tillater.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/references.html',
  },
  other: {
    code: 'base-definition',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The content breaks its definition: {text}.',
      no: 'Innholdet bryter definisjonen sin: {text}.',
    },
    remedy: {
      en: 'Change the content to what the definition of the type allows.',
      no: 'Endre innholdet til det som definisjonen av typen tillater.',
    },
    source: 'HL7 FHIR R4 4.0.1, StructureDefinition of the type',
  },
  notJudged: {
    code: 'not-judged',
    severity: 'error',
    issueType: 'structure',
    message: {
      en: 'The resource is built in a way that cannot be held against its definition.',
      no: 'Ressursen er bygd slik at den ikke kan prøves mot definisjonen sin.',
    },
    remedy: {
      en: 'Build it as FHIR JSON: objects where elements have parts, arrays where they repeat, plain values elsewhere.',
      no: 'Bygg den som FHIR-JSON: objekter der elementer har deler, lister der de gjentas, ellers enkle verdier.',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/json.html',
  },
  furtherFindings: {
    code: 'further-findings',
    severity: 'information',
    issueType: 'informational',
    message: { en: '{count} more findings are not listed.', no: '{count} flere funn er ikke listet.' },
    remedy: {
      en: 'Mend those that are listed and send again.',
      no: 'Rett dem som er listet, og send på nytt.',
    },
    source: 'A limit of this service',
  },
} as const satisfies Record<string, FindingDefinition>;

/** What can be wrong with what a resource is to be judged by. */
export const CONFORMANCE_FINDINGS = {
  profileUnknown: {
    code: 'profile-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'The profile {found} is not known here, and nothing was judged by it.',
      no: 'Profilen {found} er ikke kjent her, og ingenting er prøvd mot den.',
    },
    remedy: {
      en: 'Correct the URL, with |version at the end only where that very version is loaded, or have its FHIR package loaded (FHIR_PACKAGES_DIR).',
      no: 'Rett URL-en, med |versjon til slutt bare når nettopp den versjonen er lastet inn, eller få FHIR-pakken lastet inn (FHIR_PACKAGES_DIR).',
    },
    source: 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/resource-operation-validate.html',
  },
} as const satisfies Record<string, FindingDefinition>;

import type { FindingDefinition } from '../findings/finding.ts';

const FHIR_CODE_SYSTEM = 'FHIR R4, CodeSystem operations';
const FHIR_VALUE_SET = 'FHIR R4, ValueSet operations';
const FHIR_CONCEPT_MAP = 'FHIR R4, ConceptMap operations';

/** Everything that the terminology operations can find. */
export const TERMINOLOGY_FINDINGS = {
  parameterMissing: {
    code: 'parameter-missing',
    severity: 'error',
    issueType: 'required',
    message: { en: 'The operation needs {parameters}.', no: 'Operasjonen trenger {parameters}.' },
    remedy: { en: 'Send {parameters}.', no: 'Send {parameters}.' },
    source: 'FHIR R4, terminology operations',
  },
  parameterInvalid: {
    code: 'parameter-invalid',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'Parameter {parameter} is «{value}», which is not {expected}.',
      no: 'Parameter {parameter} er «{value}», som ikke er {expected}.',
    },
    remedy: { en: 'Send {parameter} as {expected}.', no: 'Send {parameter} som {expected}.' },
    source: 'FHIR R4, terminology operations',
  },
  codeSystemUnknown: {
    code: 'code-system-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: { en: 'The code system «{system}» is not here.', no: 'Kodeverket «{system}» finnes ikke her.' },
    remedy: {
      en: 'Use the URI of a code system that GET /fhir/CodeSystem lists, or load the package that has it.',
      no: 'Bruk URI-en til et kodeverk som GET /fhir/CodeSystem viser, eller last inn pakken som har det.',
    },
    source: FHIR_CODE_SYSTEM,
  },
  codeUnknown: {
    code: 'code-unknown',
    severity: 'error',
    issueType: 'code-invalid',
    message: { en: '{list} has no code «{code}».', no: '{list} har ingen kode «{code}».' },
    remedy: {
      en: 'Use a code of the list; import a newer list where it has the code.',
      no: 'Bruk en kode fra listen; importer en nyere liste hvis den har koden.',
    },
    source: FHIR_CODE_SYSTEM,
  },
  codeNotFound: {
    code: 'code-not-found',
    severity: 'error',
    issueType: 'not-found',
    message: { en: '{list} has no code «{code}».', no: '{list} har ingen kode «{code}».' },
    remedy: { en: 'Ask for a code of the list.', no: 'Spør etter en kode i listen.' },
    source: FHIR_CODE_SYSTEM,
  },
  codeSystemDiffers: {
    code: 'code-system-differs',
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'The code is of «{system}», but {list} was asked.',
      no: 'Koden er fra «{system}», men det er {list} som er spurt.',
    },
    remedy: { en: 'Ask the code’s own code system.', no: 'Spør kodens eget kodeverk.' },
    source: FHIR_CODE_SYSTEM,
  },
  codeNotValidThen: {
    code: 'code-not-valid-at-date',
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'Code «{code}» of {list} was not valid on {date} ({period}).',
      no: 'Kode «{code}» i {list} var ikke gyldig {date} ({period}).',
    },
    remedy: {
      en: 'Use a code that was valid on the date, or check the date.',
      no: 'Bruk en kode som var gyldig den dagen, eller kontroller datoen.',
    },
    source: 'Validity of the code in its list',
  },
  validityUnconfirmed: {
    code: 'code-validity-unconfirmed',
    severity: 'information',
    issueType: 'informational',
    message: {
      en: 'The list has code «{code}», but nobody has confirmed that it was valid on {date}.',
      no: 'Listen har kode «{code}», men ingen har bekreftet at den var gyldig {date}.',
    },
    remedy: {
      en: 'Check the official list; import it here when it is known.',
      no: 'Kontroller den offisielle listen; importer den her når den er kjent.',
    },
    source: 'Validity of the code in its list',
  },
  displayDiffers: {
    code: 'display-differs',
    severity: 'warning',
    issueType: 'value',
    message: {
      en: 'Code «{code}» is called «{expected}», not «{display}».',
      no: 'Kode «{code}» heter «{expected}», ikke «{display}».',
    },
    remedy: { en: 'Use the text of the list.', no: 'Bruk listens tekst.' },
    source: FHIR_CODE_SYSTEM,
  },
  valueSetUnknown: {
    code: 'value-set-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'The value set «{valueSet}» is not here.',
      no: 'Verdisettet «{valueSet}» finnes ikke her.',
    },
    remedy: {
      en: 'Use a value set that GET /fhir/ValueSet lists, or load the package that has it.',
      no: 'Bruk et verdisett som GET /fhir/ValueSet viser, eller last inn pakken som har det.',
    },
    source: FHIR_VALUE_SET,
  },
  valueSetNotSupported: {
    code: 'value-set-not-supported',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'The value set selects codes by {filter}, which is not supported.',
      no: 'Verdisettet velger koder med {filter}, som ikke støttes.',
    },
    remedy: {
      en: 'List the codes, or filter with =, in, not-in, exists, is-a, is-not-a, descendent-of or generalizes.',
      no: 'List opp kodene, eller filtrer med =, in, not-in, exists, is-a, is-not-a, descendent-of eller generalizes.',
    },
    source: 'FHIR R4, ValueSet.compose.include.filter',
  },
  codeOutsideValueSet: {
    code: 'code-outside-value-set',
    severity: 'error',
    issueType: 'code-invalid',
    message: {
      en: 'The value set {valueSet} has no code «{code}» of «{system}».',
      no: 'Verdisettet {valueSet} har ingen kode «{code}» fra «{system}».',
    },
    remedy: { en: 'Use a code of the value set.', no: 'Bruk en kode fra verdisettet.' },
    source: FHIR_VALUE_SET,
  },
  conceptMapUnknown: {
    code: 'concept-map-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: { en: 'There is no concept map {map}.', no: 'Det finnes ingen kodeoversettelse {map}.' },
    remedy: {
      en: 'Use a concept map that GET /fhir/ConceptMap lists.',
      no: 'Bruk en kodeoversettelse som GET /fhir/ConceptMap viser.',
    },
    source: FHIR_CONCEPT_MAP,
  },
} as const satisfies Record<string, FindingDefinition>;

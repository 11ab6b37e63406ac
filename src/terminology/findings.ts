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
    source: 'FHIR R4, http://hl7.org/fhir/R4/operations.html',
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
    source: 'FHIR R4, http://hl7.org/fhir/R4/operations.html',
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
  codeSystemVersionUnknown: {
    code: 'code-system-version-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'Version «{version}» of the code system «{system}» is not here.',
      no: 'Versjon «{version}» av kodeverket «{system}» finnes ikke her.',
    },
    remedy: {
      en: 'Leave the version out to use the one that is here; $lookup tells which.',
      no: 'Utelat versjonen for å bruke den som finnes her; $lookup sier hvilken det er.',
    },
    source: FHIR_CODE_SYSTEM,
  },
  codesNotPresent: {
    code: 'codes-not-present',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'Of the code system «{system}» only the name is here, not the codes.',
      no: 'Av kodeverket «{system}» finnes bare navnet her, ikke kodene.',
    },
    remedy: {
      en: 'Load a package that has the codes, or ask a service that has them.',
      no: 'Last inn en pakke som har kodene, eller spør en tjeneste som har dem.',
    },
    source: 'FHIR R4, CodeSystem.content',
  },
  codeInactive: {
    code: 'code-inactive',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'Code «{code}» of {list} is no longer in use.',
      no: 'Kode «{code}» i {list} er ikke lenger i bruk.',
    },
    remedy: {
      en: 'Keep it in what was written while it was in use; write a code in use.',
      no: 'Behold den i det som ble skrevet mens den var i bruk; skriv en kode som er i bruk.',
    },
    source: 'FHIR R4, CodeSystem 4.8.11 (inactive)',
  },
  codeAbstract: {
    code: 'code-abstract',
    severity: 'error',
    issueType: 'business-rule',
    message: {
      en: 'Code «{code}» of {list} groups other codes and is not to be chosen itself.',
      no: 'Kode «{code}» i {list} samler andre koder og skal ikke velges selv.',
    },
    remedy: {
      en: 'Use a code below it, or ask with abstract=true.',
      no: 'Bruk en kode under den, eller spør med abstract=true.',
    },
    source: 'FHIR R4, $validate-code, abstract',
  },
  systemAmbiguous: {
    code: 'system-ambiguous',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The value set has codes of {count} code systems, so code «{code}» needs its system.',
      no: 'Verdisettet har koder fra {count} kodeverk, så kode «{code}» trenger kodeverket sitt.',
    },
    remedy: { en: 'Send system.', no: 'Send system.' },
    source: FHIR_VALUE_SET,
  },
  expansionTooCostly: {
    code: 'expansion-too-costly',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The expansion has {total} codes; at most {limit} are given at once.',
      no: 'Ekspansjonen har {total} koder; høyst {limit} gis på én gang.',
    },
    remedy: {
      en: 'Ask for pages with count and offset, or for fewer with filter.',
      no: 'Be om sider med count og offset, eller om færre med filter.',
    },
    source: 'FHIR R4, ValueSet/$expand',
  },
  noTranslation: {
    code: 'no-translation',
    severity: 'information',
    issueType: 'not-found',
    message: {
      en: 'No concept map that was asked translates code «{code}».',
      no: 'Ingen kodeoversettelse som ble spurt, oversetter kode «{code}».',
    },
    remedy: {
      en: 'Check code and system, and which maps GET /fhir/ConceptMap lists.',
      no: 'Kontroller kode og kodeverk, og hvilke oversettelser GET /fhir/ConceptMap viser.',
    },
    source: FHIR_CONCEPT_MAP,
  },
  dependencyIncomplete: {
    code: 'dependency-incomplete',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'A dependency lacks its element or its value.',
      no: 'En avhengighet (dependency) mangler element eller verdi.',
    },
    remedy: {
      en: 'Send it with the parts element and concept, or by GET as element|code. Elements of this map: {allowed}.',
      no: 'Send den med delene element og concept, eller med GET som element|kode. Elementer i denne oversettelsen: {allowed}.',
    },
    source: 'FHIR R4, ConceptMap/$translate, dependency',
  },
  dependencyUnknown: {
    code: 'dependency-unknown',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'No translation of the map depends on an element «{element}».',
      no: 'Ingen oversettelse her avhenger av et element «{element}».',
    },
    remedy: { en: 'Use one of {allowed}.', no: 'Bruk et av {allowed}.' },
    source: 'FHIR R4, ConceptMap/$translate, dependency',
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
  codeNotFoundThen: {
    code: 'code-not-valid-at-date',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'Code «{code}» of {list} was not valid on {date} ({period}).',
      no: 'Kode «{code}» i {list} var ikke gyldig {date} ({period}).',
    },
    remedy: {
      en: 'Ask without a date for what the code is otherwise.',
      no: 'Spør uten dato om hva koden ellers er.',
    },
    source: 'Validity of the code in its list',
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

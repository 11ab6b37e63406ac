import type { FindingDefinition } from '../findings/finding.ts';

/** What can be wrong with a search. Sources are clauses of FHIR R4 (http://hl7.org/fhir/R4/search.html). */
export const SEARCH_FINDINGS = {
  resourceTypeUnknown: {
    code: 'search-resource-type-unknown',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: '"{type}" is no resource type of FHIR R4.',
      no: '«{type}» er ingen ressurstype i FHIR R4.',
    },
    remedy: {
      en: 'Search one resource type, e.g. CarePlan; the capability statement lists those that are served.',
      no: 'Søk i én ressurstype, f.eks. CarePlan; capability statement lister dem som tilbys.',
    },
    source: 'FHIR R4 3.1.1.1',
  },
  parameterUnknown: {
    code: 'search-parameter-unknown',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: '{type} has no search parameter "{name}".',
      no: '{type} har ingen søkeparameter «{name}».',
    },
    remedy: {
      en: 'Known ones are {known}; with the header Prefer: handling=lenient an unknown one is ignored.',
      no: 'Kjente er {known}; med headeren Prefer: handling=lenient ses det bort fra en ukjent.',
    },
    source: 'FHIR R4 3.1.1.3.2',
  },
  chainUnsupported: {
    code: 'search-chain-unsupported',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'Search through the references of a resource ("{name}") is not served.',
      no: 'Søk gjennom ressursens referanser («{name}») tilbys ikke.',
    },
    remedy: {
      en: 'Search in two steps: first the resources referred to, then those that refer to them.',
      no: 'Søk i to trinn: først ressursene det refereres til, så de som refererer.',
    },
    source: 'FHIR R4 3.1.1.4.16',
  },
  modifierUnknown: {
    code: 'search-modifier-unknown',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'The search parameter "{name}" has no modifier "{modifier}".',
      no: 'Søkeparameteren «{name}» har ingen modifikator «{modifier}».',
    },
    remedy: {
      en: 'Known ones for this parameter are {known}.',
      no: 'Kjente for denne parameteren er {known}.',
    },
    source: 'FHIR R4 3.1.1.4.5',
  },
  valueInvalid: {
    code: 'search-value-invalid',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The value "{value}" of "{name}" cannot be read.',
      no: 'Verdien «{value}» for «{name}» kan ikke leses.',
    },
    remedy: {
      en: 'It is to be {form}.',
      no: 'Den skal være {formNo}.',
    },
    source: 'FHIR R4 3.1.1.4',
  },
  valueMissing: {
    code: 'search-value-missing',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The search parameter "{name}" has no value.',
      no: 'Søkeparameteren «{name}» har ingen verdi.',
    },
    remedy: {
      en: 'Give it a value, or leave it out; what lacks the element is found with {name}:missing=true.',
      no: 'Gi den en verdi, eller utelat den; det som mangler elementet, finnes med {name}:missing=true.',
    },
    source: 'A rule of this service: an empty value in a client must not find everything',
  },
  tooMuch: {
    code: 'search-too-much',
    severity: 'error',
    issueType: 'too-costly',
    message: {
      en: 'The search has {count} values.',
      no: 'Søket har {count} verdier.',
    },
    remedy: {
      en: 'Ask in several searches with at most {most} values each.',
      no: 'Del det i flere søk med høyst {most} verdier hver.',
    },
    source: 'FHIR R4 3.1.1',
  },
  cursorInvalid: {
    code: 'search-cursor-invalid',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'The page that is asked for does not belong to this search.',
      no: 'Siden det spørres etter, hører ikke til dette søket.',
    },
    remedy: {
      en: 'Follow the links of the search result as they are, or start anew without _cursor.',
      no: 'Følg lenkene i søkeresultatet som de er, eller start på nytt uten _cursor.',
    },
    source: 'FHIR R4 3.1.1.3.1',
  },
  includesTruncated: {
    code: 'search-includes-truncated',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'More than {most} resources are to be included; the rest is left out.',
      no: 'Mer enn {most} ressurser skulle tas med; resten er utelatt.',
    },
    remedy: {
      en: 'Ask for smaller pages with _count.',
      no: 'Be om mindre sider med _count.',
    },
    source: 'FHIR R4 3.1.1.5.4',
  },
} as const satisfies Record<string, FindingDefinition>;

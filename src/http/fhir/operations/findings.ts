import type { FindingDefinition } from '../../../findings/finding.ts';

const APPLY = 'FHIR R4, PlanDefinition/$apply';

/** What can be wrong with the call of an operation, beside what the terminology says. */
export const OPERATION_FINDINGS = {
  planUnknown: {
    code: 'plan-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: { en: 'There is no PlanDefinition "{plan}".', no: 'Det finnes ingen PlanDefinition «{plan}».' },
    remedy: {
      en: 'Use a PlanDefinition that GET /fhir/PlanDefinition lists.',
      no: 'Bruk en PlanDefinition som GET /fhir/PlanDefinition viser.',
    },
    source: APPLY,
  },
  planNotApplicable: {
    code: 'plan-not-applicable',
    severity: 'error',
    issueType: 'processing',
    message: {
      en: 'The PlanDefinition is no pathway type in an edition of the catalogue, so nothing is known to be due by it.',
      no: 'PlanDefinition er ingen forløpstype i en utgave av katalogen, så ingenting er kjent som forventet etter den.',
    },
    remedy: {
      en: 'Apply one of the plans that ship, such as PlanDefinition/pathway-D11-2023.',
      no: 'Bruk en av planene som følger med, for eksempel PlanDefinition/pathway-D11-2023.',
    },
    source: APPLY,
  },
  startOutsideEdition: {
    code: 'plan-of-other-edition',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The plan is of edition {edition} ({period}), but the pathway starts on {date}.',
      no: 'Planen er fra utgave {edition} ({period}), men forløpet starter {date}.',
    },
    remedy: {
      en: 'Apply {plan}, or check the start date.',
      no: 'Bruk {plan}, eller kontroller startdatoen.',
    },
    source: 'Editions of the catalogue (CodeSystem catalogue-edition)',
  },
  startBeforeEditions: {
    code: 'start-before-editions',
    severity: 'warning',
    issueType: 'business-rule',
    message: {
      en: 'The plan is of edition {edition} ({period}), and on {date}, when the pathway starts, no edition held.',
      no: 'Planen er fra utgave {edition} ({period}), og {date}, da forløpet starter, gjaldt ingen utgave.',
    },
    remedy: { en: 'Check the start date.', no: 'Kontroller startdatoen.' },
    source: 'Editions of the catalogue (CodeSystem catalogue-edition)',
  },
  contextUnknown: {
    code: 'context-unknown',
    severity: 'error',
    issueType: 'not-found',
    message: {
      en: 'No bound element is known at the context «{context}».',
      no: 'Ingen bundet elementdefinisjon er kjent for konteksten «{context}».',
    },
    remedy: {
      en: 'Send the URL of a StructureDefinition, # and the path of an element with a value set, such as http://hl7.org/fhir/StructureDefinition/Task#Task.status; or send url.',
      no: 'Send URL-en til en StructureDefinition, # og stien til et element med verdisett, som http://hl7.org/fhir/StructureDefinition/Task#Task.status; eller send url.',
    },
    source: 'FHIR R4, ValueSet/$validate-code, context',
  },
  referenceNotStored: {
    code: 'parameter-reference-not-stored',
    severity: 'warning',
    issueType: 'not-found',
    message: {
      en: 'Nothing is stored here at {reference}; the plan refers to it all the same.',
      no: 'Ingenting er lagret her på {reference}; planen viser til den likevel.',
    },
    remedy: {
      en: 'Check the parameter {parameter}, or store the resource before the plan.',
      no: 'Kontroller parameteren {parameter}, eller lagre ressursen før planen.',
    },
    source: APPLY,
  },
  referenceInvalid: {
    code: 'parameter-reference',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'Parameter {parameter} is no single reference to {types}.',
      no: 'Parameter {parameter} er ikke én enkelt referanse til {types}.',
    },
    remedy: {
      en: 'Send one reference, such as {example}.',
      no: 'Send én referanse, for eksempel {example}.',
    },
    source: APPLY,
  },
} as const satisfies Record<string, FindingDefinition>;

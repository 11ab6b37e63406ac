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

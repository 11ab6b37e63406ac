import type { FindingDefinition } from '../findings/finding.ts';

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

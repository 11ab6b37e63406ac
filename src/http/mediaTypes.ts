export const FHIR_JSON = 'application/fhir+json';

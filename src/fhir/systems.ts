/**
 * The URIs by which codes and identifiers are known. Sources: HL7 Norge no-basis NamingSystems; Volven
 * (OID 2.16.578.1.12.4.1.1.NNNN for list NNNN).
 */

/** Base of the canonical URLs of our own definitions. */
export const FORLOPSBRO = 'https://forlopsbro.no/fhir';

/** Code system URI of a Volven list, e.g. `volven(9321)`. */
export function volven(list: number | string): string {
  return `urn:oid:2.16.578.1.12.4.1.1.${String(list)}`;
}

export const IDENTIFIER_SYSTEM = {
  /** Fødselsnummer. */
  FNR: 'urn:oid:2.16.578.1.12.4.1.4.1',
  /** D-nummer. */
  DNR: 'urn:oid:2.16.578.1.12.4.1.4.2',
  /** Felles hjelpenummer. */
  FHN: 'urn:oid:2.16.578.1.12.4.1.4.3',
  /** Number in the register of health personnel. */
  HPR: 'urn:oid:2.16.578.1.12.4.1.4.4',
  /** Number of the Directorate of Immigration's register. */
  DUF: 'urn:oid:2.16.578.1.12.4.1.4.5',
  /** Organisation number (Enhetsregisteret). */
  ENH: 'urn:oid:2.16.578.1.12.4.1.4.101',
  /** Id in the register of units of the specialist health service. */
  RSH: 'urn:oid:2.16.578.1.12.4.1.4.102',
  /** Id in Norsk Helsenett's address register: an address for messages. */
  HER: 'urn:oid:2.16.578.1.12.4.1.2',
  /** UUIDs. */
  UUID: 'urn:ietf:rfc:3986',
} as const;

export const CODE_SYSTEM = {
  pathwayType: volven(9321),
  event: volven(9322),
  combinedCode: volven(9327),
  nprFeedback: volven(9329),
  /** Finding codes of our own, where NPR has none. */
  finding: `${FORLOPSBRO}/CodeSystem/finding`,
  v3ActCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  dataAbsentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
} as const;

/** The outcome list that goes with each event that has outcomes (list 9322 → list number). */
export const OUTCOME_LIST: Readonly<Record<string, number>> = { C: 9323, S: 9324, U: 9325, X: 9326, H: 9328 };

/** Canonical URL of one of our extensions, e.g. `extensionUrl('first-trust')`. */
export function extensionUrl(name: string): string {
  return `${FORLOPSBRO}/StructureDefinition/${name}`;
}

/** Canonical URL of a no-basis extension. */
export function noBasisUrl(name: string): string {
  return `http://hl7.no/fhir/StructureDefinition/${name}`;
}

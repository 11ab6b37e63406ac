import { volven } from '../fhir/systems.ts';

/**
 * The URIs under which one Volven list is known: ours (no-basis), a bare OID as KITH XML has it, and those of two
 * generations of drafts (helsedir.no, ehelse.no). All are understood, the first is written.
 */
const VOLVEN_URI =
  /^(?:(?:urn:oid:)?2\.16\.578\.1\.12\.4\.1\.1\.|https?:\/\/(?:helsedir|ehelse)\.no\/fhir\/CodeSystem\/no-kodeverk-)(\d{4})$/;

/** Other URIs of code systems that the Norwegian guides use beside the OID. */
const OTHER_URI: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/icd-10-no': volven(7110),
  'http://hl7.org/fhir/sid/icpc-2': volven(7170),
};

/** The URI by which we know the code system; the same URI when it has no other. */
export function canonicalSystem(uri: string): string {
  const list = VOLVEN_URI.exec(uri)?.[1];
  return list === undefined ? (OTHER_URI[uri] ?? uri) : volven(list);
}

/** The other URIs in use for a Volven list. */
export function alternativeUris(list: number | string): readonly string[] {
  return [
    `http://helsedir.no/fhir/CodeSystem/no-kodeverk-${list}`,
    `http://ehelse.no/fhir/CodeSystem/no-kodeverk-${list}`,
    ...Object.keys(OTHER_URI).filter((uri) => OTHER_URI[uri] === volven(list)),
  ];
}

import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { openDefinitionFiles } from '../definitions/baseDefinitionFiles.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { canonicalSystem } from './systemUri.ts';

/** Where code systems, value sets and concept maps come from: ours and packages' definitions, then HL7's base. */
export interface Sources {
  /** By any URI of the system. */
  codeSystem(system: string, version?: string): CodeSystem | undefined;
  /** By canonical URL; the URI of a code system stands for the value set of all its codes. */
  valueSet(canonical: string): ValueSet | undefined;
  conceptMap(canonical: string): ConceptMap | undefined;
  readonly conceptMaps: readonly ConceptMap[];
  /** One of our own by its id. */
  codeSystemWithId(id: string): CodeSystem | undefined;
  valueSetWithId(id: string): ValueSet | undefined;
  conceptMapWithId(id: string): ConceptMap | undefined;
}

/** The code systems and value sets of FHIR itself stand in HL7's base definitions. */
const OF_HL7 = /^https?:\/\/(hl7\.org\/fhir|terminology\.hl7\.org)\//;

export function openSources(definitions: Definitions): Sources {
  const base = openDefinitionFiles();

  function codeSystem(system: string, version?: string): CodeSystem | undefined {
    const url = canonicalSystem(system);
    const found = definitions.find(url, version);
    if (found?.resourceType === 'CodeSystem') {
      return found;
    }
    const inBase = OF_HL7.test(url) ? base.codeSystem(url) : undefined;
    return version === undefined || inBase?.version === version ? inBase : undefined;
  }

  return {
    codeSystem,
    valueSet(canonical) {
      const found = definitions.find(canonical);
      if (found?.resourceType === 'ValueSet') {
        return found;
      }
      if (OF_HL7.test(canonical)) {
        return base.valueSet(canonical);
      }
      const allCodes = definitions.find(codeSystem(canonical)?.valueSet ?? '');
      return allCodes?.resourceType === 'ValueSet' ? allCodes : undefined;
    },
    conceptMap(canonical) {
      const found = definitions.find(canonical);
      return found?.resourceType === 'ConceptMap' ? found : undefined;
    },
    get conceptMaps() {
      return definitions.all<ConceptMap>('ConceptMap');
    },
    codeSystemWithId(id) {
      const found = definitions.read('CodeSystem', id);
      return found?.resourceType === 'CodeSystem' ? found : undefined;
    },
    valueSetWithId(id) {
      const found = definitions.read('ValueSet', id);
      return found?.resourceType === 'ValueSet' ? found : undefined;
    },
    conceptMapWithId(id) {
      const found = definitions.read('ConceptMap', id);
      return found?.resourceType === 'ConceptMap' ? found : undefined;
    },
  };
}

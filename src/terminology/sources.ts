import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { openDefinitionFiles } from '../definitions/baseDefinitionFiles.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { CODE_SYSTEM } from '../fhir/systems.ts';
import { mapInForce } from './combinedCodeMaps.ts';
import { canonicalSystem } from './systemUri.ts';

/** Where code systems, value sets and concept maps come from. */
export interface Sources {
  /** By any URI of the system. */
  codeSystem(system: string, version?: string): CodeSystem | undefined;
  /** By canonical URL; the URI of a code system stands for the value set of all its codes. */
  valueSet(canonical: string): ValueSet | undefined;
  conceptMap(canonical: string): ConceptMap | undefined;
  conceptMaps(): readonly ConceptMap[];
  /** One that can be read under its id. */
  codeSystemWithId(id: string): CodeSystem | undefined;
  valueSetWithId(id: string): ValueSet | undefined;
  conceptMapWithId(id: string): ConceptMap | undefined;
}

/** The code systems and value sets of FHIR itself stand in HL7's definitions. */
const OF_HL7 = /^https?:\/\/(hl7\.org\/fhir|terminology\.hl7\.org)\//;

/** Ours and those of packages, then HL7's. */
export function openSources(definitions: Definitions): Sources {
  const hl7 = openDefinitionFiles();

  function codeSystem(system: string, version?: string): CodeSystem | undefined {
    const url = canonicalSystem(system);
    const found = definitions.find(url, version);
    if (found?.resourceType === 'CodeSystem') {
      return found;
    }
    const inHl7 = OF_HL7.test(url)
      ? hl7.codeSystem(version === undefined ? url : `${url}|${version}`)
      : undefined;
    return version === undefined || inHl7?.version === version ? inHl7 : undefined;
  }

  const combinedCodes = (): CodeSystem | undefined => codeSystem(CODE_SYSTEM.combinedCode);

  return {
    codeSystem,
    valueSet(canonical) {
      const found = definitions.find(canonical);
      if (found?.resourceType === 'ValueSet') {
        return found;
      }
      const inHl7 = OF_HL7.test(canonical) ? hl7.valueSet(canonical) : undefined;
      const system = inHl7 === undefined ? codeSystem(canonical) : undefined;
      const named = definitions.find(system?.valueSet ?? '');
      return inHl7 ?? (named?.resourceType === 'ValueSet' ? named : allCodesOf(system));
    },
    conceptMap(canonical) {
      const found = definitions.find(canonical);
      if (found?.resourceType === 'ConceptMap') {
        return mapInForce(found, combinedCodes());
      }
      return OF_HL7.test(canonical) ? hl7.conceptMap(canonical) : undefined;
    },
    conceptMaps: () =>
      definitions.all<ConceptMap>('ConceptMap').map((map) => mapInForce(map, combinedCodes())),
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
      return found?.resourceType === 'ConceptMap' ? mapInForce(found, combinedCodes()) : undefined;
    },
  };
}

/** The value set of all codes of a code system that names none itself. */
export function allCodesOf(codeSystem: CodeSystem | undefined): ValueSet | undefined {
  return codeSystem?.url === undefined
    ? undefined
    : {
        resourceType: 'ValueSet',
        url: codeSystem.valueSet ?? codeSystem.url,
        status: codeSystem.status,
        compose: { include: [{ system: codeSystem.url }] },
      };
}

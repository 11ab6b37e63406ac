import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import { deriveConceptMaps } from './conceptMaps.ts';
import { deriveExtensionDefinitions } from './extensionDefinitions.ts';
import { deriveMeasures } from './measures.ts';
import { deriveNamingSystems } from './namingSystems.ts';
import { derivePathwayPlans } from './pathwayPlans.ts';
import { deriveValueSets } from './valueSets.ts';

/**
 * Everything in profiles/ that follows from the code systems there and from the tables of this folder. The code
 * systems themselves, the structure definitions and what else is not derived is kept by hand.
 */
export function deriveDefinitions(codeSystems: readonly CodeSystem[]): readonly Resource[] {
  return [
    ...derivePathwayPlans(codeSystems),
    ...deriveMeasures(),
    ...deriveValueSets(codeSystems),
    ...deriveConceptMaps(codeSystems),
    ...deriveNamingSystems(codeSystems),
    ...deriveExtensionDefinitions(),
  ];
}

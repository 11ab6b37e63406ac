import type { CodeSystem, Resource } from '@medplum/fhirtypes';
import { deriveConceptMaps } from './conceptMaps.ts';
import { deriveMeasures } from './measures.ts';
import { deriveNamingSystems } from './namingSystems.ts';
import { derivePathwayPlans } from './pathwayPlans.ts';
import { compileShorthand } from './shorthand.ts';
import { deriveValueSets } from './valueSets.ts';

/**
 * Everything in profiles/ that follows from the code systems there, from the tables of this folder and from the
 * shorthand in profiles/input. The code systems themselves and what else is not derived is kept by hand.
 */
export async function deriveDefinitions(codeSystems: readonly CodeSystem[]): Promise<readonly Resource[]> {
  return [
    ...derivePathwayPlans(codeSystems),
    ...deriveMeasures(),
    ...deriveValueSets(codeSystems),
    ...deriveConceptMaps(codeSystems),
    ...deriveNamingSystems(codeSystems),
    ...(await compileShorthand()),
  ];
}
